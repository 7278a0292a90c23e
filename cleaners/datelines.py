"""Where a page states its date when nothing beside headline and text does: most telling places first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.draft import Line
from cleaners.words import CAMEL

LONGEST = 120  # characters of a line that states a date
BEHIND = 3  # lines behind the text that still belong to it
DIGITS = r"\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59"  # of other scripts, for a pattern
LONGEST_META = 500  # characters of a line whose element is named for a date
FIRST = 6  # lines of the text that can begin with a dateline
OPENING = 40  # characters of them within which it stands
LONE = 60  # characters of a line of which a date is a good part
NAME = 3  # words of a name
CLOCK = 12  # characters that a clock, or a mark around it, adds to a date
_YEAR = rf"(?:(?:19|20)\d\d|25[5-9]\d|[{DIGITS}]{{4}})(?!\d)"
_DAY = r"(?<![\d.])\d{1,2}"
_MONTH = r"(?:[^\s\d]{1,3}\s)?[^\s\d]{3,16}(?:,?\s[^\s\d]{1,3})?"  # "January", "de enero de"
# Every repeat is bounded, so that none backtracks far.
_FULL = re.compile(
    rf"{_DAY}(\s?[./-]\s?|\s\|\s)\d{{1,2}}\1{_YEAR}"
    rf"|{_DAY}\.\d{{1,2}}\.\d\d(?![.\d])"
    rf"|(?<!\d){_YEAR}\s?[-/.年년]\s?\d{{1,2}}\s?[-/.月월]\s?\d{{1,2}}(?!\d)"
    rf"|{_DAY}(?!\d)(?:st|nd|rd|th|[.ºª])?\s?(?:{_MONTH}|[^\s\d]{{3,16}}\s[^\s\d]{{3,16}}),?\s{_YEAR}"
    rf"|{_DAY}\s\S{{2,6}}\s\d{{1,2}},?\s(?:\S{{2,4}}\s)?{_YEAR}"
    rf"|[^\s\d]{{3,16}}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|(?<!\d){_YEAR}[^\d\n]{{3,16}}\s\d{{1,2}}(?!\d)"
)
# "Karlsruhe, (12.11.2021). ", "27.1.2022 - "; a colon only behind a place, for chronicles have it behind the date.
_PLACE = re.compile(r"\W*[^\d,.:]{2,25}(?:,|\s[(–—-])\W{0,3}$")
_BREAK = re.compile(r"\s?[()\].|/–—-]|\s[\"„“«»]|$")
# What system builders call a date, and the line that holds it: under a headline, or at the end of a wiki page.
_DATE = re.compile(
    r"(?:^|[._-])(?:pub)?(?:date|datum|dato|fecha|time|timestamp|published|updated|created|posted)(?:$|[._-])", re.I
)
_META = re.compile(
    r"(?:^|[._-])(?:(?:post|entry|item|article|news)(?:-single)?[_-]?(?:meta|metadata|info|date|header|footer)|submitted"
    r"|lastmod)(?:$|[._-])",
    re.I,
)
_OTHER_DATES = re.compile(r"event|start|end-?date|birth|expir|due|deadline|calendar|termin|kalender", re.I)
_STOPS = ".!?…。！？।؟"  # a sentence with a date is about that day
# Lines of other articles, of pictures, of readers, of every page of the site.
_OTHERS = frozenset(
    "comments related read_also most_read teaser caption aside side advert sponsored copyright consent hidden"
    " recurring nav navigation".split()
)


def full_date(text: str) -> str:
    """Return the first date with day, month and year in a text, as it stands; empty if there is none.

    Months in words are any word or two: whether they are one, the normalizer finds out.

    >>> full_date("Karlsruhe, (12.11.2021)."), full_date("19. Oktober 2019 00:04"), full_date("Winter 2017/2018")
    ('12.11.2021', '19. Oktober 2019', '')
    """
    found = _FULL.search(text)
    return found[0] if found else ""


def is_bare(text: str) -> bool:
    """Return whether a line holds a date and hardly anything else, and is no sentence.

    >>> is_bare("10.11.2021 | 17:05"), is_bare("On 10.11.2021 the quay sank")
    (True, False)
    """
    found = full_date(text) if len(text) <= LONGEST and text[-1:] not in _STOPS else ""
    return bool(found) and len(text) - len(found) <= CLOCK


def is_date_element(element: str) -> bool:
    """Return whether the name of an element, `span.date`, is one for the date of an article.

    >>> is_date_element("span.postDate"), is_date_element("p.event-date"), is_date_element("div.entry-meta")
    (True, False, False)
    """
    return bool(_DATE.search(CAMEL.sub("-", element))) and not _OTHER_DATES.search(element)


def distant_dates(lines: Sequence[Line], start: int, last: int) -> tuple[str, ...]:
    """Return what a page says of its date away from its headline, as it stands, the most telling first.

    `start` is the index of the headline, 0 where the page shows none; `last` that of the last line that is in, -1
    without one. Of several places of one kind the first counts, or none where they are not beside the text and
    disagree. What stands beside other articles does not count.
    """
    own = [i for i, line in enumerate(lines) if line.rule not in _OTHERS]
    around = [i for i in own if start <= i <= last + BEHIND]
    kept = [line for line in lines if not line.rule]
    far = [i for i in own if i > last]
    places = (
        [*_announced(lines, around)][:1],
        [*_headline(lines, around[:1])][:1],
        [*_named(lines, around)][:1],
        [*_opening(kept[:FIRST])][:1],
        [*_closing(kept[-1:])],
        _alone(_bare_dates(lines, around)),
        _alone(_announced(lines, own)),
        _alone(_named(lines, far)),
    )
    return tuple(dict.fromkeys(found.replace("\n", " ") for place in places for found in place))


def _alone(found: Iterator[str]) -> list[str]:
    """Return what all places say if it is one date; several are those of other things."""
    texts = list(found)
    return texts[:1] if len(set(map(full_date, texts))) == 1 else []


def _announced(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the short lines that say "published on" or the like, and those behind such a label."""
    places = set(indexes)
    for i in indexes:
        line = lines[i]
        if len(line.text) > LONGEST or line.running or not line.has("updated", forms=("line", "start")):
            continue
        if full_date(line.text):
            yield line.text
        elif i + 1 in places and is_bare(lines[i + 1].text):
            yield lines[i + 1].text


def _headline(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the date on a line of its own in the headline, or the one that touches its words: "27.1.2022Quay opens"."""
    for text in (lines[i].text for i in indexes if lines[i].rule == "title"):
        yield from filter(None, map(full_date, text.split("\n")[1:]))
        found = full_date(text)
        if found and text.startswith(found) and text[len(found) :][:1].isalpha():
            yield found


def _named(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the lines whose element, or the one around it, is named for date or author."""
    for line in (lines[i] for i in indexes):
        if not line.rule or len(line.text) > LONGEST_META or not full_date(line.text):
            continue
        if line.rule in ("date", "updated", "byline") or any(map(_holds_date, line.path.split("/")[-2:])):
            yield line.text


def _holds_date(element: str) -> bool:
    return is_date_element(element) or bool(_META.search(CAMEL.sub("-", element)))


def _opening(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the date with which the text begins, behind a place at most, and parted from it: a dateline."""
    for text in (line.text for line in lines):
        if found := full_date(text[:OPENING]):
            before, _, after = text.partition(found)
            if (not before.strip(" (") or _PLACE.match(before)) and _BREAK.match(after):
                yield found


def _closing(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the date with which the text ends, beside a name at most."""
    for line in lines:
        found = full_date(line.text) if len(line.text) <= LONGEST else ""
        signed = len(line.text.split()) - len(found.split()) <= NAME and not line.has("caption")
        if found and line.text.endswith(found) and signed:
            yield found


def _bare_dates(lines: Sequence[Line], indexes: Sequence[int]) -> Iterator[str]:
    """Yield the dates in the short lines that are out and no sentences."""
    for line in (lines[i] for i in indexes):
        if line.rule not in ("", "title") and len(line.text) <= LONE and line.text[-1] not in _STOPS:
            yield from filter(None, [full_date(line.text)])
