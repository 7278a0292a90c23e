"""Addresses as pages write them: what is none gives nothing, for it must not cost the article."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

_NONE = urlsplit("")


def parts_of(url: str) -> SplitResult:
    """Return the parts of a URL; empty ones for what is none.

    >>> parts_of("https://example.org/sport").path, parts_of("http://[broken/sport").path
    ('/sport', '')
    """
    try:
        return urlsplit(url.strip())
    except ValueError:
        return _NONE


def joined(base: str, address: str) -> str:
    """Return an address on a page as an absolute URL, given that of the page; empty for what is none.

    >>> joined("https://example.org/a/b", "../c"), joined("https://example.org/a", "http://[broken")
    ('https://example.org/c', '')
    """
    try:
        return str(urljoin(base, address.strip()))
    except ValueError:
        return ""
