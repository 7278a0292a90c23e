"""Crawls outlets in a process of its own: reads a JSON file of jobs, prints what came of each as JSON."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from cleaners.model import Discovery, Page
from scrapers.outlets.model import Outlet
from spiders.failure import FetchFailure
from spiders.listing import Listing
from spiders.outlet import OutletSpider


class ConditionalRequests:
    """Asks every list that may be asked conditionally with an ETag of an earlier run."""

    def process_request(self, request: Request) -> None:
        if request.meta.get("conditional"):
            request.headers["If-None-Match"] = '"unchanged"'


class ApiSpider(OutletSpider):
    """An odd site: its list and its articles are JSON."""

    def lists(self) -> Iterator[Listing]:
        yield Listing(url=self.outlet.sections[0], kind="section")

    def read_list(self, listing: Listing, response: Response) -> Iterator[Discovery]:
        for row in json.loads(response.body)["rows"]:
            yield Discovery(url=response.urljoin(row["id"]), source="section", title=row["head"])

    def page_of(self, response: Response) -> Page | FetchFailure:
        if isinstance(page := super().page_of(response.replace(body=b"")), Page):
            return page
        story = json.loads(response.body)["story"]
        return Page(url=response.url, body=story.encode(), outlet=self.outlet.id)


SPIDERS = {"outlet": OutletSpider, "api": ApiSpider}
SETTINGS = {
    "COOKIES_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES": {ConditionalRequests: 560},
    "LOG_LEVEL": "ERROR",
    "REMOTE_CONTROL_ENABLED": False,
    "RETRY_TIMES": 1,
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
}


class Result:
    """What one crawl yielded."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.lists: dict[str, bool] = {}
        self.stats: dict[str, int] = {}

    def scraped(self, item: Any) -> None:
        self.items.append({"type": type(item).__name__, **dataclasses.asdict(item)})

    def reached(self, request: Request) -> None:
        if "listing" in request.meta:
            self.lists[request.url] = request.meta["conditional"]

    def closed(self, spider: Spider) -> None:
        stats = spider.crawler.stats.get_stats()
        self.stats = {name: value for name, value in stats.items() if name.startswith(("discovery/", "spider_exc"))}


def crawl(jobs: list[dict[str, Any]]) -> dict[str, Result]:
    process = AsyncCrawlerProcess(SETTINGS)
    results = {}
    for job in jobs:
        outlet = Outlet.model_validate(job["outlet"])
        spider = type("Spider", (SPIDERS[job.get("spider", "outlet")],), {"name": outlet.id, "outlet": outlet})
        crawler = process.create_crawler(spider)
        results[outlet.id] = result = Result()
        crawler.signals.connect(result.scraped, signals.item_scraped)
        crawler.signals.connect(result.reached, signals.request_reached_downloader)
        crawler.signals.connect(result.closed, signals.spider_closed)
        process.crawl(crawler, **job.get("arguments", {}))
    process.start()
    return results


if __name__ == "__main__":
    done = crawl(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    json.dump({name: vars(result) for name, result in done.items()}, sys.stdout, default=str)
