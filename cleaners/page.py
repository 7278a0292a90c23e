"""An HTML page read into a draft: the tree walked once, each block decided, the others named for what they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cleaners.boxes import ai_boxes
from cleaners.choice import Kept, chosen
from cleaners.decision import Decision, Vector
from cleaners.decode import decoded, parsed
from cleaners.draft import Draft, Line
from cleaners.features import features_of
from cleaners.images import images_of, parted
from cleaners.lexicon import Hit, Lexicon
from cleaners.metadata import PageData, page_data
from cleaners.model import BlockKind, Image, Page
from cleaners.observation import observations
from cleaners.reference import reference_chances
from cleaners.tables import joined_tables
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, Node, TextBlock, Tree, tree_of
from cleaners.visible import visible_candidates
from cleaners.words import GROUP_BIT

UNKNOWN = 0.6  # best chance on a page below which the page is unlike anything the decision has learned
NO_ARTICLE = ("consent_wall", "listing")  # evidence that all text of the page is something else
SAME_TITLE = 0.6  # share of words from which a heading is the headline that the page states

# Why a block is outside, most telling sign first: word groups of its element, then landmarks.
_OUTSIDE_WORDS = (
    "consent newsletter comment related share byline date credit caption tags ad nav foot teaser side embed".split()
)
_OUTSIDE_MARKS = ("nav", "footer", "figcaption", "figure", "form", "button", "aside", "header")
_NAMES = {
    "supplied": "agency",
    "figcaption": "caption",
    "figure": "caption",
    "credit": "caption",
    "ad": "advert",
    "comment": "comments",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One HTML document read."""

    tree: Tree
    """Its blocks."""
    data: PageData
    """What it says of itself."""
    tokens: tuple[tuple[str, ...], ...]
    """Words of each block."""
    hits: tuple[tuple[Hit, ...], ...]
    """Phrases of chrome in each block."""
    chances: Vector
    """How likely each block belongs to the article."""
    kept: Kept
    """Which blocks are in."""
    fallback: bool
    """True if the chances come from trafilatura."""


def reading_of(body: bytes, page: Page, lexicon: Lexicon, decision: Decision) -> Reading:
    """Return one document of a page read: parsed, walked, decided."""
    text = decoded(body, page.headers)
    root = parsed(text)
    data, tree = page_data(root, page), tree_of(root)
    tokens = tuple(tuple(tokens_of(block.text)) for block in tree.blocks)
    hits = tuple(lexicon.hits(words, block.text) for words, block in zip(tokens, tree.blocks, strict=True))
    chances = decision.chances(features_of(tree, data, tokens, hits), tree)
    fallback = bool(len(chances)) and float(chances.max()) < UNKNOWN
    if fallback:
        chances = reference_chances(text, tree)
    return Reading(tree, data, tokens, hits, chances, chosen(chances, tree), fallback)


def draft_of_page(page: Page, lexicon: Lexicon, decision: Decision) -> Draft:
    """Return the draft of an HTML page and of the pages that continue it."""
    reading = reading_of(page.body, page, lexicon, decision)
    title = _title_index(reading)
    by_block = _lines(reading, title)
    kept = [i for i, line in enumerate(by_block) if not line.rule]
    first, last = (min([*kept, title if title is not None else kept[0]]), kept[-1]) if kept else (0, -1)
    images = images_of(reading.tree, first, last, page.url) + _bare_captions(reading.tree, by_block, first, last)
    lines = joined_tables(by_block, reading.tree)
    for body in page.continuations:
        lines = _continued(lines, reading_of(body, page, lexicon, decision))
    evidence = observations(reading.data, reading.tree, lines, reading.fallback)
    wall = next((each.name for each in evidence if each.name in NO_ARTICLE), "")
    return Draft(
        lines=tuple(_walled(line, wall) for line in lines) if wall else tuple(lines),
        url=page.url,
        outlet=page.outlet,
        title="" if wall == "consent_wall" else _headline(reading, title),
        standfirst="" if wall else _standfirst(reading, kept),
        candidates=reading.data.candidates + visible_candidates(by_block, title, last),
        images=tuple(dict.fromkeys(images)),
        evidence=evidence,
    )


def _walled(line: Line, wall: str) -> Line:
    """Return a line of a page without article, out; the headline of a consent wall is part of the wall."""
    stays_out = line.rule and not (line.rule == "title" and wall == "consent_wall")
    return line if stays_out else replace(line, rule=wall)


def _title_index(reading: Reading) -> int | None:
    """Return the block that shows the headline: the heading most like what the page states, the first among equals."""
    stated = [set(tokens_of(title)) for title in reading.data.values("title")[:8]]
    best, best_score = None, 0.0
    for i, block in enumerate(reading.tree.blocks):
        level = _heading_level(reading.tree.nodes[block.node])
        words = set(reading.tokens[i])
        if not words or (level == 0 and not block.marks & MARK["h1"]):
            continue
        likeness = max((len(words & s) / len(words | s) for s in stated if s), default=0.0)
        score = likeness + (0.3 if level == 1 or block.marks & MARK["h1"] else 0.0)
        if score > best_score and (likeness >= SAME_TITLE or level == 1):
            best, best_score = i, score
    return best


def _heading_level(node: Node) -> int:
    return int(node.tag[1]) if len(node.tag) == 2 and node.tag[0] == "h" and node.tag[1].isdigit() else 0


def _headline(reading: Reading, title: int | None) -> str:
    if title is not None:
        return reading.tree.blocks[title].text.replace("\n", " ")
    return next(iter(reading.data.values("title")), "")


def _lines(reading: Reading, title: int | None) -> list[Line]:
    lines = []
    for i, block in enumerate(reading.tree.blocks):
        line = Line(
            text=block.text,
            path=reading.tree.path(block),
            tokens=reading.tokens[i],
            hits=reading.hits[i],
            kind=_kind(reading.tree, block),
            chance=float(reading.chances[i]),
            rule="" if reading.kept[i] else _outside(reading, i),
        )
        lines.append(line)
    if title is not None:
        lines = [
            replace(line, rule=rule) if (rule := _title_rule(line, i, lines[title], title)) else line
            for i, line in enumerate(lines)
        ]
    boxed = ai_boxes(lines, reading.tree)
    return [replace(line, rule=boxed[i]) if i in boxed else line for i, line in enumerate(lines)]


def _title_rule(line: Line, index: int, headline: Line, title: int) -> str:
    """Return `title` for the headline, `repeated_title` for a heading that says the same again, else nothing."""
    if index == title:
        return "title"
    return "repeated_title" if line.kind == "heading" and line.tokens == headline.tokens else ""


def _kind(tree: Tree, block: TextBlock) -> BlockKind:
    marks = block.marks
    if _heading_level(tree.nodes[block.node]):
        return "heading"
    if marks & MARK["table"]:
        return "table"
    if marks & MARK["li"]:
        return "list_item"
    return "quote" if marks & MARK["blockquote"] else "paragraph"


def _outside(reading: Reading, index: int) -> str:
    """Return the name of the rule that fits a block outside the article best; `outside` if nothing tells."""
    block = reading.tree.blocks[index]
    if block.marks & (MARK["hidden"] | MARK["template"]):
        return "hidden"
    whole = next((hit.kind for hit in reading.hits[index] if hit.form == "line"), "")
    if whole:
        return _NAMES.get(whole, whole)
    node = reading.tree.nodes[block.node]
    near = node.own_words | block.words
    for name in _OUTSIDE_WORDS:
        if near & GROUP_BIT[name]:
            return _NAMES.get(name, name)
    for name in _OUTSIDE_MARKS:
        if block.marks & MARK[name]:
            return _NAMES.get(name, name)
    return next((_NAMES.get(hit.kind, hit.kind) for hit in reading.hits[index]), "outside")


def _standfirst(reading: Reading, kept: list[int]) -> str:
    """Return the first block if it stands apart from the body and its name or the page's description says it leads."""
    if len(kept) < 2:
        return ""
    tree = reading.tree
    block, following = tree.blocks[kept[0]], [tree.blocks[i] for i in kept[1:6]]
    apart = all(tree.nodes[block.node].path != tree.nodes[other.node].path for other in following)
    named = bool((tree.nodes[block.node].words | block.words) & GROUP_BIT["lead"])
    described = _is_description(reading, kept[0])
    return block.text if apart and (named or described) else ""


def _is_description(reading: Reading, index: int) -> bool:
    words = set(reading.tokens[index])
    stated = {token for value in reading.data.values("description") for token in tokens_of(value)}
    return bool(words) and len(words & stated) >= 0.8 * len(words)


def _continued(lines: list[Line], more: Reading) -> list[Line]:
    """Return the lines with those of a following page behind them; what the first page had is not repeated."""
    known = {line.text for line in lines}
    fresh = joined_tables(_lines(more, None), more.tree)
    return lines + [replace(line, rule="repeated") if line.text in known else line for line in fresh]


def _bare_captions(tree: Tree, lines: list[Line], first: int, last: int) -> tuple[Image, ...]:
    """Return the captions inside the article that stand in no figure."""
    found = []
    for i in range(first, last + 1):
        if lines[i].rule == "caption" and not tree.blocks[i].marks & MARK["figure"]:
            caption, credit = parted(lines[i].text.replace("\n", " "))
            found.append(Image(caption=caption, credit=credit))
    return tuple(found)
