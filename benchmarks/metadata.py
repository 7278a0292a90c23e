"""Measure title, date and authors: python benchmarks/metadata.py --corpus FOLDER [--set world dates] [--gold FILE ...].

Cleans and normalizes the pages of sets as a crawl does, and compares what the articles state with the gold, beside
trafilatura on the same pages: title, day and minute through the corpus' own score.py, authors by whether the two lists
hold the same names. The gold is each set's own, or the lines of `--gold` where files are given, one for each set (`id`,
`title`, `published`, `authors`, and `url` where it is known). `--misses` lists what was not met. Writes
docs/benchmarks.md's table unless `--no-write`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import trafilatura

from benchmarks.normalizer import SEEN_AT, outlet_of, outlets_by_host, with_declared_url
from benchmarks.table import markdown, write_table
from cleaners import Page, clean
from cleaners.decode import decoded
from scrapers.normalizer import normalize
from training.corpus import load_score, pages_of
from training.labels import read_rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
COLUMNS = ("set", "extractor", "pages", "title", "day", "minute", "authors")

Stated = Mapping[str, Any]  # id, title, published (ISO 8601) and authors of one page


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with score.py and the sets")
    parser.add_argument("--set", nargs="+", default=["world"], help="which sets")
    parser.add_argument("--gold", nargs="+", type=Path, help="JSON Lines with the gold of each set, instead of its own")
    parser.add_argument("--misses", action="store_true", help="list what was not met")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    files = options.gold or [options.corpus / name / "gold.jsonl" for name in options.set]
    if len(files) != len(options.set):
        parser.error(f"{len(options.set)} sets and {len(files)} files with gold")
    score = load_score(options.corpus)
    rows = []
    for name, file in zip(options.set, files, strict=True):
        golds = _golds(file)
        pages = [(page, body) for page, body in pages_of(options.corpus, name) if page in golds]
        if not pages:
            parser.error(f"no page of {name} has a readable gold in {file}; give another by --gold")
        rows += _measured(name, pages, golds, score, misses=options.misses)
    print(markdown(COLUMNS, rows))
    if not options.no_write:
        write_table(PAGE, "metadata", COLUMNS, rows)
    return 0


def _measured(
    name: str, pages: Sequence[tuple[str, bytes]], golds: Mapping[str, Stated], score: Any, *, misses: bool
) -> list[tuple[str, ...]]:
    """Return the rows of one set."""
    gold = [golds[page] for page, _ in pages]
    outlets = outlets_by_host()
    ours = {page: _ours(page, body, golds[page]["url"] or "", outlets) for page, body in pages}
    theirs = {page: _trafilatura(page, body) for page, body in pages}
    if misses:
        _print_misses(gold, ours, score)
    return [(name, *_row(who, gold, said, score)) for who, said in (("Klartekst", ours), ("trafilatura", theirs))]


def _golds(file: Path) -> dict[str, Stated]:
    """Return the gold of a file by page; lines that cannot be read are left out."""
    empty = {"gold": [], "title": "", "published": "", "authors": [], "url": ""}
    return {str(row["id"]): empty | {key: value for key, value in row.items() if value} for row in read_rows(file)}


def _ours(page: str, body: bytes, url: str, outlets: Mapping[str, Any]) -> Stated:
    cleaned = clean(Page(body=body, url=url))
    cleaned = cleaned if url else with_declared_url(cleaned)
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
