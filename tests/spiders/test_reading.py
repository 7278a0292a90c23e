from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import Response

from cleaners.model import Discovery
from scrapers.outlets.model import Outlet
from spiders.errors import NotAList
from spiders.listing import Listing, ListingKind
from spiders.reading import MOST_OF_A_NEWS_SITEMAP, MOST_OF_A_SITEMAP, Named, read_list, sift
from spiders.window import Window

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SITE = "https://nord.example"
OUTLET = Outlet(
    id="nord",
    name="Nord",
    domain="nord.example",
    country="no",
    languages=("nb",),
    time_zone="Europe/Oslo",
    not_article_urls=("/video/",),
)


def sitemap(*entries: tuple[str, str], tag: str = "url") -> bytes:
    rows = "".join(f"<{tag}><loc>{SITE}{url}</loc><lastmod>{date}</lastmod></{tag}>" for url, date in entries)
    root = "urlset" if tag == "url" else "sitemapindex"
    return f"<{root}>{rows}</{root}>".encode()


def read(body: bytes, kind: ListingKind, *, depth: int = 2, since: datetime | None = None) -> tuple[Named, ...]:
    listing = Listing(url=f"{SITE}/list", kind=kind, depth=depth, rank=3)
    return read_list(listing, Response(f"{SITE}/list", body=body), OUTLET, Window(now=NOW, since=since))


def paths(named: tuple[Named, ...]) -> list[str]:
    return [one.url.removeprefix(SITE) for one in named]


def test_a_general_sitemap_gives_the_articles_of_a_week() -> None:
    body = sitemap(("/sport/1023456", "2026-11-20"), ("/sport/1000000", "2026-11-12"), ("/om-oss", "2026-11-20"))
    assert paths(read(body, "sitemap")) == ["/sport/1023456"]
    assert paths(read(body, "sitemap", since=NOW - timedelta(days=12))) == ["/sport/1023456", "/sport/1000000"]


def test_a_general_sitemap_gives_the_latest_thousand_unless_since_asks_for_all() -> None:
    body = sitemap(*((f"/sport/{1_000_000 + number}", "2026-11-20") for number in range(MOST_OF_A_SITEMAP + 5)))
    assert len(read(body, "sitemap")) == MOST_OF_A_SITEMAP
    assert len(read(body, "sitemap", since=NOW - timedelta(days=3))) == MOST_OF_A_SITEMAP + 5


def test_a_news_sitemap_is_believed_unless_it_is_too_long_for_one() -> None:
    assert paths(read(sitemap(("/a", "2019-01-01")), "news_sitemap")) == ["/a"]
    long = sitemap(*((f"/{number}", "2019-01-01") for number in range(MOST_OF_A_NEWS_SITEMAP + 1)))
    assert read(long, "news_sitemap") == ()


def test_an_index_gives_sitemaps_that_may_be_asked_conditionally() -> None:
    body = sitemap(("/new.xml", "2026-11-21"), ("/old.xml", "2020-01-01"), tag="sitemap")
    assert read(body, "sitemap") == (
        Listing(url=f"{SITE}/new.xml", kind="sitemap", conditional=True, depth=1),
    )  # fmt: skip


def test_indexes_do_not_nest_without_end() -> None:
    with pytest.raises(NotAList, match="more than 2 deep"):
        read(sitemap(("/new.xml", "2026-11-21"), tag="sitemap"), "sitemap", depth=0)


def test_robots_names_news_sitemaps_first_and_the_others_for_later() -> None:
    named = read(b"Sitemap: /all.xml\nSitemap: /news.xml", "robots")
    assert [(one.url.removeprefix(SITE), one.rank) for one in named if isinstance(one, Listing)] == [
        ("/news.xml", 0),
        ("/all.xml", 4),
    ]


def test_robots_without_news_names_what_it_has() -> None:
    named = read(b"Sitemap: /a.xml\nSitemap: /b.xml", "robots")
    assert [one.rank for one in named if isinstance(one, Listing)] == [0, 0]


def test_robots_without_sitemaps_is_a_failure() -> None:
    with pytest.raises(NotAList, match="no Sitemap: line"):
        read(b"User-agent: *\nDisallow:", "robots")


def test_feeds_are_read_with_the_charset_of_the_header() -> None:
    body = "<rss version='2.0'><channel><item><title>Порт</title><link>/a</link></item></channel></rss>"
    response = Response(
        f"{SITE}/list", headers={"Content-Type": "text/xml; charset=koi8-r"}, body=body.encode("koi8-r")
    )
    (one,) = read_list(Listing(url=f"{SITE}/list", kind="feed"), response, OUTLET, Window(now=NOW))
    assert isinstance(one, Discovery)
    assert one.title == "Порт"


def test_sifting() -> None:
    named = (
        Discovery(url=f"{SITE}/new", published="2026-11-22T10:00+01:00"),
        Discovery(url=f"{SITE}/old", published="2026-11-10"),
        Discovery(url=f"{SITE}/old-but-changed", published="2026-11-10", modified="2026-11-22"),
        Discovery(url=f"{SITE}/undated"),
        Discovery(url=f"{SITE}/video/1"),
        Listing(url=f"{SITE}/more", kind="feed"),
    )
    sifted = sift(named, OUTLET, Window(now=NOW, since=NOW - timedelta(days=2)))
    assert paths(sifted.articles) == ["/new", "/old-but-changed", "/undated"]
    assert paths(sifted.lists) == ["/more"]
    assert (sifted.older, sifted.not_articles) == (1, 1)
    assert sift(named, OUTLET, Window(now=NOW)).older == 0
