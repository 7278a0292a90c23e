"""Days that a text names: with the month as a number or in words, in its own language or in English; weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from scrapers.normalizer.dates.formats import ascii_digits

_LANGUAGES = 64
_SHORTEST = 3
_NUMBERS = re.compile(
    r"(?<!\d)(?P<y>20\d\d|19\d\d)(?:-|\s?[年년]\s?)(?P<m>\d{1,2})(?:-|\s?[月월]\s?)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일]"
    r"|(?<![\d.])(?P<d3>\d{1,2})\.\s?(?P<m3>\d{1,2})\.(?:\s?(?P<y3>20\d\d|19\d\d))?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day named in a text."""

    month: int
    """1 to 12."""
    day: int
    """1 to 31."""
    year: int | None
    """As stated; None if it is not."""
    start: int
    """Where it begins in the text."""

    def near(self, other: date | None) -> date | None:
        """Return the day, in the year that puts it nearest to another one where none is stated.

        None if there is no such day, or neither a year nor another day.

        >>> Named(12, 28, None, 0).near(date(2026, 1, 4))
        datetime.date(2025, 12, 28)
        """
        if self.year or other is None:
            return _date(self.year, self.month, self.day) if self.year else None
        found = [day for year in (-1, 0, 1) if (day := _date(other.year + year, self.month, self.day))]
        return min(found, key=lambda day: abs(day - other), default=None)


def days_of(text: str, language: str) -> Iterator[Named]:
    """Yield the days that a text names, in order; `language` is a BCP 47 code.

    A month without a day is none, nor are "Sunday" and "yesterday". Of 1/4 nobody knows which is the month.

    >>> [(one.day, one.month, one.year) for one in days_of("Den 4. januar 2026 og May 17", "da")]
    [(4, 1, 2026), (17, 5, None)]
    """
    text = ascii_digits(text)
    worded = [named for match in _worded(language).finditer(text) if (named := _by_word(match, language))]
    numbered = [named for match in _NUMBERS.finditer(text) if (named := _by_number(match))]
    yield from sorted((*worded, *numbered), key=lambda named: named.start)


@dataclass(frozen=True, slots=True)
class NamedWeekday:
    """A weekday named in a text."""

    weekday: int
    """0 for Monday."""
    start: int
    """Where it begins in the text."""


def weekdays_in(text: str, language: str) -> Iterator[NamedWeekday]:
    """Yield the weekdays that a text names in full, in order; `language` is a BCP 47 code.

    >>> [one.weekday for one in weekdays_in("Regner det på søndag?", "da")]
    [6]
    >>> list(weekdays_in("He sat by the sun.", "en"))
    []
    """
    known = _weekdays(language)
    for match in _weekday_names(language).finditer(text):
        yield NamedWeekday(known[match.group().casefold()], match.start())


@lru_cache(maxsize=_LANGUAGES)
def _weekdays(language: str) -> dict[str, int]:
    locale = _locale(language) or Locale("en")
    return {str(name).casefold(): day for context in locale.days.values() for day, name in context["wide"].items()}


@lru_cache(maxsize=_LANGUAGES)
def _weekday_names(language: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_weekdays(language), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


@lru_cache(maxsize=_LANGUAGES)
def _months(language: str) -> dict[str, int]:
    found = {}
    for locale in filter(None, (_locale("en"), _locale(language))):
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                found.update({str(name).casefold().rstrip("."): month for month, name in context[width].items()})
    return {name: month for name, month in found.items() if len(name) >= _SHORTEST and not name[0].isdecimal()}


@lru_cache(maxsize=_LANGUAGES)
def _worded(language: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(language), key=len, reverse=True))
    pattern = (
        rf"(?<![\d.,:])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?: de| of)? (?P<m>{names})\b\.?"
        rf"(?:,? (?:de |del )?(?P<y>(?:19|20)\d\d)\b)?"
        rf"|\b(?P<m2>{names})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]\d)(?:,? (?P<y2>(?:19|20)\d\d)\b)?"
    )
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)


def _by_word(match: re.Match[str], language: str) -> Named | None:
    month = _months(language)[(match["m"] or match["m2"]).casefold()]
    return _named(match["y"] or match["y2"], month, match["d"] or match["d2"], match.start())


def _by_number(match: re.Match[str]) -> Named | None:
    month = match["m"] or match["m2"] or match["m3"]
    return _named(match["y"] or match["y3"], int(month), match["d"] or match["d2"] or match["d3"], match.start())


def _named(year: str | None, month: int, day: str, start: int) -> Named | None:
    possible = _date(2000, month, int(day))  # a leap year
    return Named(month, int(day), int(year) if year else None, start) if possible else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
