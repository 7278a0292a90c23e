"""Extension: notes in the store when a crawl of an outlet began, when and why it ended, and what it did."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import CloseSpider

from scrapers.engine.addon import Klartekst
from scrapers.engine.tally import counts_of, tally_of
from scrapers.errors import KlartekstError, StoreError

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler


class Monitor:
    """Keeps the store's record of runs."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Monitor:
        """Make the extension of a crawl and have it told when the crawl begins and ends."""
        monitor = cls(crawler)
        crawler.signals.connect(monitor.begin, signals.spider_opened)
        crawler.signals.connect(monitor.end, signals.spider_closed)
        return monitor

    async def begin(self, spider: Spider) -> None:
        """Load the cassette of a replay, and record that the run has begun: its number is on the add-on from then on.

        Raises:
            CloseSpider: the cassette cannot be read or the store not be written.
        """
        if not hasattr(spider, "outlet"):
            return
        addon = Klartekst.of(self._crawler)
        try:
            if addon.services.options.replay:
                await asyncio.to_thread(lambda: addon.tape)
            starting = addon.services.writer.call(lambda store: store.start_run(spider.name, now=datetime.now(UTC)))
            addon.run = await asyncio.wrap_future(starting)
        except StoreError as error:
            addon.services.note(error)
            raise CloseSpider(str(error)) from error
        except KlartekstError as error:
            raise CloseSpider(str(error)) from error

    async def end(self, spider: Spider, reason: str) -> None:
        """Record that the run has ended, and its counts."""
        addon = Klartekst.of(self._crawler)
        if (run := addon.run) is None:
            return
        counts, now = counts_of(tally_of(spider.name, self._crawler.stats)), datetime.now(UTC)
        ending = addon.services.writer.call(lambda store: store.finish_run(run, now=now, reason=reason, counts=counts))
        try:
            await asyncio.wrap_future(ending)
        except StoreError as error:
            addon.services.note(error)
