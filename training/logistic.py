"""Logistic regression with a penalty on large weights, by Newton's method: the same data give the same weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scrapers.normalizer.stories.comparison import Vector
from scrapers.normalizer.stories.likeness import Regression

STEPS = 50
ENOUGH = 1e-9


def fitted(columns: Sequence[str], rows: Vector, wanted: Vector, offsets: Vector, penalty: float) -> Regression:
    """Return the regression that fits rows (rows, columns) to chances wanted of them, 0 to 1.

    `offsets` (rows, sets) are columns that are fitted but left out of the result: what sets of rows have in common
    beside the columns. `penalty` is on the squares of the weights of standardized columns.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    design = np.hstack([np.ones((len(rows), 1)), offsets, (rows - mean) / scale])
    free = 1 + offsets.shape[1]
    found = _newton(design, wanted, np.r_[np.full(free, 1e-3), np.full(rows.shape[1], penalty)])
    weights = found[free:] / scale
    return Regression(
        bias=round(float(found[0] - weights @ mean), 6),
        weights={name: round(float(weight), 6) for name, weight in zip(columns, weights, strict=True)},
    )


def _newton(design: Vector, wanted: Vector, penalties: Vector) -> Vector:
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (wanted - chances) - penalties * weights
        bend = (design.T * (chances * (1 - chances))) @ design + np.diag(penalties)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < ENOUGH:
            break
    return weights
