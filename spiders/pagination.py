"""Articles split over several pages: where the next page of the same article is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlsplit

from parsel import Selector
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from spiders.urls import absolute_url

MAX_PAGES = 10
"""Most pages of one article that are fetched, the first among them."""

_WORDS = "page|pagina|p[aá]gina|pag|pg|p|seite|sida|side|sivu|strona|strana|stranka|str|oldal|sayfa|trang|halaman"
# Bounded by quote, ">" and length; begins with letters as they are, for which Python looks fast. The page in lower
# case is read, which costs a fiftieth of parsing it.
_REL_NEXT = re.compile(rb"rel\s{0,9}=\s{0,9}[\"']?[^\"'>]{0,60}next")
_LONGEST_TAG = 2000
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.I)
# A separator or a word must stand between: "/news/12342" is not page 2 of "/news/1234".
_NUMBER_AT_END = re.compile(rf"(?:[-_/,.]+(?:(?:{_WORDS})[-_/=]?)?|(?:{_WORDS})[-_/=]?)(\d{{1,2}})", re.I)
_NUMBER_IN_QUERY = re.compile(rf"(?:{_WORDS}|paged)", re.I)


def next_page(response: Response, first: str, number: int) -> str:
    """Return the absolute URL of page `number` of the article at the absolute URL `first`; empty if there is none.

    The page names it itself, in a `link` or an `a` with `rel="next"`; what leads to another article is no next page.
    """
    if not isinstance(response, TextResponse):
        return ""
    links = tuple(_next_links(response))
    if not links:
        return ""
    # It decodes the whole page: only for the few that need it.
    base = get_base_url(response)
    urls = (absolute_url(link, base) for link in links)
    return next((url for url in urls if is_page(url, first, number, response.url)), "")


def is_page(url: str, first: str, number: int, previous: str = "") -> bool:
    """Say whether a URL is page `number` (2, 3, …) of the article at `first`; `previous` is the page before it.

    >>> is_page("https://a.example/storm-2.html", "https://a.example/storm.html", 2)
    True
    >>> is_page("https://a.example/storm?page=1", "https://a.example/storm", 2, "https://a.example/storm")
    True
    >>> is_page("https://a.example/news/2", "https://a.example/news/1", 2)
    False
    """
    one, other = urlsplit(first), urlsplit(url)
    if one.netloc != other.netloc:
        return False
    if _stem(one) == _stem(other):
        shown = _added_number(one, other)
        return shown == str(number) or (shown == str(number - 1) and _counts_from_zero(one, previous, number))
    stem, rest = _stem(one), _stem(other)
    added = _NUMBER_AT_END.fullmatch(rest.removeprefix(stem)) if stem and rest.startswith(stem) else None
    return one.query == other.query and added is not None and int(added[1]) == number


def _counts_from_zero(first: SplitResult, previous: str, number: int) -> bool:
    """Say whether the page before shows that pages are counted from 0, the first one without a number."""
    if not previous or _query(first) != _unnumbered(_query(first)):
        return False
    return _added_number(first, urlsplit(previous)) == ("" if number == 2 else str(number - 2))


def _next_links(response: TextResponse) -> Iterator[str]:
    body = response.body
    for found in _REL_NEXT.finditer(body.lower()):
        start = body.rfind(b"<", max(0, found.start() - _LONGEST_TAG), found.start())
        end = body.find(b">", found.end(), found.end() + _LONGEST_TAG) + 1
        if start >= 0 and end:
            yield from _next_link(body[start:end].decode(response.encoding, "replace"))


def _next_link(tag: str) -> Iterator[str]:
    for element in Selector(text=tag, type="html").xpath("//a | //link"):
        if "next" in element.attrib.get("rel", "").lower().split():
            yield element.attrib.get("href", "")


def _stem(parts: SplitResult) -> str:
    return _EXTENSION.sub("", parts.path.rstrip("/"))


def _added_number(one: SplitResult, other: SplitResult) -> str:
    before, after = _query(one), _query(other)
    pages = [value for name, value in after if _NUMBER_IN_QUERY.fullmatch(name)]
    return pages[0] if len(pages) == 1 and _unnumbered(before) == _unnumbered(after) else ""


def _query(parts: SplitResult) -> list[tuple[str, str]]:
    return parse_qsl(parts.query, keep_blank_values=True)


def _unnumbered(query: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in query if not _NUMBER_IN_QUERY.fullmatch(name)]
