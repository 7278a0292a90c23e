"""`StoreWriter`: one thread that does all the writing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from scrapers.errors import StoreError
from scrapers.store.store import Store

Result = TypeVar("Result")


class StoreWriter:
    """Works with a store without making the caller wait, one call after the other. May be used from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-writer")

    def call(self, action: Callable[[Store], Result]) -> Future[Result]:
        """Do something with the store, after what came before it; the result, or the error, comes when it is done.

        Raises `StoreError` if the writer is closed.
        """
        try:
            return self._thread.submit(action, self._store)
        except RuntimeError as error:
            raise StoreError("the store's writer is closed: nothing more can be stored", stage="store") from error

    def close(self) -> None:
        """Finish what waits and end the thread; the store stays open."""
        self._thread.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
