"""A writer that goes on until it is killed."""

from __future__ import annotations

from multiprocessing.synchronize import Event
from pathlib import Path

from scrapers.feed.lines import LineWriter
from tests.scrapers.store.samples import LONG, article


def write_until_killed(path: Path, begun: Event) -> None:
    """Append long lines to a file for ever."""
    with LineWriter(path, append=True) as writer:
        while True:
            writer.write(article(text=LONG * 2000))
            begun.set()
