"""One spelling for each URL, without tracking. Two articles must never share it; one article may have two."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import safe_url_string

from scrapers.normalizer.urls.address import Address
from scrapers.normalizer.urls.caches import original_url
from scrapers.normalizer.urls.tracking import is_session, is_tracking, is_view, may_be_tracking

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# The second is how ASP.NET keeps a session without cookies: /(S(lit3py55t21z5v55vlm25s55))/
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*|(?<=/)\((?:[A-Z]\([^/()]+\))+\)/", re.IGNORECASE)
_DOTS = re.compile(r"/\.\.?(?:/|$)")
# A page at such an address is chosen by its query alone.
_SCRIPT = re.compile(r"^/$|\.(?:php\d?|phtml|aspx?|jspx?|cgi|cfm|do|dll|exe|pl)$", re.IGNORECASE)
# A fragment that a script of the home page finds an article by ("#news/81234").
_NAMES_ARTICLE = re.compile(r"[\w-]+/[\w/-]+$|(?:(?:id|p|news|article|story|post)=)?[\w-]*\d{4,}$", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """Return the normal form of an absolute http or https URL, without tracking parameters.

    Scheme and host in lower case (IDN as punycode), no user, default port or trailing dot; dot segments resolved;
    escapes in upper case, unreserved characters unescaped; tracking parameters and session ids dropped, and those that
    ask for an AMP, print or mobile view of what the rest names; the others kept and ordered by name if each has a
    value; fragment dropped unless it routes (`#!…`, `#/…`). The URL of a copy in an AMP cache becomes the original's.
    Scheme, `www.`, AMP and mobile hosts, trailing slashes and the case of the path stay: a URL without them may not
    exist. `identity_key` looks past them.

    Empty for an empty text; a text that is not an absolute http URL comes back stripped. Never raises.

    >>> canonical_url("HTTPS://Example.com:443/a/../%7eb?utm_source=x&id=5&fbclid=y#top")
    'https://example.com/~b?id=5'
    >>> canonical_url("https://example.com/?243207")
    'https://example.com/?243207'
    """
    text = url.strip()
    try:
        parts = urlsplit(safe_url_string(_punycode(original_url(text))))
        return _normal(parts) if parts.scheme in _DEFAULT_PORTS and parts.hostname else text
    except ValueError:
        return text


def _normal(parts: SplitResult) -> str:
    path = _path(parts.path)
    address = urlunsplit((parts.scheme, _host(parts), path, "", ""))
    query = _query(parts.query, address, path)
    fragment = _escapes(parts.fragment) if _routes(parts.fragment, path, query) else ""
    return urlunsplit((parts.scheme, _host(parts), path, query, fragment))


def _punycode(url: str) -> str:
    """Encode the host by IDNA 2008: the `idna` codec that w3lib falls back to makes one of straße.de and strasse.de."""
    host = "" if url.isascii() else urlsplit(url).hostname or ""
    if host.isascii():
        return url
    try:
        return re.sub(re.escape(host), idna.encode(host, uts46=True).decode(), url, count=1, flags=re.IGNORECASE)
    except idna.IDNAError:
        return url


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".")
    name = f"[{name}]" if ":" in name else name
    port = parts.port
    return name if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"


def _path(path: str) -> str:
    path = _escapes(_SESSION_IN_PATH.sub("", path)) or "/"
    if _DOTS.search(path) and not path.startswith("//"):
        path = urlsplit(urljoin("http://host/", path)).path
    return path


def _query(query: str, address: str, path: str) -> str:
    tokens = [token for token in query.replace("&amp;", "&").split("&") if token and not is_tracking(token)]
    kept = [token for token in tokens if not may_be_tracking(token)]
    tokens = _without_views(tokens if _SCRIPT.search(path) and not kept else kept, address)
    if all("=" in token for token in tokens):
        tokens.sort(key=lambda token: token.partition("=")[0])
    return "&".join(_escapes(token) for token in tokens)


def _without_views(tokens: list[str], address: str) -> list[str]:
    """Leave out parameters that ask for another view, and sessions under a name for ids, where an article remains."""
    alone = len(tokens) == 1
    kept = [token for token in tokens if not is_view(token, alone=alone) and not is_session(token, tokens)]
    rest = f"{address}?{'&'.join(kept)}"
    return kept if len(kept) < len(tokens) and Address(rest).is_deep else tokens


def _routes(fragment: str, path: str, query: str) -> bool:
    if fragment.startswith(("!", "/")):
        return True
    return path == "/" and not query and bool(_NAMES_ARTICLE.match(fragment))


def _escapes(text: str) -> str:
    return _ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    char = chr(int(match[0][1:], 16))
    return char if char in _UNRESERVED else match[0].upper()
