"""Which block shows the headline, and which only repeat it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from lxml.html import HtmlElement

from cleaners.datelines import full_date
from cleaners.folding import folded
from cleaners.reading import Reading, heading_level
from cleaners.tokens import tokens_of
from cleaners.tree import MARK

MOST_TITLES = 8  # titles that a page states for itself: more are those of other pages
LEAST_TITLE = 4  # different words of a title that does not recur by chance
MOST_ADDED = 2  # times the words of a title that kicker and sub-headline add to it: a longer heading is a standfirst
HELD = 0.9  # share of a title's words that a heading above the text holds if it repeats it
SAME_TITLE = 0.6  # share of words from which a heading is the headline that the page states
_HEADING = MARK["h1"] | MARK["h2"] | MARK["h3"]
_BETWEEN = " :–—|/•·-"  # what may part a kicker from the headline
# What system builders call it.
_KICKER = re.compile(
    r"kicker|eyebrow|top-?line|over-?line|over-?title|roof-?line|dachzeile|oberzeile|spitzmarke|pre-?title|super-?title"
    r"|surtitre|antetitulo|occhiello|stikktittel|vignett",
    re.I,
)


def stated_titles(reading: Reading) -> list[set[str]]:
    """Return the words of each title that the page states; never an empty set."""
    titles = (set(tokens_of(title)) for title in reading.data.values("title")[:MOST_TITLES])
    return [words for words in titles if words]


def headline_index(reading: Reading, titles: Sequence[set[str]]) -> int | None:
    """Return the block that shows the headline: the heading most like a stated title, the first among equals.

    Without a likeness the first `<h1>` counts; None if there is none.
    """
    best, best_score = None, 0.0
    for i, block in enumerate(reading.tree.blocks):
        level = heading_level(reading.tree.nodes[block.node])
        first_level = level == 1 or bool(block.marks & MARK["h1"])
        words = set(reading.lines[i].tokens) if level or first_level else set()
        if not words:
            continue
        likeness = max((len(words & title) / len(words | title) for title in titles), default=0.0)
        score = likeness + (0.3 if first_level else 0.0)
        if score > best_score and (likeness >= SAME_TITLE or level == 1):
            best, best_score = i, score
    return best


def headline_of(reading: Reading, index: int | None) -> str:
    """Return the words of the headline, on one line: of its block, or else the first stated title; may be empty.

    A kicker that stands in the same heading is left out, unless the page states the title with it: then its spelling
    counts, which parts the two.
    """
    titles = [title.replace("\n", " ") for title in reading.data.values("title")]
    if index is None:
        return next(iter(titles), "")
    shown = _undated(reading.tree.blocks[index].text)
    rest = _behind_kicker(reading.root, shown) or _stated_end(shown, titles)
    if not rest:
        return _parted(shown, titles)
    letters = _letters(shown)
    whole = next((title for title in titles if _letters(title).startswith(letters)), "")
    if not whole:
        return rest
    return whole if _letters(whole) == letters else shown


def _parted(shown: str, titles: Sequence[str]) -> str:
    """Return a heading as a stated title writes it that only has more spaces: elements inside a heading may touch."""
    bare = shown.replace(" ", "")
    alike = [title for title in titles if title.replace(" ", "") == bare]
    return max([shown, *alike], key=lambda title: title.count(" "))


def _undated(text: str) -> str:
    """Return a heading on one line, without the lines below its first that begin with a date."""
    first, *more = text.split("\n")
    return " ".join([first, *(line for line in more if not (date := full_date(line)) or not line.startswith(date))])


def _letters(text: str) -> str:
    """Return letters and digits alone: kicker and headline often touch."""
    return "".join(tokens_of(text))


def _behind_kicker(root: HtmlElement, shown: str) -> str:
    """Return what follows the kicker in a heading; empty if there is none, or too little behind it."""
    kicker = _kicker_inside(root, shown)
    rest = shown[len(kicker) :].lstrip(_BETWEEN)
    return rest if kicker and len(tokens_of(rest)) > 1 else ""


def _kicker_inside(root: HtmlElement, shown: str) -> str:
    """Return what the first element of the heading says, if it is named a kicker; empty if there is none."""
    for heading in root.iter("h1", "h2"):
        first = next(iter(heading), None)
        named = first is not None and not (heading.text or "").strip() and _KICKER.search(first.get("class") or "")
        if named and _on_one_line(heading) == shown:
            return _on_one_line(first)
    return ""


def _stated_end(shown: str, titles: Sequence[str]) -> str:
    """Return the end of a heading that is a stated title, if that is most of it."""
    ends = [title for title in titles if len(title) < len(shown) and shown.lower().endswith(title.lower())]
    longest = max(ends, key=len, default="")
    telling = len(set(tokens_of(longest))) >= LEAST_TITLE and len(shown) <= 2 * len(longest)
    return shown[-len(longest) :] if telling else ""


def _on_one_line(element: HtmlElement) -> str:
    return folded("".join(element.itertext())).replace("\n", " ")


def headline_rules(reading: Reading, index: int | None, titles: Sequence[set[str]]) -> dict[int, str]:
    """Return `title` for the headline, `repeated_title` for headings that say the same, by their indexes.

    Anywhere these repeat it word for word; above the text they may add a kicker to it, or a sub-headline, or be the
    two parts of a title that is stated as one.
    """
    words = reading.lines[index].tokens if index is not None else ()
    again = {i for i, line in enumerate(reading.lines) if line.kind == "heading" and line.tokens == words}
    telling = [title for title in titles if len(title) >= LEAST_TITLE]
    above: tuple[int, set[str]] | None = None  # the heading before, if only other headings are above it
    for i in np.flatnonzero(reading.kept).tolist():
        line, in_heading = reading.lines[i], reading.tree.blocks[i].marks & _HEADING
        if line.running and line.kind != "heading":
            break
        own = set(line.tokens)
        if line.kind == "heading" and any(_repeats(own, title) for title in telling):
            again.add(i)
        elif above and in_heading and any(_halves(above[1], own, title) for title in telling):
            again |= {above[0], i}
        above = (i, own) if in_heading else None
    return dict.fromkeys(again, "repeated_title") | ({} if index is None else {index: "title"})


def _halves(above: set[str], below: set[str], title: set[str]) -> bool:
    """Return whether two lines, a kicker and a headline, are parts of a title and together all of it."""
    parts = all(len(words & title) >= HELD * len(words) for words in (above, below))
    return parts and _repeats(above | below, title)


def _repeats(words: set[str], title: set[str]) -> bool:
    return len(words & title) >= HELD * len(title) and len(words) <= (1 + MOST_ADDED) * len(title)
