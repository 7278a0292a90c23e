"""Reads the feed: every version of every article, in the order in which they were stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from scrapers.article import Article
from scrapers.feed.cursor import cursor_number, cursor_text
from scrapers.store import Changes, LogEntry, Store
from scrapers.store.archive import article_of, changed_since
from scrapers.story import StoryMerge

ENTRIES_PER_QUERY = 100
"""Bounds the memory that reading takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of one article, as the feed gives it."""

    cursor: str
    """Where a reader stands who has dealt with this entry; opaque."""
    kind: Literal["new", "revision"]
    """`new`, or `revision`: the reader was given an earlier version of it."""
    article: Article
    """The article as of this version."""
    previous: str = field(default="", repr=False)
    """The version before it, as stored JSON; empty if it is the first."""

    def changes(self) -> Changes | None:
        """Return what this version changed of the one before; None if it is the first.

        Raises `StoreError` if the one before does not fit the contract of this version of Klartekst.
        """
        return changed_since(self.previous, self.article) if self.previous else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeEntry:
    """Stories that turned out to be one, as the feed gives it."""

    cursor: str
    """Where a reader stands who has dealt with this entry; opaque."""
    merge: StoryMerge
    """Which stories end in which."""


FeedEntry = Entry | MergeEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    outlets: tuple[str, ...]
    languages: tuple[str, ...]


def since(
    store: Store,
    cursor: str = "",
    *,
    limit: int | None = None,
    outlets: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> Iterator[FeedEntry]:
    """Yield the entries after a cursor, oldest first, up to the newest; an empty cursor means from the start.

    Merges of stories come among the articles, whatever outlets and languages are wanted. `outlets` are ids,
    `languages` BCP 47 codes, of which `zh` also stands for `zh-Hant`; empty means all. Any number of entries takes the
    same memory, and no lock is held between them. Raises `InputError` for a cursor that is not of this store, before
    the first entry.
    """
    wanted = _Wanted(outlets=tuple(outlets), languages=tuple(languages))
    return (_entry(store, one) for one in _log(store, cursor_number(store, cursor), limit, wanted))


def head(store: Store) -> str:
    """Return the cursor of the newest entry: reading from it gives only what is stored from now on."""
    return cursor_text(store, store.last_cursor())


def follow(
    store: Store,
    cursor: str = "",
    *,
    idle: Callable[[], bool],
    outlets: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> Iterator[FeedEntry]:
    """Yield the entries after a cursor, and then what is stored later.

    Whenever nothing is new, `idle` is called: it waits, and returns False to end. `Event().wait` fits turned round:
    `lambda: not stop.wait(1.0)`. Raises `InputError` as `since` does.
    """
    wanted = _Wanted(outlets=tuple(outlets), languages=tuple(languages))
    return (_entry(store, one) for one in _endless_log(store, cursor_number(store, cursor), idle, wanted))


def _endless_log(store: Store, after: int, idle: Callable[[], bool], wanted: _Wanted) -> Iterator[LogEntry]:
    while True:
        newest = store.last_cursor()  # asked first: what is stored while we read is not skipped
        for one in _log(store, after, None, wanted):
            after = one.cursor
            yield one
        after = max(after, newest)
        if not idle():
            return


def _log(store: Store, after: int, limit: int | None, wanted: _Wanted) -> Iterator[LogEntry]:
    while limit is None or limit > 0:
        size = ENTRIES_PER_QUERY if limit is None else min(limit, ENTRIES_PER_QUERY)
        found = store.log(after, limit=size, outlets=wanted.outlets, languages=wanted.languages)
        yield from found
        if len(found) < size:
            return
        after = found[-1].cursor
        limit = None if limit is None else limit - len(found)


def _entry(store: Store, one: LogEntry) -> FeedEntry:
    cursor = cursor_text(store, one.cursor)
    if one.kind == "merge":
        return MergeEntry(cursor=cursor, merge=StoryMerge.model_validate_json(one.document))
    return Entry(cursor=cursor, kind=one.kind, article=article_of(one.document), previous=one.previous)
