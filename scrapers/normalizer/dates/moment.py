"""A point in time as far as a text tells it, and what must be known to read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from scrapers.article import DatePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a date: what decides where the text leaves a choice."""

    now: datetime
    """When the page was seen, with offset: what "an hour ago" counts from, and what nothing can be later than."""
    zone: tzinfo
    """Zone of times that name none."""
    languages: tuple[str, ...] = ("en",)
    """BCP 47 codes of the languages that month names may be in, the likeliest first."""
    month_first: bool = False
    """Whether 1/4/2026 is 4 January."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time."""

    at: datetime
    """With offset; with precision `day` midnight in the reader's zone."""
    precision: DatePrecision
    """What of it the text tells."""
    zone_assumed: bool = False
    """True if the text named no offset and the reader's zone was taken."""

    @property
    def day(self) -> date:
        """Calendar day by its own offset."""
        return self.at.date()

    @property
    def value(self) -> str:
        """ISO 8601 with offset; the date alone with precision `day`."""
        if self.precision == "day":
            return self.day.isoformat()
        return self.at.isoformat(timespec="minutes" if self.precision == "minute" else "seconds")
