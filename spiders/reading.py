"""One list read: what it names, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.http import Response

from cleaners.model import Discovery
from scrapers.outlets.model import Outlet
from spiders.dates import latest_listed
from spiders.errors import NotAList
from spiders.feeds import entries_of
from spiders.listing import INDEX_DEPTH, Listing
from spiders.sections import allowed, articles_on, is_article, subsections_on
from spiders.sitemaps import (
    MAX_ENTRIES,
    SitemapIndex,
    is_news,
    read_sitemap,
    recent,
    recent_entries,
    robots_sitemaps,
)
from spiders.window import Window

Named = Discovery | Listing
"""What a list names: an article, or a further list."""

MOST_OF_A_SITEMAP = 1000
"""Most articles of one general sitemap when no `since=` is given."""
MOST_OF_A_NEWS_SITEMAP = 1000
"""Most URLs that a news sitemap may have; what is longer is a general one under the wrong name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What a list names, with what is not wanted counted and left out."""

    articles: tuple[Discovery, ...] = ()
    """Articles that are wanted, in the order of the list."""
    lists: tuple[Listing, ...] = ()
    """Further lists."""
    older: int = 0
    """Articles older than the run's window."""
    not_articles: int = 0
    """URLs that the outlet's expressions rule out."""


def read_list(listing: Listing, response: Response, outlet: Outlet, window: Window) -> tuple[Named, ...]:
    """Return the articles and further lists that a list names.

    Raises NotAList (NotAFeed, NotASitemap, SitemapBomb) if it is no such list.
    """
    if listing.kind == "feed":
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return entries_of(response.body, response.url, content_type)
    if listing.kind == "section":
        deeper = subsections_on(response, outlet, listing.depth - 1) if listing.depth else ()
        return (*articles_on(response, outlet), *deeper)
    if listing.kind == "robots":
        return _from_robots(listing, response)
    return _from_sitemap(listing, response, outlet, window)


def sift(named: tuple[Named, ...], outlet: Outlet, window: Window) -> Sifted:
    """Leave out of what a list names the articles that are too old or that the outlet rules out.

    An article without any date is kept.
    """
    articles = [one for one in named if isinstance(one, Discovery)]
    fitting = [one for one in articles if allowed(one.url, outlet)]
    wanted = [one for one in fitting if _is_recent(one, window)]
    return Sifted(
        articles=tuple(wanted),
        lists=tuple(one for one in named if isinstance(one, Listing)),
        older=len(fitting) - len(wanted),
        not_articles=len(articles) - len(fitting),
    )


def _is_recent(one: Discovery, window: Window) -> bool:
    if not window.since:
        return True
    date = latest_listed(one, window.clock)
    return date is None or date >= window.since


def _from_sitemap(listing: Listing, response: Response, outlet: Outlet, window: Window) -> tuple[Named, ...]:
    sitemap = read_sitemap(response.body, response.url)
    if isinstance(sitemap, SitemapIndex):
        return _below(sitemap, listing, window)
    if listing.kind == "news_sitemap" and len(sitemap.entries) <= MOST_OF_A_NEWS_SITEMAP:
        return sitemap.entries
    # A news sitemap lists articles by definition; a general one lists whatever the site holds.
    looked_at = tuple(one for one in sitemap.entries if one.source == "news_sitemap" or is_article(one.url, outlet))
    most = MAX_ENTRIES if window.since else MOST_OF_A_SITEMAP
    return recent_entries(looked_at, window, most)


def _below(index: SitemapIndex, listing: Listing, window: Window) -> tuple[Listing, ...]:
    if not listing.depth:
        raise NotAList(f"{index.url}: sitemap indexes more than {INDEX_DEPTH} deep", url=index.url)
    return tuple(
        Listing(url=child.url, kind=listing.kind, conditional=True, depth=listing.depth - 1)
        for child in recent(index, window)
    )


def _from_robots(listing: Listing, response: Response) -> tuple[Listing, ...]:
    urls = robots_sitemaps(response.body, response.url)
    if not urls:
        raise NotAList(f"{response.url}: no Sitemap: line, no other list left", url=response.url)
    rank = listing.rank + 1 if any(map(is_news, urls)) else 0
    return tuple(Listing(url=url, kind="sitemap", rank=0 if is_news(url) else rank, depth=INDEX_DEPTH) for url in urls)
