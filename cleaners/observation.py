"""What a page shows about how complete it is: paywall, consent wall, empty shell, live blog, gallery, video."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from cleaners.addresses import joined
from cleaners.draft import CERTAIN, Line
from cleaners.jsonld import ARTICLE_TYPES
from cleaners.metadata import PageData
from cleaners.model import Evidence
from cleaners.selection import ANNOUNCING
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, Tree
from cleaners.words import GROUP_BIT

SHORT = 60  # words below which an article counts as short
POINTS = 120  # words of key points
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
LIKELY = 0.7  # chance from which a line in the same elements is the article going on
OFFER = 12  # lines behind the text in which an offer to pay is about the article
PROMPT = 3  # lines behind it in which a prompt to read on is
BUTTON = 50  # characters of a link that may be one
HEADLINES = 4  # linked headlines that a list has at least
CLOCKS = 4  # times of day among the text that a live blog has at least
RUNS = 8  # lines of text that one of them stands for at most
_DOTS = re.compile(r"(?:…|\.{3})[\])]?\s*([^.…]*\w[^.…]*)$")
_CHROME = re.compile(r"(?:^|/)(?:nav|header|footer)(?:[./]|$)")
_BAR = re.compile(r"(?:^|/)(?:nav|footer)(?:[./]|$)")
_HEAD_OF_ARTICLE = re.compile(
    r"(?:^|/)article(?:\.[^/]*)?/(?:.*/)?header(?:[./]|$)|(?:^|/)header\.(?:[^/]*[._-])?(?:article|story|post|entry)"
)
_SCRIPTLESS = re.compile(r"(?:^|/)noscript(?:[./]|$)")
_CLOCK = re.compile(r"\W*(?:\w{1,12}\W+)?\d{1,2}[:.h]\d{2}(?![.:]?\d)(?:\W+\w{1,4}){0,2}\W*")


def observations(
    data: PageData, tree: Tree, lines: Sequence[Line], fallback: bool, following: str = ""
) -> tuple[Evidence, ...]:
    """Return what was observed, each kind at most once, in the order of how much it says.

    `following` is the link to the second page of the article, empty if there is none or it was read.
    """
    kept = [line for line in lines if not line.rule]
    words = _words(kept)
    running = _running(lines)
    first = [i for i, line in enumerate(lines) if not line.rule][:1]  # however short
    offer, unlocked = _offers(lines, sorted({*first, *running}), locked=bool(_stated_lock(data)))
    seen = {
        "script_shell": _shell(lines),
        "consent_wall": _consent_wall(data, tree, lines),
        "paywall": _paywall(data, lines),
        "offer": offer,
        "unlocked": unlocked,
        "live_blog": _stated(data, "LiveBlogPosting") or _clocks(lines),
        "gallery": _stated(data, "ImageGallery", "MediaGallery"),
        "video": _video(data, words),
        "listing": "" if _is_article(data) else _listing(data, words),
        "headlines": "" if _is_article(data) else _headlines(tree, lines) or _odd(data, fallback),
        "truncated": _truncated(lines, following),
        "teaser": _prompt(lines, running) or _points(data, kept),
        "link": _link(tree, lines, running),
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
    return next((address for address in links if here and _SECOND.match(joined(url, address).removeprefix(here))), "")


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


def _is_article(data: PageData) -> bool:
    return bool(data.types & ARTICLE_TYPES) or "article" in data.values("type")


def _shell(lines: Sequence[Line]) -> str:
    """A shell shows next to nothing, or next to nothing beside its menus and asks for scripts; and no line that is
    surely text."""
    if any(line.chance >= CERTAIN for line in lines if not line.rule):
        return ""
    words = _words(lines)
    if words < SHELL:
        return f"the whole page shows {words} words without its scripts"
    asked = [line for line in lines if "noscript" in line.path and _SCRIPTLESS.search(line.path)]
    if not asked:
        return ""
    shown = _words(line for line in lines if not _CHROME.search(line.path) and not _SCRIPTLESS.search(line.path))
    return asked[0].text if shown < SHELL else ""


def _consent_wall(data: PageData, tree: Tree, lines: Sequence[Line]) -> str:
    """A wall is a page that speaks of little but consent, states no article, and would keep little but its dialog; or
    one whose dialog, named so, holds most words."""
    said = [line for line in lines if line.hits and line.has("consent", "cookie_button")]
    total = _words(lines)
    if said and total < SMALL and (named := _named_consent(tree, total)):
        return named
    share = 0.15 if total < SMALL else 0.2
    few = len(said) < FEW and 2 * _words(said) < total
    if not said or few or data.types & ARTICLE_TYPES or _words(said) < share * total:
        return ""
    kept = [line for line in lines if not line.rule]
    return said[0].text if 2 * _words(_of_dialog(kept)) >= _words(kept) else ""


def _named_consent(tree: Tree, total: int) -> str:
    """Return the first text of a dialog that is named for consent and holds most words of the page.

    The page as a whole is often named for it, too, by what its scripts have to know.
    """
    group = GROUP_BIT["consent"]
    dialogs = [(n, node.end) for n, node in enumerate(tree.nodes) if node.own_words & group and node.depth > 1]
    inside = {n for start, end in dialogs for n in range(start, end)}
    named = [block.text for block in tree.blocks if block.node in inside]
    return named[0] if 2 * len(tokens_of(" ".join(named))) > total else ""


def _of_dialog(kept: Sequence[Line]) -> list[Line]:
    """Return the lines that speak of consent, and those beside them of which nothing says that they are an article."""
    speaking = [line.has("consent", "cookie_button") and not _is_amid_text(kept, at) for at, line in enumerate(kept)]
    places = {_place(line) for line, speaks in zip(kept, speaking, strict=True) if speaks}
    return [
        line
        for line, speaks in zip(kept, speaking, strict=True)
        if speaks or (_place(line) in places and line.chance < CERTAIN)
    ]


def _is_amid_text(kept: Sequence[Line], at: int) -> bool:
    """Return whether a line stands between two of running text in the same elements that do not speak of consent."""
    around = [line for line in (*kept[max(0, at - 1) : at], *kept[at + 1 : at + 2]) if line.running]
    texts = [line for line in around if line.chance >= LIKELY and not line.has("consent", "cookie_button")]
    return len(texts) > 1 and all(_place(line) == _place(kept[at]) for line in texts)


def _place(line: Line) -> str:
    return line.path.rpartition("/")[0]


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.tokens) for line in lines)


def _paywall(data: PageData, lines: Sequence[Line]) -> str:
    stated = _stated_lock(data)
    asking = [line for line in lines if line.rule and line.has("paywall") and not _is_chrome(line)]
    said = next((line.text for line in asking), "")
    if stated:
        return f"isAccessibleForFree: {stated}" + (f"; {said}" if said else "")
    return next((line.text for line in asking if "paywall" in line.path.lower()), "")


def _stated_lock(data: PageData) -> str:
    return next((value for value in data.values("accessible_for_free") if value.strip().lower() in _LOCKED), "")


def _is_chrome(line: Line) -> bool:
    """Return whether a line stands in a menu, the foot, or the head of the page: that of the article is none."""
    if not _CHROME.search(line.path):
        return False
    return bool(_BAR.search(line.path)) or not _HEAD_OF_ARTICLE.search(line.path)


def _offers(lines: Sequence[Line], running: Sequence[int], *, locked: bool) -> tuple[str, str]:
    """Return the offer to pay right behind the text, and the last one behind which the text goes on."""
    found = list(_asking(lines, running)) if any(line.rule and line.has("paywall") for line in lines) else []
    passed = [at for at in found if _goes_on(lines, running, at, locked=locked)]
    behind = lines[found[-1]].text if found and found[-1] not in passed else ""
    return behind, lines[passed[-1]].text if passed else ""


def _asking(lines: Sequence[Line], running: Sequence[int]) -> Iterator[int]:
    """Yield where payment is asked for behind each line of text.

    A line that asks for payment is an offer if it is more than a word on a button, or does not stand alone.
    """
    for i in running:
        near = [at for at in range(i + 1, min(len(lines), i + 1 + OFFER)) if _is_box(lines[at])]
        asking = [at for at in near if lines[at].has("paywall")]
        sure = any(lines[at].has("paywall", forms=("start", "part")) for at in asking)
        if asking and (sure or sum(lines[at].has("paywall", "login") for at in near) > 1):
            yield asking[0]


def _is_box(line: Line) -> bool:
    return bool(line.rule) and not _is_chrome(line)


def _running(lines: Sequence[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if not line.rule and (line.running or _behind_dots(line.text))]


def _goes_on(lines: Sequence[Line], running: Sequence[int], end: int, *, locked: bool = False) -> bool:
    """Return whether the text goes on from a line: in the elements that it stands in so far, or with more than so far.

    Single lines elsewhere are notes and teasers that were left in. On a page that calls itself `locked` so are a few in
    the same elements, unless they say as much as what stands before.
    """
    before, behind = [lines[i] for i in running if i < end], [lines[i] for i in running if i >= end]
    places = {_place(line) for line in before}
    beside = sum(_place(line) in places and line.chance >= LIKELY for line in behind)
    if locked:
        return beside >= FEW or _words(behind) >= _words(before) > 0
    return len(behind) >= max(FEW, len(before)) or beside > 0


def _prompt(lines: Sequence[Line], running: Sequence[int]) -> str:
    """Return the dots in which the last of the text breaks off, or the prompt to read on behind it."""
    for i in running:
        found = lines[i].text[-80:] if lines[i].text.endswith(_ELLIPSIS) else ""
        near = (one for one in _right_behind(lines, i) if one.has("continues", "read_also", forms=("line",)))
        found = found or next((one.text for one in near if not one.text.endswith(ANNOUNCING)), "")
        if found and not _goes_on(lines, running, i + 1):
            return found
    return ""


def _points(data: PageData, kept: Sequence[Line]) -> str:
    """Return that nothing but a few items of a list is in of what calls itself an article: its key points, or teasers
    of others."""
    listed = kept and all(line.kind == "list_item" for line in kept) and _words(kept) <= POINTS
    return f"nothing but {len(kept)} items of a list" if listed and _is_article(data) else ""


def _link(tree: Tree, lines: Sequence[Line], running: Sequence[int]) -> str:
    """Return the link or button of a few words right behind the text, or behind its dots, whatever it says."""
    linked = {one.text for one in tree.blocks if one.link_chars >= 0.8 * len(one.text) or one.marks & MARK["button"]}
    for i in running:
        near = [one.text for one in _right_behind(lines, i) if one.text in linked and len(one.text) <= BUTTON]
        if (found := _behind_dots(lines[i].text) or next(iter(near), "")) and not _goes_on(lines, running, i + 1):
            return found
    return ""


def _behind_dots(text: str) -> str:
    """Return the few words that end a text behind dots in which it breaks off; empty if there are none."""
    found = _DOTS.search(text, max(0, len(text) - BUTTON))
    return found[1] if found else ""


def _right_behind(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the next lines that are no text and stand beside a line, or beside the element that holds it."""
    place = _place(lines[index]).rpartition("/")[0]
    near = lines[index + 1 : index + 1 + PROMPT] if place else ()
    return [one for one in near if (one.rule or not one.running) and one.path.startswith(place)]


def _clocks(lines: Sequence[Line]) -> str:
    """Return the times of day that head entries: alone on lines between those of the text."""
    kept = [i for i, line in enumerate(lines) if not line.rule]
    span = lines[max(0, kept[0] - 1) : kept[-1]] if kept else ()
    clocks = [line.text for line in span if _CLOCK.fullmatch(line.text)]
    enough = len(set(clocks)) >= CLOCKS and RUNS * len(clocks) >= sum(line.running for line in span if not line.rule)
    return f"entries at {', '.join(clocks[:3])} …" if enough else ""


def _video(data: PageData, words: int) -> str:
    kind = next((value for value in data.values("type") if value.lower().startswith("video.")), "")
    if words < SHORT and (stated := _stated(data, "VideoObject")):
        return stated
    return f"the page calls itself {kind}" if kind and words < SMALL and not _is_article(data) else ""


def _headlines(tree: Tree, lines: Sequence[Line]) -> str:
    """Return how a page shows that it lists articles: what would be kept are linked headlines and a line below each."""
    linked = {block.text for block in tree.blocks if block.link_chars >= 0.8 * len(block.text)}
    heads = {i for i, line in enumerate(lines) if line.text in linked and len(line.tokens) >= FEW}
    below = {i + 1 for i in heads if lines[i].kind == "heading"} - heads
    kept = {i for i, line in enumerate(lines) if not line.rule}
    shown, summaries = len(kept & heads), len(kept & below)
    others = len(kept) - shown - summaries
    listed = shown >= others + summaries or 2 * others <= shown + summaries
    enough = max(shown, summaries) >= HEADLINES and listed
    return f"{shown} linked headlines, {summaries} lines below one, {others} others" if enough else ""


def _odd(data: PageData, fallback: bool) -> str:
    return "unlike any article learned, and the page states none" if fallback and data.candidates else ""


def _listing(data: PageData, words: int) -> str:
    if words < SHORT and "website" in data.values("type") and not _is_dated(data):
        return "the page calls itself a website and states no date"
    return ""


def _is_dated(data: PageData) -> bool:
    return bool(data.values("published") or data.values("dated"))
