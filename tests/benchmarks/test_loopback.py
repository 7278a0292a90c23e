from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from benchmarks.loopback import FEED, serving
from spiders.feeds import entries_of


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    with serving(3, 40_000) as home:
        yield home


def answers(home: str, *paths: str) -> list[tuple[int, str, bytes]]:
    """Ask for paths over one connection."""
    connection = http.client.HTTPConnection(urlsplit(home).netloc, timeout=10)
    found = []
    for path in paths:
        connection.request("GET", path)
        response = connection.getresponse()
        found.append((response.status, response.headers["Content-Type"], response.read()))
    connection.close()
    return found


def test_the_feed_names_every_page_and_each_is_another(home: str) -> None:
    ((status, _, feed),) = answers(home, FEED)
    paths = [urlsplit(entry.url).path for entry in entries_of(feed, home + FEED)]
    pages = answers(home, *paths)
    assert status == 200
    assert [status for status, _, _ in pages] == [200, 200, 200]
    assert len({body for _, _, body in pages}) == 3
    assert {kind for _, kind, _ in pages} == {"text/html; charset=utf-8"}


def test_robots_txt_allows_the_articles(home: str) -> None:
    ((status, kind, body),) = answers(home, "/robots.txt")
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert b"Disallow: /search" in body


def test_a_page_beyond_the_last_one_is_not_found(home: str) -> None:
    assert [status for status, _, _ in answers(home, "/news/3-almarsa-hafilat.html", "/", "/robots.txt")] == [
        404,
        404,
        200,
    ]
