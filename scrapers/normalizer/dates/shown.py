"""What readers see of a date corrects what page data say: a false `Z`, a midnight that means a day, the day by UTC."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from scrapers.normalizer.dates.formats import ascii_digits, plain_date
from scrapers.normalizer.dates.moment import Moment, Reader

_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})\s?[:.h時时시点點]\s?(\d\d)(?!\d|\.\d)")
_NUMBER = re.compile(r"\d+")
_ZONED = re.compile(r"(?<![A-Za-z])(?:UTC|GMT)|\b\d?Z\b")  # "UTCUpdated": elements without a space between
_LONGEST = 120
_SLACK = timedelta(minutes=15)  # by which clocks may differ
_MINUTE = timedelta(minutes=1)
_HALF_HOUR = timedelta(minutes=30)
_EASTERN_EUROPE = timedelta(hours=3)  # farther east a midnight is an hour of the day by UTC that says nothing
_FIRST_ZONE = timedelta(hours=14)  # where every day begins first


def as_shown(moment: Moment, texts: Collection[str], others: Collection[Moment], reader: Reader) -> Moment:
    """Return a moment of the page data as the dates in plain sight correct it.

    `texts` are the visible ones, as printed; `others` are what other sources say. A time in UTC whose clock the page
    shows to its readers is in their zone, unless another source names the same instant with another offset. A midnight
    is a day where the page shows that day and no clock.
    """
    same_day = [text for text in map(ascii_digits, texts) if len(text) <= _LONGEST and _shows_day(text, moment, reader)]
    clocks = [clock for text in same_day for clock in _clocks(text, moment, reader)]
    local = moment.at.replace(tzinfo=None)
    if moment.precision == "day" or not same_day:
        return moment
    if not clocks and local == datetime.combine(local, datetime.min.time()):
        return replace(moment, at=local.replace(tzinfo=reader.zone), precision="day", zone_assumed=False)
    if (local.hour, local.minute) in clocks and not any(_is_confirmed(moment, other) for other in others):
        return in_zone(moment, reader)
    return moment


def possible(moment: Moment, reader: Reader) -> Moment | None:
    """Return a moment as it can be true of a page that was seen at `reader.now`; None if it cannot.

    A time in UTC that is still to come is local with a false `Z`, if that makes it past. Of any other time to come the
    day is kept, if that day has begun somewhere on Earth.
    """
    latest = reader.now + _SLACK
    if moment.precision != "day" and moment.at > latest:
        local = in_zone(moment, reader)
        midnight = datetime.combine(moment.day, datetime.min.time(), reader.zone)
        moment = local if local.at <= latest else Moment(at=midnight, precision="day")
    if moment.precision == "day" and moment.day > (reader.now.astimezone(UTC) + _FIRST_ZONE).date():
        return None
    return moment


def in_zone(moment: Moment, reader: Reader) -> Moment:
    """Return a moment with offset 0 at the same clock in the reader's zone, assumed; any other as it is."""
    at = moment.at.replace(tzinfo=reader.zone)
    false = moment.precision != "day" and not moment.zone_assumed and not moment.at.utcoffset() and at.utcoffset()
    return replace(moment, at=at, zone_assumed=True) if false else moment


def on_local_day(moment: Moment, others: Collection[Moment], reader: Reader) -> Moment:
    """Return a time in UTC by the clock of its outlet, where only that makes it the day that other sources name.

    The offset is that of another source for the same instant, or the reader's; where that is not known, what a clock
    without offset differs by, or what makes the time a midnight.
    """
    if moment.precision == "day" or moment.at.utcoffset():
        return moment
    naming = (
        other for other in others if other.precision == "day" or other.zone_assumed or _is_confirmed(moment, other)
    )
    days = {other.day for other in naming} - {moment.day}
    known = bool(moment.at.astimezone(reader.zone).utcoffset())
    guesses = () if known else (*_clock_offsets(moment, others), *_midnights(moment))
    for zone in (*_named_offsets(moment, others), reader.zone, *guesses):
        if (local := moment.at.astimezone(zone)).date() in days:
            return replace(moment, at=local)
    return moment


def _named_offsets(moment: Moment, others: Collection[Moment]) -> Iterator[timezone]:
    """Yield the offsets with which other sources name the same instant."""
    for other in others:
        if other.precision != "day" and not other.zone_assumed and abs(other.at - moment.at) < _MINUTE:
            yield timezone(other.at.utcoffset() or timedelta(0))


def _midnights(moment: Moment) -> Iterator[timezone]:
    """Yield the offset by which a late hour in UTC is the next midnight: a program wrote a day as its first moment."""
    rest = timedelta(hours=24 - moment.at.hour)
    if not (moment.at.minute or moment.at.second) and rest <= _EASTERN_EUROPE:
        yield timezone(rest)


def _clock_offsets(moment: Moment, others: Collection[Moment]) -> Iterator[timezone]:
    """Yield what clocks without offset differ by, where that can be an offset."""
    for other in others:
        clock = other.at.replace(tzinfo=UTC) - moment.at
        halves = round(clock / _HALF_HOUR)
        if other.zone_assumed and abs(clock - halves * _HALF_HOUR) < _MINUTE and abs(clock) <= _FIRST_ZONE:
            yield timezone(halves * _HALF_HOUR)


def _is_confirmed(moment: Moment, other: Moment) -> bool:
    """Whether another source says the same instant by another clock: then the offset is no mistake."""
    instant = other.precision != "day" and not other.zone_assumed and abs(other.at - moment.at).total_seconds() < 60
    return instant and bool(other.at.utcoffset())


def _shows_day(text: str, moment: Moment, reader: Reader) -> bool:
    if read := plain_date(text, reader):
        return read.day == moment.day
    numbers = {int(number) for number in _NUMBER.findall(text)}  # months in words are those of any language
    return {moment.day.year, moment.day.day} <= numbers


def _clocks(text: str, moment: Moment, reader: Reader) -> Iterator[tuple[int, int]]:
    """Yield the hours and minutes that a text shows without a zone."""
    if _ZONED.search(text):
        return
    read = plain_date(text, reader)
    if read and read.precision != "day":
        if read.zone_assumed:
            yield read.at.hour, read.at.minute
        return
    for hour, minute in _CLOCK.findall(text):
        if (int(hour), int(minute)) != (moment.day.day, moment.day.month):
            yield int(hour), int(minute)
