"""Copies of pages in AMP caches: their URL holds the original's."""

from __future__ import annotations

import re

_CACHED = (
    # https://example-com.cdn.ampproject.org/c/s/example.com/a; /v/ is the viewer's, /s/ says https
    re.compile(
        r"https?://(?:[\w-]+\.)?(?:cdn\.ampproject\.org|ampproject\.net|bing-amp\.com)/[cv]/(?P<s>s/)?(?P<url>[^/?#]+\.[^/?#]+.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    # https://www.google.com/amp/s/example.com/a
    re.compile(
        r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?P<s>s/)?(?P<url>[^/?#]+\.[^/?#]+.*)", re.IGNORECASE | re.DOTALL
    ),
)


def original_url(url: str) -> str:
    """Return the URL of the page that an AMP cache holds a copy of; any other URL as it is.

    >>> original_url("https://example-com.cdn.ampproject.org/c/s/example.com/storm?amp=1")
    'https://example.com/storm?amp=1'
    >>> original_url("https://example.com/storm")
    'https://example.com/storm'
    """
    for cached in _CACHED:
        if match := cached.match(url):
            return f"http{'s' if match['s'] else ''}://{match['url']}"
    return url
