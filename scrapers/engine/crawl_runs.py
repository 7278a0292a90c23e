"""Many crawls in one process: a bounded number at once, one per outlet, ended in good order by Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from scrapers.engine.addon import OutletCrawler
from scrapers.engine.locks import outlet_lock
from scrapers.engine.outlet_spiders import spider_class
from scrapers.engine.selection import arguments_for
from scrapers.engine.tally import Tally, tally_of, tally_so_far
from scrapers.errors import KlartekstError

if TYPE_CHECKING:
    from types import FrameType

    from scrapy.crawler import AsyncCrawlerProcess

    from scrapers.engine.progress import Progress
    from scrapers.engine.services import Services
    from scrapers.outlets.model import Outlet

SIGNALS = (signal.SIGINT, signal.SIGTERM)
GOOD_REASONS = ("finished", "shutdown")


class CrawlRun:
    """Crawls outlets through one Scrapy process and collects what came of each."""

    def __init__(self, process: AsyncCrawlerProcess, services: Services, progress: Progress) -> None:
        self._process = process
        self._services = services
        self._progress = progress
        self._room = asyncio.Semaphore(services.options.at_once)
        self.interrupted = False
        """True once Ctrl-C has asked it to stop; a scheduler's SIGTERM is no interruption."""
        self._stopping = False
        self._running: dict[str, OutletCrawler] = {}
        self._tallies: list[Tally] = []

    def crawl(self, outlets: Iterable[Outlet], arguments: Mapping[str, str]) -> tuple[Tally, ...]:
        """Crawl the outlets and return what came of each, in the order in which they ended: blocks, runs the reactor.

        The first SIGINT or SIGTERM lets what is under way finish and starts no more; the second stops at once.
        """
        crawling = asyncio.get_event_loop().create_task(self._all(tuple(outlets), arguments))
        crawling.add_done_callback(lambda _: _stop_reactor())
        self._process.start(stop_after_crawl=False)
        if crawling.done():
            crawling.result()
        cut_off = (tally_so_far(crawler, "stopped at once") for crawler in self._running.values())
        return (*self._tallies, *cut_off)

    async def _all(self, outlets: tuple[Outlet, ...], arguments: Mapping[str, str]) -> None:
        self._catch_signals(asyncio.get_running_loop())
        await asyncio.gather(*(self._one(outlet, arguments) for outlet in outlets))

    async def _one(self, outlet: Outlet, arguments: Mapping[str, str]) -> None:
        async with self._room:
            if self._stopping:
                return
            with outlet_lock(self._services.locks, outlet.id) as free:
                tally = await self._crawled(outlet, arguments) if free else _skipped(outlet)
        self._running.pop(outlet.id, None)
        self._tallies.append(tally)
        self._progress.ended(tally)

    async def _crawled(self, outlet: Outlet, arguments: Mapping[str, str]) -> Tally:
        try:
            spider = spider_class(outlet)
            crawler = OutletCrawler(spider, self._process.settings, self._services)
        except KlartekstError as error:
            return Tally(outlet=outlet.id, problem=str(error))
        task = self._process.crawl(crawler, **arguments_for(spider, arguments))
        self._running[outlet.id] = crawler
        self._progress.started(crawler)
        # Whatever goes wrong with one outlet must not end the others: the task keeps its error.
        await asyncio.wait([task])
        return _tally(outlet, crawler, task.exception())

    def _catch_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        for number in SIGNALS:
            signal.signal(number, partial(self._stop, loop, signal.getsignal(number)))

    def _stop(self, loop: asyncio.AbstractEventLoop, scrapys: Any, number: int, frame: FrameType | None) -> None:
        self._stopping, self.interrupted = True, self.interrupted or number == signal.SIGINT
        # Here something else may be half way through printing.
        loop.call_soon_threadsafe(self._progress.stopping)
        # Scrapy's handler stops the crawls, and installs itself for the second signal.
        scrapys(number, frame)


def _tally(outlet: Outlet, crawler: OutletCrawler, error: BaseException | None) -> Tally:
    if error is not None:
        return Tally(outlet=outlet.id, problem=str(error) or type(error).__name__)
    reason = crawler.stats.get_value("finish_reason", "")
    problem = "" if reason in GOOD_REASONS else reason
    return tally_of(outlet.id, crawler.stats, "stopped early" if reason == "shutdown" else problem)


def _skipped(outlet: Outlet) -> Tally:
    return Tally(outlet=outlet.id, problem="skipped: another crawl of it is under way", skipped=True)


def _stop_reactor() -> None:
    # Importing it installs one: only once Scrapy has.
    from twisted.internet import reactor

    running: Any = reactor
    with suppress(RuntimeError):  # a signal has stopped it already
        running.stop()
