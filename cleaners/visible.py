"""What the page says in plain sight around the headline: date lines and bylines, as candidates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.draft import Line
from cleaners.model import Candidate

ABOVE, BELOW = 4, 12  # blocks before and after the headline in which date and byline stand
LONGEST = 120  # characters of such a line
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]{4}|25[5-9]\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")


def visible_candidates(lines: Sequence[Line], title: int | None, last: int) -> tuple[Candidate, ...]:
    """Return the dates and authors stated in removed lines near the headline, and in date lines right below the text.

    `title` is the index of the headline, None where the page shows none; `last` that of the last line that is in.
    """
    start = title if title is not None else 0
    near = [*range(max(0, start - ABOVE), min(len(lines), start + BELOW)), *range(last + 1, min(len(lines), last + 4))]
    found = []
    for i in dict.fromkeys(near):
        line = lines[i]
        if not line.rule or line.rule == "title" or len(line.text) > LONGEST:
            continue
        text = line.text.replace("\n", " ")
        if _states_date(line):
            found.append(Candidate(field="published", value=text, source="visible_text"))
        if line.rule == "byline" or line.has("byline"):
            found.append(Candidate(field="author", value=text, source="visible_text"))
    return tuple(found)


def _states_date(line: Line) -> bool:
    if not _DIGIT.search(line.text):
        return False
    named = line.rule in ("date", "updated") or line.has("updated")
    return bool(_YEAR.search(line.text)) or (named and bool(_CLOCK.search(line.text)))
