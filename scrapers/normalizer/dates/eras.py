"""Dates of other calendars: Persian, Hijri and Nepali months, Japanese eras, the years of the Republic of China."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from scrapers.normalizer.dates.formats import ascii_digits, plain_date, timed
from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.tables import Table, any_of, read_table


class CalendarTable(Table):
    """`data/calendars.toml`."""

    months: dict[str, tuple[str, ...]]
    """The twelve months by calendar, spellings separated by `|`."""
    eras: dict[str, int]
    """Gregorian year before the first one, by name of the era."""


TABLE = read_table(CalendarTable, "calendars.toml")
_LONGEST = 200
_MONTH_OF = {
    calendar: {spelling: number for number, names in enumerate(months, start=1) for spelling in names.split("|")}
    for calendar, months in TABLE.months.items()
}
_YEARS = {"jalali": r"1[34]\d\d", "hijri": r"14\d\d", "nepali": r"20[4-9]\d"}
_ERA = re.compile(
    rf"(?:(?:中華|中华)?(?P<era>{'|'.join(TABLE.eras)})\s?(?P<y>\d{{1,3}}|元)|(?<!\d)(?P<roc>1[0-4]\d))\s?年\s?"
    r"(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"
)
_NUMBERS = re.compile(
    r"(?<!\d)(?P<y>1[34]\d\d|20[4-9]\d)([/.-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d2>\d{1,2})([/.-])(?P<m2>\d{1,2})\6(?P<y2>1[34]\d\d|20[4-9]\d)(?!\d)"
)
_CALENDARS_OF = {"fa": ("jalali", "hijri"), "ps": ("jalali",), "ckb": ("jalali",), "ar": ("hijri",), "ne": ("nepali",)}


def _worded(calendar: str) -> tuple[re.Pattern[str], ...]:
    month = any_of(_MONTH_OF[calendar])
    month, year = rf"(?P<m>{month})(?!\w)", rf"(?P<y>{_YEARS[calendar]})(?!\d)"
    day = r"(?<!\d)(?P<d>\d{1,2})(?!\d)"
    return (
        re.compile(rf"{day}\s?(?:ماه\s)?{month}\s?(?:ماه)?،?,?\s?{year}", re.IGNORECASE),
        re.compile(rf"{year}\s?(?:साल)?,?\s?{month}\s?{day}", re.IGNORECASE),
        re.compile(rf"{month}\s{day},?\s{year}", re.IGNORECASE),
    )


_WORDED = {calendar: _worded(calendar) for calendar in TABLE.months}


def era_date(text: str, reader: Reader) -> Moment | None:
    """Return the first date in `text` of a calendar other than the Gregorian; None if there is none.

    Months in words are known by their names; numbers (1404/10/14) only where `reader.languages` use such a calendar,
    and only those that make a day which is not in the future. Hijri days are those of Umm al-Qura.

    >>> from datetime import UTC
    >>> reader = Reader(now=datetime(2026, 1, 5, tzinfo=UTC), zone=UTC, languages=("fa",))
    >>> era_date("۱۴ دی ۱۴۰۴", reader).value, era_date("令和8年1月4日", reader).value
    ('2026-01-04', '2026-01-04')
    """
    text = ascii_digits(text.strip()[:_LONGEST])
    for match, day in (*_era_days(text), *_worded_days(text), *_numbered_days(text, reader)):
        midnight = datetime(day.year, day.month, day.day)
        return timed(midnight, text[: match.start()], text[match.end() :], reader)
    return None


def numeric_date(text: str, reader: Reader) -> Moment | None:
    """Return the first date in `text` that needs no dateparser: `plain_date`, or `era_date` where that gives nothing.

    What only makes a day of the future as a Gregorian date (2082/09/20) is read by the other calendars, too.
    """
    plain = plain_date(text, reader)
    if plain and plain.at <= reader.now + timedelta(days=1):
        return plain
    return era_date(text, reader) or plain


def _era_days(text: str) -> Iterator[tuple[re.Match[str], date]]:
    if "年" not in text or not (match := _ERA.search(text)):
        return
    start = TABLE.eras[match["era"]] if match["era"] else TABLE.eras["民國"]
    year = start + (1 if match["y"] == "元" else int(match["y"] or match["roc"]))
    if day := _valid(date, year, int(match["m"]), int(match["d"])):
        yield match, day


def _worded_days(text: str) -> Iterator[tuple[re.Match[str], date]]:
    for calendar, shapes in _WORDED.items():
        for shape in shapes:
            if match := shape.search(text):
                month = _MONTH_OF[calendar].get(match["m"].casefold(), 0)
                if day := _valid(_CONVERTERS[calendar], int(match["y"]), month, int(match["d"])):
                    yield match, day


def _numbered_days(text: str, reader: Reader) -> Iterator[tuple[re.Match[str], date]]:
    used = [one for language in reader.languages for one in _CALENDARS_OF.get(language.partition("-")[0], ())]
    match = _NUMBERS.search(text) if used else None
    if not match:
        return
    year, month, day = (int(match[part] or match[f"{part}2"]) for part in ("y", "m", "d"))
    for calendar in dict.fromkeys(used):
        found = _valid(_CONVERTERS[calendar], year, month, day) if re.fullmatch(_YEARS[calendar], str(year)) else None
        if found and found <= (reader.now + timedelta(days=1)).date():
            yield match, found


def _valid(converter: Callable[[int, int, int], date], year: int, month: int, day: int) -> date | None:
    try:
        return converter(year, month, day)
    except (ValueError, OverflowError):
        return None


# The libraries are imported where they are needed: most crawls never do, and each takes 20 to 30 ms.
def _from_jalali(year: int, month: int, day: int) -> date:
    import jdatetime  # type: ignore[import-untyped]

    found: date = jdatetime.date(year, month, day).togregorian()
    return found


def _from_hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    return Hijri(year, month, day).to_gregorian()


def _from_nepali(year: int, month: int, day: int) -> date:
    import nepali_datetime  # type: ignore[import-untyped]

    found: date = nepali_datetime.date(year, month, day).to_datetime_date()
    return found


_CONVERTERS: dict[str, Callable[[int, int, int], date]] = {
    "jalali": _from_jalali,
    "hijri": _from_hijri,
    "nepali": _from_nepali,
}
