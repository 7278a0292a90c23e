"""One spelling for each URL, without tracking. Two articles must never share it; one article may have two."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import safe_url_string

from scrapers.normalizer.urls.tracking import is_tracking, may_be_tracking

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)
_DOTS = re.compile(r"/\.\.?(?:/|$)")
# A page at such an address is chosen by its query alone.
_SCRIPT = re.compile(r"^/$|\.(?:php\d?|phtml|aspx?|jspx?|cgi|cfm|do|dll|exe|pl)$", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """Return the normal form of an absolute http or https URL, without tracking parameters.

    Scheme and host in lower case (IDN as punycode), no user, default port or trailing dot; dot segments resolved;
    escapes in upper case, unreserved characters unescaped; tracking parameters and session ids dropped, the
    others kept and ordered by name if each has a value; fragment dropped unless it routes (`#!…`, `#/…`).
    Scheme, `www.`, AMP and mobile hosts, trailing slashes and the case of the path stay: sites tell pages apart by
    them.

    Empty for an empty text; a text that is not an absolute http URL comes back stripped. Never raises.

    >>> canonical_url("HTTPS://Example.com:443/a/../%7eb?utm_source=x&id=5&fbclid=y#top")
    'https://example.com/~b?id=5'
    >>> canonical_url("https://example.com/?243207")
    'https://example.com/?243207'
    """
    text = url.strip()
    try:
        parts = urlsplit(safe_url_string(_punycode(text)))
        return _normal(parts) if parts.scheme in _DEFAULT_PORTS and parts.hostname else text
    except ValueError:
        return text


def _normal(parts: SplitResult) -> str:
    path = _path(parts.path)
    fragment = _escapes(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((parts.scheme, _host(parts), path, _query(parts.query, path), fragment))


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


def _query(query: str, path: str) -> str:
    tokens = [token for token in query.replace("&amp;", "&").split("&") if token and not is_tracking(token)]
    kept = [token for token in tokens if not may_be_tracking(token)]
    tokens = tokens if _SCRIPT.search(path) and not kept else kept
    if all("=" in token for token in tokens):
        tokens.sort(key=lambda token: token.partition("=")[0])
    return "&".join(_escapes(token) for token in tokens)


def _escapes(text: str) -> str:
    return _ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    char = chr(int(match[0][1:], 16))
    return char if char in _UNRESERVED else match[0].upper()
