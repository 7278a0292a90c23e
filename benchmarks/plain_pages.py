"""Set boxes into pages that mark nothing: python benchmarks/plain_pages.py [--missed] [--no-write].

Each page holds a headline and paragraphs of one language in `<p>` without attributes, and one box of
`plain_pages.toml`: chrome that has to go, its words from `unseen_lines.jsonl`, or content that has to stay. Prints for
how many languages exactly the article comes out, of Klartekst and of trafilatura, and writes docs/benchmarks.md's table
unless `--no-write`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.lexicon import CONTENT, LINES, PAGE, Unseen, paragraphs_of
from benchmarks.table import write_table
from cleaners import clean

BOXES = Path(__file__).with_suffix(".toml")
COLUMNS = ("box", "where", "languages", "clean", "trafilatura")
LEAST = 4  # paragraphs of a page
UNSPACED = 2  # letters that stand for a word where words are not parted
_PLACE = re.compile(r"\{(\w+) (\d+)(?: (\d+))?\}")
_TAG = re.compile(r"<[^<>]*>")
_NOT_WORD = re.compile(r"\W+")


class Box(NamedTuple):
    """One kind of box."""

    name: str
    """What it is."""
    where: str
    """above or below the headline, middle or end of the text."""
    html: str
    """Its markup, with placeholders."""
    stays: bool
    """True if it is content."""


class Language(NamedTuple):
    """What pages of one language are made of."""

    paragraphs: Sequence[str]
    """Their text."""
    words: Sequence[str]
    """Words of a sentence that is none of these."""
    lines: Mapping[str, Sequence[str]]
    """Lines of chrome, by kind."""

    def filled(self, template: str) -> str:
        """Return the markup of a box with the words of this language."""

        def words(place: re.Match[str]) -> str:
            kind, number, count = place[1], int(place[2]), int(place[3] or 0)
            if kind != "words":
                return escape(self.lines[kind][number % len(self.lines[kind])])
            start = min(number, max(0, len(self.words) - count))
            return escape(("" if self.is_unspaced else " ").join(self.words[start : start + count]))

        return _PLACE.sub(words, template)

    @property
    def is_unspaced(self) -> bool:
        """True if no space parts its words."""
        return all(len(word) == UNSPACED for word in self.words[:-1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="print each page that does not come out clean")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    languages = read_languages()
    boxes, rows = read_boxes(), []
    for box in boxes:
        results = {code: outcomes(box, language) for code, language in languages.items()}
        rows.append((box.name, box.where, str(len(results)), *map(str, map(sum, zip(*results.values(), strict=True)))))
        print("  ".join(f"{cell:>26}" for cell in rows[-1]))
        if options.missed:
            print("   ", *(code for code, (ours, _) in results.items() if not ours))
    for name, stays in (("all chrome", False), ("all content", True)):
        of_kind = [row for row, box in zip(rows, boxes, strict=False) if box.stays is stays]
        rows.append((name, "", *(str(sum(int(row[at]) for row in of_kind)) for at in (2, 3, 4))))
        print("  ".join(f"{cell:>26}" for cell in rows[-1]))
    if not options.no_write:
        write_table(PAGE, "plain-pages", COLUMNS, rows)
    return 0


def read_boxes() -> list[Box]:
    """Return all boxes, chrome first."""
    kinds = tomllib.loads(BOXES.read_text(encoding="utf-8"))
    return [
        Box(name, where, html, kind == "content")
        for kind, boxes in kinds.items()
        for name, (where, html) in boxes.items()
    ]


def read_languages() -> dict[str, Language]:
    """Return the languages that have enough paragraphs, by code."""
    unseen = [Unseen(**json.loads(row)) for row in LINES.read_text(encoding="utf-8").splitlines()]
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in unseen:
        lines[line.language][line.kind].append(line.text)
    found: dict[str, Language] = {}
    for code, paragraphs in paragraphs_of(unseen).items():
        sentence = next((text for text in reversed(paragraphs) if text not in lines[code][CONTENT]), paragraphs[-1])
        rest = [text for text in paragraphs if text != sentence]
        if len(rest) >= LEAST:
            found[code] = Language(rest, list(_words(sentence)), lines[code])
    return found


def _words(sentence: str) -> Iterator[str]:
    plain = _NOT_WORD.sub(" ", sentence) if " " in sentence.strip() else _NOT_WORD.sub("", sentence)
    if " " in plain.strip() and max(map(len, plain.split())) < len(plain) // 3:
        yield from plain.split()
    else:
        plain = plain.replace(" ", "")
        yield from (plain[at : at + UNSPACED] for at in range(0, len(plain), UNSPACED))


def outcomes(box: Box, language: Language) -> tuple[bool, bool]:
    """Return whether exactly the article of a page with a box comes out, of Klartekst and of trafilatura."""
    inside = language.filled(box.html)
    half = len(language.paragraphs) // 2
    text = [f"<p>{escape(paragraph)}</p>" for paragraph in language.paragraphs]
    parts = {"above": (0, 0), "below": (0, 0), "middle": (half, half), "end": (len(text), len(text))}
    before, after = text[: parts[box.where][0]], text[parts[box.where][1] :]
    body = "".join((*before, inside, *after))
    article = f"{inside}<h1>1952</h1>{''.join(text)}" if box.where == "above" else f"<h1>1952</h1>{body}"
    page = f"<!doctype html><html><head><title>1952</title></head><body><article>{article}</article></body></html>"
    wanted = _bare(_TAG.sub("", body if box.stays else "".join(text)))
    ours = "".join(block.text for block in clean(page).blocks)
    theirs = trafilatura.extract(page, include_comments=False) or ""
    return _bare(ours) == wanted, _bare(theirs).removeprefix("1952") == wanted


def _bare(text: str) -> str:
    """Return the letters and digits of a text, which is all that is compared."""
    return _NOT_WORD.sub("", text.replace("&quot;", "").replace("&#x27;", "").replace("&amp;", ""))


if __name__ == "__main__":
    sys.exit(main())
