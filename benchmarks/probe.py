"""A Scrapy extension that writes down how a crawl went: its time, its CPU time, and how long its loop had to wait."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

QUEUED = Path("/proc/thread-self/schedstat")
NAP = 0.02
"""Seconds between two looks at the loop: looking takes CPU time, too, which counts as the engine's."""
LONG = 0.05
"""Seconds that the loop may wait at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What the process of one crawl did between opening and closing of the spider."""

    seconds: float
    """Time on the clock."""
    engine_cpu: float
    """CPU seconds of the process, all threads; worker processes are not in it."""
    loop_cpu: float
    """CPU seconds of the thread that runs the event loop."""
    longest_wait: float
    """Seconds that the loop was late at most."""
    longest_block: float
    """The same without the time in which it could have run and the machine had no CPU for it (Linux only)."""
    long_blocks: int
    """How often it was late by more than 50 ms, that time left out."""
    reason: str
    """Why the crawl ended: `finished`."""
    pages: int
    """Pages downloaded, of a bare crawl; 0 of any other."""
    cleaning: float
    """CPU seconds of cleaning and normalizing."""


class Probe:
    """Observes the event loop from opening to closing of the spider; PROBE_FILE names the file for the result."""

    def __init__(self, crawler: Crawler, file: Path) -> None:
        self._crawler = crawler
        self._file = file
        self._waits: list[tuple[float, float]] = []
        self._watching: asyncio.Task[None] | None = None
        self._begun = (0.0, 0.0, 0.0)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Probe:
        """Make the extension and have it told when the crawl begins and ends."""
        probe = cls(crawler, Path(crawler.settings["PROBE_FILE"]))
        crawler.signals.connect(probe.begin, signals.spider_opened)
        crawler.signals.connect(probe.end, signals.spider_closed)
        return probe

    async def begin(self) -> None:
        """Start the clocks."""
        self._begun = _clocks()
        self._watching = asyncio.create_task(self._watch())

    async def end(self, reason: str) -> None:
        """Write down what was observed."""
        if self._watching is not None:
            self._watching.cancel()
        self._file.write_text(json.dumps(asdict(self._crawled(reason))), "utf-8")

    async def _watch(self) -> None:
        while True:
            queued, asked = _seconds_queued(), time.perf_counter()
            await asyncio.sleep(NAP)
            late = time.perf_counter() - asked - NAP
            self._waits.append((late, max(0.0, late - (_seconds_queued() - queued))))

    def _crawled(self, reason: str) -> Crawled:
        seconds, engine, loop = (now - then for now, then in zip(_clocks(), self._begun, strict=True))
        waits = self._waits or [(0.0, 0.0)]
        return Crawled(
            seconds=seconds,
            engine_cpu=engine,
            loop_cpu=loop,
            longest_wait=max(late for late, _ in waits),
            longest_block=max(block for _, block in waits),
            long_blocks=sum(block > LONG for _, block in waits),
            reason=reason,
            pages=self._count("bare/200"),
            cleaning=self._count("klartekst/microseconds") / 1e6,
        )

    def _count(self, name: str) -> Any:
        return self._crawler.stats.get_value(name, 0)


def _seconds_queued() -> float:
    """Give how long the thread has waited for a CPU so far."""
    try:
        return int(QUEUED.read_bytes().split()[1]) / 1e9
    except OSError:
        return 0.0


def _clocks() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), time.thread_time()
