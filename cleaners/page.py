"""An HTML page read into a draft: the tree walked once, each block decided, the others named for what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaners.boxes import attributions, boxes
from cleaners.datelines import distant_dates
from cleaners.decision import Decision
from cleaners.decode import MAX_BYTES
from cleaners.disclosures import stated_disclosures
from cleaners.draft import Draft, Line
from cleaners.endings import endings
from cleaners.frames import caption_frames, named_captions
from cleaners.headline import headline_index, headline_of, headline_rules, stated_titles
from cleaners.illustrations import illustrations, is_gallery, shown_pictures
from cleaners.images import Frame, frames_of
from cleaners.leftovers import benefits, footers, leftovers
from cleaners.lexicon import Lexicon
from cleaners.loose_dates import loose_date
from cleaners.memory import NOTHING, footprint_of
from cleaners.model import DATE_FIELDS, Candidate, Evidence, Page, SiteMemory
from cleaners.notes import bold_signature
from cleaners.observation import observations, second_page
from cleaners.reading import Reading, reading_of
from cleaners.tables import joined_tables
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, TextBlock, Tree
from cleaners.visible import visible_candidates
from cleaners.words import GROUP_BIT

NO_ARTICLE = ("consent_wall", "listing")  # evidence that all text of the page is something else
ITEMS = 4  # blocks alike that make a list of sections a menu
SECTIONS = ("opinion", "sponsored")  # kinds of phrases that are names of sections, too: in a menu they say no more

_NAMES = {
    "supplied": "agency",
    "figcaption": "caption",
    "figure": "caption",
    "credit": "caption",
    "ad": "advert",
    "comment": "comments",
}
# Why a block is outside, most telling sign first: bits of the word groups of its element, or of its landmarks.
_BY_WORDS = tuple(
    (GROUP_BIT[name], _NAMES.get(name, name))
    for name in (
        "consent newsletter comment related share byline date credit caption tags ad nav foot teaser side embed".split()
    )
)
_BY_MARKS = tuple(
    (MARK[name], _NAMES.get(name, name))
    for name in ("nav", "footer", "figcaption", "figure", "form", "button", "aside", "header")
)
_SUB_HEADLINES = ("h2", "h3", "h4")


def draft_of_page(page: Page, lexicon: Lexicon, decision: Decision, memory: SiteMemory = NOTHING) -> Draft:
    """Return the draft of an HTML page and of the pages that continue it."""
    reading = reading_of(page.body, page, lexicon, decision, memory)
    titles = stated_titles(reading)
    title = headline_index(reading, titles)
    by_block, frames = _lines(reading, title, titles)
    kept = [i for i, line in enumerate(by_block) if not line.rule]
    shown = shown_pictures(reading, by_block, frames, title, page.url)
    lines = joined_tables(by_block, reading.tree)
    for body in page.continuations:
        lines = _continued(lines, reading_of(body, page, lexicon, decision, memory))
    following = "" if page.continuations else second_page(reading.root, page.url)
    last = kept[-1] if kept else -1
    candidates = reading.data.candidates + visible_candidates(by_block, title, last)
    if not any(one.field in DATE_FIELDS and one.source != "http" for one in candidates):
        candidates += tuple(_remote_dates(reading, by_block, title or 0, last))
    draft = Draft(
        lines=tuple(lines),
        url=page.url,
        outlet=page.outlet,
        title=headline_of(reading, title),
        standfirst=_standfirst(reading, kept, title, pictured=bool(shown)),
        candidates=candidates,
        images=illustrations(reading, by_block, shown, page.url),
        disclosures=stated_disclosures(candidates, lexicon),
        evidence=_cut_short(page, observations(reading.data, reading.tree, lines, reading.fallback, following)),
        footprint=footprint_of(page.url, reading.lines),
    )
    return _without_article(draft)


def _cut_short(page: Page, observed: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the observations, with one that not all of the page was read if it was too long for that."""
    size, most = len(page.body) / 2**20, MAX_BYTES >> 20
    if len(page.body) <= MAX_BYTES:
        return observed
    cut = Evidence(name="truncated", detail=f"of the {size:.1f} MB of the page the first {most} were read")
    return (cut, *(one for one in observed if one.name not in ("truncated", "script_shell")))


def _remote_dates(reading: Reading, lines: Sequence[Line], start: int, last: int) -> Iterator[Candidate]:
    """Yield what the page says of its date in places that mostly speak of something else."""
    distant = distant_dates(lines, start, last)
    yield from (Candidate(field="published", value=stated, source="visible_text") for stated in distant)
    if not distant and (stated := loose_date(reading.root)):
        yield Candidate(field="published", value=stated, source="meta")


def _without_article(draft: Draft) -> Draft:
    """Return the draft with nothing of an article in it if it was seen that the page holds none.

    The headline of a consent wall is part of the wall.
    """
    wall = next((each.name for each in draft.evidence if each.name in NO_ARTICLE), "")
    if not wall:
        return draft
    headed = wall != "consent_wall"
    lines = (line if line.rule and (headed or line.rule != "title") else line.out(wall) for line in draft.lines)
    title = draft.title if headed else ""
    return replace(draft, lines=tuple(lines), title=title, standfirst="", images=())


def _lines(reading: Reading, title: int | None, titles: Sequence[set[str]]) -> tuple[list[Line], tuple[Frame, ...]]:
    """Return a line for each block, and the frames of pictures whose words are captions."""
    said = headline_rules(reading, title, titles)
    lines = [
        line.out(rule) if (rule := said.get(i) or ("" if is_in else _outside(reading, i))) else line
        for i, (line, is_in) in enumerate(zip(reading.lines, reading.kept.tolist(), strict=True))
    ]
    of_boxes = (boxes, leftovers, benefits, footers, attributions, endings)
    boxed = {i: rule for rules in of_boxes for i, rule in rules(lines, reading.tree).items()}
    pictures = frames_of(reading.root, reading.tree)
    frames = caption_frames(lines, reading.tree, pictures, title, reading.data.values("author"))
    boxed |= {i: "caption" for frame in frames for i in frame.blocks if lines[i].rule in ("", "outside", "byline")}
    boxed |= dict.fromkeys(named_captions(lines, reading.tree), "caption")
    for i, rule in boxed.items():
        lines[i] = lines[i].out(rule)
    for i, rule in bold_signature(lines, reading.tree).items():
        lines[i] = lines[i].out(rule)
    return lines, frames


def _outside(reading: Reading, index: int) -> str:
    """Return the name of the rule that fits a block outside the article best; `outside` if nothing tells."""
    block, hits = reading.tree.blocks[index], reading.lines[index].hits
    if index in reading.recurring:
        return "recurring"
    if block.marks & (MARK["hidden"] | MARK["template"]):
        return "hidden"
    whole = next((hit.kind for hit in hits if hit.form == "line"), "") if hits else ""
    if whole and not (whole == "supplied" and block.marks & MARK["button"]):  # "AA" sets the size of the letters
        menu = whole in SECTIONS and _is_of_menu(reading.tree, index)
        return "nav" if menu else _NAMES.get(whole, whole)
    near = reading.tree.nodes[block.node].own_words | block.words
    if named := _first(near, _BY_WORDS) or _first(block.marks, _BY_MARKS):
        return named
    return _NAMES.get(hits[0].kind, hits[0].kind) if hits else "outside"


def _is_of_menu(tree: Tree, index: int) -> bool:
    """Return whether a block stands in a menu: by its landmark, or because it is one of several alike in a list."""
    block = tree.blocks[index]
    if block.marks & MARK["nav"] or not block.marks & MARK["li"]:
        return bool(block.marks & MARK["nav"])
    path = tree.nodes[block.node].path
    near = tree.blocks[max(0, index - ITEMS) : index + ITEMS]
    return sum(tree.nodes[one.node].path == path for one in near) >= ITEMS


def _first(bits: int, names: Sequence[tuple[int, str]]) -> str:
    """Return the first name of which the bit is set; empty if there is none."""
    for bit, name in names if bits else ():
        if bits & bit:
            return name
    return ""


def _standfirst(reading: Reading, kept: list[int], title: int | None, *, pictured: bool) -> str:
    """Return the first block if it is named for it, or stands apart from the body and its place, or the page's
    description, says that it leads.

    In a gallery that has no other text it leads to the pictures. On a page unlike any learned too much else is in.
    """
    if reading.fallback:
        return ""
    if not kept or (len(kept) == 1 and not (pictured and is_gallery(reading))):
        return ""
    tree = reading.tree
    block, following = tree.blocks[kept[0]], [tree.blocks[i] for i in kept[1:6]]
    if _is_named_lead(tree, block) and not any(_is_named_lead(tree, other) for other in following):
        return block.text
    apart = all(tree.nodes[block.node].path != tree.nodes[other.node].path for other in following)
    inside = bool(tree.nodes[block.node].words & GROUP_BIT["lead"])
    below = title is not None and _is_sub_headline(tree, block, tree.blocks[title], following)
    leads = inside or below or _is_description(reading, kept[0])
    return block.text if apart and leads else ""


def _is_named_lead(tree: Tree, block: TextBlock) -> bool:
    """Return whether a block's own element, not one around it, is named for a standfirst."""
    return bool((tree.nodes[block.node].own_words | block.words) & GROUP_BIT["lead"])


def _is_sub_headline(tree: Tree, block: TextBlock, headline: TextBlock, following: Sequence[TextBlock]) -> bool:
    """Return whether a block is a heading in the element that holds the headline, and what follows is not in it."""
    holder = tree.nodes[headline.node].parent
    beside = tree.nodes[block.node].tag in _SUB_HEADLINES and tree.nodes[block.node].parent == holder
    return beside and all(tree.nodes[other.node].parent != holder for other in following)


def _is_description(reading: Reading, index: int) -> bool:
    words = set(reading.lines[index].tokens)
    stated = {token for value in reading.data.values("description") for token in tokens_of(value)}
    return bool(words) and len(words & stated) >= 0.8 * len(words)


def _continued(lines: list[Line], more: Reading) -> list[Line]:
    """Return the lines with those of a following page behind them; what the first page had is not repeated."""
    known = {line.text for line in lines}
    fresh = joined_tables(_lines(more, None, stated_titles(more))[0], more.tree)
    return lines + [line.out("repeated") if line.text in known else line for line in fresh]
