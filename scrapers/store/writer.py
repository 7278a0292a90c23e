"""`StoreWriter`: one thread that does all the writing, many articles to a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from scrapers.article import Article
from scrapers.errors import StoreError
from scrapers.store.model import Save, Stored
from scrapers.store.store import Store

Result = TypeVar("Result")

BATCH = 200
"""Articles to a transaction, at most: bounds memory and how long one article can wait for the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saving:
    item: Save
    future: Future[Stored]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calling:
    action: Callable[[Store], Any]
    future: Future[Any]


_Job = _Saving | _Calling


class StoreWriter:
    """Writes to a store without making the caller wait.

    Whatever waits is written in one transaction, in the order in which it came. A future gets its result after the
    commit, or the `StoreError` that kept it from being stored; later writes are tried afresh. Methods may be called
    from any thread.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = False
        self._thread = Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def save(self, article: Article, *, listed_url: str = "", now: datetime) -> Future[Stored]:
        """Store an article soon; the result comes when it is durable. See `Store.save`.

        Raises `StoreError` if the writer is closed.
        """
        item = Save(article=article, listed_url=listed_url, now=now)
        future: Future[Stored] = Future()
        self._put(_Saving(item=item, future=future))
        return future

    def call(self, action: Callable[[Store], Result]) -> Future[Result]:
        """Do something else with the store on the same thread, after what came before it.

        Raises `StoreError` if the writer is closed.
        """
        future: Future[Result] = Future()
        self._put(_Calling(action=action, future=future))
        return future

    def close(self) -> None:
        """Finish what waits and end the thread; the store stays open."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _put(self, job: _Job) -> None:
        with self._lock:
            if self._closed:
                raise StoreError("the store's writer is closed: nothing more can be stored", stage="store")
            self._jobs.put(job)

    def _work(self) -> None:
        while (first := self._jobs.get()) is not None:
            saves: list[_Saving] = []
            for job in (first, *self._waiting()):
                if not job.future.set_running_or_notify_cancel():
                    continue
                if isinstance(job, _Saving):
                    saves.append(job)
                    continue
                self._save(saves)
                self._call(job)
                saves = []
            self._save(saves)

    def _waiting(self) -> Iterator[_Job]:
        for _ in range(BATCH - 1):
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is None:
                self._jobs.put(None)
                return
            yield job

    def _save(self, jobs: Sequence[_Saving]) -> None:
        if not jobs:
            return
        try:
            results = self._store.save_many([job.item for job in jobs])
        except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it, and the thread must live
            for job in jobs:
                job.future.set_exception(error)
            return
        for job, result in zip(jobs, results, strict=True):
            _settle(job.future, result)

    def _call(self, job: _Calling) -> None:
        try:
            result = job.action(self._store)
        except BaseException as error:  # noqa: BLE001 - as above
            job.future.set_exception(error)
        else:
            job.future.set_result(result)


def _settle(future: Future[Stored], result: Stored | StoreError) -> None:
    if isinstance(result, StoreError):
        future.set_exception(result)
    else:
        future.set_result(result)
