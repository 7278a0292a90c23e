"""Spider middleware between spider and store: only articles that are new or due are fetched, and none is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy import Request
from scrapy.exceptions import CloseSpider

from cleaners.model import Discovery
from scrapers.engine.addon import Klartekst
from scrapers.engine.tally import count
from scrapers.errors import StoreError
from scrapers.store import Admission, Store, Validators

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

NOT_MODIFIED = 304

Result = TypeVar("Result")


class Frontier:
    """Takes the article requests of one list together, and lets through what the store says is to be fetched.

    The store records them before they are fetched, in one transaction with the list's validators: a list counts as
    read only when its articles are safe.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, Discovery] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Frontier:
        """Make the middleware of a crawl."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Fetch first what an earlier run recorded and never got, then what the spider starts with."""
        if not self._has_outlet():
            async for one in start:
                yield one
            return
        addon = Klartekst.of(self._crawler)
        owed = await self._stored(lambda store: store.pending(self._outlet, now=_now(), run=addon.run))
        count(self._crawler.stats, "found", len(owed))
        for discovery in self._within_limit(owed):
            yield self._request(discovery)
        async for one in start:
            yield one

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Let pages, failures and requests for lists pass; hold the article requests until the store has them."""
        articles: dict[str, Request] = {}
        async for one in result:
            if isinstance(one, Request) and "discovery" in one.meta and self._has_outlet():
                articles[one.meta["discovery"].url] = one
            else:
                yield one
        if not (articles or response.meta.get("conditional")):
            return
        admission = await self._admission(response, [one.meta["discovery"] for one in articles.values()])
        known = max(0, admission.known - self._asked_already(response, articles))
        count(self._crawler.stats, "found", len(admission.wanted) + known)
        count(self._crawler.stats, "known", known)
        for discovery in self._within_limit(admission.wanted):
            # Two URLs may lead to one page: Scrapy's own filter would drop the second without a word.
            given = articles.get(discovery.url)
            yield given.replace(dont_filter=True) if given else self._request(discovery)

    async def _admission(self, response: Response, discoveries: Sequence[Discovery]) -> Admission:
        run, now, outlet = Klartekst.of(self._crawler).run, _now(), self._outlet
        if response.status == NOT_MODIFIED:
            return await self._stored(lambda store: store.admit_unchanged(outlet, response.url, now=now, run=run))
        validators = _validators(response)
        return await self._stored(
            lambda store: store.admit(outlet, discoveries, now=now, validators=validators, run=run)
        )

    async def _stored(self, action: Callable[[Store], Result]) -> Result:
        services = Klartekst.of(self._crawler).services
        try:
            return await asyncio.wrap_future(services.writer.call(action))
        except StoreError as error:
            services.note(error)
            raise CloseSpider(str(error)) from error

    def _within_limit(self, wanted: Iterable[Discovery]) -> Iterable[Discovery]:
        limit = getattr(self._crawler.spider, "limit", None)
        for discovery in wanted:
            # What is over the limit stays recorded, and the next run fetches it.
            if limit is None or len(self._asked) < limit:
                self._asked[discovery.url] = discovery
                yield discovery

    def _asked_already(self, response: Response, articles: Collection[str]) -> int:
        """Count what the list holds and this run asked for: owed by an earlier run, but not left alone."""
        unchanged = response.status == NOT_MODIFIED
        return sum(one.source_url == response.url if unchanged else url in articles for url, one in self._asked.items())

    def _request(self, discovery: Discovery) -> Request:
        spider: Any = self._crawler.spider
        request: Request = spider.article_request(discovery)
        return request.replace(dont_filter=True)

    def _has_outlet(self) -> bool:
        return hasattr(self._crawler.spider, "outlet")

    @property
    def _outlet(self) -> str:
        return self._crawler.spidercls.name


def _validators(response: Response) -> Validators | None:
    if not response.meta.get("conditional"):
        return None
    etag, last_modified = ((response.headers.get(name) or b"").decode("latin-1") for name in ("ETag", "Last-Modified"))
    return Validators(url=response.url, etag=etag, last_modified=last_modified)


def _now() -> datetime:
    return datetime.now(UTC)
