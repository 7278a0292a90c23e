"""Articles of all crawls of a process on their way into the store, and from there into the output, many at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from scrapers.store.model import Save, Stored

if TYPE_CHECKING:
    from scrapers.article import Article
    from scrapers.store import StoreWriter

LONGEST_WAIT = 0.5
"""Seconds that an article may wait for others: a transaction takes as much CPU time as an article."""
MOST = 50
"""Articles to a transaction."""

Write = Callable[[Sequence["Article"]], Awaitable[None]]


class Saving:
    """Stores articles in groups and then writes them out; whoever saves one waits until both is done.

    An article that waits is in memory only. After a kill its URL is still owed, and the next run fetches it.
    """

    def __init__(self, writer: StoreWriter, write: Write, in_work: Callable[[], int]) -> None:
        """Take the store's writer, what writes stored articles out, and what counts the pages that are cleaned now."""
        self._writer = writer
        self._write = write
        self._in_work = in_work
        self._waiting: list[tuple[Save, asyncio.Future[Stored]]] = []
        self._due: asyncio.TimerHandle | None = None
        self._storing: set[asyncio.Task[None]] = set()

    async def save(self, one: Save) -> Stored:
        """Store an article, and write it out if it is new or changed.

        Raises:
            StoreError: it was not stored; with a URL, for a reason of its own, without one, because the store failed.
        """
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[Stored] = loop.create_future()
        self._waiting.append((one, stored))
        # Scrapy holds a limited number of pages: more of them waiting here than in work would leave workers idle.
        if len(self._waiting) >= min(MOST, self._in_work()):
            self._begin()
        elif self._due is None:
            self._due = loop.call_later(LONGEST_WAIT, self._begin)
        return await stored

    def _begin(self) -> None:
        if self._due is not None:
            self._due.cancel()
        group, self._waiting, self._due = self._waiting, [], None
        if group:
            task = asyncio.create_task(self._store(group))
            self._storing.add(task)
            task.add_done_callback(self._storing.discard)

    async def _store(self, group: Sequence[tuple[Save, asyncio.Future[Stored]]]) -> None:
        try:
            results = await self._stored([one for one, _ in group])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            results = (error,) * len(group)
        for (_, future), result in zip(group, results, strict=True):
            if future.cancelled():
                continue
            if isinstance(result, Stored):
                future.set_result(result)
            else:
                future.set_exception(result)

    async def _stored(self, group: Sequence[Save]) -> tuple[Stored | Exception, ...]:
        results = await asyncio.wrap_future(self._writer.call(lambda store: store.save_many(group)))
        if news := [one.article for one in results if isinstance(one, Stored) and one.kind != "unchanged"]:
            await self._write(news)
        return results
