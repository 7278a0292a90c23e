"""Pages through the processes of the pool, in the order in which they were read, a bounded number at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

from pebble import ProcessExpired

from cleaners.model import Cleaned, Footprint
from scrapers.article import Article
from scrapers.engine.cleaning.rows import Row, RowId, Unread
from scrapers.engine.cleaning.sites import Sites
from scrapers.engine.options import EngineOptions
from scrapers.engine.workers import (
    START_UP,
    Broke,
    CleanPool,
    PageJob,
    Parcel,
    make_article,
    packed,
    reason_of,
    unpacked,
)
from scrapers.errors import KlartekstError
from scrapers.outlets.model import Outlet

LossKind = Literal["input", "timeout", "crash", "exception"]

BATCH = 64
"""Pages that are cleaned before what they teach about their sites is of use: to themselves, and to those after them."""
BYTES_AHEAD = 128 * 2**20
"""Bytes from which a batch holds no more pages."""
ENOUGH = 5
"""Pages of a site that must have been known to a page for it not to be cleaned again with what its batch has taught."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of one page."""

    source_id: RowId
    """Id of its row."""
    article: Article
    """The article."""
    cleaned: Cleaned | None
    """What cleaning gave; None unless it was asked for."""
    seconds: float
    """CPU time of cleaning and normalizing."""
    footprint: Footprint | None = None
    """What the memory of the site can learn from the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A page, or an input file, that came to nothing."""

    source_id: RowId
    """Id of its row."""
    kind: LossKind
    """`input`: it could not be read; `timeout`; `crash`: its process died; `exception`: an own step raised one."""
    message: str
    """Place and reason, for a person to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article with the cleaner's own account of it."""

    made: Parcel | Broke
    """The article, packed by the worker."""
    cleaned: Cleaned | None
    """The account; None if there is no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A page in the pool."""

    row: Row
    job: PageJob
    future: Future[Explained]


def explained(job: PageJob, wanted: bool) -> Explained:
    """Make an article of a page, in a worker process; `wanted` adds what cleaning gave."""
    made, cleaned = make_article(job)
    return Explained(made=packed(made), cleaned=cleaned if wanted else None)


class Work:
    """Cleans rows on all cores. Close it when done, or to give up what is under way."""

    def __init__(self, options: EngineOptions, now: datetime, *, explain: bool = False, memory: bool = True) -> None:
        self._options = options
        self._now = now
        self._explain = explain
        self._learns = memory
        self._sites = Sites()
        self._pool = CleanPool(options)

    def start(self) -> None:
        """Begin to start the processes and return at once."""
        self._pool.begin()

    def close(self) -> None:
        """Stop the processes."""
        self._pool.close()

    def results(self, rows: Iterable[Row | Unread], outlet_of: Callable[[str], Outlet | None]) -> Iterator[Done | Lost]:
        """Give what came of each row, in order; rows are read batch by batch.

        What is known of a site depends on the batches and their order alone, not on which process was quicker.
        """
        waiting: list[_Begun | Unread] = []
        size = 0
        for row in rows:
            waiting.append(row if isinstance(row, Unread) else self._begun(row, outlet_of))
            size += 0 if isinstance(row, Unread) else len(row.page.body)
            if len(waiting) >= BATCH or size > BYTES_AHEAD:
                yield from self._batch(waiting)
                waiting, size = [], 0
        yield from self._batch(waiting)

    def _batch(self, begun: Sequence[_Begun | Unread]) -> Iterator[Done | Lost]:
        """Give what came of a batch; pages of sites that it taught something about are cleaned again first."""
        if not self._learns:
            yield from map(self._ended, begun)
            return
        ended = [(one, self._ended(one)) for one in begun]
        for one, result in ended:
            if isinstance(one, _Begun) and isinstance(result, Done):
                self._sites.learn(one.job.page, result.footprint)
        again = [self._again(one) if isinstance(result, Done) else None for one, result in ended]
        for (_, first), second in zip(ended, again, strict=True):
            yield first if second is None else _better(first, self._ended(second))

    def _again(self, one: _Begun | Unread) -> _Begun | None:
        """Begin a page anew if much more is known of its site than when it was begun first."""
        if isinstance(one, Unread) or len(one.job.memory.footprints) >= ENOUGH:
            return None
        memory = self._sites.of(one.job.page)
        if len(memory.footprints) < 2:
            return None
        job = replace(one.job, memory=memory)
        return replace(one, job=job, future=self._scheduled(job))

    def _begun(self, row: Row, outlet_of: Callable[[str], Outlet | None]) -> _Begun:
        outlet = outlet_of(row.page.url) if row.page.url else None
        page = replace(row.page, outlet=outlet.id) if outlet else row.page
        memory = self._sites.of(page)
        job = PageJob(page=page, outlet=outlet, now=self._now, options=self._options, memory=memory)
        return _Begun(row=row, job=job, future=self._scheduled(job))

    def _scheduled(self, job: PageJob) -> Future[Explained]:
        try:
            pool = self._pool.start()
            return cast(
                "Future[Explained]",
                pool.schedule(explained, args=(job, self._explain), timeout=self._options.deadline),
            )
        except RuntimeError as error:
            raise KlartekstError(f"the cleaning processes cannot be started: {error}", stage="clean") from error

    def _ended(self, one: _Begun | Unread) -> Done | Lost:
        if isinstance(one, Unread):
            return _lost(one, "input", one.reason)
        try:
            return self._done(one.row, self._outcome(one))
        except TimeoutError as error:
            one.future.cancel()
            return _lost(one.row, "timeout", reason_of(error, self._options.deadline))
        except (ProcessExpired, RuntimeError) as error:
            return _lost(one.row, "crash", reason_of(error, self._options.deadline))

    def _outcome(self, one: _Begun) -> Explained:
        # The pool keeps the deadline; the longer one is for a worker that died without a word.
        longest = self._options.deadline + START_UP
        try:
            return one.future.result(longest)
        except RuntimeError:
            # The pool went down with somebody else's page: this one deserves a second try.
            return self._scheduled(one.job).result(longest)

    def _done(self, row: Row, outcome: Explained) -> Done | Lost:
        made = unpacked(outcome.made)
        if isinstance(made, Broke):
            return _lost(row, "exception", f"{made.kind}: {made.message}".rstrip(": "))
        return Done(
            source_id=row.source_id,
            article=made.article,
            cleaned=outcome.cleaned,
            seconds=made.seconds,
            footprint=made.footprint,
        )


def _better(first: Done | Lost, second: Done | Lost) -> Done | Lost:
    """Return what came of a page that was cleaned twice: the second result, unless it was lost; the time of both."""
    if isinstance(first, Lost) or isinstance(second, Lost):
        return first
    return replace(second, seconds=first.seconds + second.seconds)


def _lost(row: Row | Unread, kind: LossKind, reason: str) -> Lost:
    return Lost(source_id=row.source_id, kind=kind, message=f"{row.place}: {reason}")
