"""One outlet's recording: a VCR cassette that looks pages up by index and is saved whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from vcr.cassette import Cassette
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request as VcrRequest
from vcr.serialize import deserialize, serialize
from vcr.serializers import yamlserializer

from scrapers.errors import KlartekstError, NotOnCassette

# Of one connection, not of the page; and what would identify a visitor.
UNRECORDED_HEADERS = frozenset({"connection", "keep-alive", "set-cookie", "transfer-encoding"})
# YAML reads these as line breaks (or drops them), so a block would not come back as it was written.
UNSAFE_IN_BLOCK = frozenset("\x85\u2028\u2029\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One recorded answer."""

    status: int
    """HTTP status."""
    headers: Mapping[str, list[str]] = field(default_factory=dict)
    """Response headers, each with all its values."""
    body: bytes = b""
    """Body as it came over the wire, content encoding included."""


class Tape:
    """Plays and records the answers of one outlet, in the order in which each URL gave them.

    VCR compares a request with every recorded one; here a table by method and URL finds it at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        """File it is loaded from and saved to."""
        self._cassette = Cassette(
            path=str(path), persister=WholeFiles, serializer=ReadableYaml, record_mode=RecordMode.ALL
        )
        self._unplayed: dict[tuple[str, str], list[Recorded]] = {}

    @classmethod
    def load(cls, path: Path) -> Tape:
        """Read a cassette from its file.

        Raises:
            KlartekstError: there is no such file, or it is no cassette.
        """
        tape = cls(path)
        try:
            requests, responses, *_ = WholeFiles.load_cassette(str(path), ReadableYaml)
            for request, response in zip(requests, responses, strict=True):
                key = (request.method, request.uri)
                tape._unplayed.setdefault(key, []).append(_recorded(response))
        except CassetteNotFoundError:
            raise KlartekstError(
                f"there is no cassette {path}; make it with: scrapy record {path.stem} -o {path.parent}",
                stage="replay",
            ) from None
        except (KeyError, TypeError) as error:
            raise KlartekstError(
                f"{path} is no cassette, or cut short; make it anew with: scrapy record {path.stem} -o {path.parent}",
                stage="replay",
            ) from error
        except (yaml.YAMLError, ValueError, OSError) as error:
            raise KlartekstError(f"{path} is no readable cassette: {error}", stage="replay") from error
        return tape

    def play(self, method: str, url: str) -> Recorded:
        """Give the next recorded answer of a URL; the last one again and again.

        Raises:
            NotOnCassette: nothing was recorded for this method and URL.
        """
        answers = self._unplayed.get((method, url))
        if not answers:
            raise NotOnCassette(
                f"{method} {url} is not on the cassette {self.path}; record it again with: "
                f"scrapy record {self.path.stem} -o {self.path.parent}",
                url=url,
                stage="replay",
            )
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def record(self, method: str, url: str, answer: Recorded) -> None:
        """Add an answer to what `save` will write."""
        headers = {k: v for k, v in answer.headers.items() if k.lower() not in UNRECORDED_HEADERS}
        response = {"status": _status(answer.status), "headers": headers, "body": {"string": answer.body}}
        self._cassette.append(VcrRequest(method, url, None, {}), response)

    def save(self) -> int:
        """Write what was recorded, sorted by URL, replacing an older file only once the new one is complete.

        Returns:
            The number of answers written.

        Raises:
            KlartekstError: the file cannot be written.
        """
        # Sorting is stable: the answers of one URL keep their order.
        recorded = sorted(self._cassette.data, key=lambda pair: pair[0].uri)
        requests, responses = [request for request, _ in recorded], [response for _, response in recorded]
        try:
            WholeFiles.save_cassette(str(self.path), {"requests": requests, "responses": responses}, ReadableYaml)
        except OSError as error:
            raise KlartekstError(f"cannot write the cassette {self.path}: {error}", stage="replay") from error
        return len(recorded)


class WholeFiles:
    """VCR persister: UTF-8, and a new file takes the old one's place in one step."""

    @staticmethod
    def load_cassette(cassette_path: str, serializer: Any) -> tuple[Any, ...]:
        """Read a cassette; what VCR wants of a persister.

        Raises:
            CassetteNotFoundError: there is no such file.
        """
        path = Path(cassette_path)
        if not path.is_file():
            raise CassetteNotFoundError
        loaded: tuple[Any, ...] = deserialize(path.read_text("utf-8"), serializer)
        return loaded

    @staticmethod
    def save_cassette(cassette_path: str, cassette_dict: Mapping[str, Any], serializer: Any) -> None:
        """Write a cassette; what VCR wants of a persister."""
        path = Path(cassette_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        partial.write_text(serialize(cassette_dict, serializer), "utf-8")
        partial.replace(path)


class ReadableYaml:
    """VCR serializer: YAML in which a person can read and edit a page."""

    deserialize = staticmethod(yamlserializer.deserialize)

    @staticmethod
    def serialize(cassette_dict: Mapping[str, Any]) -> str:
        """Write the cassette with letters as letters and pages as indented blocks."""
        return str(yaml.dump(cassette_dict, Dumper=_Dumper, allow_unicode=True, width=2**16))


class _Dumper(yaml.CSafeDumper):  # type: ignore[misc]
    pass


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if UNSAFE_IN_BLOCK.intersection(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _recorded(response: Mapping[str, Any]) -> Recorded:
    body = response["body"]["string"] or b""
    headers = {name: list(values) for name, values in response["headers"].items()}
    return Recorded(status=response["status"]["code"], headers=headers, body=body)


def _status(code: int) -> dict[str, int | str]:
    known = code in HTTPStatus._value2member_map_
    return {"code": code, "message": HTTPStatus(code).phrase if known else ""}
