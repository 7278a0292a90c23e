"""Measure site memory: python benchmarks/site_memory.py --corpus FOLDER.

Cleans the five pages of each outlet of `outlets5` with a memory learned, without gold, from none, one, two, … of the
others, by a decision that saw no page of the outlet. Writes a table into docs/benchmarks.md unless `--no-write`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.corpus import golds_by_page, load_score, pages_of
from benchmarks.extraction import PAGE, held_out
from benchmarks.figures import figures_of
from benchmarks.table import write_table
from cleaners import Page, SiteMemory, clean_with, learned
from cleaners.decision import Decision
from cleaners.lexicon import shipped_lexicon
from cleaners.model import Cleaned

SET = "outlets5"
COLUMNS = ("pages of the outlet seen, this one among them", "F4", "clean", "exact", "P", "R")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with score.py and the sets")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    golds, score = golds_by_page(options.corpus, SET), load_score(options.corpus)
    bodies = {page: body for page, body in pages_of(options.corpus, SET) if page in golds}
    rows = []
    decide = held_out(options.corpus)
    for seen, texts in curve(bodies, decide).items():
        figures = figures_of(str(seen), texts, golds, score, 0)
        rows.append((str(seen), *(f"{figures.scores[key]:.3f}" for key in ("F4", "clean", "exact", "P", "R"))))
        print(*rows[-1])
    if not options.no_write:
        write_table(PAGE, "memory", COLUMNS, rows)
    return 0


def curve(bodies: Mapping[str, bytes], decide: Callable[[str], Decision]) -> dict[int, dict[str, str]]:
    """Return, by number of pages seen, the text of each page cleaned with what so many of its outlet teach."""
    lexicon = shipped_lexicon()

    def cleaned(page: str, memory: SiteMemory) -> Cleaned:
        return clean_with(Page(url=page, body=bodies[page]), lexicon, decide(f"{SET}/{page}"), memory=memory)

    outlets: defaultdict[str, list[str]] = defaultdict(list)
    for page in bodies:
        outlets[page.rpartition("_")[0]].append(page)
    footprints = {page: cleaned(page, SiteMemory()).footprint for page in bodies}
    texts: dict[int, dict[str, str]] = {}
    for seen in range(1, max(map(len, outlets.values())) + 1):
        texts[seen] = {}
        for page in bodies:
            memory = SiteMemory()
            for other in [one for one in outlets[page.rpartition("_")[0]] if one != page][: seen - 1]:
                memory = learned(memory, footprints[other])
            texts[seen][page] = text_of(cleaned(page, memory))
    return texts


def text_of(cleaned: Cleaned) -> str:
    """Return the text of an article as the feed has it."""
    return "\n\n".join(block.text for block in cleaned.blocks if block.kind != "embed")


if __name__ == "__main__":
    sys.exit(main())
