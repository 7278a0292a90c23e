"""Where stored articles are written during a crawl (`-o`, `-O`): one file for all outlets of the run."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias

from scrapy.utils.conf import feed_process_params_from_cli

from scrapers.engine.own_code import loaded
from scrapers.errors import KlartekstError, OutputError
from scrapers.feed.lines import LineWriter

if TYPE_CHECKING:
    from scrapy.exporters import BaseItemExporter
    from scrapy.settings import BaseSettings

    from scrapers.article import Article

Exporter: TypeAlias = "Callable[..., BaseItemExporter]"

SAFE = "the articles are safe in the store, `scrapy feed` gives them again"
LINES = ("jsonl", "jsonlines", "jl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A file that was asked for."""

    path: str
    """Path; `-` is standard output."""
    format: str
    """Name of a format in FEED_EXPORTERS: `jsonl`, `csv`, …"""
    overwrite: bool
    """Whether an existing file is replaced; it is added to otherwise."""


class Sink(Protocol):
    """Something that articles can be written to."""

    def write(self, article: Article) -> None:
        """Write one article."""

    def close(self) -> None:
        """Complete the file."""


def destinations(settings: BaseSettings, added: list[str], replaced: list[str]) -> tuple[Destination, ...]:
    """Read the `-o` (added to) and `-O` (replaced) options as Scrapy does; `-` alone is JSON Lines.

    Raises:
        UsageError: an unknown format, or both options at once.
    """
    added, replaced = ([f"{one}:jsonl" if one == "-" else one for one in given] for given in (added, replaced))
    feeds = feed_process_params_from_cli(settings, added, overwrite_output=replaced)
    own = settings.getdict("FEEDS")
    return tuple(
        Destination(
            path="-" if uri == "stdout:" else uri,
            format=feed["format"],
            overwrite=bool(feed.get("overwrite")),
        )
        for uri, feed in feeds.items()
        if uri not in own
    )


class Output:
    """All files of a run: one thread writes them, so that a slow reader of standard output holds up nobody."""

    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._sinks = tuple(sinks)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="output")

    async def write(self, articles: Sequence[Article]) -> None:
        """Write stored articles to every file; return when the operating system has them.

        Raises:
            OutputError: a file cannot be written.
        """
        await asyncio.get_running_loop().run_in_executor(self._thread, self._write, articles)

    def close(self) -> None:
        """Complete all files.

        Raises:
            OutputError: one of them cannot be completed.
        """
        self._thread.shutdown()
        with ExitStack() as closing:
            for sink in self._sinks:
                closing.callback(sink.close)

    def _write(self, articles: Sequence[Article]) -> None:
        # A file that fails must not cost the others the article, nor an article the next one.
        with ExitStack() as writing:
            for article in reversed(articles):
                for sink in reversed(self._sinks):
                    writing.callback(sink.write, article)


class ExportedFile:
    """A file in one of the formats that Scrapy exports: CSV, XML, JSON and what FEED_EXPORTERS adds.

    Such a file is complete only when it is closed; only JSON Lines survives a kill.
    """

    def __init__(self, destination: Destination, exporter: Exporter) -> None:
        self._name = destination.path
        self._format = destination.format
        with self._told():
            self._file = _opened(destination)
            self._exporter = exporter(self._file, encoding="utf-8")
            self._exporter.start_exporting()

    def write(self, article: Article) -> None:
        """Write one article without what was removed; nested fields as JSON where the format is flat.

        Raises:
            OutputError: the file cannot be written.
        """
        fields = article.model_dump(mode="json", by_alias=True, exclude={"removed"})
        with self._told():
            self._exporter.export_item(_flattened(fields) if self._format == "csv" else fields)
            self._file.flush()

    def close(self) -> None:
        """Complete the file.

        Raises:
            OutputError: it cannot be completed.
        """
        with self._told():
            try:
                self._exporter.finish_exporting()
                self._file.flush()
            finally:
                if self._file is not sys.stdout.buffer:
                    self._file.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"{self._name} cannot be written ({error.strerror}): free some space or name another file; {SAFE}",
                stage="feed",
            ) from error
        except KlartekstError:
            raise
        except Exception as error:  # the exporter may be the user's
            raise OutputError(
                f"{self._name} cannot be written as {self._format}: {type(error).__name__}: {error}; {SAFE}",
                stage="feed",
            ) from error


def open_output(settings: BaseSettings, files: Iterable[Destination]) -> Output | None:
    """Open every file that was asked for; None if none was.

    Raises:
        KlartekstError: FEED_EXPORTERS names a class that cannot be loaded; no file was touched.
        OutputError: one of them cannot be written, or cannot be added to.
    """
    named = settings.getwithbase("FEED_EXPORTERS")
    exporters = [(one, None if one.format in LINES else _exporter(one.format, named)) for one in files]
    sinks = [_sink(one, exporter) for one, exporter in exporters]
    return Output(sinks) if sinks else None


def _exporter(format_: str, named: Mapping[str, Any]) -> Exporter:
    exporter: Exporter = loaded(named[format_], f"FEED_EXPORTERS: {format_}", "feed")
    return exporter


def _sink(destination: Destination, exporter: Exporter | None) -> Sink:
    if exporter is None:
        return LineWriter(destination.path, append=not destination.overwrite, advice=SAFE)
    return ExportedFile(destination, exporter)


def _opened(destination: Destination) -> BinaryIO:
    path = Path(destination.path)
    if destination.path == "-":
        return sys.stdout.buffer
    if not destination.overwrite and path.exists() and path.stat().st_size:
        raise OutputError(
            f"{path} exists, and {destination.format} cannot be added to: use -O to replace it", stage="feed"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def _flattened(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in fields.items()
    }
