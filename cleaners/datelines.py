"""Where a page states its date when nothing beside headline and text does: most telling places first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.draft import Line

LONGEST = 120  # characters of a line that states a date
LONGEST_META = 500  # the same where its element is named for it
BEHIND = 3  # lines behind the text that still belong to it
FIRST = 4  # lines of the text that can begin with a dateline
OPENING = 40  # characters of them within which it stands
LONE = 60  # characters of a line of which a date is a good part
NAME = 3  # words of a name
CLOCK = 12  # characters that a clock, or a mark around it, adds to a date
# The digits of other scripts, and years of the Buddhist calendar.
_YEAR = (
    r"(?:(?:19|20)\d\d|25[5-9]\d"
    r"|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]{4})(?!\d)"
)
_DAY = r"(?<![\d.])\d{1,2}"
_FULL = re.compile(
    rf"{_DAY}\s?[./|-]\s?\d{{1,2}}\s?[./|-]\s?(?:{_YEAR}|\d\d(?![\d.]))"
    rf"|(?<!\d){_YEAR}\s?[-/.年년]\s?\d{{1,2}}\s?[-/.月월]\s?\d{{1,2}}(?!\d)"
    rf"|{_DAY}(?!\d)[^\d\n]{{3,24}}{_YEAR}"
    rf"|{_DAY}\s\S{{2,6}}\s\d{{1,2}},?\s(?:\S{{2,4}}\s)?{_YEAR}"
    rf"|[^\s\d]{{2,16}}\s\d{{1,2}}\S{{0,3}}\s{_YEAR}"
    rf"|(?<!\d){_YEAR}[^\d\n]{{3,16}}\s\d{{1,2}}(?!\d)"
)
# "Karlsruhe, (12.11.2021). ", "27.1.2022 - "
_PLACE = re.compile(r"\W*(?:[^\d,.]{2,25}(?:,|\s[(–—-])\W{0,3})?$")
_BREAK = re.compile(r"\s?[)\].:|/–—-]|\s[\"„“«»]|$")
# What system builders call the line under a headline, and the last line of a wiki page.
_META = re.compile(
    r"(?:^|[._-])(?:(?:pub)?(?:date|datum|dato|fecha)|time|timestamp|published|updated|created|posted|submitted"
    r"|(?:post|entry|item|article|news)(?:-single)?[_-]?(?:meta|metadata|info|date|header|footer)|lastmod)(?:$|[._-])",
    re.I,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_STOPS = ".!?…。！？।؟"  # a sentence with a date is about that day
# Lines of other articles, of pictures, of readers.
_OTHERS = frozenset(
    "comments related read_also most_read teaser caption aside side advert sponsored copyright consent hidden".split()
)


def full_date(text: str) -> str:
    """Return the first date with day, month and year in a text, as it stands; empty if there is none.

    Months in words are any word: whether it is one, the normalizer finds out.

    >>> full_date("Karlsruhe, (12.11.2021)."), full_date("19. Oktober 2019 00:04"), full_date("Winter 2017/2018")
    ('12.11.2021', '19. Oktober 2019', '')
    """
    found = _FULL.search(text)
    return found[0] if found else ""


def distant_date(lines: Sequence[Line], start: int, last: int) -> str:
    """Return what a page says of its date away from its headline, as it stands; empty if it says nothing.

    `start` is the index of the headline, 0 where the page shows none; `last` that of the last line that is in, -1
    without one. Of several places of one kind the first counts; what stands beside other articles does not.
    """
    own = [i for i, line in enumerate(lines) if line.rule not in _OTHERS]
    around = [i for i in own if start <= i <= last + BEHIND]
    kept = [line.text for line in lines if not line.rule]
    trials = (
        _announced(lines, around),
        _headline(lines, around[:1]),
        _named(lines, around),
        _opening(kept[:FIRST]),
        _closing(kept[-1:]),
        _lone(lines, around),
        _announced(lines, own),
        _named(lines, [i for i in own if i > last]),
    )
    return next((found.replace("\n", " ") for trial in trials for found in trial), "")


def _announced(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the short lines that say "published on" or the like, and those behind such a label."""
    for i in indexes:
        if len(lines[i].text) <= LONGEST and lines[i].has("updated", forms=("line", "start")):
            yield from (text for text in (lines[i].text, _bare(lines[i + 1 : i + 2])) if full_date(text))


def _bare(lines: Sequence[Line]) -> str:
    """Return the text of a line that holds hardly anything but a date; empty if it does not."""
    text = lines[0].text if lines else ""
    return text if len(text) - len(full_date(text)) <= CLOCK else ""


def _headline(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the date on a line of its own in the headline, or the one that touches its begin or end."""
    for text in (lines[i].text for i in indexes if lines[i].rule == "title"):
        yield from filter(None, map(full_date, text.split("\n")[1:]))
        found = full_date(text)
        if found and (text.startswith(found) or text.endswith(found)):
            yield found


def _named(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the lines whose element, or the one around it, is named for date or author."""
    for line in (lines[i] for i in indexes if lines[i].rule):
        told = line.rule in ("date", "updated", "byline") or _is_named(line.path)
        if told and len(line.text) <= LONGEST_META and full_date(line.text):
            yield line.text


def _is_named(path: str) -> bool:
    return any(_META.search(_CAMEL.sub("-", element)) for element in path.split("/")[-2:])


def _opening(texts: Sequence[str]) -> Iterator[str]:
    """Yield the date with which the text begins, behind a place at most, and parted from it: a dateline."""
    for text in texts:
        if found := full_date(text[:OPENING]):
            before, _, after = text.partition(found)
            if _PLACE.match(before) and _BREAK.match(after):
                yield found


def _closing(texts: Sequence[str]) -> Iterator[str]:
    """Yield the date with which the text ends, beside a name at most."""
    for text in texts:
        found = full_date(text)
        if found and text.endswith(found) and len(text.split()) - len(found.split()) <= NAME:
            yield found


def _lone(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the one date in the lines that are out and no sentences; several are those of other things."""
    texts = (lines[i].text for i in indexes if lines[i].rule not in ("", "title"))
    said = {found for text in texts if len(text) <= LONE and text[-1] not in _STOPS and (found := full_date(text))}
    if len(said) == 1:
        yield said.pop()
