"""Whether a page's own word on its canonical URL can be believed. Many are wrong, and a wrong one merges articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urlsplit

from courlan import extract_domain

from scrapers.normalizer.urls.normal_form import canonical_url

_ABSOLUTE = re.compile(r"(?:https?:)?//(?=[^/?#])", re.IGNORECASE)
_SECOND_URL = re.compile(r"https?:/", re.IGNORECASE)
_AMP_CACHES = (".cdn.ampproject.org", ".ampproject.net", ".bing-amp.com")
_HOME = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|start)(?:\.\w+)?)?/?$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_HEX = re.compile(r"(?<![0-9a-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}(?![0-9a-z])", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DIGITS = re.compile(r"\d+")
_PAGERS = frozenset({"page", "seite", "pagina", "sida", "side"})
_WORD = re.compile(r"[^\W\d_]{3,}")
# What a page of an article (its second page, its print view) adds to the article's path.
_VIEW = re.compile(
    r"/(?:amp|amp/amp|\d{1,3}|page|seite|full|all|print|mobile|embed|index\.\w+|\d{1,3}\.html?)$|^\.amp$|^/?$", re.I
)


@dataclass(frozen=True)
class _Address:
    """What two addresses are compared by. Not slotted: its parts are worked out on first use."""

    url: str

    @cached_property
    def host(self) -> str:
        return urlsplit(self.url).netloc.removeprefix("www.")

    @cached_property
    def path(self) -> str:
        return unquote(urlsplit(self.url).path)

    @cached_property
    def query(self) -> str:
        return urlsplit(self.url).query

    @cached_property
    def site(self) -> str:
        return extract_domain(self.url) or self.host

    @cached_property
    def ids(self) -> frozenset[str]:
        """Numbers and hexadecimal ids, days (20260104) left out."""
        text = f"{self.path}?{self.query}".lower()
        numbers = {found for found in _NUMBER.findall(text) if not _DAY.fullmatch(found)}
        return frozenset(numbers | set(_HEX.findall(text)))

    @cached_property
    def slug(self) -> frozenset[str]:
        """Words of the path's wordiest segment, if it has three or more."""
        words = max((_WORD.findall(segment) for segment in self.path.lower().split("/")), key=len)
        return frozenset(words) if len(words) > 2 else frozenset()

    @cached_property
    def is_deep(self) -> bool:
        """Whether the path looks like that of one article: an id, a day or a slug in it."""
        return bool(self.ids or self.slug or _DAY.search(self.path.replace("/", "").replace("-", "")))


def chosen_canonical(page_url: str, declared: tuple[str, ...], *, outlet_domain: str = "") -> str:
    """Return the canonical URL of a page: the first declared one that can be believed, else the page's own.

    `page_url` is absolute, after redirects, or empty; `declared` holds what the page says, most trusted first;
    `outlet_domain` is the outlet's host name, which may differ from the page's. All are put into the normal form of
    `canonical_url`. Empty if there is no page URL and nothing absolute is declared.

    >>> chosen_canonical("https://m.example.com/a/storm-hits-coast-81234", ("https://example.com/storm-hits-coast-81234",))
    'https://example.com/storm-hits-coast-81234'
    >>> chosen_canonical("https://example.com/a/storm-hits-coast-81234", ("https://example.com/",))
    'https://example.com/a/storm-hits-coast-81234'
    """
    return canonical_of(page_url, declared, outlet_domain=outlet_domain)[0]


def canonical_of(page_url: str, declared: tuple[str, ...], *, outlet_domain: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the canonical URL as `chosen_canonical` does, and why each declared one before it was refused.

    As many reasons as declared URLs: none could be believed.
    """
    refusals: list[str] = []
    for candidate in declared:
        reason = refusal(page_url, candidate, outlet_domain=outlet_domain)
        if not reason:
            url = canonical_url(_with_scheme(page_url, candidate))
            return _on_page_scheme(page_url, url), tuple(refusals)
        refusals.append(reason)
    return canonical_url(page_url), tuple(refusals)


def refusal(page_url: str, declared: str, *, outlet_domain: str = "") -> str:
    """Return why a declared canonical URL is not to be believed; empty if it is.

    `relative`: no scheme or host. `concatenated`: two URLs run together. `other_site`: another registrable domain
    than the page's and the outlet's (unless the page is an AMP cache). `home_page`, `section`: less than an article.
    `drops_query`: lacks the parameter that picks the article. `other_id`, `other_slug`: points to another article.

    >>> refusal("https://example.com/news.php?id=5", "https://example.com/news.php")
    'drops_query'
    """
    text = declared.strip()
    if not _ABSOLUTE.match(text):
        return "relative"
    if _is_concatenated(text) and not _is_concatenated(page_url):
        return "concatenated"
    if not page_url:
        return ""
    page, target = _Address(canonical_url(page_url)), _Address(canonical_url(_with_scheme(page_url, text)))
    if page.url == target.url:
        return ""
    return _foreign(page, target, outlet_domain) or _shallow(page, target) or _other_article(page, target)


def _foreign(page: _Address, target: _Address, outlet_domain: str) -> str:
    if page.site == target.site or page.host.endswith(_AMP_CACHES):
        return ""
    own = _Address(f"https://{outlet_domain}/").site if outlet_domain else ""
    return "" if target.site == own else "other_site"


def _shallow(page: _Address, target: _Address) -> str:
    if _is_home(target):
        return "" if _is_home(page) else "home_page"
    if page.path == target.path and page.query and not target.query:
        return "" if target.is_deep else "drops_query"
    return "section" if _is_list_above(page, target) else ""


def _is_home(address: _Address) -> bool:
    return bool(_HOME.match(address.path)) and not address.query


def _is_list_above(page: _Address, target: _Address) -> bool:
    """Whether the target has less of an article about it than the page, which is no mere view of it."""
    if target.query or _is_view(page, target):
        return False
    below = page.path.startswith(target.path.rstrip("/") + "/") and not (target.ids or target.slug)
    return below or (page.is_deep and not target.is_deep)


def _is_view(page: _Address, target: _Address) -> bool:
    base = target.path.rstrip("/")
    return page.path.startswith(base) and bool(_VIEW.search(page.path[len(base) :].rstrip("/")))


def _other_article(page: _Address, target: _Address) -> str:
    if _renumbered(page, target):
        return "other_id"
    if page.ids and target.ids:
        return "" if page.ids & target.ids else "other_id"
    if page.slug and target.slug and not page.slug & target.slug:
        return "other_slug"
    return ""


def _renumbered(page: _Address, target: _Address) -> bool:
    """Whether the same address is meant but for its numbers, or but for the value of a parameter with a number."""
    if page.path != target.path:
        return _DIGITS.sub("0", page.path) == _DIGITS.sub("0", target.path)
    mine, theirs = dict(parse_qsl(page.query)), dict(parse_qsl(target.query))
    return any(mine[name] != theirs[name] and name not in _PAGERS for name in mine.keys() & theirs.keys())


def _is_concatenated(url: str) -> bool:
    host, _, path = _ABSOLUTE.sub("", url.split("?")[0], count=1).partition("/")
    return bool(_SECOND_URL.search(unquote(f"{host}/{path}"))) or (bool(host) and f"{host}/" in path)


def _with_scheme(page_url: str, url: str) -> str:
    scheme = page_url.partition(":")[0] or "https"
    return f"{scheme}:{url.strip()}" if url.strip().startswith("//") else url


def _on_page_scheme(page_url: str, url: str) -> str:
    """Take https where the page came by https and the site only forgot to say so."""
    same = page_url.startswith("https:") and _Address(url).host == _Address(canonical_url(page_url)).host
    return "https:" + url.removeprefix("http:") if same and url.startswith("http:") else url
