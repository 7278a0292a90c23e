"""Dates of lists, read leniently and only to tell recent from old; the normalizer reads them again, strictly."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

import dateparser

from cleaners.model import Discovery

_PERIOD = re.compile(r"(20\d\d)(?:-(\d\d)(?:-(\d\d))?)?")
_PERIOD_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)(?:(?:[-_/.]?|&\w{1,9}=)(0[1-9]|1[0-2])(?:(?:[-_/.]?|&\w{1,9}=)(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_DAY_IN_PATH = re.compile(r"(?<!\d)(20\d\d)([-/]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How an outlet writes its dates."""

    zone: tzinfo = UTC
    """Zone of dates without an offset."""
    languages: tuple[str, ...] = ()
    """Languages in which months may be written out, as BCP 47 codes; empty: any."""


UTC_CLOCK = Clock()


def latest_instant(written: str, clock: Clock = UTC_CLOCK) -> datetime | None:
    """Return the last instant that a written date can mean, with offset; None if it is no date.

    ISO 8601, RFC 822 and written-out dates are understood. A bare day, month or year means its end.

    >>> latest_instant("Fri, 20 Nov 2026 10:00:00 +0100").isoformat()
    '2026-11-20T10:00:00+01:00'
    >>> latest_instant("2026-11-20").isoformat()
    '2026-11-20T23:59:59.999999+00:00'
    """
    written = written.strip()
    if not written:
        return None
    if period := _PERIOD.fullmatch(written):
        return _end(period.groups(), clock.zone)
    instant = _iso(written) or _rfc822(written) or _written_out(written, clock.languages)
    return instant if instant is None or instant.tzinfo else instant.replace(tzinfo=clock.zone)


def latest_listed(found: Discovery, clock: Clock) -> datetime | None:
    """Return the later of the two dates a list gives, else the end of the day in the URL, else None.

    >>> latest_listed(Discovery(url="https://a.example/2026/11/20/storm"), UTC_CLOCK).isoformat()
    '2026-11-20T23:59:59.999999+00:00'
    """
    instants = [latest_instant(written, clock) for written in (found.published, found.modified)]
    known = [instant for instant in instants if instant]
    if known:
        return max(known)
    day = _DAY_IN_PATH.search(found.url)
    return _end(day.group(1, 3, 4), clock.zone) if day else None


def period_end(name: str) -> datetime | None:
    """Return the end of the year, month or day that a file name or URL holds last, in UTC; None if none.

    >>> period_end("https://a.example/sitemap-2026-11.xml").isoformat()
    '2026-11-30T23:59:59.999999+00:00'
    """
    ends = [_end(period.groups(), UTC) for period in _PERIOD_IN_NAME.finditer(name)]
    return next((end for end in reversed(ends) if end), None)


def _end(parts: Sequence[str | None], zone: tzinfo) -> datetime | None:
    year = int(parts[0] or 0)
    month = int(parts[1] or 12)
    try:
        day = int(parts[2] or monthrange(year, month)[1])
        return datetime.combine(datetime(year, month, day), time.max, zone)
    except ValueError:
        return None


def _iso(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _rfc822(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written_out(written: str, languages: tuple[str, ...]) -> datetime | None:
    # Only whole dates: with a part missing, dateparser would fill it in from today's date.
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    codes = [language.partition("-")[0] for language in (*languages, "en")] if languages else None
    try:
        instant: datetime | None = dateparser.parse(written[:80], languages=codes, settings=settings)
        return instant
    except (ValueError, OverflowError, re.error):
        return None
