"""When an article appeared and when it was changed, judged from everything that page, feed and transport say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from cleaners.model import Candidate
from scrapers.article import DateSource, DateVerdict
from scrapers.normalizer.dates.address import url_date
from scrapers.normalizer.dates.eras import numeric_date
from scrapers.normalizer.dates.formats import plain_date
from scrapers.normalizer.dates.locales import worded_date
from scrapers.normalizer.dates.moment import Moment, Reader
from scrapers.normalizer.dates.shown import as_shown, in_zone, on_local_day, possible

TRUST: tuple[DateSource, ...] = (
    "json_ld",
    "meta",
    "time_tag",
    "feed",
    "sitemap",
    "url",
    "visible_text",
)
"""Sources of a date, the most trusted first."""
_STATED: tuple[DateSource, ...] = ("json_ld", "meta", "time_tag", "feed", "sitemap")
_OTHER_NAMES: dict[str, DateSource] = {"link": "meta", "html": "visible_text"}
UNNAMED = "dated"
"""Field of dates that page data give without saying of what."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No outlet had pages before: what claims to be older needs proof, as the archives of some papers have it."""
TOLERANCE = timedelta(days=1)
"""How far two sources may lie apart and still mean the same."""
_ZERO = (date(1969, 12, 31), date(1970, 1, 1))  # what a program prints for no date
_NO_YEAR = 1901
_SEEN: tuple[DateSource, ...] = ("time_tag", "url", "visible_text")

# Six words or more, then a comma and the date, without a clock.
_CAPTION = re.compile(r"^(?:[^\W\d_]+[\s,'’-]+){6,40}[^,:\d]{0,12}\d{1,2}[^,:]{1,12},?\s\d{4}\.?$")
_Parser = Callable[[str, Reader], Moment | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The verdict on both dates."""

    published: DateVerdict
    """When it appeared; source `first_seen` if nothing says so."""
    modified: DateVerdict | None
    """When it was changed after that; None if not known or not later."""
    disagreements: tuple[str, ...]
    """Sources that say another day of publication, each with the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    source: DateSource
    raw: str
    moment: Moment


def dates_of(candidates: Iterable[Candidate], reader: Reader, *, url: str = "") -> Dates:
    """Return when an article appeared and when it was changed.

    Takes the candidates of fields `DATE_FIELDS` as they stand; `url` is the page's. The first date of the most trusted
    source wins (`TRUST`, but `<time>` tags that name several days come last, and after them what page data call `date`,
    which often is the day of the last change or of the printed edition); a less trusted one that agrees with it only
    adds what it lacks (a time, an offset). A date before 1990 that is not in plain sight or in the URL, too, does not
    count, nor does one after `reader.now` (`possible`). Where no source says when the article appeared, its change
    says it, then the `Last-Modified` header, then `reader.now` (`first_seen`). The time that wins is corrected by what
    the page shows its readers (`as_shown`).
    """
    found = tuple(candidates)
    if day := url_date(url):
        found = (*found, Candidate(field="published", value=day, source="url"))
    readings = _readings(found, "published", reader)
    changes = _readings(found, "modified", reader)
    published = _sharpest(readings) or _sharpest(changes) or _header(found, reader) or _first_seen(reader)
    published = _zoned(published, changes)
    modified = _sharpest(changes)
    seen = _as_seen(published, found, readings, reader)
    shifted = seen.moment.zone_assumed and not published.moment.zone_assumed
    if modified and shifted and modified.source == published.source:  # one program wrote both
        modified = replace(modified, moment=in_zone(modified.moment, reader))
    published = _on_local_day(seen, readings, reader)
    return Dates(
        published=_verdict(published),
        modified=_verdict(modified) if modified and _is_later(modified.moment, published.moment) else None,
        disagreements=tuple(_disagreements(published, readings)),
    )


def _readings(candidates: tuple[Candidate, ...], field: str, reader: Reader) -> tuple[_Reading, ...]:
    """Numbers and English months first: only where they give nothing, or a crowd, is the slow parser asked."""
    fields = (field, UNNAMED) if field == "published" else (field,)
    mine = [one for one in candidates if one.field in fields and one.source != "http"]
    mine.sort(key=lambda one: (one.field == UNNAMED, TRUST.index(_source(one)), _is_caption(one)))
    plain = _captions_last(list(_proven(_parsed(mine, numeric_date, reader))))
    crowd = _is_crowd(plain)
    if crowd:
        plain.sort(key=lambda one: one.source == "time_tag")
    if plain and not (crowd and plain[0].source == "time_tag"):
        return tuple(plain)
    worded = (one for one in _parsed(mine, worded_date, reader) if one.moment.at >= EARLIEST)
    return (*islice(worded, 1), *plain)


def _is_caption(candidate: Candidate) -> bool:
    """Whether a date in plain sight ends a sentence, as under a picture: it says when that was taken."""
    return _source(candidate) == "visible_text" and bool(_CAPTION.search(candidate.value))


def _captions_last(readings: list[_Reading]) -> list[_Reading]:
    """Where captions are all there is, the latest comes first: no article is older than its pictures."""
    if any(one.source != "visible_text" or not _CAPTION.search(one.raw) for one in readings):
        return readings
    return sorted(readings, key=lambda one: one.moment.at, reverse=True)


def _proven(readings: Iterable[_Reading]) -> list[_Reading]:
    """Leave out days before `EARLIEST` unless page data and what stands in the URL or in plain sight agree on one."""
    found = list(readings)
    seen = {one.moment.day for one in found if one.source in _SEEN}
    stated = {one.moment.day for one in found if one.source not in _SEEN}
    proven = {day for day in seen & stated if day.year > _NO_YEAR and day not in _ZERO}
    return [one for one in found if one.moment.at >= EARLIEST or one.moment.day in proven]


def _is_crowd(readings: Iterable[_Reading]) -> bool:
    """Several days in <time> tags are those of other articles."""
    return len({one.moment.day for one in readings if one.source == "time_tag"}) > 1


def _parsed(candidates: Iterable[Candidate], parse: _Parser, reader: Reader) -> Iterator[_Reading]:
    known: dict[str, Moment | None] = {}
    for one in candidates:
        if one.value not in known:
            parsed = parse(one.value, reader)
            known[one.value] = possible(parsed, reader) if parsed else None
        moment = known[one.value]
        if moment:
            yield _Reading(source=_source(one), raw=one.value, moment=moment)


def _source(candidate: Candidate) -> DateSource:
    named = next((source for source in TRUST if source == candidate.source), None)
    return named or _OTHER_NAMES.get(candidate.source, "visible_text")


def _sharpest(readings: tuple[_Reading, ...]) -> _Reading | None:
    """The most trusted, or one that says the same and more."""
    if not readings:
        return None
    best = _most_trusted(readings)
    for other in readings:
        best = other if _is_sharper(other.moment, best.moment) else best
    return best


def _most_trusted(readings: tuple[_Reading, ...]) -> _Reading:
    """The first, unless two or more sources agree on another day, and none with the first.

    Of <time> tags that name several days only the first reading may be one.
    """
    first = readings[0]
    crowd = "time_tag" if _is_crowd(readings) and first.source != "time_tag" else ""
    own = [one for one in readings if one.source != crowd]
    voices = list({one.source: one for one in reversed(own)}.values())
    votes = Counter(one.moment.day for one in voices)
    day, most = votes.most_common(1)[0]
    days = (one.moment.precision for one in (first, *(voice for voice in voices if voice.moment.day == day)))
    slack = timedelta() if set(days) == {"day"} else TOLERANCE  # days have no zone that could shift them
    if votes[first.moment.day] > 1 or most < 2 or abs(day - first.moment.day) <= slack:
        return first
    return next(one for one in own if one.moment.day == day)


def _is_sharper(other: Moment, best: Moment) -> bool:
    if best.precision == "day":
        return other.precision != "day" and other.day == best.day
    if other.precision == "day" or other.zone_assumed or not _same_clock(other, best):
        return False
    # A local time with a Z behind it is a common mistake: the same clock with a real offset corrects it.
    return best.zone_assumed or (not best.at.utcoffset() and bool(other.at.utcoffset()))


def _same_clock(one: Moment, two: Moment) -> bool:
    return one.at.replace(tzinfo=None, second=0, microsecond=0) == two.at.replace(tzinfo=None, second=0, microsecond=0)


def _zoned(reading: _Reading, changes: tuple[_Reading, ...]) -> _Reading:
    """Return a reading with the offset that a date of the change has, if it is the same clock and has none itself."""
    if not reading.moment.zone_assumed:
        return reading
    zoned = (one.moment for one in changes if not one.moment.zone_assumed and one.moment.precision != "day")
    return replace(reading, moment=next((one for one in zoned if _same_clock(one, reading.moment)), reading.moment))


def _as_seen(
    reading: _Reading, candidates: tuple[Candidate, ...], readings: tuple[_Reading, ...], reader: Reader
) -> _Reading:
    """Return a reading of the page data as the text in plain sight corrects it; any other as it is."""
    if reading.source not in _STATED:
        return reading
    texts = [one.value for one in candidates if one.field == "published" and _source(one) == "visible_text"]
    others = [one.moment for one in readings if one.source != "visible_text"]
    return replace(reading, moment=as_shown(reading.moment, texts, others, reader))


def _on_local_day(reading: _Reading, readings: tuple[_Reading, ...], reader: Reader) -> _Reading:
    """Return a reading by the clock of its outlet, where other sources, but no crowd, name the day that this makes."""
    crowd = _is_crowd(readings)
    others = [one.moment for one in readings if not (crowd and one.source == "time_tag")]
    return replace(reading, moment=on_local_day(reading.moment, others, reader))


def _is_later(modified: Moment, published: Moment) -> bool:
    if "day" in (modified.precision, published.precision):
        return modified.day > published.day
    return modified.at.replace(second=0) > published.at.replace(second=0)


def _header(candidates: tuple[Candidate, ...], reader: Reader) -> _Reading | None:
    header = [one for one in candidates if one.source == "http" and one.field in ("published", "modified")]
    for one in header:
        moment = plain_date(one.value, reader)
        moment = possible(moment, reader) if moment else None
        if moment and moment.at >= EARLIEST:
            return _Reading(source="http", raw=one.value, moment=moment)
    return None


def _first_seen(reader: Reader) -> _Reading:
    return _Reading(source="first_seen", raw="", moment=Moment(at=reader.now, precision="second"))


def _verdict(reading: _Reading) -> DateVerdict:
    return DateVerdict(
        value=reading.moment.value,
        precision=reading.moment.precision,
        source=reading.source,
        raw=reading.raw,
        zone_assumed=reading.moment.zone_assumed,
    )


def _apart(one: Moment, two: Moment) -> timedelta:
    if "day" in (one.precision, two.precision):
        return abs(one.day - two.day)
    return abs(one.at - two.at)


def _disagreements(published: _Reading, readings: tuple[_Reading, ...]) -> Iterator[str]:
    seen = {published.source, "time_tag" if _is_crowd(readings) else ""}
    for other in readings:
        if other.source not in seen and _apart(other.moment, published.moment) > TOLERANCE:
            yield f"{other.source} says {other.moment.day}, {published.source} {published.moment.day}"
        seen.add(other.source)
