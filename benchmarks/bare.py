"""Bare Scrapy: downloads every page that a feed names and does nothing with it."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request, Spider
from scrapy.http import Response


class BareSpider(Spider):
    """Reads a feed and downloads its pages: scrapy runspider benchmarks/bare.py -a feed=URL."""

    name = "bare"

    def __init__(self, feed: str, name: str | None = None) -> None:
        super().__init__(name)
        self.start_urls = [feed]

    def parse(self, response: Response) -> Iterator[Request]:
        """Ask for every page of the feed."""
        for link in response.xpath("//item/link/text()").getall():
            yield Request(link, callback=self.parse_page)

    def parse_page(self, response: Response) -> None:
        """Count the page."""
        self.crawler.stats.inc_value(f"bare/{response.status}")
