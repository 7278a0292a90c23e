"""Measure title, date and authors: python benchmarks/metadata.py --corpus FOLDER [--set world] [--gold FILE].

Cleans and normalizes the pages of a set as a crawl does, and compares what the articles state with the gold, beside
trafilatura on the same pages: title, day and minute through the corpus' own score.py, authors by whether the two lists
hold the same names. The gold is the set's own, or the lines of `--gold` where that is given (`id`, `title`,
`published`, `authors`). `--misses` lists what was not met. Writes docs/benchmarks.md's table unless `--no-write`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import trafilatura

from benchmarks.corpus import load_score, pages_of
from benchmarks.normalizer import SEEN_AT, outlet_of, outlets_by_host, with_declared_url
from benchmarks.table import markdown, write_table
from cleaners import Page, clean
from cleaners.decode import decoded
from scrapers.normalizer import normalize
from training.labels import read_rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
COLUMNS = ("set", "extractor", "pages", "title", "day", "minute", "authors")

Stated = Mapping[str, Any]  # id, title, published (ISO 8601) and authors of one page


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with score.py and the sets")
    parser.add_argument("--set", default="world", help="which set")
    parser.add_argument("--gold", type=Path, help="JSON Lines with the gold, instead of the set's own")
    parser.add_argument("--misses", action="store_true", help="list what was not met")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    score = load_score(options.corpus)
    golds = {
        str(row["id"]): {"gold": [], "title": "", "published": "", "authors": [], **row} for row in _golds(options)
    }
    pages = [(page, body) for page, body in pages_of(options.corpus, options.set) if page in golds]
    if not pages:
        parser.error(f"no page of {options.set} has a readable gold; give one by --gold")
    gold = [golds[page] for page, _ in pages]
    outlets = outlets_by_host()
    ours = {page: _ours(page, body, outlets) for page, body in pages}
    theirs = {page: _trafilatura(page, body) for page, body in pages}
    rows = [
        (options.set, *_row(name, gold, said, score)) for name, said in (("Klartekst", ours), ("trafilatura", theirs))
    ]
    print(markdown(COLUMNS, rows))
    if options.misses:
        _print_misses(gold, ours, score)
    if not options.no_write:
        write_table(PAGE, "metadata", COLUMNS, rows)
    return 0


def _golds(options: argparse.Namespace) -> Sequence[Stated]:
    if options.gold is None:
        return list(read_rows(options.corpus / options.set))
    return [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]


def _ours(page: str, body: bytes, outlets: Mapping[str, Any]) -> Stated:
    cleaned = with_declared_url(clean(Page(body=body)))
    article = normalize(cleaned, outlet_of(cleaned, outlets), SEEN_AT)
    published = "" if article.published.source == "first_seen" else article.published.value
    return {"id": page, "title": article.title, "published": published, "authors": article.authors}


def _trafilatura(page: str, body: bytes) -> Stated:
    data = trafilatura.extract_metadata(decoded(body))
    names = (data.author or "").split("; ") if data else []
    return {
        "id": page,
        "title": data.title if data else "",
        "published": data.date if data else "",
        "authors": [name for name in names if name],
    }


def _row(name: str, golds: Sequence[Stated], said: Mapping[str, Stated], score: Any) -> tuple[str, ...]:
    scores = score.evaluate(golds, said)[0]
    signed = [gold for gold in golds if gold["authors"]]
    met = sum(_same_names(said[gold["id"]]["authors"], gold["authors"]) for gold in signed)
    shares = (scores["title"], scores["day"], scores["time"], met / len(signed) if signed else None)
    return name, str(len(golds)), *("–" if share is None else f"{share:.3f}" for share in shares)


def _same_names(said: Sequence[str], gold: Sequence[str]) -> bool:
    return {name.strip().casefold() for name in said} == {name.strip().casefold() for name in gold}


def _print_misses(golds: Sequence[Stated], said: Mapping[str, Stated], score: Any) -> None:
    for gold in golds:
        one = said[gold["id"]]
        alone = score.evaluate([gold], said)[0]
        missed = [field for field, measure in _FIELDS if alone[measure] == 0]
        missed += ["authors"] if gold["authors"] and not _same_names(one["authors"], gold["authors"]) else []
        for field in dict.fromkeys(missed):
            print(f"{gold['id']}  {field}: {one[field]!r} for {gold[field]!r}")


_FIELDS = (("title", "title"), ("published", "day"), ("published", "time"))


if __name__ == "__main__":
    sys.exit(main())
