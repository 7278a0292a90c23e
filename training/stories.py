"""Train what tells stories apart from a corpus folder: python -m training.stories --corpus FOLDER [--check].

Prints what cross-validation gives, then learns how rare words are and from all pairs what makes two articles one
story, and writes scrapers/normalizer/stories/rarity.npz and model.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from scrapers.normalizer.stories.comparison import Vector, across_languages, same_language
from scrapers.normalizer.stories.features import Features
from scrapers.normalizer.stories.likeness import Model, Regression
from scrapers.normalizer.stories.words import Terms
from training.agreement import agreements, averaged, chances_of
from training.logistic import fitted
from training.pairs import PAIRS, Pair, folds_of, read_pairs
from training.rarities import learned_rarities

HERE = Path(__file__).resolve().parent.parent / "scrapers" / "normalizer" / "stories"
FOLDS = 10
TURNS = 4  # ways to part the pairs: with a few dozen of them, one way alone says little
PENALTY = 10.0
SPELLED_OTHERWISE = 3  # one of so many names is not known again in another language

Comparing = Callable[[Features, Features], Mapping[str, float]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with stories/pairs.jsonl and SET/html")
    parser.add_argument("--check", action="store_true", help="cross-validate only; write nothing")
    options = parser.parse_args(arguments)
    if not (options.corpus / PAIRS).is_file():
        parser.error(f"{options.corpus} has no {PAIRS}")
    if not options.check:  # the pairs below are compared by what is written here
        np.savez_compressed(HERE / "rarity.npz", rarity=learned_rarities(options.corpus))
    pairs = read_pairs(options.corpus)
    for one in averaged(agreements(pairs, chances_of(pairs, held_out(pairs, turn))) for turn in range(TURNS)):
        print(" ".join(one.cells()))
    if not options.check:
        (HERE / "model.json").write_text(model_text(trained(pairs)), "utf-8")
    return 0


def trained(pairs: Sequence[Pair]) -> Model:
    """Return the model that fits all pairs."""
    return Model(
        same_language=_regression(pairs, same_language),
        across_languages=_regression([_translated(pair) for pair in pairs], across_languages),
    )


def held_out(pairs: Sequence[Pair], turn: int = 0) -> list[Model]:
    """Return, for each pair, a model that saw none of its articles; each turn parts them otherwise."""
    folds = folds_of(pairs, FOLDS, turn)
    models = [trained([pair for pair, one in zip(pairs, folds, strict=True) if one != fold]) for fold in range(FOLDS)]
    return [models[fold] for fold in folds]


def model_text(model: Model) -> str:
    """Return a model as the JSON document that ships."""
    return json.dumps(asdict(model), indent=1) + "\n"


def _regression(pairs: Sequence[Pair], compared: Comparing) -> Regression:
    rows = [compared(pair.a, pair.b) for pair in pairs]
    columns = tuple(rows[0])
    values = np.array([[row[name] for name in columns] for row in rows])
    wanted = np.array([pair.same for pair in pairs])
    graded = np.array([[float(pair.graded)] for pair in pairs])
    return fitted(columns, values, wanted, graded, PENALTY)


def _translated(pair: Pair) -> Pair:
    """A pair as if one article were in another language: some of its names are spelled beyond recognition."""
    b = replace(pair.b, keys=_thinned(pair.b.keys), lead_keys=_thinned(pair.b.lead_keys))
    return replace(pair, b=b)


def _thinned(terms: Terms) -> Terms:
    kept: Vector = terms.ids % SPELLED_OTHERWISE != 0
    return Terms(terms.ids[kept], terms.weights[kept])


if __name__ == "__main__":
    sys.exit(main())
