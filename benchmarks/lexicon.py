"""Measure the lexicon on lines it was not made from: python benchmarks/lexicon.py [--missed] [--no-write].

`unseen_lines.jsonl` holds lines of chrome in 50 languages, and sentences of articles that speak of such things (kind
`keep`), written without a look at the lexicon. Phrases are not to be chosen by them: they measure only as long as
nobody does. Prints how many lines hold a phrase, whatever its kind, and how many go from a page that sets them apart by
nothing: one of plain paragraphs in their language. Writes docs/benchmarks.md's table unless `--no-write`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import write_table
from cleaners import clean
from cleaners.lexicon import shipped_lexicon
from cleaners.tokens import tokens_of

LINES = Path(__file__).with_name("unseen_lines.jsonl")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
PARAGRAPHS = Path(__file__).resolve().parent.parent / "tests" / "scrapers" / "normalizer" / "languages"
COLUMNS = ("lines", "of them", "with a phrase", "gone")
CONTENT = "keep"


class Unseen(NamedTuple):
    """One line of the file."""

    language: str
    """BCP 47 code."""
    kind: str
    """What it is; `keep` for a sentence of an article."""
    text: str
    """The line."""

    @property
    def found(self) -> bool:
        """True if it holds a phrase of any language."""
        return bool(shipped_lexicon().hits(tuple(tokens_of(self.text)), self.text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="count the lines without a phrase by language")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    lines = [Unseen(**json.loads(row)) for row in LINES.read_text(encoding="utf-8").splitlines()]
    rows = table_of(lines, paragraphs_of(lines))
    for row in (COLUMNS, *rows):
        print("  ".join(f"{cell:>16}" for cell in row))
    if options.missed:
        missed = [line.language for line in lines if line.kind != CONTENT and not line.found]
        print(*(f"{language}:{missed.count(language)}" for language in sorted(set(missed), key=missed.count)))
    if not options.no_write:
        write_table(PAGE, "lexicon", COLUMNS, rows)
    return 0


def paragraphs_of(lines: Iterable[Unseen]) -> dict[str, list[str]]:
    """Return the paragraphs of a page in each language: the sentences of articles, and those of the tests of
    languages."""
    texts = tomllib.loads(PARAGRAPHS.joinpath("paragraphs.toml").read_text(encoding="utf-8"))
    more = tomllib.loads(PARAGRAPHS.joinpath("sentences.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.kind == CONTENT:
            found[line.language].append(line.text)
    for language, paragraphs in found.items():
        paragraphs += [texts[language]] if language in texts else []
        paragraphs += more.get(language, [])
    return found


def is_gone(text: str, paragraphs: Sequence[str]) -> bool:
    """Return whether a line is left out of a page where it stands among paragraphs, all in plain `<p>`."""
    others = [paragraph for paragraph in paragraphs if paragraph != text]
    half = len(others) // 2
    page = "".join(f"<p>{escape(each)}</p>" for each in (*others[:half], text, *others[half:]))
    cleaned = clean(f"<!doctype html><html><body><article><h1>1952</h1>{page}</article></body></html>")
    return all(block.text != text for block in cleaned.blocks)


def table_of(lines: Iterable[Unseen], paragraphs: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return a row for each kind, sentences of articles last, and before them one for all chrome."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for line in lines:
        found[line.kind].append((line.found, is_gone(line.text, paragraphs[line.language])))
    content = found.pop(CONTENT, [])
    chrome = [one for each in found.values() for one in each]
    rows = [*sorted(found.items()), ("all chrome", chrome), ("sentences of articles", content)]
    return [(name, str(len(each)), *_shares(each)) for name, each in rows]


def _shares(pairs: Sequence[tuple[bool, bool]]) -> list[str]:
    return [f"{sum(column) / max(1, len(column)):.2f}" for column in zip(*pairs, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
