"""How far a model agrees with people on pairs of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scrapers.normalizer.stories.comparison import Vector, across_languages
from scrapers.normalizer.stories.decision import JOIN
from scrapers.normalizer.stories.likeness import Model, likeness
from training.pairs import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was reached on one set of pairs."""

    name: str
    """Set and language."""
    pairs: int
    """How many."""
    same: int | None
    """How many of them people called one story; None where they graded."""
    f1: float | None
    """F1 of "one story"; None where people graded."""
    precision: float | None
    """Share of what was called one story that is."""
    recall: float | None
    """Share of the stories that were called so."""
    pearson: float
    """Correlation of the log-odds with verdict or grade."""

    def cells(self) -> list[str]:
        """Return the figures as cells of a table."""
        shares = [f"{share:.3f}" if share is not None else "" for share in (self.f1, self.precision, self.recall)]
        return [self.name, str(self.pairs), str(self.same or ""), *shares, f"{self.pearson:.3f}"]


def agreements(pairs: Sequence[Pair], chances: Sequence[float]) -> Iterator[Agreement]:
    """Yield the agreement on each set, given the chance of each pair."""
    for name in dict.fromkeys(pair.name for pair in pairs):
        chosen = [(pair, chance) for pair, chance in zip(pairs, chances, strict=True) if pair.name == name]
        yield _agreement(name, [pair for pair, _ in chosen], np.array([chance for _, chance in chosen]))


def averaged(turns: Iterable[Iterable[Agreement]]) -> list[Agreement]:
    """Return the means of several turns of the same sets."""
    return [_mean(same) for same in zip(*turns, strict=True)]


def chances_of(pairs: Sequence[Pair], models: Sequence[Model]) -> list[float]:
    """Return the chance of each pair as its model says."""
    return [likeness(pair.a, pair.b, model) for pair, model in zip(pairs, models, strict=True)]


def chances_across(pairs: Sequence[Pair], models: Sequence[Model]) -> list[float]:
    """Return the chance of each pair by names, numbers and days alone, as if its articles were in two languages."""
    log_odds = [
        model.across_languages.log_odds(across_languages(pair.a, pair.b))
        for pair, model in zip(pairs, models, strict=True)
    ]
    return [float(1 / (1 + np.exp(-one))) for one in log_odds]


def _mean(same: Sequence[Agreement]) -> Agreement:
    figures = {name: [getattr(one, name) for one in same] for name in ("f1", "precision", "recall", "pearson")}
    means = {name: None if None in values else float(np.mean(values)) for name, values in figures.items()}
    return replace(same[0], **means)  # type: ignore[arg-type]


def _agreement(name: str, pairs: Sequence[Pair], chances: Vector) -> Agreement:
    wanted = np.array([pair.same for pair in pairs])
    pearson = float(np.corrcoef(np.log(chances / (1 - chances)), wanted)[0, 1])
    if pairs[0].graded:
        return Agreement(name=name, pairs=len(pairs), same=None, f1=None, precision=None, recall=None, pearson=pearson)
    said, true = chances >= JOIN, wanted >= 1
    right = int((said & true).sum())
    precision, recall = right / max(1, int(said.sum())), right / max(1, int(true.sum()))
    f1 = 2 * right / max(1, int(said.sum()) + int(true.sum()))
    return Agreement(
        name=name, pairs=len(pairs), same=int(true.sum()), f1=f1, precision=precision, recall=recall, pearson=pearson
    )
