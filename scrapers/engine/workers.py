"""Cleaning outside the reactor's thread: a pool of processes, a deadline per page, and errors as values."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool
from pydantic import ValidationError

from cleaners import clean
from cleaners.memory import NOTHING
from cleaners.model import Cleaned, Footprint, Page, SiteMemory
from scrapers.article import Article
from scrapers.engine.own_steps import placed_steps
from scrapers.errors import KlartekstError, PageTimeout
from scrapers.normalizer import normalize

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.engine.options import EngineOptions
    from scrapers.outlets.model import Outlet

PR_SET_PDEATHSIG = 1
# A page that waits behind a slow one must not be taken for lost.
PAGES_PER_WORKER = 2
START_UP = 60.0
"""Seconds that starting the processes may take on a busy machine."""
# lxml and the models keep some memory for good; a fresh process gives it back.
PAGES_PER_PROCESS = 1000

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """One page to turn into an article, with all that it takes."""

    page: Page
    """The fetched page."""
    outlet: Outlet | None
    """Its outlet; None if unknown."""
    now: datetime
    """When it is processed, with offset: the date of last resort."""
    options: EngineOptions
    """Own steps and phrases."""
    memory: SiteMemory = NOTHING
    """What is known of the page's site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An article, and what it cost."""

    article: Article
    """The article."""
    seconds: float
    """CPU time of cleaning and normalizing."""
    footprint: Footprint | None = None
    """What the memory of the site can learn from the page; None if it holds no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """An error in the worker, in words: an exception of an own step need not survive the way back."""

    kind: str
    """Class of the error: `ValueError`."""
    message: str
    """What it said; may be empty."""
    trace: str
    """Traceback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """An article on its way from one process to another.

    It is made of hundreds of small values, each removed line being one: written as JSON and read again they take half
    the time of pickling, and a third of the worker's.
    """

    document: str
    """The article as JSON."""
    seconds: float
    """As in `Made`."""
    footprint: Footprint | None
    """As in `Made`."""


def packed(made: Made | Broke) -> Parcel | Broke:
    """Give what a worker sends; it broke if the article cannot be written, which an own step can bring about."""
    if isinstance(made, Broke):
        return made
    try:
        document = made.article.model_dump_json(by_alias=True)
    except ValueError as error:  # halves of characters
        return Broke(kind=type(error).__name__, message=" ".join(str(error).split()), trace=traceback.format_exc())
    return Parcel(document=document, seconds=made.seconds, footprint=made.footprint)


def unpacked(parcel: Parcel | Broke) -> Made | Broke:
    """Give what the worker made; it broke if the article does not fit the contract, which an own step can bring about.

    >>> unpacked(Parcel(document="{}", seconds=0.0, footprint=None)).kind
    'ValidationError'
    """
    if not isinstance(parcel, Parcel):
        return parcel
    try:
        article = Article.model_validate_json(parcel.document)
    except ValidationError as error:
        return Broke(kind="ValidationError", message=" ".join(str(error).split()), trace="")
    return Made(article=article, seconds=parcel.seconds, footprint=parcel.footprint)


def send_article(job: PageJob) -> Parcel | Broke:
    """Clean and normalize one page, in a worker, and pack what came of it."""
    return packed(make_article(job)[0])


def make_article(job: PageJob) -> tuple[Made | Broke, Cleaned | None]:
    """Clean and normalize one page: the worker boundary, where an error of any kind becomes a value.

    The second is what cleaning gave; None if the page broke.
    """
    started = time.process_time()
    try:
        steps = placed_steps(job.options.normalize_steps)
        cleaned = clean(job.page, job.options.clean, job.memory)
        article = normalize(cleaned, job.outlet, job.now, steps)
    except BaseException as error:  # noqa: BLE001 - SystemExit in an own step must not pass for ours
        return Broke(kind=type(error).__name__, message=str(error), trace=traceback.format_exc()), None
    return Made(article=article, seconds=time.process_time() - started, footprint=cleaned.footprint), cleaned


def reason_of(error: Exception, deadline: float) -> str:
    """Return in words why the pool made nothing of a page, given its error and the seconds that a page may take.

    >>> reason_of(TimeoutError(), 20.0)
    'cleaning took longer than 20 s (CLEAN_DEADLINE)'
    """
    if isinstance(error, TimeoutError):
        return f"cleaning took longer than {deadline:g} s (CLEAN_DEADLINE)"
    if isinstance(error, ProcessExpired):
        return f"the cleaning process died with exit code {error.exitcode}"
    return f"the cleaning processes cannot be kept alive: {error}"


class CleanPool:
    """Processes that clean pages for every crawl of this process; a bounded number of pages is inside."""

    def __init__(self, options: EngineOptions) -> None:
        self._options = options
        self.inside = 0
        """Pages that are being cleaned or wait for it."""
        self._room = asyncio.Semaphore(options.workers * PAGES_PER_WORKER)
        self._starting = threading.Lock()
        self._starters: tuple[threading.Thread, ...] = ()
        self._pool: ProcessPool | None = None

    async def process(self, page: Page, outlet: Outlet | None, now: datetime, memory: SiteMemory = NOTHING) -> Made:
        """Make an article of a page, given what is known of its site.

        Waits, without holding up the loop, while the pool is full.

        Raises:
            PageTimeout: it took longer than the deadline; the worker was replaced.
            KlartekstError: cleaning failed, or its process died; the message says how.
        """
        job = PageJob(page=page, outlet=outlet, now=now, options=self._options, memory=memory)
        self.inside += 1
        try:
            async with self._room:
                return await self._tried_twice(job)
        finally:
            self.inside -= 1

    def close(self) -> None:
        """Stop the processes; pages still inside are given up."""
        for starter in self._starters:
            # Stopped half-way the processes would complain.
            starter.join()
        self._stop()

    def begin(self) -> Future[ProcessPool]:
        """Begin to start the processes if need be, and return at once; the future gives the running pool.

        It raises RuntimeError if they cannot be started.
        """
        started: Future[ProcessPool] = Future()
        # Of its own and a daemon: an error in this thread must not wait for processes to start.
        starter = threading.Thread(target=self._start_for, args=(started,), daemon=True)
        self._starters = (*(one for one in self._starters if one.is_alive()), starter)
        start_shielded(starter)
        return started

    def start(self) -> ProcessPool:
        """Give the running pool, starting the processes if need be: takes a second, blocks."""
        with self._starting:
            if self._pool is None or not self._pool.active:
                self._stop()
                self._pool = _new_pool(self._options.workers)
            return self._pool

    async def _tried_twice(self, job: PageJob) -> Made:
        try:
            return await self._run(job)
        except RuntimeError:
            # The pool went down with somebody else's page: this one deserves a second try.
            logger.debug("The cleaning processes are gone, starting new ones", exc_info=True)
        try:
            return await self._run(job)
        except RuntimeError as error:
            raise _failure(job, reason_of(error, self._options.deadline)) from error

    async def _run(self, job: PageJob) -> Made:
        pool = self._pool
        if pool is None or not pool.active:
            pool = await asyncio.wrap_future(self.begin())
        deadline = self._options.deadline
        future = asyncio.wrap_future(pool.schedule(send_article, args=(job,), timeout=deadline))
        try:
            # The pool keeps the deadline; the longer one is for a worker that died without a word.
            result = unpacked(await asyncio.wait_for(future, deadline * PAGES_PER_WORKER + START_UP))
        except TimeoutError as error:
            raise PageTimeout(reason_of(error, deadline), url=job.page.url, stage="clean") from None
        except ProcessExpired as error:
            raise _failure(job, reason_of(error, deadline)) from error
        if isinstance(result, Broke):
            logger.debug("%s: %s", job.page.url, result.trace)
            raise _failure(job, f"{result.kind}: {result.message}".rstrip(": "))
        return result

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def _start_for(self, waiting: Future[ProcessPool]) -> None:
        try:
            waiting.set_result(self.start())
        except (EOFError, OSError, RuntimeError) as error:
            waiting.set_exception(BrokenProcessPool(str(error)))


def start_shielded(thread: threading.Thread) -> None:
    """Start a thread out of reach of Ctrl-C, with all processes that it starts: a terminal sends it to every one."""
    # It would let Ctrl-C through again in the thread that starts it.
    resource_tracker.ensure_running()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # What a thread starts inherits its mask.
    thread.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _new_pool(workers: int) -> ProcessPool:
    # Forking this process would copy its threads' locks in whatever state they are.
    context = multiprocessing.get_context("forkserver")
    # Every worker runs the script that started us once more: what it imports should be there already.
    context.set_forkserver_preload(["scrapy.cmdline", "scrapers.engine.warm"])
    pool = ProcessPool(max_workers=workers, max_tasks=PAGES_PER_PROCESS, initializer=start_worker, context=context)
    # Asking whether it runs starts it.
    if not pool.active:
        raise BrokenProcessPool("no process can be started")
    return pool


def start_worker() -> None:
    """Prepare a worker process: it ends when its parent does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _failure(job: PageJob, message: str) -> KlartekstError:
    return KlartekstError(message, url=job.page.url, stage="clean")
