"""Measure duplicates: python benchmarks/duplicates.py [--corpus FOLDER] [--articles 10_000_000] [--no-write].

With `--corpus`: quality on copies made of the articles of real pages, and on stories made from templates. Always: how
many articles a second are checked with 100,000 stored. With `--articles`: what an index of so many articles takes, and
how long a look-up is. Prints tables, and writes them into docs/benchmarks.md between their marks unless `--no-write`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.duplicate_index import growth, speed
from benchmarks.duplicate_quality import article_texts, quality
from benchmarks.table import markdown, write_table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
SETS = ("world", "outlets5", "articles181", "articles_dev")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder with the sets")
    parser.add_argument("--stored", type=int, default=100_000, help="articles stored when speed is measured (100000)")
    parser.add_argument("--articles", type=int, default=0, help="articles of the index whose growth is measured")
    parser.add_argument("--folder", type=Path, help="where the index is built (a temporary folder)")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)

    def show(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        print(markdown(columns, rows), end="\n\n", flush=True)
        if not options.no_write:
            write_table(PAGE, name, columns, rows)

    if options.corpus:
        copies, negatives = quality(article_texts(options.corpus, SETS))
        show("duplicates", *copies)
        show("not-duplicates", *negatives)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        if options.stored:
            show("duplicates-speed", *speed(Path(folder), options.stored))
        if options.articles:
            show("duplicates-growth", *growth(Path(folder), options.articles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
