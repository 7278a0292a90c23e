"""Item pipeline: a page becomes an article in a worker, then it is stored, then it is written out."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import DropItem

from cleaners.model import Page
from scrapers.engine.addon import Klartekst
from scrapers.engine.tally import Count, count, count_failure, count_seconds
from scrapers.errors import KlartekstError, StoreError
from scrapers.store.model import Save
from spiders.failure import FetchFailure

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from scrapers.article import Article
    from scrapers.engine.services import Services
    from scrapers.engine.workers import Made
    from scrapers.store import Stored
    from scrapers.store.model import StoredKind

COUNTED_AS: dict[StoredKind, Count] = {"new": "new", "revision": "changed", "unchanged": "unchanged"}


class ArticlePipeline:
    """Turns pages into stored articles; every page that gives none is counted, and recorded with the reason."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArticlePipeline:
        """Make the pipeline of a crawl."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Give the stored article of a page that was new or changed; pass on what is neither page nor failure.

        Raises:
            DropItem: the page gave no article, or one that is stored already.
        """
        if isinstance(item, FetchFailure):
            await self._record(item)
            raise DropItem(item.reason)
        return await self._article(item) if isinstance(item, Page) else item

    async def close_spider(self) -> None:
        """Save what was learned of the outlet."""
        await self._services.memories.save(self._crawler.spidercls.name or "")

    async def _article(self, page: Page) -> Article:
        made = await self._made(page)
        stored = await self._stored(page, made)
        self._count(stored, made)
        await self._services.memories.learn(page.outlet, made.footprint)
        if stored.kind == "unchanged":
            raise DropItem("unchanged")
        return stored.article

    async def _made(self, page: Page) -> Made:
        outlet = getattr(self._crawler.spider, "outlet", None)
        try:
            memory = await self._services.memories.of(page.outlet)
            return await self._services.pool.process(page, outlet, _now(), memory)
        except KlartekstError as error:
            await self._record(_failure(page, error))
            raise DropItem(str(error)) from error

    async def _stored(self, page: Page, made: Made) -> Stored:
        listed_url = page.discovery.url if page.discovery else ""
        try:
            return await self._services.saving.save(Save(article=made.article, listed_url=listed_url, now=_now()))
        except StoreError as error:
            # One that names a page is about that page alone; else the store is broken, or the disk full: told once.
            count_failure(self._crawler.stats, page.url, str(error) if error.url else "not stored")
            if not error.url:
                self._give_up(error)
            raise DropItem(str(error)) from error

    async def _record(self, failure: FetchFailure) -> None:
        count_failure(self._crawler.stats, failure.url, failure.reason)
        if failure.discovery is None:
            return
        outlet, now = self._crawler.spidercls.name, _now()
        recording = self._services.writer.call(
            lambda store: store.fail(
                outlet,
                failure.url,
                status=failure.status,
                reason=failure.reason,
                permanent=failure.permanent,
                now=now,
            )
        )
        try:
            await asyncio.wrap_future(recording)
        except StoreError as error:
            self._give_up(error)

    def _give_up(self, error: StoreError) -> None:
        self._services.note(error)
        # Closing waits for every item, this one too: it must not be waited for here.
        self._closing = self._closing or asyncio.create_task(self._close(str(error)))

    async def _close(self, reason: str) -> None:
        if self._crawler.engine.spider is not None:
            await self._crawler.engine.close_spider_async(reason=reason)

    def _count(self, stored: Stored, made: Made) -> None:
        stats = self._crawler.stats
        count(stats, COUNTED_AS[stored.kind])
        count_seconds(stats, made.seconds)
        if stored.kind != "unchanged" and stored.article.duplicate is not None:
            count(stats, "duplicates")

    @property
    def _services(self) -> Services:
        return Klartekst.of(self._crawler).services


def _failure(page: Page, error: KlartekstError) -> FetchFailure:
    url = page.discovery.url if page.discovery else page.url
    return FetchFailure(url=url, discovery=page.discovery, status=page.status, reason=str(error))


def _now() -> datetime:
    return datetime.now(UTC)
