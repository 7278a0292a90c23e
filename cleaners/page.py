"""An HTML page read into a draft: the tree walked once, each block decided, the others named for what they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaners.boxes import boxes
from cleaners.credits import told_apart
from cleaners.decision import Decision
from cleaners.disclosures import stated_disclosures
from cleaners.draft import Draft, Line
from cleaners.frames import caption_frames, is_portrait, is_titled
from cleaners.images import Frame, figures_of, framed, frames_of
from cleaners.lexicon import Lexicon
from cleaners.memory import NOTHING, footprint_of
from cleaners.model import Image, Page, SiteMemory
from cleaners.observation import observations, second_page
from cleaners.pictures import distinct, foreign_figures, lead_of
from cleaners.reading import Reading, heading_level, reading_of
from cleaners.tables import joined_tables
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, Tree
from cleaners.visible import visible_candidates
from cleaners.words import GROUP_BIT

GALLERIES = frozenset({"ImageGallery", "MediaGallery"})
NO_ARTICLE = ("consent_wall", "listing")  # evidence that all text of the page is something else
SECTIONS = ("opinion", "sponsored")  # kinds of phrases that are names of sections, too: in a menu they say no more
LEAST_TITLE = 4  # different words of a title that does not recur by chance
HELD = 0.9  # share of a title's words that a heading above the text holds if it repeats it
SAME_TITLE = 0.6  # share of words from which a heading is the headline that the page states

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


def draft_of_page(page: Page, lexicon: Lexicon, decision: Decision, memory: SiteMemory = NOTHING) -> Draft:
    """Return the draft of an HTML page and of the pages that continue it."""
    reading = reading_of(page.body, page, lexicon, decision, memory)
    title = _title_index(reading)
    by_block, frames = _lines(reading, title)
    kept = [i for i, line in enumerate(by_block) if not line.rule]
    first, last = (min([*kept, title if title is not None else kept[0]]), kept[-1]) if kept else (0, -1)
    images = _images(reading, by_block, frames, (first, _pictures_end(reading, first, last)), page.url)
    lead = _lead(reading, kept, images, page.url)
    lines = joined_tables(by_block, reading.tree)
    for body in page.continuations:
        lines = _continued(lines, reading_of(body, page, lexicon, decision, memory))
    following = "" if page.continuations else second_page(reading.root, page.url)
    evidence = observations(reading.data, reading.tree, lines, reading.fallback, following)
    wall = next((each.name for each in evidence if each.name in NO_ARTICLE), "")
    candidates = reading.data.candidates + visible_candidates(by_block, title, last)
    return Draft(
        lines=tuple(_walled(line, wall) for line in lines) if wall else tuple(lines),
        url=page.url,
        outlet=page.outlet,
        title="" if wall == "consent_wall" else _headline(reading, title),
        standfirst="" if wall else _standfirst(reading, kept, bool(images)),
        candidates=candidates,
        images=distinct([*(() if wall else lead), *(image for _, image in images)]),
        disclosures=stated_disclosures(candidates, lexicon),
        evidence=evidence,
        footprint=footprint_of(page.url, reading.lines),
    )


def _walled(line: Line, wall: str) -> Line:
    """Return a line of a page without article, out; the headline of a consent wall is part of the wall."""
    stays_out = line.rule and not (line.rule == "title" and wall == "consent_wall")
    return line if stays_out else line.out(wall)


def _title_index(reading: Reading) -> int | None:
    """Return the block that shows the headline: the heading most like what the page states, the first among equals."""
    stated = [set(tokens_of(title)) for title in reading.data.values("title")[:8]]
    best, best_score = None, 0.0
    for i, block in enumerate(reading.tree.blocks):
        level = heading_level(reading.tree.nodes[block.node])
        if level == 0 and not block.marks & MARK["h1"]:
            continue
        words = set(reading.lines[i].tokens)
        if not words:
            continue
        likeness = max((len(words & s) / len(words | s) for s in stated if s), default=0.0)
        score = likeness + (0.3 if level == 1 or block.marks & MARK["h1"] else 0.0)
        if score > best_score and (likeness >= SAME_TITLE or level == 1):
            best, best_score = i, score
    return best


def _headline(reading: Reading, title: int | None) -> str:
    if title is not None:
        return reading.tree.blocks[title].text.replace("\n", " ")
    return next(iter(reading.data.values("title")), "")


def _lines(reading: Reading, title: int | None) -> tuple[list[Line], tuple[Frame, ...]]:
    """Return a line for each block, and the frames of pictures whose words are captions."""
    said = _title_rules(reading, title)
    lines = [
        line.out(rule) if (rule := said.get(i) or ("" if is_in else _outside(reading, i))) else line
        for i, (line, is_in) in enumerate(zip(reading.lines, reading.kept.tolist(), strict=True))
    ]
    boxed = boxes(lines, reading.tree)
    pictures = frames_of(reading.root, reading.tree)
    frames = caption_frames(lines, reading.tree, pictures, title, reading.data.values("author"))
    boxed |= {i: "caption" for frame in frames for i in frame.blocks if lines[i].rule in ("", "outside", "byline")}
    for i, rule in boxed.items():
        lines[i] = lines[i].out(rule)
    return lines, frames


def _title_rules(reading: Reading, title: int | None) -> dict[int, str]:
    """Return `title` for the headline, `repeated_title` for headings that say the same, by their indexes.

    Anywhere these repeat it word for word; above the text they may add a kicker to it, or a sub-headline.
    """
    words = reading.lines[title].tokens if title is not None else ()
    again = {i for i, line in enumerate(reading.lines) if line.kind == "heading" and line.tokens == words}
    stated = [set(tokens_of(value)) for value in reading.data.values("title")[:8]]
    titles = [one for one in stated if len(one) >= LEAST_TITLE]
    for i in np.flatnonzero(reading.kept).tolist():
        line = reading.lines[i]
        if line.running and line.kind != "heading":
            break
        own = set(line.tokens)
        if line.kind == "heading" and any(len(own & one) >= HELD * len(one) for one in titles):
            again.add(i)
    return dict.fromkeys(again, "repeated_title") | ({} if title is None else {title: "title"})


def _outside(reading: Reading, index: int) -> str:
    """Return the name of the rule that fits a block outside the article best; `outside` if nothing tells."""
    block, hits = reading.tree.blocks[index], reading.lines[index].hits
    if index in reading.recurring:
        return "recurring"
    if block.marks & (MARK["hidden"] | MARK["template"]):
        return "hidden"
    whole = next((hit.kind for hit in hits if hit.form == "line"), "") if hits else ""
    if whole and not (whole in SECTIONS and block.marks & MARK["nav"]):
        return _NAMES.get(whole, whole)
    near = reading.tree.nodes[block.node].own_words | block.words
    if named := _first(near, _BY_WORDS) or _first(block.marks, _BY_MARKS):
        return named
    return _NAMES.get(hits[0].kind, hits[0].kind) if hits else "outside"


def _first(bits: int, names: Sequence[tuple[int, str]]) -> str:
    """Return the first name of which the bit is set; empty if there is none."""
    for bit, name in names if bits else ():
        if bits & bit:
            return name
    return ""


def _standfirst(reading: Reading, kept: list[int], pictured: bool) -> str:
    """Return the first block if it stands apart from the body and its name or the page's description says it leads.

    In a gallery that has no other text it leads to the pictures.
    """
    if not kept or (len(kept) == 1 and not (pictured and reading.data.types & GALLERIES)):
        return ""
    tree = reading.tree
    block, following = tree.blocks[kept[0]], [tree.blocks[i] for i in kept[1:6]]
    apart = all(tree.nodes[block.node].path != tree.nodes[other.node].path for other in following)
    named = bool((tree.nodes[block.node].words | block.words) & GROUP_BIT["lead"])
    described = _is_description(reading, kept[0])
    return block.text if apart and (named or described) else ""


def _is_description(reading: Reading, index: int) -> bool:
    words = set(reading.lines[index].tokens)
    stated = {token for value in reading.data.values("description") for token in tokens_of(value)}
    return bool(words) and len(words & stated) >= 0.8 * len(words)


def _continued(lines: list[Line], more: Reading) -> list[Line]:
    """Return the lines with those of a following page behind them; what the first page had is not repeated."""
    known = {line.text for line in lines}
    fresh = joined_tables(_lines(more, None)[0], more.tree)
    return lines + [line.out("repeated") if line.text in known else line for line in fresh]


def _images(
    reading: Reading, lines: list[Line], frames: tuple[Frame, ...], span: tuple[int, int], base: str
) -> list[tuple[int, Image]]:
    """Return the pictures between two blocks, in page order, each with the number of blocks before it.

    They are figures, frames, and captions that stand alone.
    """
    authors = reading.data.values("author")
    gallery = reading.data.types & GALLERIES
    foreign = frozenset[int]() if gallery else foreign_figures(reading.tree, lines, span)
    figures = figures_of(reading.tree, *span, base, foreign)
    found = [one for one in figures if not is_portrait(one[1].caption, authors)]
    found += [(frame.blocks[0], framed(frame, base)) for frame in frames]
    taken = {i for frame in frames for i in frame.blocks}
    found += [(i, _bare(lines[i])) for i in _bare_captions(reading.tree, lines, span) if i not in taken]
    return sorted((one for one in found if one[1] != Image()), key=lambda one: one[0])


def _lead(reading: Reading, kept: list[int], images: list[tuple[int, Image]], base: str) -> tuple[Image, ...]:
    """Return the picture that the page states, if an article shows none at its first paragraph or above."""
    lines = reading.lines
    first = next((i for i in kept if lines[i].kind == "paragraph" and lines[i].running), kept[0]) if kept else -1
    shown = any(image.url and at <= first + 1 for at, image in images)
    return () if shown or not kept else lead_of(reading.data.values("image"), (image for _, image in images), base)


def _pictures_end(reading: Reading, first: int, last: int) -> int:
    """Return the last block before which pictures count: in a gallery they follow the text, in the same article."""
    if not reading.data.types & GALLERIES or last < 0:
        return last
    tree = reading.tree
    article = _article(tree, first)
    return max(
        [last, *(at for at, _ in tree.figures if at < len(tree.blocks) and _article(tree, at) == article)],
    )


def _article(tree: Tree, index: int) -> int:
    """Return the innermost `<article>` around a block; -1 if there is none."""
    node = tree.blocks[index].node
    while node >= 0 and tree.nodes[node].tag != "article":
        node = tree.nodes[node].parent
    return node


def _bare_captions(tree: Tree, lines: list[Line], span: tuple[int, int]) -> list[int]:
    """Return the captions inside the article that stand in no figure; the title of a picture is none."""
    return [
        i
        for i in range(span[0], min(span[1] + 1, len(lines)))
        if lines[i].rule == "caption" and not tree.blocks[i].marks & MARK["figure"] and not is_titled(tree, i)
    ]


def _bare(line: Line) -> Image:
    caption, credit = told_apart([line.text.replace("\n", " ")], "", sure=False)
    return Image(caption=caption, credit=credit)
