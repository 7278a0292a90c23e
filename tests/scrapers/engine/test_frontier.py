from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from cleaners.model import Discovery, Page
from scrapers.engine.addon import Klartekst, OutletCrawler
from scrapers.engine.frontier import Frontier
from scrapers.engine.tally import tally_of
from scrapers.store import Validators
from tests.scrapers.engine.site import HOST
from tests.scrapers.store.samples import article

FEED = f"{HOST}/feed.xml"


def discovery(number: int) -> Discovery:
    return Discovery(url=f"{HOST}/{number}", source="feed", source_url=FEED)


def wanted(number: int) -> Request:
    return Request(f"{HOST}/{number}", meta={"discovery": discovery(number)})


def feed(status: int = 200, *, conditional: bool = True) -> Response:
    request = Request(FEED, meta={"conditional": conditional})
    return Response(FEED, status=status, headers={"ETag": '"1"', "Last-Modified": "Mon"}, request=request)


async def every(items: Iterable[Any]) -> AsyncIterator[Any]:
    for one in items:
        yield one


def passed(crawler: OutletCrawler, response: Response, *items: Any) -> list[Any]:
    async def all_of() -> list[Any]:
        return [one async for one in Frontier(crawler).process_spider_output(response, every(items))]

    return asyncio.run(all_of())


def started(crawler: OutletCrawler, *items: Any) -> list[Any]:
    async def all_of() -> list[Any]:
        return [one async for one in Frontier(crawler).process_start(every(items))]

    return asyncio.run(all_of())


def urls(items: Iterable[Any]) -> list[str]:
    return [one.url.removeprefix(f"{HOST}/") for one in items]


def test_what_is_owed_is_asked_for_as_the_spider_asks(crawler: OutletCrawler, monkeypatch: pytest.MonkeyPatch) -> None:
    passed(crawler, feed(), wanted(1))
    spider = crawler.spider
    assert spider is not None
    own = Request(f"{HOST}/1", headers={"X-Own": "1"}, meta={"discovery": discovery(1)})
    monkeypatch.setattr(spider, "article_request", lambda _: own, raising=False)
    (request,) = [one for one in started(crawler) if one.url == f"{HOST}/1"]
    assert request.headers["X-Own"] == b"1"
    assert request.dont_filter


def stored(crawler: OutletCrawler, number: int, ago: timedelta) -> None:
    now = datetime.now(UTC) - ago
    url = f"{HOST}/{number}"
    validators = Validators(url=FEED, etag='"1"')
    crawler.services.store.admit("courier", [discovery(number)], now=now, validators=validators)
    published = {"value": now.isoformat(), "precision": "second", "source": "feed", "raw": "", "zone_assumed": False}
    courier = {"id": "courier", "name": "Courier", "country": "gb"}
    fresh = article(url, f"Text {number}", outlet=courier, published=published)
    crawler.services.store.save(fresh, listed_url=url, now=now)


def test_articles_are_recorded_with_the_lists_validators_before_they_are_fetched(crawler: OutletCrawler) -> None:
    assert urls(passed(crawler, feed(), wanted(1), wanted(2))) == ["1", "2"]
    store = crawler.services.store
    assert [one.url for one in store.pending("courier", now=datetime.now(UTC))] == [f"{HOST}/1", f"{HOST}/2"]
    validators = store.validators("courier", FEED)
    assert validators is not None
    assert (validators.etag, validators.last_modified) == ('"1"', "Mon")


def test_known_articles_are_left_alone_and_counted(crawler: OutletCrawler) -> None:
    stored(crawler, 1, timedelta(hours=1))
    assert urls(passed(crawler, feed(), wanted(1), wanted(2))) == ["2"]
    tally = tally_of("courier", crawler.stats)
    assert (tally.found, tally.known) == (2, 1)


def test_what_is_no_article_passes(crawler: OutletCrawler) -> None:
    page, further = Page(url=HOST), Request(f"{HOST}/sitemap.xml", meta={"listing": "x"})
    assert passed(crawler, feed(conditional=False), page, further) == [page, further]
    assert crawler.services.store.validators("courier", FEED) is None


def test_a_list_that_was_not_read_to_its_end_leaves_no_validators(crawler: OutletCrawler) -> None:
    passed(crawler, feed(conditional=False), wanted(1))
    assert crawler.services.store.validators("courier", FEED) is None


def test_a_list_without_news_still_gets_its_validators(crawler: OutletCrawler) -> None:
    assert passed(crawler, feed()) == []
    assert crawler.services.store.validators("courier", FEED) is not None


def test_an_unchanged_list_brings_back_articles_that_are_due_for_a_recheck(crawler: OutletCrawler) -> None:
    stored(crawler, 1, timedelta(hours=7))
    (request,) = passed(crawler, feed(304))
    assert request.url == f"{HOST}/1"
    assert request.meta["discovery"] == discovery(1)
    assert request.callback == crawler.spider.parse_article  # type: ignore[union-attr]


def test_an_unchanged_list_of_fresh_articles_brings_back_none(crawler: OutletCrawler) -> None:
    stored(crawler, 1, timedelta(hours=1))
    assert passed(crawler, feed(304)) == []
    assert tally_of("courier", crawler.stats).known == 1


def test_what_an_earlier_run_owes_comes_first(crawler: OutletCrawler) -> None:
    crawler.services.store.admit("courier", [discovery(1)], now=datetime.now(UTC))
    start = Request(FEED)
    requests = started(crawler, start)
    assert urls(requests) == ["1", "feed.xml"]
    assert requests[0].meta["discovery"] == discovery(1)
    assert requests[0].errback == crawler.spider.fetch_failed  # type: ignore[union-attr]


def test_what_was_owed_and_is_still_listed_is_found_once_and_not_left_alone(crawler: OutletCrawler) -> None:
    crawler.services.store.admit("courier", [discovery(1)], now=datetime.now(UTC))
    addon = Klartekst.of(crawler)
    addon.run = crawler.services.store.start_run("courier", now=datetime.now(UTC))

    async def whole() -> list[Any]:
        frontier = Frontier(crawler)
        owed = [one async for one in frontier.process_start(every([]))]
        return owed + [one async for one in frontier.process_spider_output(feed(), every([wanted(1), wanted(2)]))]

    assert urls(asyncio.run(whole())) == ["1", "2"]
    tally = tally_of("courier", crawler.stats)
    assert (tally.found, tally.known) == (2, 0)


def test_the_limit_counts_what_is_fetched(crawler: OutletCrawler) -> None:
    crawler.spider.limit = 2  # type: ignore[union-attr]
    stored(crawler, 1, timedelta(hours=1))
    requests = passed(crawler, feed(), *(wanted(number) for number in range(1, 6)))
    assert urls(requests) == ["2", "3"]
    assert len(crawler.services.store.pending("courier", now=datetime.now(UTC))) == 4


def test_scrapys_own_filter_does_not_drop_an_article(crawler: OutletCrawler) -> None:
    assert all(request.dont_filter for request in passed(crawler, feed(), wanted(1)))


def test_a_broken_store_ends_the_crawl(crawler: OutletCrawler) -> None:
    crawler.services.writer.close()
    with pytest.raises(CloseSpider) as caught:
        passed(crawler, feed(), wanted(1))
    assert "closed" in caught.value.reason
    assert crawler.services.problem == caught.value.reason
