"""What the URLs of one article share: the key by which articles are told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import SplitResult, unquote

from courlan import extract_domain

from cleaners.addresses import parts_of
from scrapers.normalizer.urls.address import Address
from scrapers.normalizer.urls.normal_form import canonical_url
from scrapers.normalizer.urls.tracking import TABLE, name_of

SLUG = "/slug"
"""Stands among names of parameters for the words beside an id in the path."""
_HOSTS = frozenset(TABLE.hosts["labels"])
_WWW = "www."
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp|shtml)$", re.IGNORECASE)
_SLASHES = re.compile(r"(?<!:)/{2,}")  # http:// within a path stays
_AMP_END = re.compile(r"/amp$|\.amp$|\.amp(?=\.html?$)|/amp(?=\.html?$)", re.IGNORECASE)
_PRINT_END = re.compile(r"/print$|/comment-page-\d{1,3}$", re.IGNORECASE)
_VIEW_START = re.compile(r"^/(?:amp|print)(?=/)", re.IGNORECASE)
# Bytes beyond ASCII, or the marks that they may be composed with.
_BEYOND_ASCII = re.compile(r"(?:%[89A-F][0-9A-F])+")
_ID = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]")
_EXTENSION = re.compile(r"\.\w{2,5}$")


def identity_key(url: str, ignored: Collection[str] = ()) -> str:
    """Return what all URLs share that are certainly of the same article; not itself a URL.

    Looks past what `canonical_url` keeps because a URL without it may not exist: the scheme, `www.`, trailing and
    doubled slashes, `index.html`, composed or decomposed letters, `+` for a space; and, where an article remains (an
    id, a day or a slug), mobile and AMP hosts, `/amp`, `/print` and pages of comments. `ignored` are parameters that
    are known to pick no article on this outlet (`settled`), `/slug` among them for words beside an id.

    Empty for an empty text; a text that is not an absolute http URL comes back stripped. Never raises.

    >>> identity_key("http://m.example.com/news/storm-hits-coast-81234/amp/") == identity_key(
    ...     "https://www.example.com/news/storm-hits-coast-81234"
    ... )
    True
    >>> identity_key("https://example.com/?243207")
    'example.com/?243207'
    """
    address = canonical_url(url)
    parts = parts_of(address)
    return _key(parts, ignored) if parts.scheme in ("http", "https") and parts.netloc else address


def without_slug(path: str) -> str:
    """Return a path without the words beside its last id: in its segment, or in the last segment if that is next.

    >>> without_slug("/news/storm-hits-coast-81234.html"), without_slug("/81234/storm-hits-coast"), without_slug("/a-b")
    ('/news/81234', '/81234/', '/a-b')
    """
    segments = path.split("/")
    at = max((i for i, segment in enumerate(segments) if _ID.search(segment)), default=-1)
    if at < 0:
        return path
    bare = _EXTENSION.sub("", segments[at])
    if _LETTERS.search(bare):
        return "/".join([*segments[:at], "-".join(re.findall(r"\d+", bare)), *segments[at + 1 :]])
    worded = at == len(segments) - 2 and "-" in segments[-1] and not any(char.isdecimal() for char in segments[-1])
    return "/".join([*segments[:-1], ""]) if worded else path


def _key(parts: SplitResult, ignored: Collection[str]) -> str:
    query = _query(parts.query, ignored)
    path = _path(parts.path, query)
    path = without_slug(path) if SLUG in ignored else path
    key = _host(parts.netloc, path, query) + (path or "/")
    key += f"?{query}" if query else ""
    key += f"#{parts.fragment}" if any(char.isalnum() for char in parts.fragment) else ""
    return _composed(key)


def _path(path: str, query: str) -> str:
    path = _SLASHES.sub("/", path)
    path = (path if query else _INDEX.sub("/", path)).rstrip("/")
    for view in (_AMP_END, _PRINT_END, _VIEW_START):
        rest = view.sub("", path)
        if rest != path and _is_deep(rest, query):
            path = rest
    return path.rstrip("/")


def _host(host: str, path: str, query: str) -> str:
    label, _, rest = host.partition(".")
    if label not in _HOSTS or "." not in rest or extract_domain(f"https://{host}/") == host:
        return host
    return rest if host.startswith(_WWW) or _is_deep(path, query) else host


def _is_deep(path: str, query: str) -> bool:
    return Address(f"https://host{path}?{query}").is_deep


def _query(query: str, ignored: Collection[str]) -> str:
    tokens = [token for token in query.split("&") if token and name_of(token) not in ignored]
    return "&".join(dict.fromkeys(tokens)).replace("+", "%20")


def _composed(key: str) -> str:
    """Decode what is beyond ASCII and compose it: é is one character or two."""
    if "%" not in key:
        return key
    return unicodedata.normalize("NFC", _BEYOND_ASCII.sub(_decoded, key))


def _decoded(match: re.Match[str]) -> str:
    text = unquote(match[0], errors="replace")
    return match[0] if "\ufffd" in text else text
