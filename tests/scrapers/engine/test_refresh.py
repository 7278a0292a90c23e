from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import Settings

from scrapers.engine.addon import OutletCrawler
from scrapers.engine.refresh import HEAD, MetaRefresh

URL = "https://courier.example/a"
TO_B = '<head><meta http-equiv="Refresh" content="0; url=/b"></head>'


@pytest.fixture
def middleware(crawler: OutletCrawler) -> MetaRefresh:
    return MetaRefresh.from_crawler(crawler)


def answered(middleware: MetaRefresh, response: Response) -> str:
    """Give the URL where a page leads."""
    return middleware.process_response(Request(URL), response).url


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "shift_jis"])
def test_a_refresh_is_followed_whatever_the_encoding(middleware: MetaRefresh, encoding: str) -> None:
    response = HtmlResponse(URL, body=f"<html>{TO_B}".encode(encoding), encoding=encoding)
    # What UTF-16 does to the query is another matter.
    assert answered(middleware, response).partition("?")[0] == "https://courier.example/b"


def test_a_refresh_stands_as_deep_as_scrapy_looks(middleware: MetaRefresh) -> None:
    page = f"<html><!-- {'ø' * 4000} -->{TO_B}"
    assert len(page.encode()) < HEAD
    assert answered(middleware, HtmlResponse(URL, body=page.encode(), encoding="utf-8")).endswith("/b")


def test_a_page_without_one_is_not_even_decoded(middleware: MetaRefresh, monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(_: TextResponse) -> str:
        raise AssertionError("decoded")

    monkeypatch.setattr(TextResponse, "text", property(decoded))
    assert answered(middleware, HtmlResponse(URL, body=b"<title>Storm</title><p>Water.")) == URL


def test_it_takes_the_place_of_scrapys_own() -> None:
    settings = Settings()
    settings.setmodule("scrapers.engine.settings", priority="project")
    places = settings.getdict("DOWNLOADER_MIDDLEWARES")
    base = settings.getdict("DOWNLOADER_MIDDLEWARES_BASE")
    own, scrapys = (
        f"{MetaRefresh.__module__}.MetaRefresh",
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    )
    assert places[scrapys] is None
    assert places[own] == base[scrapys]
