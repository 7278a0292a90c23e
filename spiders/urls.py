"""Addresses as lists write them, made fit to be asked."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

# Nothing to resolve, to encode or to drop. One class repeated, bounded by the end: cannot backtrack.
_CLEAN = re.compile(r"https?://[A-Za-z0-9.-]+/[A-Za-z0-9/._~?&=%+,-]*")
_LINE_BREAK = re.compile(r"[\t ]*[\r\n]+[\t ]*|\t")


def absolute_url(written: str, base: str) -> str:
    """Return the absolute http or https URL of a link, without fragment; empty if it is none.

    `written` is the link as it stands in the list, `base` the absolute URL of the list. Characters that URLs may
    not hold are percent-encoded; everything else, tracking parameters too, stays as it is.

    >>> absolute_url(" /nyheder/å?utm_source=rss#top ", "https://a.example/feed")
    'https://a.example/nyheder/%C3%A5?utm_source=rss'
    >>> absolute_url("mailto:desk@a.example", "https://a.example/feed")
    ''
    """
    written = _LINE_BREAK.sub("", written.strip())
    if not written or _CLEAN.fullmatch(written):
        return written
    try:
        url = urljoin(base, written).partition("#")[0]
        parts = urlsplit(url)
        return safe_url_string(url) if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def site_root(url: str) -> str:
    """Return scheme and host of an absolute URL, with its port, ending in a slash.

    >>> site_root("https://a.example:8443/b/c?d")
    'https://a.example:8443/'
    """
    return urljoin(url, "/")


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without port and leading `www.`; empty if it has none.

    >>> host_of("https://www.A.example:8443/b")
    'a.example'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")
