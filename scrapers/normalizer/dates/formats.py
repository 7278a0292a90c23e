"""Dates written in numbers or with English months: all that a machine writes, and much that people do. No library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime

from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.dates.zones import OFFSET, offset_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The same letters begin these months in most languages of Europe, and other months in none.
_MONTH = r"(?P<m>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_YEAR = r"(?P<y>(?:19|20|25)\d\d)"
_DAY = r"(?P<d>\d{1,2})"
_LONGEST = 300
_LATEST = 2400
BUDDHIST = 543
"""Years by which Thai years are ahead."""

# None can backtrack far: every repeat is bounded or followed by what it cannot match.
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<!\d){_YEAR}\s?[-/.年년]\s?(?P<m>\d{{1,2}})\s?[-/.月월]\s?{_DAY}(?!\d)[日일.]?",
        rf"(?<!\d){_YEAR}(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)",
        rf"(?<!\d)(?P<a>\d{{1,2}})( \| |[./-])\s?(?P<b>\d{{1,2}})\2\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\.(?P<m>\d{{1,2}})\.(?P<y>\d\d)(?![.\d])",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|\.|º)?[ -](?:of |de )?{_MONTH},?[ -](?:de )?{_YEAR}",
        rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_YEAR} оны (?P<m>\d{{1,2}})(?:-р)? сарын {_DAY}(?!\d)",
        rf"(?<!\d){_DAY} tháng (?P<m>\d{{1,2}})(?:,| năm)? {_YEAR}",
    )
)
# Fri Apr 28 19:20:36 CEST 2023, as Java prints it.
_JAVA = re.compile(r"([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) (\S{1,6}) (\d{4})$")
_COMPACT = re.compile(r"(?<!\d)(\d{8})T(\d\d)(\d\d)(\d\d)(?!\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_HALF = r"a\.?m\.?|p\.?m\.?|오전|오후|上午|下午|午前|午後|पूर्वाह्न|अपराह्न"
_TIME = re.compile(
    rf"\D{{0,24}}?(?P<before>{_HALF})?\s?(?<!\d)(?P<h>\d{{1,2}})\s?(?:[:.h時时시点點]|Uhr)\s?(?P<min>\d\d)(?:[:.](?P<s>\d\d)"
    rf"(?:[.,]\d{{1,9}})?)?[分분]?(?![\d])(?!\.\d)\s?(?P<after>{_HALF})?(?P<zone>\s?(?:{OFFSET}))?",
    re.IGNORECASE,
)
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=[年月日])")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LATE = ("p", "오후", "下午", "午後", "अपराह्न")


def plain_date(text: str, reader: Reader) -> Moment | None:
    """Return the first date in `text` that is written in numbers or with an English month; None if there is none.

    Reads ISO 8601 and what looks like it, RFC 2822, what Java and JavaScript print, seconds or milliseconds since
    1970, day.month.year and its kin, CJK forms; digits of any script; words around it do not matter. A time of
    00:00 without an offset or in UTC is how programs write a day: the precision is `day`.

    >>> from zoneinfo import ZoneInfo
    >>> reader = Reader(now=datetime(2026, 1, 5, tzinfo=UTC), zone=ZoneInfo("Europe/Oslo"))
    >>> plain_date("Oppdatert 04.01.2026 kl. 10.15", reader).value
    '2026-01-04T10:15+01:00'
    >>> plain_date("Sun, 04 Jan 2026 10:15:00 GMT", reader).value
    '2026-01-04T10:15:00+00:00'
    """
    text = ascii_digits(text.strip()[:_LONGEST])
    text = _HAN_NUMBER.sub(_han_number, text) if "年" in text else text
    if _EPOCH.fullmatch(text):
        return Moment(at=datetime.fromtimestamp(int(text[:10]), UTC), precision="second")
    text = _JAVA.sub(r"\2 \1 \5 \3 \4", _COMPACT.sub(r"\1 \2:\3:\4", text))
    moments = (moment for match in _matches(text) if (moment := _moment(match, reader)))
    return next(moments, None)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a date, the first in the text first."""
    found: list[re.Match[str]] = []
    for shape in _SHAPES:
        if match := shape.search(text):
            if not match.start():  # none stands before it: most dates that programs write need no other shape
                yield match
            else:
                found.append(match)
    yield from sorted(found, key=lambda match: match.start())


def timed(day: datetime, before: str, after: str, reader: Reader) -> Moment:
    """Return the moment on the naive midnight `day` at the time that the words after the date, or before it, tell."""
    match = _TIME.match(after) or _TIME.match(before[-40:])
    local = _local(day, match) if match else None
    if match is None or local is None:
        return Moment(at=day.replace(tzinfo=reader.zone), precision="day")
    offset = offset_of((match["zone"] or "").strip(), local, reader.zone)
    if local == day and (offset is None or not offset.utcoffset(local)):
        return Moment(at=day.replace(tzinfo=reader.zone), precision="day")
    at = local.replace(tzinfo=offset or reader.zone)
    return Moment(at=at, precision="second" if match["s"] else "minute", zone_assumed=offset is None)


def _moment(match: re.Match[str], reader: Reader) -> Moment | None:
    try:
        day = datetime(*_year_month_day(match.groupdict(), reader))
    except ValueError:
        return None
    return timed(day, match.string[: match.start()], match.string[match.end() :], reader)


def _year_month_day(part: dict[str, str], reader: Reader) -> tuple[int, int, int]:
    year = int(part["y"])
    year = year + 2000 if year < 100 else year - BUDDHIST if year > _LATEST else year
    if "a" in part:
        first, second = int(part["a"]), int(part["b"])
        swap = first <= 12 and (second > 12 or reader.month_first)
        return (year, first, second) if swap else (year, second, first)
    month = part["m"]
    return year, int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1, int(part["d"])


def _local(day: datetime, match: re.Match[str]) -> datetime | None:
    hour, half = int(match["h"]), (match["before"] or match["after"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith(_LATE) else 0)
    try:
        return day.replace(hour=hour, minute=int(match["min"]), second=int(match["s"] or 0))
    except ValueError:
        return None


def _han_number(match: re.Match[str]) -> str:
    """Return 二〇二六 as 2026 and 三十一 as 31."""
    text = match[0].translate(_HAN_DIGITS)
    tens, ten, ones = text.partition("十")
    return f"{int(tens or 1) * 10 + int(ones or 0)}" if ten else text


def ascii_digits(text: str) -> str:
    """Return `text` with the decimal digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
