"""Chances into a choice: blocks that belong together are kept or left out together."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from cleaners.decision import Vector
from cleaners.tree import Tree

Kept = npt.NDArray[np.bool_]

KEEP = 0.5  # chance from which a block is in
KEEP_LIST = 0.45  # mean chance from which a list is in as a whole
KEEP_BETWEEN = 0.25  # chance that is enough between two blocks of the same element that are in
KEEP_HEADINGS = 0.2  # mean chance that is enough for the headings of one kind inside the article
LEAST_HEADING = 0.1  # chance that each of these headings must have
USUAL = 0.6  # share of a path's blocks that makes being in its rule
_LISTS = ("ul", "ol", "dl")
_HEADINGS = ("h2", "h3", "h4")


def chosen(chances: Vector, tree: Tree) -> Kept:
    """Return, for each block of a tree, whether it is in, given the chance of each, 0 to 1."""
    kept = np.asarray(chances >= KEEP)
    if kept.any():
        _choose_lists(kept, chances, tree)
        _choose_between(kept, chances, tree)
        _choose_headings(kept, chances, tree)
    return kept


def _choose_lists(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Decide the items of one list together, long items counting more."""
    items: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(tree.blocks):
        node = block.node
        while node >= 0 and tree.nodes[node].tag not in _LISTS:
            node = tree.nodes[node].parent
        if node >= 0:
            items[node].append(i)
    for members in items.values():
        if len(members) > 1:
            weights = np.log1p([len(tree.blocks[i].text) for i in members])
            kept[members] = float(np.average(chances[members], weights=weights)) >= KEEP_LIST


def _choose_between(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Keep a block of middling chance where its neighbours in the same element, or most of its like, are in."""
    inside = np.flatnonzero(kept)
    parents = [tree.nodes[block.node].parent for block in tree.blocks]
    paths = np.array([tree.nodes[block.node].path for block in tree.blocks])
    in_path, of_path = np.bincount(paths, kept), np.bincount(paths)
    after = 0
    for i in range(inside[0], inside[-1]):
        if kept[i]:
            continue
        while inside[after] < i:
            after += 1
        beside = [parents[inside[after - 1]] == parents[i], parents[inside[after]] == parents[i]]
        usual = in_path[paths[i]] >= max(2, USUAL * of_path[paths[i]])
        if chances[i] >= KEEP_BETWEEN and (all(beside) or (usual and any(beside))):
            kept[i] = True


def _choose_headings(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Keep the sub-headings of one kind if together they are likely enough: an article has them all or none."""
    inside = np.flatnonzero(kept)
    by_path: dict[int, list[int]] = defaultdict(list)
    for i in range(inside[0], inside[-1]):
        node = tree.nodes[tree.blocks[i].node]
        if node.tag in _HEADINGS:
            by_path[node.path].append(i)
    for members in by_path.values():
        if float(chances[members].mean()) >= KEEP_HEADINGS:
            kept[[i for i in members if chances[i] >= LEAST_HEADING]] = True
