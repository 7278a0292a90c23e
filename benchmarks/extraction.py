"""Measure extraction: python benchmarks/extraction.py --corpus FOLDER [--set world ...] [--peers] [--shipped].

Cleans the pages of each set, scores the text with the corpus' own score.py, and prints quality and CPU time beside
trafilatura's, run in the same process on the same pages in turn. The decision that cleans a page has seen no page of
its site: it comes from cross-validation (needs the `train` extra). `--shipped` takes the decision that ships instead,
for pages it was not trained on. `--gold` scores one set by another gold than the corpus' or our labels, and prints
only. What trafilatura makes of a page is cleaned as plain text, too. Writes
docs/benchmarks.md's table between its marks unless `--no-write`; rows that were not measured stay.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import trafilatura

from benchmarks import site_memory
from benchmarks.figures import Figures, figures_of
from benchmarks.table import write_table
from cleaners import Page, clean_with
from cleaners.decision import Decision, shipped_decision
from cleaners.lexicon import shipped_lexicon
from training.corpus import golds_by_page, load_score, pages_of
from training.labels import gold_in

SETS = ("world", "outlets5", "articles181", "articles_dev")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
MEMORY_COLUMNS = ("pages of the outlet seen, this one among them", "F4", "clean", "exact", "P", "R")
COLUMNS = ("set", "extractor", "pages", "F4", "clean", "exact", "P", "R", "CPU ms/page")
BOTH = "trafilatura, cleaned as text"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with score.py and the sets")
    parser.add_argument("--set", action="append", choices=SETS, help="this set only (repeatable)")
    parser.add_argument(
        "--gold", type=Path, help="JSON Lines with another gold of the one --set: `id` and `gold`, a list"
    )
    parser.add_argument("--peers", action="store_true", help="other extractors too, each in its own environment")
    parser.add_argument("--shipped", action="store_true", help="clean with the decision that ships")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    if options.gold and len(options.set or ()) != 1:
        parser.error("--gold is the gold of one set: name it by --set")
    score = load_score(options.corpus)
    decide = _shipped if options.shipped else held_out(options.corpus)
    rows = []
    for name in options.set or SETS:
        golds = gold_in(options.gold) if options.gold else golds_by_page(options.corpus, name)
        pages = [(page, body) for page, body in pages_of(options.corpus, name) if page in golds]
        if not pages:
            print(f"{name}: no page has a readable gold or a label; left out")
            continue
        figures = measured(name, pages, golds, decide, score)
        if options.peers:
            from benchmarks.peers import peer_figures

            figures += peer_figures(pages, golds, score)
        for entry in figures:
            rows.append(_row(name, len(pages), entry))
            print(score.line(f"{name} {entry.name}", {**entry.scores, "ms": entry.milliseconds}))
        if name == site_memory.SET and not options.gold:
            memory_rows = _memory_rows(pages, golds, decide, score)
            if not options.no_write:
                write_table(PAGE, "memory", MEMORY_COLUMNS, memory_rows)
    if rows and not options.no_write and not options.gold:
        write_table(PAGE, "extraction", COLUMNS, rows, kept=2)
    return 0


def _memory_rows(
    pages: Sequence[tuple[str, bytes]],
    golds: Mapping[str, Sequence[str]],
    decide: Callable[[str], Decision],
    score: Any,
) -> list[tuple[str, ...]]:
    """Return and print what each further page of an outlet adds."""
    rows = []
    for seen, texts in site_memory.curve(dict(pages), decide).items():
        figures = figures_of(f"{seen} pages seen", texts, golds, score, 0)
        rows.append((str(seen), *(f"{figures.scores[key]:.3f}" for key in MEMORY_COLUMNS[1:])))
        print(score.line(f"{site_memory.SET} {figures.name}", dict(figures.scores)))
    return rows


def measured(
    name: str,
    pages: Sequence[tuple[str, bytes]],
    golds: Mapping[str, Sequence[str]],
    decide: Callable[[str], Decision],
    score: Any,
) -> list[Figures]:
    """Return the figures of Klartekst, of trafilatura, and of one after the other, page by page in turn."""
    lexicon = shipped_lexicon()
    texts: dict[str, dict[str, str]] = {"Klartekst": {}, "trafilatura": {}, BOTH: {}}
    spent = dict.fromkeys(texts, 0.0)
    for page, body in pages:
        decision = decide(f"{name}/{page}")
        started = time.process_time()
        cleaned = clean_with(Page(body=body), lexicon, decision)
        between = time.process_time()
        reference = trafilatura.extract(body) or ""
        after = time.process_time()
        again = clean_with(Page(body=reference.encode(), form="text"), lexicon, decision)
        spent["Klartekst"] += between - started
        spent["trafilatura"] += after - between
        spent[BOTH] += time.process_time() - between
        texts["Klartekst"][page] = site_memory.text_of(cleaned)
        texts["trafilatura"][page] = reference
        texts[BOTH][page] = site_memory.text_of(again)
    return [figures_of(each, texts[each], golds, score, 1000 * spent[each] / len(pages)) for each in texts]


def _row(name: str, pages: int, figures: Figures) -> tuple[str, ...]:
    shares = (f"{figures.scores[key]:.3f}" for key in ("F4", "clean", "exact", "P", "R"))
    return name, figures.name, str(pages), *shares, f"{figures.milliseconds:.1f}" if figures.milliseconds else "–"


def _shipped(_: str) -> Decision:
    return shipped_decision()


def held_out(corpus: Path) -> Callable[[str], Decision]:
    """Return a function that gives, for SET/ID, the decision trained without that page's site."""
    try:
        from training.train import held_out_decisions
    except ImportError as error:
        raise SystemExit(
            f"{error}; install requirements-train.lock (make benchmark does), or measure with --shipped"
        ) from error
    decisions = held_out_decisions(corpus)
    return lambda page: decisions[page]


if __name__ == "__main__":
    sys.exit(main())
