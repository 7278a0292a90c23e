"""Other extractors on the same pages, each in an environment and a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel import Locale, UnknownLocaleError

from benchmarks.figures import Figures, figures_of
from benchmarks.peer_homes import FOLDER, Home, PeerUnusable, last_line, python_of
from cleaners.decode import decoded

RUNNER = Path(__file__).with_name("peer_runner.py")
SECONDS_A_PAGE = 20.0
"""Then the extractor is given up: some never end."""
# A port on which nobody listens: an extractor that asks the network must fail at once.
NO_NETWORK = "http://127.0.0.1:9"
# jusText needs it; older versions of pip do not find it under the name that jusText has for it.
CLEANER = "lxml_html_clean==0.4.6"
TRAFILATURA = Home(name="trafilatura", requirements=("trafilatura==2.3.1", CLEANER))

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_LANGUAGE = re.compile(r"<html[^>]{0,1000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An extractor, called in one way."""

    name: str
    """Name in the table."""
    extractor: str
    """Name in `peer_runner.EXTRACTORS`."""
    home: Home
    """Where it is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extractor made of the pages."""

    texts: Mapping[str, str]
    """Text of each page by id; empty where it found none or failed."""
    milliseconds: float
    """Mean CPU time a page."""
    failures: tuple[str, ...]
    """What it raised, one for each page that it failed on."""


def _peer(name: str, *requirements: str, python: str = "") -> Peer:
    home = Home(name=name, requirements=requirements, python=python)
    return Peer(name=f"{name} {requirements[0].partition('==')[2]}", extractor=name, home=home)


PEERS = (
    Peer(name="trafilatura fast", extractor="trafilatura-fast", home=TRAFILATURA),
    Peer(name="trafilatura 2.3.1", extractor="trafilatura", home=TRAFILATURA),
    Peer(name="trafilatura precision", extractor="trafilatura-precision", home=TRAFILATURA),
    _peer("rs-trafilatura", "rs-trafilatura==0.1.1", python="3.12"),
    _peer("newspaper4k", "newspaper4k[all]==0.9.6"),
    _peer("news-please", "news-please==1.6.16", "newspaper4k[all]==0.9.6"),
    _peer("readability-lxml", "readability-lxml==0.9"),
    _peer("resiliparse", "resiliparse==2.0.1"),
    _peer("goose3", "goose3[all]==3.1.22"),
    _peer("jusText", "justext==3.0.2", CLEANER),
    _peer("boilerpy3", "boilerpy3==1.0.7"),
)


def peer_figures(
    pages: Sequence[tuple[str, bytes]], golds: Mapping[str, Sequence[str]], score: Any, folder: Path = FOLDER
) -> list[Figures]:
    """Return the figures of every peer on pages given by id and body; one that cannot be used is named and left out.

    `folder` is where the peers' environments are kept; the first run makes them, which takes minutes.
    """
    figures = []
    with TemporaryDirectory(prefix="klartekst-") as temporary:
        given = Path(temporary) / "pages.jsonl"
        given.write_text("".join(map(_line, pages)), "utf-8")
        for peer, found in _extracted(given, len(pages), folder):
            if found.failures:
                print(f"{peer.name}: failed on {len(found.failures)} pages, first with {found.failures[0]}")
            figures.append(figures_of(peer.name, found.texts, golds, score, found.milliseconds))
    return figures


def extracted(extractor: str, python: Path, given: Path, pages: int) -> Extracted:
    """Run an extractor with an interpreter that has it over a file of `pages` pages.

    Raises PeerUnusable if it crashes or takes too long.
    """
    written = given.with_name(f"{extractor}.jsonl")
    # Isolated: neither this folder's modules nor the caller's settings may pass for the extractor's own.
    command = [str(python), "-I", str(RUNNER), extractor, str(given), str(written)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=SECONDS_A_PAGE * pages,
            env=_environment(),
            cwd=given.parent,
        )
    except subprocess.TimeoutExpired as error:
        raise PeerUnusable(f"took longer than {error.timeout:.0f} s") from error
    if done.returncode:
        raise PeerUnusable(f"ended with status {done.returncode}: {last_line(done.stderr)}")
    return _read(written)


def _extracted(given: Path, pages: int, folder: Path) -> Iterator[tuple[Peer, Extracted]]:
    for peer in PEERS:
        try:
            yield peer, extracted(peer.extractor, python_of(peer.home, folder), given, pages)
        except PeerUnusable as error:
            print(f"{peer.name}: left out: {error}")


def _read(written: Path) -> Extracted:
    rows = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
    return Extracted(
        texts={row["id"]: row["text"] for row in rows},
        milliseconds=sum(row["ms"] for row in rows) / len(rows),
        failures=tuple(row["error"] for row in rows if row["error"]),
    )


def _line(page: tuple[str, bytes]) -> str:
    name, body = page
    # lxml refuses text that declares an encoding.
    html = _DECLARATION.sub("", decoded(body), count=1)
    language = found[1].lower() if (found := _LANGUAGE.search(html)) else ""
    row = {"id": name, "html": html, "language": language, "language_name": _name_of(language)}
    return json.dumps(row) + "\n"


def _name_of(language: str) -> str:
    """Give the English name of a language code; empty if it has none.

    >>> _name_of("da"), _name_of("xx")
    ('Danish', '')
    """
    try:
        return Locale.parse(language).get_language_name("en") or ""
    except (UnknownLocaleError, ValueError):
        return ""


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "http_proxy": NO_NETWORK, "https_proxy": NO_NETWORK}
