"""Measure telling languages: python benchmarks/languages.py [--corpus FOLDER] [--no-write].

Takes the texts of tests/scrapers/normalizer/languages (made-up news in more than 70 languages, 100 to 400 characters),
whole and cut to 30, 60, 100 and 200 characters, without any hint. Prints how many are told, and how many of those that
are told with a given confidence are right. With `--corpus`, prints too how often the first characters of real articles
give the language that the whole body gives, and at which cost. Writes docs/benchmarks.md's tables unless `--no-write`.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import write_table
from cleaners import Page, clean
from scrapers.normalizer.languages import language_of
from training.corpus import pages_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
TEXTS = ROOT / "tests" / "scrapers" / "normalizer" / "languages"
FILES = ("paragraphs.toml", "sentences.toml")
LENGTHS = (400, 200, 100, 60, 30)
BINS = ((0.0, 0.0), (0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.99), (0.99, 1.0))
SAMPLES = (100, 200, 400, 600, 100_000)
SETS = ("world", "outlets5", "articles181", "articles_dev")
ACCURACY_COLUMNS = ("characters", "texts", "right", "CPU ms a text")
CALIBRATION_COLUMNS = ("confidence", "texts", "mean confidence", "right")
SAMPLE_COLUMNS = ("characters looked at", "same language as by the whole body", "CPU ms a page")
Outcome = tuple[float, bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder with sets of real pages")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    texts = labelled_texts()
    accuracy, outcomes = accuracy_table(texts)
    tables: list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = [
        ("languages", ACCURACY_COLUMNS, accuracy),
        ("calibration", CALIBRATION_COLUMNS, calibration(outcomes)),
    ]
    if options.corpus:
        tables.append(("language-sample", SAMPLE_COLUMNS, sample_table(bodies_of(options.corpus))))
    print(f"{len(texts)} texts in {len({code for code, _ in texts})} languages")
    for name, columns, rows in tables:
        for row in (columns, *rows):
            print("  ".join(f"{cell:>22}" for cell in row))
        if not options.no_write:
            write_table(PAGE, name, columns, rows)
    return 0


def labelled_texts() -> list[tuple[str, str]]:
    """Return the texts of the tests, each with its language."""
    paragraphs, sentences = (tomllib.loads((TEXTS / name).read_text("utf-8")) for name in FILES)
    return [*paragraphs.items(), *((code, text) for code, texts in sentences.items() for text in texts)]


def accuracy_table(texts: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, ...]], list[Outcome]]:
    """Return a row for each length, and confidence and rightness of every verdict."""
    for _, text in texts[:10]:
        language_of(text[:30])  # unsure ones among them: both libraries load their models here
    rows: list[tuple[str, ...]] = []
    outcomes: list[Outcome] = []
    for length in LENGTHS:
        started = time.process_time()
        verdicts = [(code, language_of(text[:length])) for code, text in texts]
        spent = 1000 * (time.process_time() - started) / len(texts)
        found = [(verdict.confidence, verdict.code == code) for code, verdict in verdicts]
        outcomes += found
        right = sum(good for _, good in found) / len(found)
        rows.append((str(length), str(len(found)), f"{right:.3f}", f"{spent:.1f}"))
    return rows, outcomes


def calibration(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """Return a row for each bin of confidence that holds verdicts; 0 is a text too short to tell."""
    binned: defaultdict[tuple[float, float], list[Outcome]] = defaultdict(list)
    for confidence, good in outcomes:
        bin_of = next(one for one in reversed(BINS) if confidence > one[0]) if confidence else BINS[0]
        binned[bin_of].append((confidence, good))
    rows: list[tuple[str, ...]] = []
    for low, high in BINS:
        if found := binned[low, high]:
            mean, right = (sum(column) / len(found) for column in zip(*found, strict=True))
            rows.append((f"{low:g} to {high:g}", str(len(found)), f"{mean:.3f}", f"{right:.3f}"))
    return rows


def bodies_of(corpus: Path) -> list[str]:
    """Return the texts of the real articles of all sets, as cleaned; those under 200 characters are left out."""
    cleaned = (clean(Page(body=body)) for name in SETS for _, body in pages_of(corpus, name))
    texts = ("\n\n".join(block.text for block in one.blocks) for one in cleaned)
    return [text for text in texts if len(text) >= 200]


def sample_table(bodies: Sequence[str]) -> list[tuple[str, ...]]:
    """Return a row for each number of characters looked at."""
    found, spent = {}, {}
    for size in SAMPLES:
        started = time.process_time()
        found[size] = [language_of(body, sample=size).code for body in bodies]
        spent[size] = 1000 * (time.process_time() - started) / len(bodies)
    whole = found[SAMPLES[-1]]
    rows: list[tuple[str, ...]] = []
    for size in SAMPLES:
        same = sum(one == other for one, other in zip(found[size], whole, strict=True)) / len(whole)
        rows.append(("all" if size == SAMPLES[-1] else str(size), f"{same:.4f}", f"{spent[size]:.1f}"))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
