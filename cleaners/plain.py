"""Plain text without a page around it: lines as blocks, the headline found by position and likeness."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import groupby, pairwise

from cleaners.draft import UNMARKED_RUNNING, Draft, Line, LineMaker
from cleaners.folding import folded
from cleaners.lexicon import Lexicon
from cleaners.memory import NOTHING, footprint_of, recollection
from cleaners.model import Candidate, Page, SiteMemory
from cleaners.tokens import words_in

_DATE = re.compile(
    r"(?P<date>\b(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?:[T ]+\d{1,2}:\d\d(?::\d\d)?)?\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?:,? \d{1,2}:\d\d)?\b"
    r"|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
)
MAX_TITLE = 250  # characters
MIN_TITLE = 4  # words
SENTENCE = 0.5  # what a line with a full stop is worth as a headline
LONG = 0.7  # what a line of more than MOST_WORDS is worth
MOST_WORDS = 20
PARAGRAPH = 250  # width from which running text may stand alone
RAGGED = 20  # characters by which a line broken at a fixed width may be shorter than the longest
MIN_WIDTH, MAX_WIDTH = 50, 100  # characters of such lines
WRAPPED = 0.8  # share of the lines of a paragraph, the last aside, that are so long
TOGETHER = 8  # lines within which running text follows running text
FRONT = 12  # lines before the first running text in which headline, date and section are looked for


def draft_of_text(page: Page, lexicon: Lexicon, memory: SiteMemory = NOTHING) -> Draft:
    """Return the draft of a plain-text page: one line a block, numbered from 1 in `path`; a paragraph that was broken
    into lines of one width is one block.

    The body is UTF-8. Date and section are candidates where a line before the text states them.
    """
    make = LineMaker(lexicon).line
    texts = [folded(raw) for raw in page.body.decode("utf-8", "replace").splitlines()]
    numbered = enumerate(texts, 1)
    groups = [list(members) for is_text, members in groupby(numbered, key=lambda one: bool(one[1])) if is_text]
    lines: list[Line] = []
    for group, members in enumerate(groups):
        whole = _unbroken(members)
        lines += (make(text, f"line {number}", group=group) for number, text in whole)
    draft = _with_front(Draft(lines=tuple(lines), form="text", url=page.url, outlet=page.outlet))
    recurring = recollection(memory, page.url, lines).recurring
    return replace(draft.without(dict.fromkeys(recurring, "recurring")), footprint=footprint_of(page.url, lines))


def _unbroken(members: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the numbered lines between two blank ones, those of a paragraph that was broken at a fixed width joined.

    Such lines are as long as each other, but for the last, and most go on in lower case: headlines do not.
    """
    texts = [text for _, text in members]
    longest = max(map(len, texts))
    full = sum(len(text) > longest - RAGGED for text in texts[:-1])
    going_on = sum(text[0].islower() for text in texts[1:])
    broken = MIN_WIDTH <= longest <= MAX_WIDTH and full > WRAPPED * (len(texts) - 1) and 2 * going_on >= len(texts) - 1
    return [(members[0][0], " ".join(texts))] if broken and len(texts) > 2 else members


def first_running(lines: tuple[Line, ...]) -> int:
    """Return the index of the first running text that is not chrome; the number of lines if there is none.

    A long line is running text however it ends: with the colon before a list, or with nothing. A short one that stands
    alone is passed over if there is other text.
    """
    long = UNMARKED_RUNNING
    running = [i for i, line in enumerate(lines) if not line.chrome and (line.running or line.width >= long)]
    sure = (i for i, after in pairwise(running) if after - i <= TOGETHER or lines[i].width >= PARAGRAPH)
    return next(sure, running[0] if running else len(lines))


def _with_front(draft: Draft) -> Draft:
    """Return the draft with the headline named, and with headline, dates and strays before the text taken out."""
    start = first_running(draft.lines)
    if start == len(draft.lines):
        return draft
    front = range(max(0, start - FRONT), start)
    dated = {i: found for i in front if (found := _DATE.search(draft.lines[i].text)) and len(draft.lines[i].text) < 80}
    title = _title_index(draft.lines, [i for i in front if i not in dated], start)
    rules = {i: "front" for i in range(start) if not _stays(draft.lines[i], i, title)}
    rules |= dict.fromkeys(dated, "dateline")
    if title is not None:
        rules[title] = "title"
    candidates = tuple(c for i, found in dated.items() for c in _date_and_section(draft.lines[i].text, found))
    headline = draft.lines[title].text if title is not None else ""
    return replace(draft.without(rules), title=headline, candidates=candidates)


def _stays(line: Line, index: int, title: int | None) -> bool:
    """A whole sentence or a long line between headline and text belongs to it; names, sections and picture headlines do
    not."""
    if title is None or index <= title:
        return False
    said = line.sentence and words_in(line.tokens) >= MIN_TITLE
    return line.running or (not line.chrome and (said or line.width >= UNMARKED_RUNNING))


def _title_index(lines: tuple[Line, ...], front: list[int], start: int) -> int | None:
    """Return the line before the text that shares most words with it, among those that look like a headline; a short
    one only where there is none of the usual length."""
    words = {token for line in lines[start:] for token in line.tokens}
    fit = [i for i in front if len(lines[i].text) <= MAX_TITLE and not lines[i].has(*_FRONT_KINDS)]
    usual = {i: score for i in fit if (score := _likeness(lines[i], words))}
    if usual:
        return max(usual, key=lambda i: usual[i])
    short = [i for i in fit if not lines[i].chrome and (len(front) == 1 or _is_told(lines[i], words))]
    return short[-1] if short else None


def _likeness(line: Line, words: Collection[str]) -> float:
    """Return how much of a line of the usual length the text repeats. Longer headlines say more: the stray one over a
    picture is a short echo of the real one. A full stop is rare behind them."""
    size = words_in(line.tokens)
    if size < MIN_TITLE:
        return 0.0
    share = sum(token in words for token in line.tokens) / len(line.tokens)
    doubt = (SENTENCE if line.text.endswith((".", "。")) else 1.0) * (LONG if size > MOST_WORDS else 1.0)
    return share * min(size, 12.0) * doubt


def _is_told(line: Line, words: Collection[str]) -> bool:
    """Return whether a line has two words at least, and half of them stand in the text."""
    told = sum(token in words for token in line.tokens)
    return words_in(line.tokens) >= 2 and told * 2 >= len(line.tokens)


_FRONT_KINDS = (
    "watch",
    "navigation",
    "updated",
    "share",
    "consent",
    "app_prompt",
    "byline",
    "newsletter",
    "advert",
    "listen",
)


def _date_and_section(text: str, found: re.Match[str]) -> list[Candidate]:
    """Return the date a line states and, where few words follow it, the section they name."""
    candidates = [Candidate(field="published", value=found.group("date"), source="visible_text")]
    section = text[found.end() :].strip(" |·-–—,/")
    if section and len(section.split()) <= 4 and section[:1].isalpha():
        candidates.append(Candidate(field="section", value=section, source="visible_text"))
    return candidates
