"""Whether a page's own word on its canonical URL can be believed. Many are wrong, and a wrong one merges articles."""

from __future__ import annotations

import re
from urllib.parse import unquote

from scrapers.normalizer.urls.address import Address
from scrapers.normalizer.urls.normal_form import canonical_url

_ABSOLUTE = re.compile(r"(?:https?:)?//(?=[^/?#])", re.IGNORECASE)
_SECOND_URL = re.compile(r"https?:/", re.IGNORECASE)
_AMP_CACHES = (".cdn.ampproject.org", ".ampproject.net", ".bing-amp.com")
_HOME = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|start)(?:\.\w+)?)?/?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_PAGERS = frozenset({"page", "seite", "pagina", "sida", "side"})
_WORKSHOPS = frozenset({"staging", "stage", "dev", "test", "preview", "preprod", "uat", "qa", "local"})
# Parameters that pick an article, and those that pick its language.
_PICKS = re.compile(r".*(?:id|no|nr|idx)$|[apnstv]$", re.IGNORECASE)
_SPEAKS = frozenset({"lang", "language", "lng", "locale", "hl"})
_LANGUAGES = frozenset(
    (
        "en de fr es pt it nl da sv nb nn no fi is et lv lt pl cs sk sl hr sr bs mk bg ro hu el sq tr az ka hy ru uk "
        "be kk ky uz tg ar fa ur he hi bn ta te ml mr ne si th vi id ms tl zh ja ko sw am so ha yo zu af ca gl eu ga "
        "cy mt"
    ).split()
)
_LANGUAGE = re.compile(r"^/([a-z]{2}(?:[-_][a-z]{2,4})?)(?=/)", re.IGNORECASE)
# What a page of an article (its second page, its print view) adds to the article's path.
_VIEW = re.compile(
    r"/(?:amp|amp/amp|\d{1,3}|page|seite|full|all|print|mobile|embed|index\.\w+|\d{1,3}\.html?)$|^\.amp$|^/?$", re.I
)


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
    page = Address(canonical_url(page_url))
    for candidate in declared:
        target, reason = _judged(page_url, page, candidate, outlet_domain)
        if not reason:
            return _on_page_scheme(page, target), tuple(refusals)
        refusals.append(reason)
    return page.url, tuple(refusals)


def refusal(page_url: str, declared: str, *, outlet_domain: str = "") -> str:
    """Return why a declared canonical URL is not to be believed; empty if it is.

    `relative`: no scheme or host. `concatenated`: two URLs run together. `other_site`: another registrable domain
    than the page's and the outlet's (unless the page is an AMP cache), or a host that only the makers reach.
    `home_page`, `section`: less than an article, or a door before one (a log-in, a search). `drops_query`: lacks the
    parameter that picks the article. `other_language`, `other_id`, `other_slug`: points to another article.

    >>> refusal("https://example.com/news.php?id=5", "https://example.com/news.php")
    'drops_query'
    """
    return _judged(page_url, Address(canonical_url(page_url)), declared, outlet_domain)[1]


def _judged(page_url: str, page: Address, declared: str, outlet_domain: str) -> tuple[Address, str]:
    """What a page declares, in normal form, and why it is refused; `page` is the normal form of `page_url`."""
    text = declared.strip()
    if not _ABSOLUTE.match(text):
        return page, "relative"
    if _is_concatenated(text, page.path) and not _is_concatenated(page_url):
        return page, "concatenated"
    target = Address(canonical_url(_with_scheme(page_url, text)))
    return target, _mismatch(page, target, outlet_domain) if page_url and page.url != target.url else ""


def _mismatch(page: Address, target: Address, outlet_domain: str) -> str:
    if _speaks_otherwise(page, target):
        return "other_language"
    return _foreign(page, target, outlet_domain) or _shallow(page, target) or _other_article(page, target)


def _foreign(page: Address, target: Address, outlet_domain: str) -> str:
    if page.site == target.site or page.host.endswith(_AMP_CACHES):
        return "other_site" if _is_workshop(target) and not _is_workshop(page) else ""
    own = Address(f"https://{outlet_domain}/").site if outlet_domain else ""
    return "" if target.site == own else "other_site"


def _is_workshop(address: Address) -> bool:
    """Whether a host is not the public's: another port, or a copy for the makers."""
    return ":" in address.host or address.host.partition(".")[0] in _WORKSHOPS


def _speaks_otherwise(page: Address, target: Address) -> bool:
    """Whether the page is in a language that the address names, and the target names another or none."""
    spoken = {name: value for name, value in page.parameters.items() if name.lower() in _SPEAKS}
    if any(target.parameters.get(name) != value for name, value in spoken.items()) and page.path == target.path:
        return True
    mine, theirs = _language(page), _language(target)
    return bool(mine and theirs) and mine != theirs


def _language(address: Address) -> str:
    """The language that the path begins with; empty if none."""
    match = _LANGUAGE.match(address.path)
    return match[1].lower() if match and match[1][:2].lower() in _LANGUAGES else ""


def _shallow(page: Address, target: Address) -> str:
    if _is_home(target):
        return "" if _is_home(page) else "home_page"
    if page.path == target.path and _is_less(page, target):
        return "drops_query"
    return "section" if _is_door(page, target) or _is_list_above(page, target) else ""


def _is_less(page: Address, target: Address) -> bool:
    """Whether the target, on the same path, lacks what picks the article."""
    if page.fragment and page.fragment != target.fragment:
        return True
    if Address(target.url.partition("?")[0]).is_deep:
        return False
    lost = page.parameters.keys() - target.parameters.keys()
    return bool(page.query and not target.query) or any(_PICKS.match(name) for name in lost)


def _is_door(page: Address, target: Address) -> bool:
    """Whether the target's query leads elsewhere (`/login?next=/a/storm`) or searches."""
    values = [value for name, value in target.parameters.items() if page.parameters.get(name) != value]
    path = Address(target.url.partition("?")[0])
    searches = bool(values) and page.is_deep and not any(map(str.isdecimal, "".join(values)))
    return not path.is_deep and (searches or any("/" in value for value in values))


def _is_home(address: Address) -> bool:
    return bool(_HOME.match(address.path)) and not address.query and not address.fragment


def _is_list_above(page: Address, target: Address) -> bool:
    """Whether the target has less of an article about it than the page, which is no mere view of it."""
    if target.query or _is_view(page, target):
        return False
    if not target.is_deep and any(_PICKS.match(name) for name in page.parameters):
        return True
    below = page.path.startswith(target.path.rstrip("/") + "/") and not (target.ids or target.slug)
    return below or (page.is_deep and not target.is_deep)


def _is_view(page: Address, target: Address) -> bool:
    base = target.path.rstrip("/")
    return page.path.startswith(base) and bool(_VIEW.search(page.path[len(base) :].rstrip("/")))


def _other_article(page: Address, target: Address) -> str:
    if _renumbered(page, target):
        return "other_id"
    if page.ids and target.ids:
        return "" if page.ids & target.ids else "other_id"
    if page.slug and target.slug and not page.slug & target.slug:
        return "other_slug"
    return ""


def _renumbered(page: Address, target: Address) -> bool:
    """Whether the same address is meant but for its numbers, or but for the value of a parameter with a number."""
    if page.path != target.path:
        return _DIGITS.sub("0", page.path) == _DIGITS.sub("0", target.path)
    mine, theirs = page.parameters, target.parameters
    return any(mine[name] != theirs[name] and name not in _PAGERS for name in mine.keys() & theirs.keys())


def _is_concatenated(url: str, page_path: str = "") -> bool:
    host, _, path = _ABSOLUTE.sub("", url.split("?")[0], count=1).partition("/")
    twice = len(path) > 1 and f"/{path}".rstrip("/") == 2 * page_path.rstrip("/")
    return twice or bool(_SECOND_URL.search(unquote(f"{host}/{path}"))) or (bool(host) and f"{host}/" in path)


def _with_scheme(page_url: str, url: str) -> str:
    scheme = page_url.partition(":")[0] or "https"
    return f"{scheme}:{url.strip()}" if url.strip().startswith("//") else url


def _on_page_scheme(page: Address, target: Address) -> str:
    """Take https where the page came by https and the site only forgot to say so."""
    same = page.url.startswith("https:") and target.host == page.host
    return "https:" + target.url.removeprefix("http:") if same and target.url.startswith("http:") else target.url
