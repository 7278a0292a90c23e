"""What readers see of a date corrects what the page data say: a false `Z`, and a midnight that only means a day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from scrapers.normalizer.dates.formats import ascii_digits, plain_date
from scrapers.normalizer.dates.moment import Moment, Reader

_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})\s?[:.h時时시点點]\s?(\d\d)(?!\d|\.\d)")
_NUMBER = re.compile(r"\d+")
_ZONED = re.compile(r"\b(?:UTC|GMT|Z)\b|\dZ\b")
_LONGEST = 120


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


def in_zone(moment: Moment, reader: Reader) -> Moment:
    """Return a moment with offset 0 at the same clock in the reader's zone, assumed; any other as it is."""
    at = moment.at.replace(tzinfo=reader.zone)
    false = moment.precision != "day" and not moment.zone_assumed and not moment.at.utcoffset() and at.utcoffset()
    return replace(moment, at=at, zone_assumed=True) if false else moment


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
