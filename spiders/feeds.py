"""Feeds: RSS, RDF, Atom and JSON Feed in, what they say of each article out. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from io import BytesIO

import feedparser

from cleaners.model import Discovery
from spiders.charset import utf8_of
from spiders.errors import NotAFeed
from spiders.plain import fold, plain_text, shorten
from spiders.urls import absolute_url

MAX_BYTES = 10 * 2**20
"""Largest feed that is read."""
SUMMARY_CHARACTERS = 2000
"""Feeds that hold whole articles are cut here."""

# What feedparser lets through when markup is broken in a way it does not expect.
_PARSER_ERRORS = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)


def entries_of(body: bytes, url: str, content_type: str = "") -> tuple[Discovery, ...]:
    """Return what a feed lists, in its order; empty for a feed without entries.

    `url` is the absolute URL of the feed, relative links are resolved with it (or with `xml:base`);
    `content_type` the Content-Type header. Entries without a link are left out. Broken XML gives what can be
    read of it. Raises NotAFeed for HTML, for JSON that is no JSON Feed, and for what is no feed at all.

    >>> item = b"<item><title>Storm</title><link>/storm</link></item>"
    >>> entries_of(b"<rss version='2.0'><channel>" + item + b"</channel></rss>", "https://a.example/feed")[0].url
    'https://a.example/storm'
    """
    if len(body) > MAX_BYTES:
        raise NotAFeed(f"{url}: larger than {MAX_BYTES:,} bytes", url=url)
    document = utf8_of(body, content_type).lstrip()
    if document.startswith((b"{", b"[")):
        return tuple(_json_entries(document, url))
    if _is_html(document):
        raise NotAFeed(f"{url}: an HTML page, no feed", url=url)
    return tuple(_xml_entries(document, url))


def _is_html(document: bytes) -> bool:
    head = document[:1000].lower()
    return head.startswith((b"<!doctype html", b"<html")) or (b"<html" in head and b"<rss" not in head)


def _xml_entries(document: bytes, url: str) -> Iterator[Discovery]:
    # Not read: an address that the end of a truncated feed cuts short.
    feed = _parsed(document[: document.rfind(b">") + 1], url)
    version = feed.get("version", "")
    broken = feed.get("bozo_exception")
    if not feed.entries and (broken or not version):
        raise NotAFeed(f"{url}: no feed: {broken or 'neither RSS, RDF nor Atom'}", url=url)
    for entry in feed.entries:
        if link := _link(entry, url):
            yield _discovery(entry, link, feed, url)


def _parsed(document: bytes, url: str) -> feedparser.FeedParserDict:
    # A stream: feedparser would take bytes for a file name and a string for an address to fetch.
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            BytesIO(document), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except _PARSER_ERRORS as error:
        raise NotAFeed(f"{url}: broken beyond repair: {error!r}", url=url) from error


def _link(entry: feedparser.FeedParserDict, base: str) -> str:
    guid = entry.get("id", "")
    # A guid is an address only if it is written as one.
    named = (
        entry.get("feedburner_origlink", ""),
        entry.get("link", ""),
        guid if guid.startswith(("http://", "https://")) else "",
    )
    links = (absolute_url(link, base) for link in named if link)
    return next((link for link in links if link), "")


def _discovery(entry: feedparser.FeedParserDict, link: str, feed: feedparser.FeedParserDict, url: str) -> Discovery:
    published, modified = _dates(entry, atom=feed["version"].startswith("atom"))
    return Discovery(
        url=link,
        source="feed",
        source_url=url,
        title=_words(entry.get("title_detail")),
        summary=shorten(_words(entry.get("summary_detail")), SUMMARY_CHARACTERS),
        published=published,
        modified=modified,
        categories=_unique(tag.get("label") or tag.get("term") for tag in entry.get("tags", ())),
        authors=_unique(author.get("name") for author in entry.get("authors", ())),
        language=_language(entry) or feed.feed.get("language", ""),
    )


def _dates(entry: feedparser.FeedParserDict, *, atom: bool) -> tuple[str, str]:
    published = fold(entry.get("published") or "")
    # Looked for first: where it is missing, feedparser hands out `published` with a warning.
    modified = fold(entry["updated"] or "") if "updated" in entry else ""
    # RSS and RDF often have one date only, and dc:date arrives as `updated`. Atom's says nothing of publication.
    return (modified, "") if not (published or atom) else (published, modified)


def _words(detail: Mapping[str, str] | None) -> str:
    if not detail:
        return ""
    value = detail["value"]
    return plain_text(value) if "html" in (detail.get("type") or "") else fold(unescape(value))


def _language(entry: feedparser.FeedParserDict) -> str:
    return entry.get("language") or (entry.get("title_detail") or {}).get("language") or ""


def _unique(words: Iterable[object]) -> tuple[str, ...]:
    texts = (plain_text(word) for word in words if isinstance(word, str))
    return tuple(dict.fromkeys(text for text in texts if text))


def _json_entries(document: bytes, url: str) -> Iterator[Discovery]:
    try:
        feed = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"{url}: broken JSON: {error}", url=url) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise NotAFeed(f"{url}: JSON without items, no JSON Feed", url=url)
    for item in items:
        if isinstance(item, dict) and (link := _json_link(item, url)):
            yield _json_discovery(item, link, url, _text(feed, "language"))


def _json_link(item: Mapping[str, object], base: str) -> str:
    guid = _text(item, "id")
    named = (_text(item, "url"), guid if guid.startswith("http") else "", _text(item, "external_url"))
    links = (absolute_url(link, base) for link in named if link)
    return next((link for link in links if link), "")


def _json_discovery(item: Mapping[str, object], link: str, url: str, language: str) -> Discovery:
    return Discovery(
        url=link,
        source="feed",
        source_url=url,
        title=fold(_text(item, "title")),
        summary=shorten(_json_summary(item), SUMMARY_CHARACTERS),
        published=fold(_text(item, "date_published")),
        modified=fold(_text(item, "date_modified")),
        categories=_unique(_list(item, "tags")),
        # 1.0 has one `author`, 1.1 several `authors`.
        authors=_unique(
            author.get("name") for author in (*_list(item, "authors"), item.get("author")) if isinstance(author, dict)
        ),
        language=_text(item, "language") or language,
    )


def _json_summary(item: Mapping[str, object]) -> str:
    plain = _text(item, "summary") or _text(item, "content_text")
    return fold(plain) or plain_text(_text(item, "content_html"))


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _list(item: Mapping[str, object], name: str) -> list[object]:
    value = item.get(name)
    return value if isinstance(value, list) else []
