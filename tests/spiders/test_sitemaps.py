import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.model import Discovery
from spiders.errors import NotASitemap, SitemapBomb
from spiders.sitemaps import (
    MAX_ENTRIES,
    Child,
    SitemapIndex,
    UrlSet,
    read_sitemap,
    recent,
    recent_entries,
    robots_sitemaps,
)
from spiders.window import Window

URL = "https://nord.example/sitemap.xml"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WINDOW = Window(now=NOW)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS_SPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(*entries: str) -> bytes:
    return f"{HEAD}<urlset {SPACE} {NEWS_SPACE}>{''.join(entries)}</urlset>".encode()


def entry(url: str, lastmod: str = "") -> str:
    return f"<url><loc>{url}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>"


def urls_of(body: bytes) -> list[str]:
    sitemap = read_sitemap(body, URL)
    assert isinstance(sitemap, UrlSet)
    return [one.url for one in sitemap.entries]


def index(*children: tuple[str, str]) -> SitemapIndex:
    return SitemapIndex(
        url=URL, children=tuple(Child(url=f"https://nord.example/{name}", modified=date) for name, date in children)
    )


def followed(*children: tuple[str, str], window: Window = WINDOW) -> list[str]:
    return [child.url.removeprefix("https://nord.example/") for child in recent(index(*children), window)]


def test_news_fields_travel_along() -> None:
    body = urlset(
        "<url><loc>https://nord.example/kultur/123</loc><lastmod>2026-11-20T11:00:00+01:00</lastmod>"
        "<news:news><news:publication><news:name>Nordposten</news:name><news:language>no</news:language>"
        "</news:publication><news:publication_date>2026-11-20T10:00:00+01:00</news:publication_date>"
        "<news:title>Fisk &amp;amp; poteter\n er tilbake</news:title><news:keywords>mat, havn , </news:keywords>"
        "</news:news></url>"
    )
    assert read_sitemap(body, URL) == UrlSet(
        url=URL,
        entries=(
            Discovery(
                url="https://nord.example/kultur/123",
                source="news_sitemap",
                source_url=URL,
                title="Fisk & poteter er tilbake",
                published="2026-11-20T10:00:00+01:00",
                modified="2026-11-20T11:00:00+01:00",
                categories=("mat", "havn"),
                language="no",
            ),
        ),
    )


def test_pictures_do_not_pass_for_the_article() -> None:
    body = urlset(
        "<url><image:image xmlns:image='i'><image:loc>https://nord.example/a.jpg</image:loc>"
        "<image:title>Havnen</image:title></image:image><loc>https://nord.example/a</loc></url>"
    )
    sitemap = read_sitemap(body, URL)
    assert isinstance(sitemap, UrlSet)
    assert [(one.url, one.title) for one in sitemap.entries] == [("https://nord.example/a", "")]


@pytest.mark.parametrize(
    ("case", "body", "urls"),
    [
        ("no namespace", b"<urlset><url><loc> https://nord.example/a\n</loc></url></urlset>", ["a"]),
        (
            "prefix",
            b"<s:urlset xmlns:s='x'><s:url><s:loc>https://nord.example/a</s:loc></s:url></s:urlset>",
            ["a"],
        ),
        ("relative", urlset(entry("/a")), ["a"]),
        ("bare ampersand", urlset(entry("https://nord.example/a?b=1&c=2&copy=3")), ["a?b=1&c=2&copy=3"]),
        ("escaped ampersand", urlset(entry("https://nord.example/a?b=1&amp;c=2&#38;d=3")), ["a?b=1&c=2&d=3"]),
        ("cdata", urlset(entry("<![CDATA[https://nord.example/a?b=1&c=2]]>")), ["a?b=1&c=2"]),
        ("other schemes", urlset(entry("ftp://nord.example/a"), entry("https://nord.example/b")), ["b"]),
        ("no loc", urlset("<url><lastmod>2026-11-20</lastmod></url>", entry("/b")), ["b"]),
        ("error before it", b"<br />\n<b>Warning</b>: x in y.php\n" + urlset(entry("/a")), ["a"]),
        ("byte order mark", b"\xef\xbb\xbf\n" + urlset(entry("/a")), ["a"]),
        ("utf-16", urlset(entry("/a")).decode().replace("UTF-8", "utf-16").encode("utf-16"), ["a"]),
        ("said to be utf-16", urlset(entry("/a")).replace(b"UTF-8", b"utf-16"), ["a"]),
        ("windows-1251", urlset(entry("/порт")).decode().replace("UTF-8", "windows-1251").encode("cp1251"),
         ["%D0%BF%D0%BE%D1%80%D1%82"]),
        ("cut in an address", urlset(entry("/a"), entry("/b-c"))[:-25], ["a"]),
        ("cut in a tag", urlset(entry("/a"), entry("/b"))[:-14], ["a", "b"]),
        ("mismatched tags", b"<urlset><url><loc>/a</url><url><loc>/b</loc></url></urlset>", ["b"]),
        ("control character", urlset(entry("/a"), "\x03", entry("/b")), ["a", "b"]),
        ("own entity", b'<!DOCTYPE u [<!ENTITY e "x">]>' + urlset(entry("/a"), entry("/b&e;")), ["a", "b&e"]),
        ("gzip", gzip.compress(urlset(entry("/a")), mtime=0), ["a"]),
        ("truncated gzip", gzip.compress(urlset(entry("/a")), mtime=0)[:-9], ["a"]),
        ("empty", urlset(), []),
        ("text", b"\nhttps://nord.example/a\r\nhttps://nord.example/b\nnot a url\n", ["a", "b"]),
    ],
)  # fmt: skip
def test_sitemaps_good_and_bad(case: str, body: bytes, urls: list[str]) -> None:
    assert urls_of(body) == [f"https://nord.example/{path}" for path in urls]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "an HTML page"),
        (b'<rss version="2.0"><channel/></rss>', "a feed"),
        (b'{"urls": []}', "something else"),
        (bytes(5000), "something else"),
        (b"\x1f\x8b\x08nothing", "broken gzip"),
    ],
)
def test_what_is_no_sitemap(body: bytes, words: str) -> None:
    with pytest.raises(NotASitemap, match=words) as raised:
        read_sitemap(body, URL)
    assert raised.value.url == URL


def test_index() -> None:
    body = (
        f"{HEAD}<sitemapindex {SPACE}><sitemap><loc>/2026-11.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap>"
        "<sitemap><loc>https://nord.example/2026-10.xml.gz</loc></sitemap></sitemapindex>"
    )
    assert read_sitemap(body.encode(), URL) == SitemapIndex(
        url=URL,
        children=(
            Child(url="https://nord.example/2026-11.xml.gz", modified="2026-11-20"),
            Child(url="https://nord.example/2026-10.xml.gz"),
        ),
    )


def test_no_more_entries_than_the_protocol_allows() -> None:
    assert (
        len(urls_of(urlset(*(entry(f"https://nord.example/{number}") for number in range(MAX_ENTRIES + 10)))))
        == MAX_ENTRIES
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset><url>" + b"<a/>" * 3_000_000 + b"</url></urlset>",
        b"<urlset>" + b"<a/>" * 3_000_000 + b"</urlset>",
    ],
)
def test_an_endless_entry_is_a_bomb(body: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(SitemapBomb, match="20,000 elements"):
            read_sitemap(body, URL)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * len(body)


def test_nesting_without_end_gives_nothing() -> None:
    assert urls_of(b"<urlset>" + b"<url>" * 1_000_000) == []


def test_entities_that_multiply_are_not_read() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE u [<!ENTITY l0 "ha">{laughs}]>'.encode() + urlset(entry("/a"), entry("/&l9;"))
    assert urls_of(body) == ["https://nord.example/a", "https://nord.example/&l9"]


PIECES = st.sampled_from([b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<url>", b"</loc>", b"\0", b"\xff", b"<!--", b"<?"])


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40), PIECES), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_damage_gives_addresses_or_one_clear_error(damage: list[tuple[int, int, bytes]]) -> None:
    body = urlset(entry("/a", "2026-11-20"), entry("<![CDATA[/b]]>"), entry("/c?d=1&e"))
    for place, length, piece in damage:
        body = body[:place] + piece + body[place + length :]
    try:
        sitemap = read_sitemap(body, URL)
    except NotASitemap:
        return
    assert all(one.url.startswith("http") for one in getattr(sitemap, "entries", ()))


def test_recent_by_lastmod() -> None:
    assert followed(("a.xml", "2026-11-21"), ("b.xml", "2026-11-15"), ("c.xml", "2020-01-01")) == ["a.xml", "b.xml"]


def test_recent_by_file_name() -> None:
    assert followed(("2026-10.xml", ""), ("2026/11.xml", ""), ("s?yyyy=2026&amp;mm=11", ""), ("2025.xml", "")) == [
        "2026/11.xml",
        "s?yyyy=2026&amp;mm=11",
    ]


def test_recent_without_dates_is_both_ends() -> None:
    names = [f"posts-{number}.xml" for number in range(1, 9)]
    assert followed(*((name, "") for name in names)) == [*names[:2], *names[-2:]]


def test_recent_takes_news_along_and_leaves_lists_of_lists() -> None:
    children = [
        ("google-news.xml", ""),
        ("tags.xml", "2026-11-21"),
        ("post_tag-sitemap.xml", "2026-11-21"),
        ("author-sitemap.xml", "2026-11-21"),
        ("video.xml", "2026-11-21"),
        ("post-sitemap9.xml", "2026-11-21"),
    ]
    assert followed(*children) == ["google-news.xml", "post-sitemap9.xml"]


def test_recent_counts_from_the_newest() -> None:
    children = (("a.xml", "2020-01-01"), ("b.xml", "2020-01-06"), ("c.xml", "2019-01-01"))
    assert followed(*children) == ["a.xml", "b.xml"]


def test_recent_does_not_believe_in_the_future() -> None:
    assert followed(("a.xml", "2026-11-21"), ("b.xml", "2099-01-01")) == ["a.xml", "b.xml"]


def test_recent_takes_the_newest_where_all_are_older_than_asked_for() -> None:
    window = Window(now=NOW, since=datetime(2026, 11, 20, tzinfo=UTC))
    assert followed(("a.xml", "2020-01-01"), ("b.xml", "2020-01-06"), window=window) == ["b.xml"]


def test_recent_of_tags_only_and_of_nothing() -> None:
    assert followed(("tags.xml", "2026-11-21")) == ["tags.xml"]
    assert followed() == []


def test_recent_entries_are_the_latest_and_both_ends_of_the_undated() -> None:
    dated = [Discovery(url=f"https://nord.example/{day}", modified=f"2026-11-{day}") for day in range(10, 23)]
    undated = [Discovery(url=f"https://nord.example/x{number}") for number in range(300)]
    news = Discovery(url="https://nord.example/old", source="news_sitemap", published="2020-01-01")
    found = recent_entries((*undated, *dated, news), WINDOW, 3)
    assert [one.url.rpartition("/")[2] for one in found[:4]] == ["old", "22", "21", "20"]
    assert [one.url for one in found[4:]] == [one.url for one in (*undated[:100], *undated[-100:])]


def test_recent_entries_count_from_the_newest() -> None:
    entries = tuple(Discovery(url=f"https://nord.example/{day}", modified=f"2020-05-{day}") for day in range(10, 30))
    assert [one.modified for one in recent_entries(entries, WINDOW, 99)] == [
        f"2020-05-{day}" for day in range(29, 21, -1)
    ]


@pytest.mark.parametrize("number", [0, 1, 100, 150, 200, 201])
def test_undated_entries_are_taken_once(number: int) -> None:
    undated = tuple(Discovery(url=f"https://nord.example/{place}") for place in range(number))
    found = recent_entries(undated, WINDOW, 3)
    assert len(set(found)) == len(found) == min(number, 200)


def test_robots() -> None:
    body = (
        b"User-agent: *\nDisallow: /x\nSITEMAP: https://nord.example/all.xml\n"
        b"sitemap: /google-news.xml # new\nSitemap: /google-news.xml\nSitemap:\nSitemap: mailto:a\n\xff\n"
    )
    assert robots_sitemaps(body, "https://nord.example/robots.txt") == (
        "https://nord.example/google-news.xml",
        "https://nord.example/all.xml",
    )
    assert robots_sitemaps(b"<html><body>404</body></html>", "https://nord.example/robots.txt") == ()
