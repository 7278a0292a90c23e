from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scrapers.outlets.model import CrawlHints, Outlet
from spiders.dates import Clock
from spiders.listing import Listing, lists_of
from spiders.window import Window

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def outlet(**facts: object) -> Outlet:
    base = {
        "id": "nord",
        "name": "Nordposten",
        "domain": "www.nord.example",
        "country": "no",
        "languages": ("nb",),
        "time_zone": "Europe/Oslo",
    }
    return Outlet.model_validate(base | facts)


EVERYTHING = {
    "feeds": ("https://www.nord.example/feed",),
    "news_sitemaps": ("https://www.nord.example/news.xml",),
    "sitemaps": ("https://www.nord.example/sitemap.xml",),
    "sections": ("https://www.nord.example/sport",),
    "crawl": CrawlHints(section_depth=2),
}


def ranks(lists: tuple[Listing, ...]) -> list[tuple[int, str]]:
    return [(one.rank, one.kind) for one in lists]


def test_order() -> None:
    assert ranks(lists_of(outlet(**EVERYTHING), Window(now=NOW))) == [
        (0, "feed"),
        (0, "news_sitemap"),
        (1, "sitemap"),
        (2, "section"),
        (3, "robots"),
    ]


@pytest.mark.parametrize(("since", "rank"), [(None, 1), (timedelta(days=2), 1), (timedelta(days=3), 0)])
def test_a_window_beyond_feeds_asks_sitemaps_with_them(since: timedelta | None, rank: int) -> None:
    window = Window(now=NOW, since=since and NOW - since)
    assert (rank, "sitemap") in ranks(lists_of(outlet(**EVERYTHING), window))


def test_only_lists_of_articles_are_asked_conditionally() -> None:
    lists = lists_of(outlet(**EVERYTHING), Window(now=NOW))
    assert {one.kind for one in lists if one.conditional} == {"feed", "news_sitemap"}


def dated(window: Window, *templates: str) -> list[str]:
    lists = lists_of(outlet(dated_sitemaps=templates), window)
    return [one.url.removeprefix("https://www.nord.example/") for one in lists if one.kind == "sitemap"]


def test_dated_sitemaps_of_a_week_and_of_a_window_on_the_outlets_own_calendar() -> None:
    daily, monthly = (f"https://www.nord.example/{name}.xml" for name in ("{year}-{month}-{day}", "{year}/{month}"))
    assert dated(Window(now=NOW), daily) == [f"2026-11-{day}.xml" for day in range(22, 14, -1)]
    assert dated(Window(now=NOW, since=NOW - timedelta(days=1)), daily) == ["2026-11-22.xml", "2026-11-21.xml"]
    assert dated(Window(now=NOW, since=NOW - timedelta(days=30)), monthly) == ["2026/11.xml", "2026/10.xml"]
    tokyo = Window(now=NOW.replace(hour=20), since=NOW, clock=Clock(zone=ZoneInfo("Asia/Tokyo")))
    assert dated(tokyo, daily) == ["2026-11-23.xml", "2026-11-22.xml"]
    assert len(dated(Window(now=NOW, since=NOW.replace(year=1)), daily)) == 501


def test_section_depth() -> None:
    (section,) = (one for one in lists_of(outlet(**EVERYTHING), Window(now=NOW)) if one.kind == "section")
    assert section.depth == 1


@pytest.mark.parametrize(
    ("facts", "url"),
    [
        ({}, "https://www.nord.example/robots.txt"),
        ({"feeds": ("https://feeds.nord.example/all",)}, "https://www.nord.example/robots.txt"),
        ({"sections": ("http://nord.example/sport",)}, "http://nord.example/robots.txt"),
        ({"domain": "127.0.0.1:80", "feeds": ("http://127.0.0.1:8000/a/feed",)}, "http://127.0.0.1:8000/robots.txt"),
    ],
)
def test_address_of_robots(facts: dict[str, object], url: str) -> None:
    assert lists_of(outlet(**facts), Window(now=NOW))[-1].url == url
