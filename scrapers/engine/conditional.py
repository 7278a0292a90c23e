"""Downloader middleware: asks for a list only if it has changed since it was last read to its end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scrapers.engine.addon import Klartekst

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

HEADERS = {"If-None-Match": "etag", "If-Modified-Since": "last_modified"}


class ConditionalRequests:
    """Adds the stored validators to requests with `meta["conditional"]`; the answer may then be 304."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ConditionalRequests:
        """Make the middleware of a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Add what the store knows of this very URL: a redirect must not carry on what belongs to its start."""
        if not request.meta.get("conditional"):
            return
        store, outlet = Klartekst.of(self._crawler).services.store, self._crawler.spidercls.name
        validators = await asyncio.to_thread(store.validators, outlet, request.url)
        for header, field in HEADERS.items():
            request.headers.pop(header, None)
            if value := getattr(validators, field, ""):
                request.headers[header] = value
