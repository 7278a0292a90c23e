"""Dates in words: month names of any language and relative times, read by dateparser."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

from scrapers.normalizer.dates.formats import BUDDHIST, ascii_digits, timed
from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.dates.relative import relative_date

_LONGEST = 200
_YEAR = r"(?P<y>(?:19|20|25)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<d>\d{1,2})(?!\d)"
# A month name may hold marks that \w misses (Hindi, Thai).
_WORD = r"(?P<m>[^\s\d,:|/()]{2,20}(?: al-[^\s\d,.]{2,12}| الأول| الثاني| الآخر)?)"
_OF = r"(?:\s?(?:de|del|do|d’|d'|of|ta’|ta')\s)?"
_NAMED = tuple(
    re.compile(shape)
    for shape in (
        rf"{_DAY}(?:\.|º|er|-?[егоій]{{1,3}}|a|-ші)?\s?{_OF}\s?{_WORD}\.?,?\s?{_OF}\s?{_YEAR}",
        rf"{_WORD}\.?\s{_DAY}(?:\.|-?[a-z]{{2}})?,?\s{_YEAR}",
        rf"{_YEAR}\.?\s?(?:gada|m\.|йил|оны|жылғы|ж\.)?\s?{_DAY}\.?\s?[-–]?\s?{_WORD}",
        rf"{_YEAR}[.,]?\s?(?:m\.|წლის|е\.)?\s?{_WORD}\.?\s{_DAY}",
        # The last two digits of a Thai year, behind a Thai month.
        rf"{_DAY}\s?(?P<m>[\u0e00-\u0e7f][\u0e00-\u0e7f.]{{2,12}})\s?(?P<y>\d\d)(?!\d)",
    )
)
_RELATIVE_LONGEST = 48
_DOTTED_TIME = re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)(?![\d.])")
_HAS_YEAR = re.compile(r"\d{4}")
# Where a language names its months differently by region, and the language alone knows only one way.
_REGIONS = {"ar": ("ar-LB", "ar-DZ", "ar-MA")}
_NAMES = {"no": "nb", "iw": "he", "in": "id", "zh-TW": "zh-Hant", "zh-CN": "zh-Hans"}
_VAGUE = timedelta(days=27)  # "a month ago" tells no day


def worded_date(text: str, reader: Reader) -> Moment | None:
    """Return the first date in `text` with a month in words, or the relative time that the whole text is.

    Month names are looked for in `reader.languages` and English. A time in a text without a day ("10:15") is no
    date, nor is a month alone: nothing is completed from the present day. None if there is no date.

    >>> from datetime import UTC
    >>> reader = Reader(now=datetime(2026, 1, 5, 12, tzinfo=UTC), zone=UTC, languages=("pl",))
    >>> worded_date("niedziela, 4 stycznia 2026, 10:15", reader).value
    '2026-01-04T10:15+00:00'
    >>> worded_date("2 godziny temu", reader).value
    '2026-01-05T10:00+00:00'
    """
    text = ascii_digits(text.strip()[:_LONGEST])
    for shape in _NAMED:
        for match in shape.finditer(text):
            if moment := _named(match, reader):
                return moment
    if len(text) > _RELATIVE_LONGEST or _HAS_YEAR.search(text):
        return None
    return relative_date(text, reader) or _relative(text, reader)


def _named(match: re.Match[str], reader: Reader) -> Moment | None:
    year = int(match["y"])
    year = year + 2500 if year < 100 else year
    year = year - BUDDHIST if year > 2400 else year
    parsed = _parsed(f"{match['d']} {match['m']} {year}", reader)
    if parsed is None or parsed.year != year:
        return None
    day = datetime(parsed.year, parsed.month, parsed.day)
    return timed(day, match.string[: match.start()], match.string[match.end() :], reader)


def _relative(text: str, reader: Reader) -> Moment | None:
    base = reader.now.astimezone(reader.zone).replace(tzinfo=None)
    parsed = _parsed(_DOTTED_TIME.sub(r"\1:\2", text), reader)
    if parsed is None:
        return None
    if not timedelta(0) <= base - parsed <= _VAGUE:
        return None
    if (base - parsed) % timedelta(days=1):
        return Moment(at=parsed.replace(tzinfo=reader.zone), precision="minute")
    return Moment(at=datetime(parsed.year, parsed.month, parsed.day, tzinfo=reader.zone), precision="day")


def _parsed(text: str, reader: Reader) -> datetime | None:
    languages = _known(reader.languages)
    regions = [region for language in languages for region in _REGIONS.get(language, ())]
    ways = ({"languages": list(languages)}, *({"locales": [region]} for region in regions))
    return next((found for way in ways if (found := _by_dateparser(text, reader, way))), None)


def _by_dateparser(text: str, reader: Reader, way: dict[str, list[str]]) -> datetime | None:
    # Imported here: it takes 0.2 s, and most crawls never need it.
    import dateparser

    found: datetime | None = dateparser.parse(
        text,
        settings={
            "RELATIVE_BASE": reader.now.astimezone(reader.zone).replace(tzinfo=None),
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PREFER_DATES_FROM": "past",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
        **way,
    )
    return found


@cache
def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    from dateparser.data.languages_info import language_locale_dict

    names = [_NAMES.get(language, language) for language in (*languages, "en")]
    both = [form for name in names for form in (name, name.partition("-")[0])]
    return tuple(dict.fromkeys(name for name in both if name in language_locale_dict))
