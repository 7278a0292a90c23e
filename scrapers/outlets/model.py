"""What is known of one outlet."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from scrapers.outlets.fields import (
    AbsoluteUrl,
    CountryCode,
    DatedUrl,
    DottedPath,
    HostName,
    LanguageCodes,
    OutletId,
    RegularExpression,
    TimeZoneName,
)


class CrawlHints(BaseModel):
    """How to be a good guest at one outlet."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    delay: float = Field(default=1.0, ge=0, allow_inf_nan=False)
    """Seconds between two requests to start with; AutoThrottle takes over from there."""
    concurrency: int = Field(default=2, ge=1, le=16)
    """Requests under way at once, at most."""
    section_depth: int = Field(default=1, ge=1, le=3)
    """How many steps from a section page to look for articles."""


class Outlet(BaseModel):
    """One news outlet."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: OutletId
    """Short name in lower case, unique in the catalogue: `cbsnews`."""
    name: str = Field(min_length=1)
    """Name as readers know it."""
    domain: HostName
    """Host name of the site in lower case, without scheme: `www.cbsnews.com`; a port may follow."""
    country: CountryCode
    """ISO 3166-1 alpha-2 code in lower case."""
    languages: LanguageCodes
    """BCP 47 codes of the languages it publishes in, the main one first."""
    time_zone: TimeZoneName
    """IANA name of the zone that its clocks show: `Europe/Copenhagen`."""
    feeds: tuple[AbsoluteUrl, ...] = ()
    """Absolute URLs of RSS, Atom, RDF or JSON feeds."""
    sitemaps: tuple[AbsoluteUrl, ...] = ()
    """Absolute URLs of sitemaps or sitemap indexes."""
    dated_sitemaps: tuple[DatedUrl, ...] = ()
    """Absolute URLs of sitemaps that are begun anew each day, month or year, with {year}, {month} and {day}
    in place of digits; `scrapers.outlets.dated.dated_urls` puts dates in."""
    news_sitemaps: tuple[AbsoluteUrl, ...] = ()
    """Absolute URLs of Google News sitemaps."""
    sections: tuple[AbsoluteUrl, ...] = ()
    """Absolute URLs of section pages, asked only where there is neither feed nor sitemap."""
    article_urls: tuple[RegularExpression, ...] = ()
    """Regular expressions; a URL is an article if one is found in it. Empty: every URL on the domain that
    does not look like a list."""
    not_article_urls: tuple[RegularExpression, ...] = ()
    """Regular expressions; a URL in which one is found is not an article. They win."""
    crawl: CrawlHints = CrawlHints()
    """How to be a good guest."""
    spider: DottedPath = "spiders.outlet.OutletSpider"
    """Dotted path of its spider class, for an odd site."""
    enabled: bool = True
    """False: `crawl all` leaves it out."""
