from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.http import HtmlResponse, JsonResponse, Request, Response, TextResponse, XmlResponse
from scrapy.utils.test import get_crawler

from cleaners.model import Discovery, Page
from scrapers.outlets.model import Outlet
from spiders.errors import ArgumentError
from spiders.failure import FetchFailure
from spiders.outlet import OutletSpider

if TYPE_CHECKING:
    from tests.spiders.conftest import Crawled, Site

    Crawls = dict[str, Crawled]


class NordSpider(OutletSpider):
    name = "nord"
    outlet = Outlet(
        id="nord", name="Nord", domain="nord.example", country="no", languages=("nb",), time_zone="Europe/Oslo"
    )


# Over real HTTP.


def test_a_feed_gives_pages_with_what_it_says_of_them(crawled: Crawls, site: Site) -> None:
    assert set(crawled["feed"].pages) == {"/feed/one", "/feed/split", "/feed/target", "/feed/untyped"}
    page = crawled["feed"].pages["/feed/one"]
    assert page["outlet"] == "feed"
    assert page["status"] == 200
    assert page["headers"]["content-type"] == "text/html; charset=utf-8"
    assert "<p>En.</p>" in page["body"]
    assert page["discovery"]["title"] == "Om /feed/one"
    assert page["discovery"]["source_url"] == f"{site.root}/feed/rss"
    assert datetime.fromisoformat(page["fetched_at"]).tzinfo


def test_a_redirected_article_keeps_what_the_feed_says_of_it(crawled: Crawls, site: Site) -> None:
    assert crawled["feed"].pages["/feed/target"]["discovery"]["url"] == f"{site.root}/feed/moved"


def test_an_article_of_several_pages_is_one_page(crawled: Crawls) -> None:
    page = crawled["feed"].pages["/feed/split"]
    assert "Side en." in page["body"]
    second, third = page["continuations"]
    assert "Side to." in second
    assert "Side tre." in third


@pytest.mark.parametrize(
    ("path", "status", "reason", "permanent"),
    [
        ("/feed/gone", 404, "HTTP 404 Not Found", True),
        ("/feed/pdf", 200, "the answer is no HTML but application/pdf", True),
        ("/feed/empty", 200, "the answer is empty", False),
        ("/feed/nothing", 200, "the answer is empty", False),
        ("/feed/busy", 503, "HTTP 503 Service Unavailable", False),
        ("/forbidden/a", 0, "Forbidden by robots.txt", False),
    ],
)
def test_articles_that_fail(crawled: Crawls, path: str, status: int, reason: str, permanent: bool) -> None:
    failure = crawled["feed"].failures[path]
    assert (failure["status"], failure["reason"], failure["permanent"]) == (status, reason, permanent)
    assert failure["discovery"]["title"] == f"Om {path}"


def test_nothing_else_fails_and_nothing_is_asked_twice(crawled: Crawls, site: Site) -> None:
    assert len(crawled["feed"].failures) == 6
    assert crawled["feed"].stats == {
        "discovery/asked/feed": 1,
        "discovery/listed": 11,
        "discovery/repeated": 1,
    }
    assert [path for path, _ in site.asked].count("/feed/one") == 1


def test_lists_of_a_higher_rank_rest_while_the_feed_gives_something(crawled: Crawls) -> None:
    assert crawled["feed"].lists == {"/feed/rss": True}


def test_unchanged_lists_are_asked_conditionally_and_give_nothing(crawled: Crawls, site: Site) -> None:
    assert ("/unchanged/rss", '"unchanged"') in site.asked
    assert crawled["unchanged"].stats["discovery/not_modified"] == 2
    assert crawled["unchanged"].lists == {"/unchanged/rss": True, "/unchanged/news.xml": True}
    assert not crawled["unchanged"].pages
    assert not crawled["unchanged"].failures


def test_a_dead_feed_makes_way_for_the_recent_part_of_the_sitemap(crawled: Crawls) -> None:
    assert crawled["fall"].failures["/no-feed"]["reason"] == "HTTP 404 Not Found"
    assert crawled["fall"].failures["/no-feed"]["discovery"] is None
    assert crawled["fall"].lists == {"/no-feed": True, "/fall/index.xml": False, "/fall/new.xml.gz": True}
    assert set(crawled["fall"].pages) == {"/fall/1023456"}
    assert crawled["fall"].pages["/fall/1023456"]["discovery"]["source"] == "sitemap"


def test_section_pages_are_followed_two_steps_deep(crawled: Crawls) -> None:
    assert set(crawled["section"].pages) == {"/section/havnen-er-stengt-igjen", "/section/2026/11/20/ski"}
    assert crawled["section"].pages["/section/2026/11/20/ski"]["discovery"]["title"] == "Ski"


@pytest.mark.parametrize(
    ("outlet", "path", "reason"),
    [("html", "/html/rss", "an HTML page, no feed"), ("bomb", "/bomb.xml.gz", "unpack to more than")],
)
def test_robots_names_the_last_resort(crawled: Crawls, outlet: str, path: str, reason: str) -> None:
    assert list(crawled[outlet].failures) == [path]
    assert reason in crawled[outlet].failures[path]["reason"]
    assert crawled[outlet].failures[path]["status"] == 200
    assert crawled[outlet].lists == {path: True, "/robots.txt": False, "/robots/news.xml": False}
    assert set(crawled[outlet].pages) == {"/robots/havnen-er-stengt-igjen"}


def test_since_drops_what_is_older_and_keeps_what_has_no_date(crawled: Crawls) -> None:
    assert set(crawled["since"].pages) == {"/since/new", "/since/undated"}
    assert crawled["since"].stats["discovery/older"] == 1
    assert crawled["since"].lists == {"/since/rss": False}


def test_since_that_reaches_further_back_than_feeds_asks_sitemaps_too(crawled: Crawls) -> None:
    assert crawled["back"].lists == {
        "/since/rss": False,
        "/fall/index.xml": False,
        "/fall/new.xml.gz": False,
        "/fall/old.xml.gz": False,
    }
    assert {"/since/old", "/fall/1000000", "/fall/old.xml.gz"} == set(crawled["back"].failures)


def test_limit_counts_articles_not_redirects(crawled: Crawls) -> None:
    assert set(crawled["limit"].pages) == {"/limit/target", "/limit/2"}
    assert crawled["limit"].stats["discovery/over_limit"] == 3
    assert not crawled["limit"].failures


def test_a_spider_for_an_odd_site_overrides_three_methods(crawled: Crawls) -> None:
    assert {path: page["body"] for path, page in crawled["api"].pages.items()} == {"/api/7": "b'<p>Syv.</p>'"}


def test_half_an_article_is_a_failure_and_a_repeated_page_is_the_end(crawled: Crawls, site: Site) -> None:
    failure = crawled["broken"].failures["/broken/a"]
    assert failure["reason"] == "page 2 of the article: HTTP 500 Internal Server Error"
    assert failure["discovery"]["url"] == f"{site.root}/broken/a"
    assert set(crawled["broken"].pages) == {"/broken/b"}


# Without a network.


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"since": "soon"}, "since=soon is no time"),
        ({"limit": "many"}, "limit=many"),
        ({"snice": "2d"}, "unknown argument snice"),
    ],
)
def test_arguments_that_make_no_sense(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        NordSpider.from_crawler(get_crawler(NordSpider), **arguments)


@pytest.fixture
def spider() -> OutletSpider:
    return NordSpider.from_crawler(get_crawler(NordSpider))


def answer(kind: type[Response], body: bytes, content_type: str = "") -> Response:
    request = Request("https://nord.example/a", meta={"discovery": Discovery(url="https://nord.example/b")})
    headers = {"Content-Type": content_type, "X-Served-By": ["a", "b"]}
    return kind(request.url, body=body, headers=headers, request=request)


@pytest.mark.parametrize(
    "response",
    [
        answer(HtmlResponse, b"<p>A", "text/html"),
        answer(XmlResponse, b'<?xml version="1.0"?><html xmlns="x"/>', "text/xml"),
        answer(TextResponse, b"<!DOCTYPE HTML><p>A", "text/plain"),
    ],
)
def test_answers_that_are_pages(spider: OutletSpider, response: Response) -> None:
    page = spider.page_of(response)
    assert isinstance(page, Page)
    assert page.headers["x-served-by"] == "a, b"
    assert page.discovery == Discovery(url="https://nord.example/b")


@pytest.mark.parametrize(
    "response",
    [
        answer(Response, b"\x89PNG", "image/png"),
        answer(TextResponse, b"{}", "application/json"),
        answer(XmlResponse, b"<rss/>", "application/rss+xml"),
    ],
)
def test_answers_that_are_no_pages(spider: OutletSpider, response: Response) -> None:
    failure = spider.page_of(response)
    assert isinstance(failure, FetchFailure)
    assert failure.url == "https://nord.example/b"
    assert failure.permanent
    assert failure.reason.startswith("the answer is no HTML but ")


def test_no_more_than_ten_pages_of_an_article(spider: OutletSpider) -> None:
    def page(number: int) -> HtmlResponse:
        body = f'<p>{number}<a rel="next" href="/a/{number + 1}">'.encode()
        return HtmlResponse(f"https://nord.example/a/{number}" if number > 1 else "https://nord.example/a", body=body)

    response = page(1)
    response.request = Request(response.url)
    (result,) = spider.parse_article(response)
    for number in range(2, 11):
        assert isinstance(result, Request)
        assert result.url == f"https://nord.example/a/{number}"
        response = page(number)
        response.request = result
        (result,) = spider.parse_continuation(response)
    assert isinstance(result, Page)
    assert len(result.continuations) == 9


def test_the_example_of_the_documentation_reads_its_list() -> None:
    text = (Path(__file__).parents[2] / "docs" / "crawl.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(example, "crawl.md", "exec"), names)
    kind = type("Example", (names["HarbourSpider"],), {"name": "nord", "outlet": NordSpider.outlet})
    spider = kind.from_crawler(get_crawler(kind))
    (listing,) = spider.lists()
    response = JsonResponse(listing.url, body=b'{"rows": [{"path": "/7", "headline": "Seven"}]}')
    assert list(spider.read_list(listing, response)) == [
        Discovery(url="https://harbour.example/7", source="section", title="Seven")
    ]
