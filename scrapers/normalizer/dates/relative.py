"""Relative times ("3 timar sidan") as the table knows them; dateparser reads what is not there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

from scrapers.normalizer.dates.formats import ascii_digits
from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.tables import Table, read_table


class Phrases(Table):
    """One language of `data/relative.toml`; forms in lower case, separated by `|`."""

    label: str = ""
    """Before everything: "posted"."""
    before: str = ""
    """Before number and unit."""
    after: str = ""
    """Behind number and unit."""
    minute: str = ""
    """Unit."""
    hour: str = ""
    """Unit."""
    day: str = ""
    """Unit."""
    week: str = ""
    """Unit."""
    one: str = ""
    """In the place of the number."""
    now: str = ""
    """The whole text, for this minute."""
    yesterday: str = ""
    """The whole text, for the day before."""


class RelativeTable(Table):
    """`data/relative.toml`."""

    languages: dict[str, Phrases]
    """Phrases by language."""


TABLE = read_table(RelativeTable, "relative.toml")
_LONGEST = 48
_ALIASES = {"no": "nb", "bs": "hr", "in": "id", "iw": "he"}
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def relative_date(text: str, reader: Reader) -> Moment | None:
    """Return the point in time that the whole text tells relative to `reader.now`; None if it tells none.

    Forms of `reader.languages` and of English are known. Days and weeks give a day, the rest a minute.

    >>> from datetime import UTC, datetime
    >>> reader = Reader(now=datetime(2026, 1, 5, 12, tzinfo=UTC), zone=UTC, languages=("nn",))
    >>> relative_date("3 timar sidan", reader).value
    '2026-01-05T09:00+00:00'
    """
    folded = " ".join(ascii_digits(text).lower().split()).strip(" .,:;|–-")
    if not folded or len(folded) > _LONGEST:
        return None
    spoken = [code.partition("-")[0] for code in reader.languages]
    for language in dict.fromkeys([*(_ALIASES.get(code, code) for code in spoken), "en"]):
        moment = _read(folded, language, reader) if language in TABLE.languages else None
        if moment:
            return moment
    return None


def _read(text: str, language: str, reader: Reader) -> Moment | None:
    now = reader.now.astimezone(reader.zone)
    phrases = TABLE.languages[language]
    if text in phrases.now.split("|"):
        return Moment(at=now, precision="minute")
    if text in phrases.yesterday.split("|"):
        return Moment(at=_midnight(now - _UNITS["day"]), precision="day")
    match = _shape(language).fullmatch(text)
    if not match or not (match["before"] or match["after"]):
        return None
    unit = next(name for name in _UNITS if match[name])
    at = (reader.now - int(match["number"] or 1) * _UNITS[unit]).astimezone(reader.zone)
    if unit in ("minute", "hour"):
        return Moment(at=at, precision="minute")
    return Moment(at=_midnight(at), precision="day")


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


@cache
def _shape(language: str) -> re.Pattern[str]:
    phrases = TABLE.languages[language]
    label, before, after, one = (
        _any_of(forms) for forms in (phrases.label, phrases.before, phrases.after, phrases.one)
    )
    units = "|".join(
        f"(?P<{unit}>{_any_of(forms)})"
        for unit, forms in zip(_UNITS, (phrases.minute, phrases.hour, phrases.day, phrases.week), strict=True)
    )
    number = rf"(?:(?P<number>\d{{1,3}})\s?|{one}\s?)?"
    return re.compile(rf"(?:{label}\s?:?\s)?(?P<before>{before}\s)?{number}(?:{units})(?P<after>\s?{after})?")


def _any_of(forms: str) -> str:
    """A pattern of the forms, longest first; one that matches nothing if there are none."""
    known = sorted(filter(None, forms.split("|")), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, known))})" if known else r"(?!)"
