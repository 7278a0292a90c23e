"""The places of an outlet that list articles, and the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal
from urllib.parse import urljoin

from scrapers.outlets.dated import dated_urls
from scrapers.outlets.model import Outlet
from spiders.urls import host_of, site_root
from spiders.window import Window

ListingKind = Literal["feed", "news_sitemap", "sitemap", "section", "robots"]

MOST_DAYS = timedelta(days=500)
"""How far back sitemaps with a date in their address are asked at most."""
INDEX_DEPTH = 2
"""How many sitemap indexes may stand above a sitemap that holds articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One place that lists articles, or other such places."""

    url: str
    """Absolute URL."""
    kind: ListingKind
    """What is expected there."""
    rank: int = 0
    """Lists of the lowest rank are asked at once, those of a higher one only if all lower ones gave nothing."""
    conditional: bool = False
    """Whether it may be asked with If-None-Match and If-Modified-Since: for lists that hold articles only."""
    depth: int = 0
    """How many steps further lists found here may lead; 0: those are not followed."""


def lists_of(outlet: Outlet, window: Window) -> tuple[Listing, ...]:
    """Return all lists of an outlet: feeds and news sitemaps, then sitemaps, then sections, then robots.txt.

    A window that goes further back than feeds do asks the general sitemaps along with them.
    """
    sitemap = Listing(url="", kind="sitemap", rank=0 if window.exceeds_feeds else 1, depth=INDEX_DEPTH)
    section = Listing(url="", kind="section", rank=2, depth=outlet.crawl.section_depth - 1)
    return (
        *_lists(outlet.feeds, Listing(url="", kind="feed", conditional=True)),
        *_lists(outlet.news_sitemaps, Listing(url="", kind="news_sitemap", conditional=True, depth=INDEX_DEPTH)),
        *_lists(outlet.sitemaps, sitemap),
        *_lists(_dated_sitemaps(outlet, window), replace(sitemap, conditional=True)),
        *_lists(outlet.sections, section),
        Listing(url=_robots_url(outlet), kind="robots", rank=3),
    )


def _lists(urls: Iterable[str], pattern: Listing) -> Iterator[Listing]:
    return (replace(pattern, url=url) for url in urls)


def _dated_sitemaps(outlet: Outlet, window: Window) -> tuple[str, ...]:
    today = window.now.astimezone(window.clock.zone).date()
    since = window.sitemap_since().astimezone(window.clock.zone).date()
    return dated_urls(outlet.dated_sitemaps, since=max(since, today - MOST_DAYS), until=today)


def _robots_url(outlet: Outlet) -> str:
    known = (*outlet.sections, *outlet.sitemaps, *outlet.news_sitemaps, *outlet.feeds)
    home = f"https://{outlet.domain}/"
    return urljoin(next((site_root(url) for url in known if host_of(url) == host_of(home)), home), "robots.txt")
