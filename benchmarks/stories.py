"""Stories: how well pairs of articles are told to be one story, cross-validated over articles.

python -m benchmarks.stories --corpus FOLDER
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.table import markdown, write_table
from training.agreement import Agreement, agreements, averaged, chances_across, chances_of
from training.pairs import read_pairs
from training.stories import TURNS, held_out

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
COLUMNS = ("pairs", "number", "one story", "F1", "precision", "recall", "Pearson")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with stories/pairs.jsonl")
    options = parser.parse_args(arguments)
    rows = [one.cells() for one in measured(options.corpus)]
    print(markdown(COLUMNS, rows))
    write_table(PAGE, "stories", COLUMNS, rows)
    return 0


def measured(corpus: Path) -> list[Agreement]:
    """Return the figures of each set: by the whole model, then by what two languages would share."""
    pairs = read_pairs(corpus)
    turns = [held_out(pairs, turn) for turn in range(TURNS)]
    across = averaged(agreements(pairs, chances_across(pairs, models)) for models in turns)
    return [
        *averaged(agreements(pairs, chances_of(pairs, models)) for models in turns),
        *(replace(one, name=f"{one.name}, names and numbers only") for one in across),
    ]


if __name__ == "__main__":
    sys.exit(main())
