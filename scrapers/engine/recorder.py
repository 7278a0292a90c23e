"""A recorded crawl: its cassette is saved once it has come to its end, its pages go nowhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import DropItem

from scrapers.engine.addon import Klartekst
from scrapers.engine.tally import count, count_failure, tally_of
from scrapers.errors import KlartekstError
from spiders.failure import FetchFailure

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Recorder:
    """Replaces an outlet's cassette when the new one is complete; a crawl that was stopped leaves the old one."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        """Make the extension of a crawl and have it told when the crawl ends."""
        recorder = cls(crawler)
        crawler.signals.connect(recorder.save, signals.spider_closed)
        return recorder

    async def save(self, reason: str) -> None:
        """Save the cassette if the crawl was finished and got an answer; its size is counted then."""
        addon, stats = Klartekst.of(self._crawler), self._crawler.stats
        if reason != "finished" or not tally_of("", stats).recorded:
            return
        try:
            await asyncio.to_thread(addon.tape.save)
        except KlartekstError as error:
            addon.services.note(error)
        else:
            count(stats, "saved", addon.tape.path.stat().st_size)


class FailurePipeline:
    """Counts what could not be fetched, and drops everything: the answers are on the cassette."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FailurePipeline:
        """Make the pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Count a failure.

        Raises:
            DropItem: always.
        """
        if isinstance(item, FetchFailure):
            count_failure(self._crawler.stats, item.url, item.reason)
        raise DropItem("recorded")
