"""Figures: the numbers in a text, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapers.normalizer.dates.formats import ascii_digits
from scrapers.normalizer.stories.words import UNSPACED, stem

# A number keeps what groups its digits; the repeats are bounded by the digits between them.
_NUMBER = re.compile(
    rf"(?<![.,:/-])(?<![^\W{UNSPACED}])\d+(?:[.,’'\u00a0\u202f ]\d{{3}}(?!\d))*(?:[.,]\d{{1,2}}(?!\d))?(?![:/]\d)"
)
_GROUPING = re.compile(r"[.,’'\u00a0\u202f ](?=\d{3}(?!\d))")
_UNIT = re.compile(rf"[\s\u00a0-]{{0,2}}(%|[{UNSPACED}]|(?![{UNSPACED}])[^\W\d_]{{2,}})")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the word after it."""

    number: str
    """Digits without grouping, with a point before decimals: `1200`, `3.5`."""
    unit: str
    """Stem of what follows, in lower case (`people`, `%`), of a script without spaces its first letter (`人`); empty if
    nothing follows."""
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends, with the word after it."""

    @property
    def is_year(self) -> bool:
        """Whether it looks like a year of our time."""
        return bool(_YEAR.fullmatch(self.number))


def figures_of(text: str) -> Iterator[Figure]:
    """Yield the figures in a text in order, digits of any script; clock times, dates in numbers and codes are none.

    >>> [(one.number, one.unit) for one in figures_of("At 7:50 a.m. 1,200 people left; prices rose 3,5 %.")]
    [('1200', 'people'), ('3.5', '%')]
    >>> [(one.number, one.unit) for one in figures_of("死者は15人に")]
    [('15', '人')]
    """
    text = ascii_digits(text)
    for match in _NUMBER.finditer(text):
        number = _GROUPING.sub("", match.group()).replace(",", ".")
        unit = _UNIT.match(text, match.end())
        word = unit.group(1) if unit else ""
        yield Figure(number, stem(word.casefold()), match.start(), unit.end(1) if unit else match.end())
