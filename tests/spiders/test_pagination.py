import pytest
from scrapy.http import HtmlResponse, JsonResponse

from spiders.pagination import is_page, next_page

STORM = "https://nord.example/2026/11/storm"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (STORM, STORM + "/2"),
        (STORM + "/", STORM + "/2/"),
        (STORM, STORM + "/page/2/"),
        (STORM, STORM + "/page-2"),
        (STORM, STORM + "/p2"),
        (STORM, STORM + "?page=2"),
        (STORM + "?page=1", STORM + "?page=2"),
        (STORM + "?id=7", STORM + "?id=7&p=2"),
        (STORM + ".html", STORM + "-2.html"),
        (STORM + ".html", STORM + ",2.html"),
        (STORM + ".html", STORM + "_2.html"),
        (STORM + ".html", STORM + ".html?seite=2"),
        (STORM + ".html", STORM + "/seite-2"),
        (STORM + ".html", STORM + "-seite2.html"),
        (STORM + ".php", STORM + "/strona/2"),
        (STORM, STORM + "/sida2"),
    ],
)
def test_second_pages(first: str, second: str) -> None:
    assert is_page(second, first, 2)
    assert not is_page(second, first, 3)
    assert not is_page(first, first, 2)


@pytest.mark.parametrize(
    "other",
    [
        "https://other.example/2026/11/storm/2",
        "https://nord.example/2026/11/storm2",
        "https://nord.example/2026/11/storm-2-dead",
        "https://nord.example/2026/11/storms/2",
        "https://nord.example/2026/11/2",
        "https://nord.example/2",
        STORM + "?id=2",
        STORM + "?page=2&page=3",
        STORM + "/2?print=1",
        STORM + "/comments/2",
        STORM,
    ],
)
def test_pages_of_something_else(other: str) -> None:
    assert not is_page(other, STORM, 2)


def test_the_next_number_is_not_the_next_page() -> None:
    assert not is_page("https://nord.example/news/12342", "https://nord.example/news/1234", 2)
    assert not is_page("https://nord.example/news/2", "https://nord.example/news/1", 2)
    assert not is_page("https://nord.example/2", "https://nord.example/", 2)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f'<link rel="next" href="{STORM}/2">', STORM + "/2"),
        (f"<link href='{STORM}/2' rel=next>", STORM + "/2"),
        ('<a class="pager" rel="nofollow next" href="storm/2#top">Neste</a>', STORM + "/2"),
        ('<base href="https://nord.example/2026/"><a rel="Next" href="11/storm?page=2">»</a>', STORM + "?page=2"),
        ('<link rel="next" href="/2026/11/flom"><a rel="next" href="storm/2">', STORM + "/2"),
        ('<link rel="next" href="/2026/11/flom">', ""),
        ("<!-- rel=next --><div rel=next href='storm/2'></div>rel=next", ""),
        ("rel=next " * 3000 + '<a href="storm/2" rel="next">', STORM + "/2"),
        ('<a href="storm/2">next</a>', ""),
        ('<link rel="nextish" href="storm/2">', ""),
        ('<a rel="next">', ""),
        ("<p>Nothing more.</p>", ""),
    ],
)
def test_next_page_of_a_page(html: str, url: str) -> None:
    response = HtmlResponse(STORM, body=f"<html><body>{html}</body></html>".encode(), encoding="utf-8")
    assert next_page(response, STORM, 2) == url


def test_an_answer_that_is_no_page_has_no_next() -> None:
    assert next_page(JsonResponse(STORM, body=b'{"next": 2}'), STORM, 2) == ""


def test_pages_counted_from_zero() -> None:
    assert is_page(STORM + "?page=1", STORM, 2, STORM)
    assert is_page(STORM + "?page=2", STORM, 3, STORM + "?page=1")
    assert not is_page(STORM + "?page=2", STORM, 3, STORM + "?page=2")
    assert not is_page(STORM + "?page=1", STORM + "?page=1", 2, STORM + "?page=1")
    assert not is_page(STORM + "?page=1", STORM, 3, STORM)
