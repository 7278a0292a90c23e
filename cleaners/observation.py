"""What a page shows about how complete it is: paywall, consent wall, empty shell, live blog, gallery, video."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from lxml.html import HtmlElement

from cleaners.draft import CERTAIN, Line
from cleaners.metadata import ARTICLE_TYPES, PageData
from cleaners.model import Evidence
from cleaners.tree import Tree
from cleaners.words import GROUP_BIT

SHORT = 60  # words below which an article counts as short
FEW = 3  # lines about consent that a wall has at least
SMALL = 300  # words of a whole page below which it holds little but its dialog, if it has one
BEHIND = 5  # lines behind the text in which a prompt to read on stands
SHELL = 40  # words of a whole page below which it is an empty shell
_ELLIPSIS = ("…", "...", "[…]", "[...]", "(…)")
_SECOND = re.compile(
    r"/?\?(?:[^#]*&)?(?:page|p|pg|seite|pagina|sida|side|strana)=2(?:[&#]|$)|/(?:page/)?2/?(?:[?#]|$)", re.I
)
_ENDS = re.compile(r"[=/]2/?\s*(?:[?&#]|$)")  # hardly any other link does
_LOCKED = frozenset({"false", "locked", "metered", "paid", "premium"})


def observations(
    data: PageData, tree: Tree, lines: Sequence[Line], fallback: bool, following: str = ""
) -> tuple[Evidence, ...]:
    """Return what was observed, each kind at most once, in the order of how much it says.

    `following` is the link to the second page of the article, empty if there is none or it was read.
    """
    kept = [line for line in lines if not line.rule]
    words = _words(kept)
    seen = {
        "script_shell": _shell(lines),
        "consent_wall": _consent_wall(data, lines),
        "paywall": _paywall(data, tree, lines),
        "live_blog": _stated(data, "LiveBlogPosting"),
        "gallery": _stated(data, "ImageGallery", "MediaGallery"),
        "video": _stated(data, "VideoObject") if words < SHORT else "",
        "listing": _listing(data, words),
        "truncated": _truncated(lines, following),
        "short": f"{words} words" if words < SHORT else "",
        "disagreement": "unlike any page learned; trafilatura's choice was taken" if fallback else "",
    }
    return tuple(Evidence(name=name, detail=detail) for name, detail in seen.items() if detail)


def second_page(root: HtmlElement, url: str) -> str:
    """Return the link from a page to the second page of the same article, as written; empty if there is none.

    >>> from lxml.html import fromstring
    >>> second_page(fromstring("<p><a href='?page=2'>Next</a></p>"), "https://a.example/quay")
    '?page=2'
    """
    here = url.split("#")[0].split("?")[0].rstrip("/")
    links = (address for link in root.iter("a") if _ENDS.search(address := link.get("href") or ""))
    return next((address for address in links if here and _SECOND.match(_joined(url, address).removeprefix(here))), "")


def _joined(url: str, address: str) -> str:
    try:
        return str(urljoin(url, address.strip()))
    except ValueError:
        return ""


def _truncated(lines: Sequence[Line], following: str) -> str:
    """Return how the text breaks off: in dots, or with a prompt to read on where the page links its second page."""
    last = next((i for i in reversed(range(len(lines))) if not lines[i].rule), -1)
    if last >= 0 and lines[last].text.endswith(_ELLIPSIS):
        return lines[last].text[-80:]
    behind = lines[last + 1 : last + 1 + BEHIND] if last >= 0 and following else ()
    prompt = next((line.text for line in behind if line.has("continues", forms=("line",))), "")
    return f"{prompt}: {following}" if prompt else ""


def _stated(data: PageData, *types: str) -> str:
    return next((f"the page calls itself {kind}" for kind in types if kind in data.types), "")


def _shell(lines: Sequence[Line]) -> str:
    words = _words(lines)
    return f"the whole page shows {words} words without its scripts" if words < SHELL else ""


def _consent_wall(data: PageData, lines: Sequence[Line]) -> str:
    """A wall is a page that speaks of little but consent, states no article, and would keep little but its dialog."""
    said = [line for line in lines if line.hits and line.has("consent", "cookie_button")]
    total = _words(lines)
    share = 0.15 if total < SMALL else 0.2
    if len(said) < FEW or data.types & ARTICLE_TYPES or _words(said) < share * total:
        return ""
    kept = [line for line in lines if not line.rule]
    return said[0].text if 2 * _words(_of_dialog(kept)) >= _words(kept) else ""


def _of_dialog(kept: Sequence[Line]) -> list[Line]:
    """Return the lines that speak of consent, and those beside them of which nothing says that they are an article."""
    speaking = [line.has("consent", "cookie_button") for line in kept]
    places = {_place(line) for line, speaks in zip(kept, speaking, strict=True) if speaks}
    return [
        line
        for line, speaks in zip(kept, speaking, strict=True)
        if speaks or (_place(line) in places and line.chance < CERTAIN)
    ]


def _place(line: Line) -> str:
    return line.path.rpartition("/")[0]


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.tokens) for line in lines)


def _paywall(data: PageData, tree: Tree, lines: Sequence[Line]) -> str:
    stated = next((v for v in data.values("accessible_for_free") if v.strip().lower() in _LOCKED), "")
    said = next((line.text for line in lines if line.rule and line.has("paywall")), "")
    if stated:
        return f"isAccessibleForFree: {stated}" + (f"; {said}" if said else "")
    return said if said and _has_paywall(tree) else ""


def _has_paywall(tree: Tree) -> bool:
    """Return whether an element is named a paywall."""
    group = GROUP_BIT["newsletter"]
    return any(node.own_words & group and "paywall" in node.signature.lower() for node in tree.nodes)


def _listing(data: PageData, words: int) -> str:
    if words < SHORT and "website" in data.values("type") and not data.values("published"):
        return "the page calls itself a website and states no date"
    return ""
