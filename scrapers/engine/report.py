"""What a person reads at the end of a crawl: a table of counts, the failures, and where the articles are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from scrapers.engine.tally import Tally, total_of

COLUMNS = ("found", "known", "new", "changed", "unchanged", "duplicates", "failed")
PLAIN_WIDTH = 120
FAILURES_SHOWN = 3
"""Failures printed for each outlet; the store has them all."""


def report(tallies: Sequence[Tally], places: Iterable[str]) -> RenderableType:
    """Lay out the end of a crawl; `places` are the lines that say where the articles are."""
    ordered = sorted(tallies, key=lambda tally: tally.outlet)
    lines = (*_problems(ordered), *failure_lines(ordered), *_left_alone(ordered), *places)
    return Group(_table(ordered), *map(Text, lines))


def print_report(tallies: Sequence[Tally], places: Iterable[str], *, to_stderr: bool) -> None:
    """Print the end of a crawl; in a file the table has the width that it needs, and no line is broken."""
    console = Console(stderr=to_stderr)
    if not console.is_terminal:
        console = Console(stderr=to_stderr, width=PLAIN_WIDTH)
    console.print(report(tallies, places), soft_wrap=not console.is_terminal)


def line_of(tally: Tally) -> str:
    """Sum up one crawl in a line.

    >>> line_of(Tally(outlet="dr", found=5, known=3, new=2))
    'dr: 2 new, 0 changed, 0 unchanged, 3 known, 0 failed'
    >>> line_of(Tally(outlet="dr", problem="another crawl of it is under way", skipped=True))
    'dr: another crawl of it is under way'
    """
    if tally.problem:
        return f"{tally.outlet}: {tally.problem}"
    return (
        f"{tally.outlet}: {tally.new} new, {tally.changed} changed, {tally.unchanged} unchanged, "
        f"{tally.known} known, {tally.failed} failed"
    )


def _table(tallies: Sequence[Tally]) -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        header_style="bold",
        footer_style="bold",
        show_footer=len(tallies) > 1,
    )
    total = total_of(tallies)
    table.add_column("outlet", "total", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, str(getattr(total, name)), justify="right", overflow="fold")
    table.add_column("ms/page", _milliseconds(total), justify="right", overflow="fold")
    for tally in tallies:
        numbers = (str(getattr(tally, name)) for name in COLUMNS)
        table.add_row(tally.outlet, *numbers, _milliseconds(tally), style="red" if tally.broken else None)
    return table


def _milliseconds(tally: Tally) -> str:
    return "–" if tally.milliseconds is None else f"{tally.milliseconds:.0f}"


def _problems(tallies: Iterable[Tally]) -> Iterator[str]:
    yield from (f"{tally.outlet}: {tally.problem}" for tally in tallies if tally.problem)


def failure_lines(tallies: Iterable[Tally]) -> Iterator[str]:
    """Name the first failures of each crawl, under a line with their number; nothing for one without."""
    for tally in tallies:
        if tally.failures:
            yield f"{tally.outlet}: {tally.failed} failed"
            yield from (_failure(url, reason) for url, reason in tally.failures[:FAILURES_SHOWN])
        if tally.failed > FAILURES_SHOWN:
            yield f"  … and {tally.failed - FAILURES_SHOWN} more"


def _failure(url: str, reason: str) -> str:
    return f"  {reason}" if url in reason else f"  {url}: {reason}"


def _left_alone(tallies: Iterable[Tally]) -> Iterator[str]:
    if known := total_of(tallies).known:
        yield f"Fetched only what is new or due: {known} known articles left alone."
