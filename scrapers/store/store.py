"""`Store`: the one door to everything that must outlive the program."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from cleaners.model import Discovery
from scrapers.article import Article
from scrapers.errors import StoreError
from scrapers.normalizer.revisions import Changes
from scrapers.store import addresses, archive, digest, ledger, log, tables
from scrapers.store.dialect import WRITES, claim_writing, engine_for, explained, is_missing, opening, parsed_url
from scrapers.store.duplicates import DuplicateIndex
from scrapers.store.frontier import Frontier
from scrapers.store.migrations import upgrade
from scrapers.store.model import (
    Admission,
    Failure,
    LogEntry,
    OutletCounts,
    Run,
    Save,
    Stored,
    StoreOptions,
    Story,
    StoryQuery,
    UrlKey,
    Validators,
)

DOCUMENTS_PER_QUERY = 100
"""Bounds the memory that reading takes, whatever the size of the store."""


def without_fragment(url: str, ignored: Collection[str] = ()) -> str:  # noqa: ARG001
    """Return the URL as it goes over the wire: the key of a store that was opened without a better one.

    >>> without_fragment("https://example.org/a?b=1#comments")
    'https://example.org/a?b=1'
    """
    return url.partition("#")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    engine: Engine
    key: UrlKey
    options: StoreOptions
    id: str


class Store:
    """Articles, URLs, runs and site memory, durable when a method returns.

    Every method is one transaction: it happens as a whole or, with a `StoreError`, not at all. Methods may be
    called from any thread; those that write wait for one another. Times (`now`) need an offset. Do not carry a
    store into a forked process.
    """

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts
        self._writers = parts.engine.execution_options(**{WRITES: True})
        self._lock = Lock()

    @classmethod
    def open(
        cls, url: str, *, key: UrlKey = without_fragment, options: StoreOptions | None = None, create: bool = True
    ) -> Self:
        """Return the store at a URL such as `sqlite:///data/store.sqlite`, upgraded if need be.

        A file that does not exist is made, or, for those who only want to read, is an error: `create=False`.

        `key` gives all URLs of one article the same key; to change it later is harmless, but fetches much anew.
        Raises `StoreError` if the store cannot be opened or written, or was written by a newer version.
        """
        if not create and is_missing(url):
            raise StoreError(
                f"there is no store at {url}: name one that a crawl has made (of a replay it is klartekst-replay.db)",
                stage="store",
            )
        parts, options = parsed_url(url), options or StoreOptions()
        engine = engine_for(parts, options.busy_timeout)
        writers = engine.execution_options(**{WRITES: True})
        try:
            with opening(parts), explained(parts), writers.begin() as connection:
                claim_writing(connection)
                upgrade(connection)
                name = connection.execute(select(tables.store.c.id)).scalar_one()
        except StoreError:
            engine.dispose()
            raise
        return cls(_Parts(engine=engine, key=key, options=options, id=name))

    @property
    def id(self) -> str:
        """Eight hex digits, drawn when the store was made: its cursors begin with them."""
        return self._parts.id

    def close(self) -> None:
        """Give back every connection."""
        self._parts.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def admit(
        self,
        outlet: str,
        discoveries: Sequence[Discovery],
        *,
        now: datetime,
        validators: Validators | None = None,
        run: int | None = None,
    ) -> Admission:
        """Record what a list names, and its validators, and return what is to be fetched now.

        Wanted are URLs that are new, owed by an earlier run, put off after a failure until now, changed according
        to the list, or due for a recheck. With a `run` (from `start_run`) no URL is handed out twice in that run.
        """
        with self._writing() as connection:
            frontier = self._frontier(connection, outlet)
            admission = frontier.admit(discoveries, now, run)
            if validators is not None:
                frontier.validate(validators, now)
        return admission

    def admit_unchanged(self, outlet: str, list_url: str, *, now: datetime, run: int | None = None) -> Admission:
        """Return what is to be fetched now of a list that answered "not modified": rechecks that are due."""
        with self._writing() as connection:
            return self._frontier(connection, outlet).admit_unchanged(list_url, now, run)

    def pending(self, outlet: str, *, now: datetime, run: int | None = None) -> tuple[Discovery, ...]:
        """Return the fetches that earlier runs recorded and never made, or that failed and are due."""
        with self._writing() as connection:
            return self._frontier(connection, outlet).pending(now, run)

    def validators(self, outlet: str, url: str) -> Validators | None:
        """Return what to send with the next request for a list; None if nothing is known."""
        table = tables.validators
        query = select(table).where(table.c.outlet == outlet, table.c.url == url)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else Validators(url=url, etag=row.etag, last_modified=row.last_modified)

    def save(self, article: Article, *, listed_url: str = "", now: datetime) -> Stored:
        """Store one article and return it as it stands now; see `save_many`."""
        (result,) = self.save_many([Save(article=article, listed_url=listed_url, now=now)])
        if isinstance(result, StoreError):
            raise result
        return result

    def save_many(self, batch: Sequence[Save]) -> tuple[Stored | StoreError, ...]:
        """Store articles in one transaction and return for each what became of it, in order.

        An article that cannot be stored gives its `StoreError` in its place, its URL counts as failed, and the others
        are not disturbed; a failure of the store itself is raised, and then nothing is stored.
        """
        with self._writing() as connection:
            index = DuplicateIndex(connection, self._parts.options.duplicate_words)
            index.expect([item.article for item in batch])
            results = tuple(self._save_one(connection, item, index) for item in batch)
            index.write()
        return results

    def fail(self, outlet: str, url: str, *, status: int, reason: str, permanent: bool, now: datetime) -> None:
        """Record that a listed URL gave no article.

        `status` is the HTTP status, 0 if there was no answer; `reason` is for a person to read. After a
        `permanent` failure (404, 410) it is not tried again unless a list says that the article changed; after
        another one it is put off, longer each time.
        """
        failure = Failure(status=status, reason=reason, permanent=permanent)
        with self._writing() as connection:
            self._frontier(connection, outlet).failed(url, failure, now)

    def start_run(self, outlet: str, *, now: datetime) -> int:
        """Record that a crawl of an outlet begins and return its number."""
        with self._writing() as connection:
            return ledger.start_run(connection, outlet, now)

    def finish_run(self, run: int, *, now: datetime, reason: str, counts: Mapping[str, int]) -> None:
        """Record that a crawl has ended, why, and what it did."""
        with self._writing() as connection:
            ledger.finish_run(connection, run, now, reason, counts)

    def runs(self, outlet: str = "", *, limit: int = 20) -> tuple[Run, ...]:
        """Return the newest runs, newest first; an empty outlet means all."""
        with self._reading() as connection:
            return ledger.runs_of(connection, outlet, limit)

    def counts(self) -> tuple[OutletCounts, ...]:
        """Return what the store holds of every outlet, by outlet id."""
        with self._reading() as connection:
            return ledger.outlet_counts(connection)

    def articles(self, outlet: str = "") -> Iterator[Article]:
        """Yield every article as it stands now, by article id; an empty outlet means all."""
        after = ""
        while rows := self._documents(outlet, after):
            after = rows[-1][0]
            yield from (archive.article_of(document) for _, document in rows)

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """Return every version of one article, oldest first; empty if there is none."""
        with self._reading() as connection:
            return archive.versions(connection, article_id)

    def changes(self, article_id: str) -> tuple[Changes, ...]:
        """Return what each version of one article changed of the one before, oldest first; empty if nothing changed."""
        with self._reading() as connection:
            return archive.changes(connection, article_id)

    def stories(self, wanted: StoryQuery | None = None) -> tuple[Story, ...]:
        """Return the stories that are wanted, the one with the newest article first; all, if nothing is said."""
        with self._reading() as connection:
            return tuple(digest.listed(connection, wanted or StoryQuery()))

    def story_ids(self, beginning: str) -> tuple[str, ...]:
        """Return the ids of stories, ascending, that four digits or more may mean after all merges; three at most."""
        with self._reading() as connection:
            return digest.ids_of(connection, beginning)

    def story(self, story_id: str) -> tuple[Article, ...]:
        """Return the articles of a story as they stand, oldest first; empty if there is no such story."""
        with self._reading() as connection:
            return digest.articles_of(connection, story_id)

    def log(
        self,
        after: int,
        *,
        limit: int = DOCUMENTS_PER_QUERY,
        outlets: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
    ) -> tuple[LogEntry, ...]:
        """Return the next entries of the feed's log after a cursor; empty outlets or languages mean all."""
        query = log.entry_query(after, outlets, languages).limit(limit)
        with self._reading() as connection:
            return log.entries(connection, query)

    def last_cursor(self) -> int:
        """Return the newest cursor of the feed's log; 0 if it is empty."""
        with self._reading() as connection:
            return log.last_cursor(connection)

    def memory(self, outlet: str) -> str:
        """Return the site memory of an outlet, the JSON that was saved; empty if none was."""
        with self._reading() as connection:
            return ledger.memory(connection, outlet)

    def save_memory(self, outlet: str, document: str, *, now: datetime) -> None:
        """Put a site memory in the place of the last one."""
        with self._writing() as connection:
            ledger.save_memory(connection, outlet, document, now)

    def _documents(self, outlet: str, after: str) -> tuple[tuple[str, str], ...]:
        with self._reading() as connection:
            return archive.documents(connection, outlet, after, DOCUMENTS_PER_QUERY)

    def _save_one(self, connection: Connection, item: Save, index: DuplicateIndex) -> Stored | StoreError:
        frontier = self._frontier(connection, item.article.outlet.id)
        try:
            stored = archive.save(connection, item, self._parts.options, index)
        except StoreError as error:
            if item.listed_url:
                frontier.failed(item.listed_url, Failure(reason=str(error)), item.now)
            return error
        if item.listed_url:
            frontier.fetched(item, stored)
        if addresses.learn(connection, item, stored):
            self._frontier(connection, item.article.outlet.id).rekey()
        return stored

    def _frontier(self, connection: Connection, outlet: str) -> Frontier:
        parts, ignored = self._parts, addresses.ignored(connection, outlet)
        return Frontier(
            connection=connection, outlet=outlet, key=lambda url: parts.key(url, ignored), options=parts.options
        )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock, explained(self._parts.engine.url), self._writers.begin() as connection:
            claim_writing(connection)
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self._parts.engine.url), self._parts.engine.begin() as connection:
            yield connection
