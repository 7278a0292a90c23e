"""What one crawl of one outlet came to, counted in Scrapy's stats and read back as a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

Count = Literal["found", "known", "new", "changed", "unchanged", "duplicates", "failed", "recorded", "saved"]

PREFIX = "klartekst/"
FAILURES = f"{PREFIX}failures"
OF_RECORDINGS = ("recorded", "saved")
FAILURES_KEPT = 20
"""Failures that are kept in words; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one crawl of one outlet came to."""

    outlet: str
    """Outlet id; empty for a total."""
    found: int = 0
    """URLs that its lists named, or that an earlier run owed."""
    known: int = 0
    """Of these, left alone: fetched before and not due."""
    new: int = 0
    """Articles stored for the first time."""
    changed: int = 0
    """Articles stored as a new revision."""
    unchanged: int = 0
    """Articles fetched again that had not changed."""
    duplicates: int = 0
    """Of the new and changed ones, those that repeat an article stored earlier."""
    failed: int = 0
    """Pages and lists that could not be fetched, read or cleaned."""
    recorded: int = 0
    """Answers recorded; 0 in a crawl."""
    saved: int = 0
    """Bytes of the cassette that was written; 0 if none was."""
    microseconds: int = 0
    """CPU time of cleaning and normalizing."""
    failures: tuple[tuple[str, str], ...] = ()
    """The first failures: (URL, reason)."""
    problem: str = ""
    """Why the outlet was not crawled, or not to its end; empty if it was."""
    skipped: bool = False
    """True if another crawl of the outlet was under way."""

    @property
    def pages(self) -> int:
        """Pages that were cleaned."""
        return self.new + self.changed + self.unchanged

    @property
    def milliseconds(self) -> float | None:
        """CPU milliseconds a page; None without pages."""
        return self.microseconds / 1000 / self.pages if self.pages else None

    @property
    def broken(self) -> bool:
        """True if nothing came of the crawl."""
        failed = bool(self.problem) or (self.failed > 0 and not self.known)
        return failed and not self.skipped and not self.pages


def count(stats: StatsCollector, name: Count, number: int = 1) -> None:
    """Add to one of the counts."""
    stats.inc_value(PREFIX + name, number)


def count_seconds(stats: StatsCollector, seconds: float) -> None:
    """Add to the CPU time of cleaning."""
    stats.inc_value(f"{PREFIX}microseconds", round(seconds * 1_000_000))


def count_failure(stats: StatsCollector, url: str, reason: str) -> None:
    """Count a failure, and keep its words if it is among the first."""
    count(stats, "failed")
    failures = stats.get_value(FAILURES, ())
    if len(failures) < FAILURES_KEPT:
        stats.set_value(FAILURES, (*failures, (url, reason)))


def tally_of(outlet: str, stats: StatsCollector, problem: str = "") -> Tally:
    """Read the counts of a crawl, running or ended."""
    counts = {name: stats.get_value(PREFIX + name, 0) for name in _numbers()}
    return Tally(outlet=outlet, problem=problem, failures=stats.get_value(FAILURES, ()), **counts)


def tally_so_far(crawler: Crawler, problem: str = "") -> Tally:
    """Read the counts of a crawl that may not even have begun."""
    try:
        stats = crawler.stats
    except RuntimeError:  # so Scrapy says that there are none yet
        return Tally(outlet=crawler.spidercls.name, problem=problem)
    return tally_of(crawler.spidercls.name, stats, problem)


def total_of(tallies: Iterable[Tally]) -> Tally:
    """Add up the numbers of several crawls.

    >>> total_of([Tally(outlet="a", new=1), Tally(outlet="b", new=2)]).new
    3
    """
    every = tuple(tallies)
    return Tally(outlet="", **{name: sum(getattr(one, name) for one in every) for name in _numbers()})


def counts_of(tally: Tally) -> dict[str, int]:
    """Give the whole numbers of a crawl by name, as the store keeps them with the run."""
    return {name: getattr(tally, name) for name in _numbers() if name not in OF_RECORDINGS}


def _numbers() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Tally) if field.type == "int")
