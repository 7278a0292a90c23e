"""Memory over many pages: python benchmarks/endurance.py --corpus FOLDER [--pages 20000].

One process cleans the pages of a folder over and over, with a site memory for every 25 of them, and says how much
memory it holds. Writes docs/benchmarks.md's table between its marks unless `--no-write`. Needs /proc; 20,000 pages take
about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.extraction import PAGE
from benchmarks.table import markdown, write_table
from cleaners import Page, SiteMemory, clean, learned

COLUMNS = ("pages cleaned", "resident MB")
LOOKS = 10  # times that memory is looked at
SITE = 25  # pages that share a site memory
MEGABYTE = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    files = sorted(options.corpus.glob("*/html/*.html.gz"))
    if not files:
        print(f"no pages (SET/html/*.html.gz) in {options.corpus}", file=sys.stderr)
        return 1
    step = max(1, options.pages // LOOKS)
    rows = []
    for cleaned in _cleaned(islice(cycle(files), options.pages)):
        if cleaned == 1 or cleaned % step == 0:
            rows.append((f"{cleaned:,}", f"{resident() / MEGABYTE:.0f}"))
            print(*rows[-1], flush=True)
    print(f"\n{markdown(COLUMNS, rows)}")
    if not options.no_write:
        write_table(PAGE, "endurance", COLUMNS, rows)
    return 0


def resident() -> int:
    """Return the resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _cleaned(files: Iterator[Path]) -> Iterator[int]:
    """Clean the pages in turn and yield how many are done."""
    memory = SiteMemory()
    for number, file in enumerate(files, 1):
        if number % SITE == 0:
            memory = SiteMemory()
        page = Page(url=f"https://example.org/{number}", body=gzip.decompress(file.read_bytes()))
        memory = learned(memory, clean(page, memory=memory).footprint)
        yield number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with sets of pages, SET/html/*.html.gz")
    parser.add_argument("--pages", type=int, default=20_000, help="pages to clean (20000)")
    parser.add_argument("--no-write", action="store_true", help="leave docs/benchmarks.md as it is")
    return parser


if __name__ == "__main__":
    sys.exit(main())
