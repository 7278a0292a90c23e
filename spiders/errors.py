"""Errors of discovery: a list that cannot be read, an argument that cannot be understood."""

from __future__ import annotations

from scrapers.errors import KlartekstError


class NotAList(KlartekstError):
    """Raised when a place that should list articles is something else; the spider reports it and goes on."""

    def __init__(self, message: str, *, url: str = "") -> None:
        super().__init__(message, url=url, stage="discovery")


class NotAFeed(NotAList):
    """Raised when a feed is HTML, broken or of no known kind; correct the outlet's `feeds`."""


class NotASitemap(NotAList):
    """Raised when a sitemap is HTML, a feed or empty; correct the outlet's `sitemaps`."""


class SitemapBomb(NotAList):
    """Raised when a sitemap grows past what the protocol allows; reading stopped there, nothing was kept."""


class ArgumentError(KlartekstError):
    """Raised when a spider argument (`-a NAME=VALUE`) is unknown or malformed; the message shows good ones."""

    def __init__(self, message: str) -> None:
        super().__init__(message, stage="discovery")
