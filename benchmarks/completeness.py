"""Measure the verdicts on completeness: python benchmarks/completeness.py --corpus FOLDER [--half mend] [--no-write].

Real pages with a whole article, and the fixtures', are judged as they stand and altered by script: cut, walled,
emptied. One half of the sites is altered in shapes that causes are mended by, the other half in other shapes, which
were seen later in the work. Prints precision and recall of each verdict and writes docs/benchmarks.md's table unless
`--no-write`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.altered import SHAPES, Shape
from benchmarks.originals import Original, originals
from benchmarks.table import write_table
from cleaners import Page, clean
from scrapers.article import Verdict
from scrapers.normalizer import normalize

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
COLUMNS = ("verdict", "half", "pages", "given", "precision", "recall")
SEEN_AT = datetime(2027, 1, 1, tzinfo=UTC)
HALVES = ("mend", "measure")
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A page and the verdict on it."""

    name: str
    """Page and shape, for a person to read."""
    half: str
    """`mend` or `measure`."""
    expected: Verdict
    """What the page is."""
    given: Verdict
    """What it was taken for."""
    evidence: tuple[str, ...] = ()
    """Why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--half", choices=HALVES, help="that half only")
    parser.add_argument("--every", type=int, default=1, help="only every so many pages")
    parser.add_argument("--errors", action="store_true", help="print each wrong verdict and what it rests on")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    pages = originals(options.corpus)[:: options.every]
    judged = list(judgements(page for page in pages if options.half in (None, HALVES[page.side])))
    for one in judged if options.errors else ():
        if one.given != one.expected:
            print(f"{one.name}: {one.given}, not {one.expected}: {[each[:90] for each in one.evidence]}")
    rows = table_of(judged)
    for row in rows:
        print("  ".join(f"{cell:>14}" for cell in row))
    if not options.no_write:
        write_table(PAGE, "completeness", COLUMNS, rows)
    return 0


def judgements(pages: Iterable[Original]) -> Iterator[Judged]:
    """Yield the verdicts on each page as it stands and in one shape of each kind, in turn."""
    turns: Counter[tuple[str, int]] = Counter()
    for page in pages:
        half = HALVES[page.side]
        yield judged_page(page.name, half, page.body, "full")
        kinds = dict.fromkeys(shape.verdict for shape in SHAPES)
        for kind in kinds:
            shape = _in_turn(kind, page.side, turns)
            yield judged_page(f"{page.name} {kind} {shape.name}", half, shape.page(page), shape.verdict)


def _in_turn(kind: Verdict, side: int, turns: Counter[tuple[str, int]]) -> Shape:
    shapes = [shape for shape in SHAPES if (shape.verdict, shape.side) == (kind, side)]
    turns[kind, side] += 1
    return shapes[(turns[kind, side] - 1) % len(shapes)]


def judged_page(name: str, half: str, body: bytes, expected: Verdict) -> Judged:
    """Return the verdict on a page, cleaned and normalized as the crawl does, of an outlet that nobody knows."""
    found = normalize(clean(Page(body=body)), None, SEEN_AT).completeness
    return Judged(name=name, half=half, expected=expected, given=found.verdict, evidence=found.evidence)


def table_of(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    """Return a row for each verdict and half: pages that are so, pages taken for it, precision and recall."""
    rows = []
    for verdict in VERDICTS:
        for half in HALVES:
            of_half = [one for one in judged if one.half == half]
            true = sum(one.expected == verdict for one in of_half)
            given = sum(one.given == verdict for one in of_half)
            right = sum(one.expected == one.given == verdict for one in of_half)
            shares = (f"{right / all_of:.3f}" if all_of else "–" for all_of in (given, true))
            rows.append((verdict, half, str(true), str(given), *shares))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
