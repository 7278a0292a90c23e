"""Plain text without a page around it: lines as blocks, the headline found by position and likeness."""

from __future__ import annotations

import re
from dataclasses import replace

from cleaners.draft import Draft, Line, LineMaker
from cleaners.lexicon import Lexicon
from cleaners.model import Candidate, Page
from cleaners.tree import folded

_DATE = re.compile(
    r"(?P<date>\b(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?:[T ]+\d{1,2}:\d\d(?::\d\d)?)?\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?:,? \d{1,2}:\d\d)?\b"
    r"|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
)
MAX_TITLE = 250  # characters
MIN_TITLE = 4  # words
FRONT = 12  # lines before the first running text in which headline, date and section are looked for


def draft_of_text(page: Page, lexicon: Lexicon) -> Draft:
    """Return the draft of a plain-text page: one line a block, numbered from 1 in `path`.

    The body is UTF-8. Date and section are candidates where a line before the text states them.
    """
    make = LineMaker(lexicon).line
    lines: list[Line] = []
    group = 0
    for number, raw in enumerate(page.body.decode("utf-8", "replace").splitlines(), 1):
        if text := folded(raw):
            lines.append(make(text, f"line {number}", group=group))
        else:
            group += 1
    return _with_front(Draft(lines=tuple(lines), form="text", url=page.url, outlet=page.outlet))


def first_running(lines: tuple[Line, ...]) -> int:
    """Return the index of the first running text that is not chrome; the number of lines if there is none."""
    return next((i for i, line in enumerate(lines) if line.running and not line.hits), len(lines))


def _with_front(draft: Draft) -> Draft:
    """Return the draft with the headline named, and with headline, dates and strays before the text taken out."""
    start = first_running(draft.lines)
    if start == len(draft.lines):
        return draft
    front = range(max(0, start - FRONT), start)
    dated = {i: found for i in front if (found := _DATE.search(draft.lines[i].text)) and len(draft.lines[i].text) < 80}
    title = _title_index(draft.lines, [i for i in front if i not in dated])
    rules = {i: "front" for i in range(start) if not _stays(draft.lines[i], i, title)}
    rules |= dict.fromkeys(dated, "dateline")
    if title is not None:
        rules[title] = "title"
    candidates = tuple(c for i, found in dated.items() for c in _date_and_section(draft.lines[i].text, found))
    headline = draft.lines[title].text if title is not None else ""
    return replace(draft.without(rules), title=headline, candidates=candidates)


def _stays(line: Line, index: int, title: int | None) -> bool:
    """A whole sentence between headline and text belongs to it; names, sections and picture headlines do not."""
    return title is not None and index > title and line.running


def _title_index(lines: tuple[Line, ...], front: list[int]) -> int | None:
    """Return the line before the text that shares most words with it, among those that look like a headline."""
    words = {token for line in lines[front[-1] + 1 if front else 0 :] for token in line.tokens}
    best, best_score = None, 0.0
    for i in front:
        line = lines[i]
        if len(line.tokens) < MIN_TITLE or len(line.text) > MAX_TITLE or line.has(*_FRONT_KINDS):
            continue
        # Longer headlines say more: the stray one over a picture is a short echo of the real one.
        score = sum(token in words for token in line.tokens) / len(line.tokens) * min(len(line.tokens), 12)
        if score > best_score:
            best, best_score = i, score
    return best


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
