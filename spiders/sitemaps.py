"""Sitemaps: what they list, and which parts of a long one are recent. Pure: bytes in, values out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from io import BytesIO
from itertools import islice

from lxml import etree
from protego import Protego

from cleaners.model import Discovery
from spiders.charset import utf8_of
from spiders.dates import UTC_CLOCK, latest_instant, latest_listed, period_end
from spiders.errors import NotASitemap, SitemapBomb
from spiders.inflate import inflate
from spiders.plain import fold
from spiders.urls import absolute_url
from spiders.window import Window

MAX_ENTRIES = 50_000
"""Most URLs that the protocol allows in one sitemap; what follows is not read."""
MAX_CHILDREN = 500
"""Most sitemaps of an index that are followed."""

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)\b")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
# More than any real entry has, its pictures and translations counted; one endless entry would fill the memory.
_MAX_ELEMENTS_PER_ENTRY = 20_000
_AT_EACH_END = 2
_UNDATED_AT_EACH_END = 100
_NEWS = re.compile(r"(?<![a-z])(?:google)?news(?![a-z])", re.I)
_NO_ARTICLES = re.compile(r"(?<![a-z])(?:authors?|tags?|categor\w*|images?|videos?|topics?|galler\w*)(?![a-z])", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One sitemap that an index names."""

    url: str
    """Absolute URL."""
    modified: str = ""
    """Last change, word for word as the index writes it; empty if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndex:
    """A sitemap of sitemaps."""

    url: str
    """Absolute URL it was read from."""
    children: tuple[Child, ...]
    """What it names, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlSet:
    """A sitemap of pages."""

    url: str
    """Absolute URL it was read from."""
    entries: tuple[Discovery, ...]
    """What it lists, in its order; source is `news_sitemap` for those with news fields, else `sitemap`."""


def read_sitemap(body: bytes, url: str) -> SitemapIndex | UrlSet:
    """Read a sitemap, a sitemap index or a text file with a URL a line, gzip or not.

    Broken XML gives what stands before the break. Raises NotASitemap for anything else (HTML, a feed, nothing) and
    SitemapBomb for what is larger than the protocol allows.

    >>> read_sitemap(b"https://a.example/1\\n", "https://a.example/map.txt").entries[0].url
    'https://a.example/1'
    """
    document = utf8_of(inflate(body, url))
    root = _ROOT.search(document)
    if not root:
        return UrlSet(url=url, entries=tuple(_text_entries(document, url)))
    # Doctype, entities and a server's error messages stand before the root: they go unread, as does an address
    # that the end of a truncated file cuts short.
    whole = document[root.start() : document.rfind(b">") + 1]
    rows = islice(_rows(_escaped(whole), url), MAX_ENTRIES)
    if root[1] == b"sitemapindex":
        return SitemapIndex(url=url, children=tuple(_children(rows, url)))
    return UrlSet(url=url, entries=tuple(_entries(rows, url)))


def recent(index: SitemapIndex, window: Window) -> tuple[Child, ...]:
    """Return the sitemaps of an index that may list pages within the window, in the order of the index.

    Dates are taken from `lastmod`, else from the file name (`2026-11`, `2026/11`). Followed are those within the
    window, or the newest one if all are older; news sitemaps; and of those without any date two from each end, for
    nobody knows which end is new. Sitemaps of authors, tags, pictures and videos are left out.
    """
    children = [child for child in index.children if not _NO_ARTICLES.search(_name(child.url))] or index.children
    dates = {child.url: date for child in children if (date := _child_date(child))}
    undated = [child.url for child in children if child.url not in dates]
    newest = max(dates, key=dates.__getitem__, default="")
    since = window.sitemap_since(dates.get(newest))
    chosen = {newest, *undated[:_AT_EACH_END], *undated[-_AT_EACH_END:]}
    chosen |= {url for url, date in dates.items() if date >= since}
    chosen |= {child.url for child in children if is_news(child.url)}
    return tuple(child for child in children if child.url in chosen)[:MAX_CHILDREN]


def recent_entries(entries: tuple[Discovery, ...], window: Window, most: int) -> tuple[Discovery, ...]:
    """Return the `most` latest entries within the window, latest first, then a hundred undated from each end.

    News entries are all kept: their sitemap holds two days.
    """
    news = tuple(entry for entry in entries if entry.source == "news_sitemap")
    dates = [(latest_listed(entry, window.clock), entry) for entry in entries if entry.source != "news_sitemap"]
    since = window.sitemap_since(max((date for date, _ in dates if date), default=None))
    dated = [(date, entry) for date, entry in dates if date and date >= since]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    undated = tuple(entry for date, entry in dates if not date)
    end = undated[_UNDATED_AT_EACH_END:][-_UNDATED_AT_EACH_END:]
    return (*news, *(entry for _, entry in dated[:most]), *undated[:_UNDATED_AT_EACH_END], *end)


def robots_sitemaps(body: bytes, url: str) -> tuple[str, ...]:
    """Return the absolute URLs on the `Sitemap:` lines of a robots.txt, news sitemaps first, each once.

    >>> robots_sitemaps(b"Sitemap: /all.xml\\nSitemap: /news.xml", "https://a.example/robots.txt")
    ('https://a.example/news.xml', 'https://a.example/all.xml')
    """
    named = Protego.parse(body.decode("utf-8", "replace")).sitemaps
    urls = dict.fromkeys(absolute_url(line, url) for line in named)
    return tuple(sorted((url for url in urls if url), key=lambda url: not is_news(url)))


def is_news(url: str) -> bool:
    """Say whether the file name of a sitemap's URL calls it a news sitemap.

    >>> is_news("https://a.example/sitemaps/google-news.xml"), is_news("https://news.example/sitemap.xml")
    (True, False)
    """
    return bool(_NEWS.search(_name(url)))


def _name(url: str) -> str:
    return url.partition("://")[2].partition("/")[2]


def _child_date(child: Child) -> datetime | None:
    return latest_instant(child.modified, UTC_CLOCK) or period_end(_name(child.url))


def _escaped(document: bytes) -> bytes:
    # libxml2 drops a bare "&" and the name after it: "?a=1&b=2" would become "?a=1=2". CDATA holds them rightly.
    head, *rest = document.split(b"<![CDATA[")
    parts = [_BARE_AMPERSAND.sub(b"&amp;", head)]
    for part in rest:
        inside, end, outside = part.partition(b"]]>")
        parts += [b"<![CDATA[", inside, end, _BARE_AMPERSAND.sub(b"&amp;", outside)]
    return b"".join(parts)


def _rows(document: bytes, url: str) -> Iterator[Mapping[str, str]]:
    elements = 0
    try:
        for _, element in _elements(document):
            elements += 1
            if elements > _MAX_ELEMENTS_PER_ENTRY:
                raise SitemapBomb(f"{url}: an entry of more than {_MAX_ELEMENTS_PER_ENTRY:,} elements", url=url)
            if _name_of(element) in ("url", "sitemap"):
                yield dict(_fields(element))
                _forget(element)
                elements = 0
    except etree.XMLSyntaxError as error:
        # Not one element: everything else lxml repairs.
        raise NotASitemap(f"{url}: broken XML: {error}", url=url) from error


def _elements(document: bytes) -> Iterable[tuple[str, etree._Element]]:
    events: Iterable[tuple[str, etree._Element]] = etree.iterparse(
        BytesIO(document),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return events


def _fields(entry: etree._Element) -> Iterator[tuple[str, str]]:
    # Reversed, so that of two fields of one name the first counts. Pictures and videos have a `loc` of their own.
    for child in reversed(entry):
        name = _name_of(child)
        if name == "news":
            for field in reversed([*child.iter("{*}*")]):
                yield f"news:{_name_of(field)}", (field.text or "").strip()
        else:
            yield name, (child.text or "").strip()


def _name_of(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(entry: etree._Element) -> None:
    entry.clear()
    parent = entry.getparent()
    while parent is not None and entry.getprevious() is not None:
        del parent[0]


def _children(rows: Iterable[Mapping[str, str]], base: str) -> Iterator[Child]:
    for row in rows:
        if url := absolute_url(row.get("loc", ""), base):
            yield Child(url=url, modified=row.get("lastmod", ""))


def _entries(rows: Iterable[Mapping[str, str]], base: str) -> Iterator[Discovery]:
    for row in rows:
        if url := absolute_url(row.get("loc", ""), base):
            yield _entry(row.get, url, base)


def _entry(field: Callable[[str, str], str], url: str, base: str) -> Discovery:
    keywords = unescape(field("news:keywords", "")).split(",")
    return Discovery(
        url=url,
        source="news_sitemap" if field("news:title", "") or field("news:publication_date", "") else "sitemap",
        source_url=base,
        title=fold(unescape(field("news:title", ""))),
        published=field("news:publication_date", ""),
        modified=field("lastmod", ""),
        categories=tuple(word for keyword in keywords if (word := keyword.strip())),
        language=field("news:language", ""),
    )


def _text_entries(document: bytes, base: str) -> Iterator[Discovery]:
    lines = document.lstrip().splitlines()
    if not lines or not lines[0].startswith((b"http://", b"https://")):
        raise NotASitemap(f"{base}: {_what(document)}, no sitemap", url=base)
    for line in lines[:MAX_ENTRIES]:
        if line.startswith(b"http") and (url := absolute_url(line.decode("utf-8", "replace"), base)):
            yield Discovery(url=url, source="sitemap", source_url=base)


def _what(document: bytes) -> str:
    head = document[:2000].lower()
    kinds = {b"<html": "an HTML page", b"<!doctype html": "an HTML page", b"<rss": "a feed", b"<feed": "a feed"}
    return next((kind for mark, kind in kinds.items() if mark in head), "something else" if head else "empty")
