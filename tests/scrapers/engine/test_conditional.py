from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from scrapy import Request

from scrapers.engine.addon import OutletCrawler
from scrapers.engine.conditional import ConditionalRequests
from scrapers.store import Validators
from tests.scrapers.engine.site import HOST

FEED = f"{HOST}/feed.xml"


def asked(crawler: OutletCrawler, request: Request) -> dict[str, str]:
    asyncio.run(ConditionalRequests(crawler).process_request(request))
    return {name.decode(): value[0].decode() for name, value in request.headers.items()}


def known(crawler: OutletCrawler, **validators: str) -> None:
    given = Validators(url=FEED, **validators)
    crawler.services.store.admit("courier", [], now=datetime.now(UTC), validators=given)


def conditional(url: str = FEED, **headers: str) -> Request:
    return Request(url, headers=headers, meta={"conditional": True})


def test_the_stored_validators_are_sent(crawler: OutletCrawler) -> None:
    known(crawler, etag='W/"7"', last_modified="Mon, 05 Jan 2026 12:00:00 GMT")
    assert asked(crawler, conditional()) == {
        "If-None-Match": 'W/"7"',
        "If-Modified-Since": "Mon, 05 Jan 2026 12:00:00 GMT",
    }


def test_a_list_that_is_new_is_asked_plainly(crawler: OutletCrawler) -> None:
    assert asked(crawler, conditional()) == {}


def test_only_lists_are_asked_conditionally(crawler: OutletCrawler) -> None:
    known(crawler, etag='"7"')
    assert asked(crawler, Request(FEED)) == {}


def test_a_redirect_does_not_carry_on_what_belongs_to_its_start(crawler: OutletCrawler) -> None:
    assert asked(crawler, conditional(f"{HOST}/moved.xml", **{"If-None-Match": '"7"'})) == {}
