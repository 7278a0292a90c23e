"""Train the learned decision from a corpus folder: python -m training.train --corpus FOLDER [--check].

Prints what cross-validation by site gives, then trains on all pages and writes cleaners/weights.npz.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cleaners.choice import chosen
from cleaners.decision import Decision, Vector
from training.corpus import load_score
from training.forests import fold_of, trained
from training.pages import TrainingPage, training_pages

WEIGHTS = Path(__file__).resolve().parent.parent / "cleaners" / "weights.npz"
FOLDS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with SET/gold.jsonl and SET/html/*.html.gz")
    parser.add_argument("--check", action="store_true", help="cross-validate only; write nothing")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    pages = list(training_pages(options.corpus))
    if len(pages) < 2 * FOLDS:
        parser.error(f"{options.corpus} holds {len(pages)} pages with gold or label; at least {2 * FOLDS} are needed")
    print(f"{len(pages)} pages of {len({page.site for page in pages})} sites")
    report(pages, cross_validated(pages), load_score(options.corpus))
    if not options.check:
        write(trained(pages), WEIGHTS)
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")
    print(f"{time.monotonic() - started:.0f} s")
    return 0


def cross_validated(pages: Sequence[TrainingPage]) -> list[Vector]:
    """Return the chances of each page's blocks, said by a decision that saw no page of its site."""
    decisions = held_out(pages)
    return [decisions[page.name].chances(page.rows, page.tree) for page in pages]


def held_out_decisions(corpus: Path) -> dict[str, Decision]:
    """Return, for each page of a corpus folder that has gold or a label, a decision that saw no page of its site."""
    return held_out(list(training_pages(corpus)))


def held_out(pages: Sequence[TrainingPage]) -> dict[str, Decision]:
    """Return, for the name of each page, a decision that saw no page of its site."""
    folds = fold_of(pages, FOLDS)
    decisions = [
        trained([page for page, number in zip(pages, folds, strict=True) if number != fold]) for fold in range(FOLDS)
    ]
    return {page.name: decisions[number] for page, number in zip(pages, folds, strict=True)}


def report(pages: Sequence[TrainingPage], chances: Sequence[Vector], score: Any) -> None:
    """Print the corpus' own figures, a line a set, for the blocks chosen."""
    rows = defaultdict(list)
    for page, said in zip(pages, chances, strict=True):
        kept = chosen(said, page.tree)
        text = "\n\n".join(block.text for block, is_in in zip(page.tree.blocks, kept, strict=True) if is_in)
        rows[page.name.partition("/")[0]].append(score.score_body(text, list(page.golds)))
    for name, scored in rows.items():
        mean = {key: float(np.mean([row[key] for row in scored])) for key in scored[0]}
        mean["F4"] = score.f1(mean["P4"], mean["R4"])
        print(score.line(f"{name} ({len(scored)})", mean))


def write(decision: Decision, path: Path) -> None:
    """Write a decision as arrays; the same decision gives the same bytes."""
    arrays = {
        f"{name}_{part}": np.asarray(getattr(forest, part))
        for name, forest in (("alone", decision.alone), ("sequence", decision.sequence))
        for part in ("feature", "threshold", "left", "right", "value", "depth")
    }
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
