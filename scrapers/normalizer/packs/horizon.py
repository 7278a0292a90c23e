"""Whether a day that a sentence names without a year can only be the one next to the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from pydantic import Field

from scrapers.normalizer.dates.formats import ascii_digits
from scrapers.normalizer.stories.days import Named, weekdays_in
from scrapers.normalizer.tables import Table, read_table

WEEK = 7
RECENT = timedelta(days=3)
"""A weekday lies so far back at most: one further back is as likely to be the next one."""
NEAR = timedelta(days=60)
"""So far from the day of publication, at most, is a day without a year: any other year is four times as far then."""
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})
"""Languages whose words stand without spaces, or with endings."""
_ALIASES = {"no": "nb"}
_YEARS = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
# "4.5." at the end of a sentence is a number more often than the fourth of May.
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\s|$)")
_LANGUAGES = 64


class OtherDays(Table):
    """What `data/otherdays.toml` says of one language; forms separated by |."""

    words: str = Field(min_length=1)
    """Words and phrases that stand anywhere in the sentence; * is any letters."""
    led: str = ""
    """Words of which one stands right before a weekday that counts; empty: anything may."""
    near: str = ""
    """Words that are not among the two before a weekday that counts."""


class OtherDaysTable(Table):
    """`data/otherdays.toml`."""

    languages: dict[str, OtherDays]
    """By language code, without script and region."""


TABLE = read_table(OtherDaysTable, "otherdays.toml")


def past_weekdays(sentence: str, language: str, published: date) -> list[date]:
    """Return the days meant by the weekdays of a sentence from the head of an article, in the order of the text.

    Empty unless every weekday in it lies at most three days back and no word tells of days to come or that come again;
    so it is for languages without such a list.

    >>> past_weekdays("The bridge fell on Saturday.", "en", date(2026, 1, 4))
    [datetime.date(2026, 1, 3)]
    >>> past_weekdays("The bridge will open on Saturday.", "en", date(2026, 1, 4))
    []
    """
    told = TABLE.languages.get(_base(language))
    if told is None or _looks_elsewhere(sentence, language):
        return []
    days = []
    for named in weekdays_in(sentence, language):
        back = timedelta(days=(published.weekday() - named.weekday) % WEEK)
        if back > RECENT or not _is_told_of(told, sentence[: named.start]):
            return []
        days.append(published - back)
    return list(dict.fromkeys(days))


def likely_day(named: Named, sentence: str, paragraph: str, language: str, around: date) -> date | None:
    """Return the day meant by day and month without a year; None unless it is at most sixty days from `around`.

    None, too, where a word points to another year, or the paragraph states another one.
    """
    day = named.near(around)
    if day is None or abs(day - around) > NEAR or _DECIMAL.match(ascii_digits(sentence), named.start):
        return None
    years = {int(year) for year in _YEARS.findall(ascii_digits(paragraph))}
    return None if years - {day.year} or _looks_elsewhere(sentence, language) else day


def _is_told_of(told: OtherDays, before: str) -> bool:
    last = [word.strip(".,;:()\"'«»“”„").casefold() for word in before.split()[-2:]]
    if set(last) & set(told.near.split("|")):
        return False
    return not told.led or bool(last and last[-1] in told.led.split("|"))


def _looks_elsewhere(sentence: str, language: str) -> bool:
    pattern = _pattern(_base(language))
    return sentence.rstrip().endswith(("?", "？", "؟")) or bool(pattern and pattern.search(sentence))


def _base(language: str) -> str:
    base = language.partition("-")[0].casefold()
    return _ALIASES.get(base, base)


@lru_cache(maxsize=_LANGUAGES)
def _pattern(language: str) -> re.Pattern[str] | None:
    told = TABLE.languages.get(language)
    if told is None:
        return None
    forms = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in told.words.split("|"))
    return re.compile(forms if language in _UNSPACED else rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
