"""What `scrapy feed` does: read the feed from a cursor, and tell the next one."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from threading import Event

from scrapers.engine.hints import nothing_to_read
from scrapers.engine.options import EngineOptions
from scrapers.engine.output import SAFE
from scrapers.errors import ReaderGone
from scrapers.feed.cursor import read_cursor, write_cursor
from scrapers.feed.lines import LineWriter
from scrapers.feed.merges import merge_line
from scrapers.feed.reader import Entry, FeedEntry, follow, since
from scrapers.store import Store
from scrapers.store.dialect import is_missing

POLL = 1.0
"""Seconds between two looks for new articles."""


def read_feed(options: EngineOptions, opts: Namespace) -> int:
    """Write the entries that a command line asks for as JSON Lines and return the exit status.

    The cursor on standard error, and in the file of `--cursor`, is that of the last entry written.

    Raises:
        KlartekstError: no store, an outlet that does not exist, a cursor of another store, or an output that cannot
            be written.
    """
    cursor = read_cursor(opts.cursor) if opts.cursor else opts.since
    if is_missing(options.store_url) and not opts.follow:
        _hint(nothing_to_read(None, options, opts.outlet))
    else:
        with Store.open(options.store_url) as store:
            _hint(nothing_to_read(store, options, opts.outlet))
            cursor = _read(store, cursor, opts)
    if opts.cursor:
        write_cursor(opts.cursor, cursor)
    sys.stderr.write(f"cursor: {cursor}\n")
    return 0


def _hint(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stderr.write(f"scrapy feed: {line}\n")


def _read(store: Store, cursor: str, opts: Namespace) -> str:
    with LineWriter(opts.output, append=True, removed=opts.removed, advice=SAFE) as lines:
        for entry in _entries(store, cursor, opts):
            if not (opts.unique and _is_copy(entry)) and not _written(lines, entry, changes=opts.changes):
                break
            cursor = entry.cursor
            if opts.cursor and opts.follow:
                write_cursor(opts.cursor, cursor)
    return cursor


def _is_copy(entry: FeedEntry) -> bool:
    return isinstance(entry, Entry) and entry.article.duplicate is not None


def _written(lines: LineWriter, entry: FeedEntry, *, changes: bool) -> bool:
    try:
        if isinstance(entry, Entry):
            lines.write(entry.article, entry.changes() if changes else None)
        else:
            lines.write_line(merge_line(entry.merge))
    except ReaderGone:
        return False
    return True


def _entries(store: Store, cursor: str, opts: Namespace) -> Iterator[FeedEntry]:
    if not opts.follow:
        return since(store, cursor, limit=opts.limit, outlets=opts.outlet, languages=opts.language)
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    return follow(store, cursor, idle=lambda: not ended.wait(POLL), outlets=opts.outlet, languages=opts.language)
