"""Training of the two forests and their packing into arrays; LightGBM is needed here only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from cleaners.decision import SIZE, Decision, Forest, Vector, sequence_features
from cleaners.features import Matrix, column_names
from training.pages import TrainingPage

TREES = 320
INNER_FOLDS = 4
EASY_STEP = 4  # of the easy blocks, one in so many is learned from, with so much more weight
SEED = 1
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 20,
    "max_depth": 7,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "max_bin": 63,
    "num_threads": 1,
    "verbose": -1,
}


def fold_of(pages: Sequence[TrainingPage], folds: int) -> list[int]:
    """Return a fold number for each page; pages of one site share theirs."""
    sites = sorted({page.site for page in pages})
    np.random.default_rng(SEED).shuffle(sites)
    number = {site: index % folds for index, site in enumerate(sites)}
    return [number[page.site] for page in pages]


def trained(pages: Sequence[TrainingPage]) -> Decision:
    """Return the decision learned from pages; what the first forest says of a page for the second to learn from comes
    from forests that did not see its site."""
    folds = fold_of(pages, INNER_FOLDS)
    first: dict[str, Vector] = {}
    for fold in range(INNER_FOLDS):
        seen = [page for page, number in zip(pages, folds, strict=True) if number != fold]
        held_out = [page for page, number in zip(pages, folds, strict=True) if number == fold]
        forest = _forest([page.rows for page in seen], seen)
        first |= {page.name: forest.chances(page.rows) for page in held_out}
    around = [sequence_features(first[page.name], page.tree, page.rows[:, SIZE]) for page in pages]
    rows = [np.hstack([page.rows, columns]) for page, columns in zip(pages, around, strict=True)]
    return Decision(_forest([page.rows for page in pages], pages), _forest(rows, pages))


def _forest(rows: Sequence[Matrix], pages: Sequence[TrainingPage]) -> Forest:
    learned = [_learned(page) for page in pages]
    kept = np.concatenate([page.kept[chosen] for page, (chosen, _) in zip(pages, learned, strict=True)])
    weights = np.concatenate([page.weights[chosen] * more for page, (chosen, more) in zip(pages, learned, strict=True)])
    table = np.vstack([each[chosen] for each, (chosen, _) in zip(rows, learned, strict=True)])
    data = lightgbm.Dataset(table, label=kept, weight=weights)
    return _packed(lightgbm.train(PARAMETERS, data, TREES).dump_model()["tree_info"])


def _learned(page: TrainingPage) -> tuple[npt.NDArray[np.int_], Vector]:
    """Return which blocks of a page to learn from and how much more each counts: of the many short links, a few do."""
    columns = {name: page.rows[:, index] for index, name in enumerate(column_names()[:3])}
    easy = (columns["link_share"] > 0.8) & (columns["words"] < np.log1p(9)) & (page.kept < 0.5)
    number = np.arange(len(page.rows))
    chosen = number[~easy | (number % EASY_STEP == 0)]
    return chosen, np.where(easy, float(EASY_STEP), 1.0)[chosen]


def _packed(trees: Sequence[dict[str, Any]]) -> Forest:
    flat = [_flat(tree["tree_structure"]) for tree in trees]
    size = max(map(len, flat))
    table = np.zeros((len(flat), size, 5))
    for nodes, rows in zip(flat, table, strict=True):
        rows[: len(nodes)] = nodes
    return Forest(
        feature=table[:, :, 0].astype(np.int16),
        threshold=_rounded_down(table[:, :, 1]),
        left=table[:, :, 2].astype(np.int16),
        right=table[:, :, 3].astype(np.int16),
        value=table[:, :, 4].astype(np.float32),
        depth=max(map(_depth, (tree["tree_structure"] for tree in trees))),
    )


def _rounded_down(thresholds: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Return thresholds as 32-bit numbers that send 32-bit values the same way as the 64-bit ones did."""
    rounded = thresholds.astype(np.float32)
    return np.where(rounded > thresholds, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _flat(root: dict[str, Any]) -> list[tuple[float, ...]]:
    """Return the nodes of a tree as (feature, threshold, left, right, value), the root first."""
    nodes: list[tuple[float, ...]] = []

    def add(node: dict[str, Any]) -> int:
        at = len(nodes)
        nodes.append(())
        if "leaf_value" in node:
            nodes[at] = (0, 0, at, at, node["leaf_value"])
        else:
            left, right = add(node["left_child"]), add(node["right_child"])
            nodes[at] = (node["split_feature"], node["threshold"], left, right, 0)
        return at

    add(root)
    return nodes


def _depth(node: dict[str, Any]) -> int:
    if "leaf_value" in node:
        return 0
    return 1 + max(_depth(node["left_child"]), _depth(node["right_child"]))
