"""The learned decision: how likely each block belongs to the article, by boosted trees over block features.

Two forests: the first looks at each block alone, the second also at what the first said of the blocks around it, on
the same path and in the same element, so that the decision is one over the sequence. Trained by `training/train.py`,
evaluated here in bulk; the weights are plain arrays, loaded without pickle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaners.features import Matrix, column_names
from cleaners.tree import Tree

Vector = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int_]

ROWS = 1024  # rows evaluated at once: a page of a hundred thousand blocks needs no more memory than one of a thousand
SIZE = column_names().index("chars")
AROUND = (-4, -3, -2, -1, 1, 2, 3, 4)
SEQUENCE_COLUMNS = (
    "own",
    *(f"own{offset:+d}" for offset in AROUND),
    "path_mean",
    "path_max",
    "parent_mean",
    "mean_5",
    "mean_15",
    "before_share",
    "after_share",
    "page_mean",
    "page_kept_chars",
    "rank",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The trees of a forest laid out level by level, to part all rows of a page at once.

    A set of rows is a string of bits, one bit a row, so that a node hands them on to the next level in one operation;
    and a question that many nodes ask is answered once.
    """

    feature: Indexes
    """Column that each question looks at."""
    threshold: npt.NDArray[np.float32]
    """The answer is yes where the value is not above this; a column."""
    levels: tuple[tuple[Indexes, Indexes], ...]
    """For each level below the roots, the parent of each node, nodes counted level by level, and the answer that leads
    there: the number of a question for yes, that and the number of questions for no."""
    leaves: Indexes
    """Which nodes are leaves."""
    values: npt.NDArray[np.float32]
    """What each leaf adds."""
    trees: int
    """Number of trees, whose roots are the first level."""

    def scores(self, rows: Matrix) -> Vector:
        """Return the sum of what the trees say of each row."""
        yes = np.packbits(rows.T.take(self.feature, axis=0) <= self.threshold, axis=1)
        answers = np.concatenate([yes, ~yes])
        start = self.trees
        reached = np.full((start + sum(len(above) for above, _ in self.levels), yes.shape[1]), 0xFF, dtype=np.uint8)
        for above, answer in self.levels:
            stop = start + len(above)
            reached[start:stop] = reached.take(above, axis=0) & answers.take(answer, axis=0)
            start = stop
        hits = np.unpackbits(reached.take(self.leaves, axis=0), axis=1, count=len(rows))
        return np.asarray(np.einsum("l,lr->r", self.values, hits), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted binary trees as arrays of shape (trees, nodes); a leaf points to itself."""

    feature: npt.NDArray[np.int16]
    """Column that a node looks at."""
    threshold: npt.NDArray[np.float32]
    """A row goes left where its value is not above this."""
    left: npt.NDArray[np.int16]
    """Node to the left."""
    right: npt.NDArray[np.int16]
    """Node to the right."""
    value: npt.NDArray[np.float32]
    """What a leaf adds; 0 for inner nodes."""
    depth: int
    """Longest way from root to leaf."""
    layout: Layout = field(init=False, repr=False, compare=False)
    """The same trees, as they are evaluated."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "layout", _layout(self))

    def chances(self, rows: Matrix) -> Vector:
        """Return the probability, 0 to 1, for each row; rows in column-major order are read fastest."""
        parts = [self.layout.scores(rows[start : start + ROWS]) for start in range(0, max(1, len(rows)), ROWS)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate(parts))))


def _layout(forest: Forest) -> Layout:
    trees, width = forest.feature.shape
    is_inner = forest.left != np.arange(width)
    asked = np.stack([forest.feature, forest.threshold], axis=-1, dtype=np.float64)[is_inner]
    questions, numbers = np.unique(asked, axis=0, return_inverse=True)
    question = np.zeros((trees, width), dtype=np.int_)
    question[is_inner] = numbers.reshape(-1)
    tree, node, start = np.arange(trees), np.zeros(trees, dtype=np.int_), 0
    levels, leaves, values = [], [], []
    while len(tree):
        place, splits = np.arange(start, start + len(tree)), is_inner[tree, node]
        leaves.append(place[~splits])
        values.append(forest.value[tree, node][~splits])
        start += len(tree)
        above, tree, node = place[splits], tree[splits], node[splits]
        yes = question[tree, node]
        levels.append((np.tile(above, 2), np.concatenate([yes, yes + len(questions)])))
        node = np.concatenate([forest.left[tree, node], forest.right[tree, node]])
        tree = np.tile(tree, 2)
    return Layout(
        feature=questions[:, 0].astype(np.int_),
        threshold=questions[:, 1:].astype(np.float32),
        levels=tuple(levels),
        leaves=np.concatenate(leaves),
        values=np.concatenate(values),
        trees=trees,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """Both forests."""

    alone: Forest
    """Looks at one block."""
    sequence: Forest
    """Looks at one block and at what `alone` said around it."""

    def chances(self, rows: Matrix, tree: Tree) -> Vector:
        """Return how likely each block of a tree belongs to the article, given its features; empty for no blocks."""
        if not len(rows):
            return np.zeros(0)
        first = self.alone.chances(rows)
        return self.sequence.chances(np.hstack([rows, sequence_features(first, tree, rows[:, SIZE])]))


def sequence_features(first: Vector, tree: Tree, sizes: npt.NDArray[np.floating[Any]]) -> Matrix:
    """Return, for each block, what a first opinion on all blocks says around it; columns as SEQUENCE_COLUMNS.

    `sizes` is the column `chars` of the features: the logarithm of each block's size.
    """
    node = np.array([b.node for b in tree.blocks])
    path = np.array([n.path for n in tree.nodes])[node]
    parent = np.array([n.parent for n in tree.nodes])[node] + 1
    weights = np.asarray(sizes, dtype=np.float64)
    kept = first * np.expm1(weights)
    total = max(1.0, kept.sum())
    columns = [first]
    reach = max(AROUND)
    padded = np.zeros(len(first) + 2 * reach)
    padded[reach : reach + len(first)] = first
    columns += [padded[reach + offset : reach + offset + len(first)] for offset in AROUND]
    columns += [_group_mean(path, first, weights), _group_max(path, first), _group_mean(parent, first, weights)]
    columns += [_window_mean(first, 2), _window_mean(first, 7)]
    before = np.cumsum(kept) - kept
    columns += [before / total, (total - before - kept) / total]
    columns += [np.full(len(first), first.mean()), np.full(len(first), np.log1p(total))]
    columns.append(np.argsort(np.argsort(-first, kind="stable"), kind="stable") / len(first))
    return np.stack(columns, dtype=np.float32, casting="same_kind").T


def _group_mean(group: Indexes, values: Vector, weights: Vector) -> Vector:
    return np.asarray((np.bincount(group, values * weights) / np.maximum(1e-9, np.bincount(group, weights)))[group])


def _group_max(group: Indexes, values: Vector) -> Vector:
    best = np.zeros(group.max() + 1)
    np.maximum.at(best, group, values)
    return np.asarray(best[group])


def _window_mean(values: Vector, reach: int) -> Vector:
    total = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low, high = np.maximum(0, index - reach), np.minimum(len(values), index + reach + 1)
    return np.asarray((total[high] - total[low]) / (high - low))


def decision_from(data: bytes) -> Decision:
    """Return the decision stored in an `.npz` file given as bytes."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return Decision(_forest(arrays, "alone"), _forest(arrays, "sequence"))


def _forest(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Forest:
    feature, threshold, left, right, value = (
        arrays[f"{name}_{part}"] for part in ("feature", "threshold", "left", "right", "value")
    )
    return Forest(feature, threshold, left, right, value, int(arrays[f"{name}_depth"]))


@cache
def shipped_decision() -> Decision:
    """Return the decision that ships: a frozen table, read once."""
    return decision_from((resources.files("cleaners") / "weights.npz").read_bytes())
