"""Measure the crawl: python benchmarks/crawl.py [--pages 600] [--workers 2] [--size 300] [--rounds 3].

Serves generated news pages on loopback and crawls them with bare Scrapy, which only downloads them, and with the whole
pipeline (discovery, frontier, cleaning and normalizing in processes, SQLite store, -O file), in turns. Prints the
medians of all rounds, and writes them into docs/benchmarks.md between the table's marks unless `--no-write`.

Pages a second count from the opening of the spider to its close, when every article is stored and written; CPU is
that of all processes, start-up included; memory is resident memory, of the engine and of all processes (what they
share counted once). The longest wait is how late a task of the engine's event loop was that wanted to run every 20 ms;
behind it the same without the time in which the machine had no CPU for it, and waits over 50 ms are counted without
that time, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.loopback import serving
from benchmarks.sides import BARE, WHOLE, CrawlFailed, Load, Run, crawl_bare, crawl_whole
from benchmarks.table import markdown, write_table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
MEGABYTE = 1_000_000
COLUMNS = (
    "crawl",
    "pages/s",
    "of bare",
    "CPU s",
    "CPU ms/page",
    "of it engine",
    "of it cleaning",
    "longest wait ms (with a CPU free)",
    "waits > 50 ms",
    "peak memory MB (all processes)",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    with serving(options.pages, options.size * 1000) as home:
        load = Load(home=home, pages=options.pages, workers=options.workers, concurrency=options.concurrency)
        try:
            bare, whole = in_turns(load, options.rounds)
        except CrawlFailed as error:
            print(error, file=sys.stderr)
            return 1
    rows = [row(BARE, bare, bare, load), row(f"{WHOLE}, {load.workers} workers", whole, bare, load)]
    print(f"{load.pages} pages of {options.size} KB, {options.rounds} rounds\n\n{markdown(COLUMNS, rows)}")
    if not options.no_write:
        write_table(PAGE, "crawl", COLUMNS, rows)
    return 0


def in_turns(load: Load, rounds: int) -> tuple[list[Run], list[Run]]:
    """Crawl by turns, bare and whole, and return the runs of each; a line is printed for every run.

    Raises CrawlFailed if a page is missing in any of them.
    """
    bare, whole = [], []
    for _ in range(rounds):
        bare.append(_in_fresh_folder(crawl_bare, BARE, load))
        whole.append(_in_fresh_folder(crawl_whole, WHOLE, load))
    return bare, whole


def row(name: str, runs: Sequence[Run], bare: Sequence[Run], load: Load) -> tuple[str, ...]:
    """Return a line of the table: medians over runs, and the speed as a share of the bare crawl's."""

    def typical(figure: Callable[[Run], float]) -> float:
        return median(map(figure, runs))

    speed = load.pages / typical(_seconds)
    return (
        name,
        f"{speed:.1f}",
        f"{speed * median(map(_seconds, bare)) / load.pages:.2f}",
        f"{typical(lambda run: run.usage.cpu):.1f}",
        f"{typical(lambda run: run.usage.cpu) * 1000 / load.pages:.1f}",
        f"{typical(lambda run: run.crawled.engine_cpu) * 1000 / load.pages:.1f}",
        f"{typical(lambda run: run.crawled.cleaning) * 1000 / load.pages:.1f}",
        f"{typical(lambda run: run.crawled.longest_wait) * 1000:.0f} "
        f"({typical(lambda run: run.crawled.longest_block) * 1000:.0f})",
        f"{typical(lambda run: run.crawled.long_blocks):.0f}",
        f"{typical(lambda run: run.usage.memory) / MEGABYTE:.0f} "
        f"({typical(lambda run: run.usage.memory_of_all) / MEGABYTE:.0f})",
    )


def _seconds(run: Run) -> float:
    return run.crawled.seconds


def _in_fresh_folder(crawl: Callable[[Load, Path], Run], name: str, load: Load) -> Run:
    with tempfile.TemporaryDirectory(prefix="klartekst-") as folder:
        found = crawl(load, Path(folder))
    print(f"{name}: {load.pages / found.crawled.seconds:.1f} pages/s, {found.usage.cpu:.1f} CPU s", file=sys.stderr)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=_positive, default=600, help="pages of the site (600)")
    parser.add_argument("--workers", type=_positive, default=2, help="processes that clean (2)")
    parser.add_argument("--size", type=_positive, default=300, help="size of a page in KB (300)")
    parser.add_argument("--rounds", type=_positive, default=3, help="crawls of each kind (3)")
    parser.add_argument("--concurrency", type=_positive, default=16, help="requests under way at once, 16 at most (16)")
    parser.add_argument("--no-write", action="store_true", help="print only")
    return parser


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
