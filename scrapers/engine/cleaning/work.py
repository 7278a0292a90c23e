"""Pages through the processes of the pool, in the order in which they were read, a bounded number at a time."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import resource_tracker
from threading import Thread
from typing import Literal, cast

from pebble import ProcessExpired

from cleaners import clean
from cleaners.model import Cleaned
from scrapers.article import Article
from scrapers.engine.cleaning.rows import Row, RowId, Unread
from scrapers.engine.options import EngineOptions
from scrapers.engine.workers import Broke, CleanPool, Made, PageJob, make_article
from scrapers.errors import KlartekstError
from scrapers.outlets.model import Outlet

LossKind = Literal["input", "timeout", "crash", "exception"]

AHEAD = 24
"""Rows per worker that may be read before the oldest of them is done."""
BYTES_AHEAD = 128 * 2**20
"""Bytes that these may have together."""
# Seconds beyond the deadline after which a page counts as lost: starting a process may take long on a busy machine.
GRACE = 60.0


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

    made: Made | Broke
    """The article."""
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
    made = make_article(job)
    # Cleaning is pure: the second time gives what the first gave.
    cleaned = clean(job.page, job.options.clean) if wanted and isinstance(made, Made) else None
    return Explained(made=made, cleaned=cleaned)


class Work:
    """Cleans rows on all cores. Close it when done, or to give up what is under way."""

    def __init__(self, options: EngineOptions, now: datetime, *, explain: bool = False) -> None:
        self._options = options
        self._now = now
        self._explain = explain
        self._pool = CleanPool(options)
        self._starting = Thread(target=self._pool.start, daemon=True)

    def start(self) -> None:
        """Begin to start the processes and return at once."""
        # It would let Ctrl-C through again in the thread that starts it.
        resource_tracker.ensure_running()
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        # What this thread starts inherits its mask: Ctrl-C in a terminal is for this process alone.
        self._starting.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def close(self) -> None:
        """Stop the processes."""
        if self._starting.is_alive():
            # Stopped half-way they would complain.
            self._starting.join()
        self._pool.close()

    def results(self, rows: Iterable[Row | Unread], outlet_of: Callable[[str], Outlet | None]) -> Iterator[Done | Lost]:
        """Give what came of each row, in order; rows are read as there is room."""
        waiting: deque[_Begun | Unread] = deque()
        for row in rows:
            waiting.append(row if isinstance(row, Unread) else self._begun(row, outlet_of))
            while waiting and (_is_done(waiting[0]) or self._full(waiting)):
                yield self._ended(waiting.popleft())
        while waiting:
            yield self._ended(waiting.popleft())

    def _full(self, waiting: deque[_Begun | Unread]) -> bool:
        size = sum(len(one.row.page.body) for one in waiting if isinstance(one, _Begun))
        return len(waiting) > AHEAD * self._options.workers or size > BYTES_AHEAD

    def _begun(self, row: Row, outlet_of: Callable[[str], Outlet | None]) -> _Begun:
        outlet = outlet_of(row.page.url) if row.page.url else None
        page = replace(row.page, outlet=outlet.id) if outlet else row.page
        job = PageJob(page=page, outlet=outlet, now=self._now, options=self._options)
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
        except TimeoutError:
            one.future.cancel()
            return _lost(one.row, "timeout", f"cleaning took longer than {self._options.deadline:g} s (CLEAN_DEADLINE)")
        except ProcessExpired as error:
            return _lost(one.row, "crash", f"the cleaning process died with exit code {error.exitcode}")
        except RuntimeError as error:
            return _lost(one.row, "crash", f"the cleaning processes cannot be kept alive: {error}")

    def _outcome(self, one: _Begun) -> Explained:
        longest = self._options.deadline + GRACE
        try:
            return one.future.result(longest)
        except RuntimeError:
            # The pool went down with somebody else's page: this one deserves a second try.
            return self._scheduled(one.job).result(longest)

    def _done(self, row: Row, outcome: Explained) -> Done | Lost:
        made = outcome.made
        if isinstance(made, Broke):
            return _lost(row, "exception", f"{made.kind}: {made.message}".rstrip(": "))
        return Done(source_id=row.source_id, article=made.article, cleaned=outcome.cleaned, seconds=made.seconds)


def _is_done(one: _Begun | Unread) -> bool:
    return isinstance(one, Unread) or one.future.done()


def _lost(row: Row | Unread, kind: LossKind, reason: str) -> Lost:
    return Lost(source_id=row.source_id, kind=kind, message=f"{row.place}: {reason}")
