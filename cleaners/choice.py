"""Chances into a choice: blocks that belong together are kept or left out together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from cleaners.decision import Vector
from cleaners.tree import MARK, Tree

Kept = npt.NDArray[np.bool_]

KEEP = 0.55  # chance from which a block is in
KEEP_LIST = 0.45  # mean chance from which a list is in as a whole
KEEP_PLAIN = 0.015  # the same for a list or quote without links that stands among the paragraphs of the article
KEEP_IN_ARTICLE = 0.25  # the same for one anywhere in the `<article>` that holds most of what is in
KEEP_BETWEEN = 0.35  # chance that is enough between two blocks of the same element that are in
KEEP_HEADINGS = 0.35  # mean chance that is enough for the headings of one kind inside the article
KEEP_ABOVE = 0.03  # chance that is enough for a heading right above what is in
LEAST_HEADING = 0.2  # chance that each of these headings must have
KEEP_AFTER = 0.2  # chance that is enough for running text right behind the last of its like that is in
LEAST_QUOTE = 20  # characters from which the same words twice are no accident
SHORT = 80  # characters of such a block at the most
FAR = 15  # blocks between a short block and all others that are in which make it a stray
USUAL = 0.6  # share of a path's blocks that makes being in its rule
_LISTS = ("ul", "ol", "dl")
_DECIDED = MARK["blockquote"] | MARK["li"]  # decided as groups
_NOT_WORD = re.compile(r"\W+")
_ITEMS = ("li", "dd", "dt")
_HEADINGS = ("h2", "h3", "h4")


def chosen(chances: Vector, tree: Tree) -> Kept:
    """Return, for each block of a tree, whether it is in, given the chance of each, 0 to 1."""
    kept = np.asarray(chances >= KEEP)
    if kept.any():
        _choose_groups(kept, chances, tree)
        _choose_between(kept, chances, tree)
        _choose_headings(kept, chances, tree)
        _choose_headings_above(kept, chances, tree)
        _choose_rest(kept, chances, tree)
        _drop_strays(kept, tree)
    return kept


def _choose_groups(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Decide the items of one list together, long items counting more, and the lines of one quote."""
    for holder, members in _groups(tree):
        weights = np.log1p([len(tree.blocks[i].text) for i in members])
        mean = float(np.average(chances[members], weights=weights))
        if len(members) > 1 and (tree.nodes[holder].tag == "blockquote" or not _is_layout(members, tree)):
            kept[members] = mean >= KEEP_LIST
        if tree.nodes[holder].tag == "blockquote" and _repeats(members, tree):
            kept[members] = False
        elif mean >= KEEP_IN_ARTICLE and _is_in_article(holder, members, kept, tree):
            kept[members] = True
        if mean >= KEEP_PLAIN and _is_plain(holder, members, kept, tree):
            kept[members] = True


def _groups(tree: Tree) -> Iterator[tuple[int, list[int]]]:
    """Yield each innermost list or quote that holds blocks, as its node and the indexes of the blocks."""
    groups: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(tree.blocks):
        if (holder := _holder(tree, block.node, (*_LISTS, "blockquote"))) >= 0:
            groups[holder].append(i)
    yield from groups.items()


def _is_in_article(holder: int, members: list[int], kept: Kept, tree: Tree) -> bool:
    """Return whether a list or quote without links stands in the same `<article>` as most of what is in."""
    article = _holder(tree, holder, ("article",))
    if article < 0 or any(tree.blocks[i].links or tree.blocks[i].marks & MARK["hidden"] for i in members):
        return False
    inside = [_holder(tree, tree.blocks[i].node, ("article",)) == article for i in np.flatnonzero(kept)]
    return sum(inside) * 2 > len(inside)


def _is_layout(members: list[int], tree: Tree) -> bool:
    """Return whether a list is a frame for larger things: its items hold several blocks each."""
    items = {_holder(tree, tree.blocks[i].node, _ITEMS) for i in members}
    return len(items) * 2 < len(members)


def _holder(tree: Tree, node: int, tags: tuple[str, ...]) -> int:
    """Return the innermost node of one of the tags at or above a node; -1 if there is none."""
    while node >= 0 and tree.nodes[node].tag not in tags:
        node = tree.nodes[node].parent
    return node


def _is_plain(holder: int, members: list[int], kept: Kept, tree: Tree) -> bool:
    """Return whether a list or quote without links follows a paragraph that is in, in the same element; a quote only
    where the text goes on behind it, for a pull quote at the edge repeats or advertises."""
    before, after = members[0] - 1, members[-1] + 1
    if (
        before < 0
        or not kept[before]
        or any(tree.blocks[i].links or tree.blocks[i].marks & MARK["hidden"] for i in members)
    ):
        return False
    if tree.nodes[holder].tag == "blockquote" and _repeats(members, tree):
        return False
    body = tree.nodes[holder].parent
    goes_on = after < len(kept) and bool(kept[after]) and tree.nodes[tree.blocks[after].node].parent == body
    same = tree.nodes[tree.blocks[before].node].parent == body
    return same and (goes_on or tree.nodes[holder].tag in _LISTS)


def _repeats(members: list[int], tree: Tree) -> bool:
    """Return whether the words of one of the blocks stand in another block, too: a pull quote."""
    own = [words for i in members if len(words := _plain(tree.blocks[i].text)) > LEAST_QUOTE]
    return any(words in _plain(block.text) for words in own for i, block in enumerate(tree.blocks) if i not in members)


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text.lower()).strip()


def _choose_between(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Keep a block of middling chance where its neighbours in the same element, or most of its like, are in."""
    inside = np.flatnonzero(kept)
    parents = [tree.nodes[block.node].parent for block in tree.blocks]
    paths = np.array([tree.nodes[block.node].path for block in tree.blocks])
    in_path, of_path = np.bincount(paths, kept), np.bincount(paths)
    after = 0
    for i in range(inside[0], inside[-1]):
        if kept[i] or tree.blocks[i].marks & _DECIDED:
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


def _choose_headings_above(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Keep a heading right above a block that is in, if both stand in one section of the page."""
    for i in range(len(kept) - 1):
        node, below = tree.nodes[tree.blocks[i].node], tree.nodes[tree.blocks[i + 1].node]
        together = node.parent in (below.parent, tree.nodes[below.parent].parent if below.parent >= 0 else -1)
        if node.tag in _HEADINGS and not kept[i] and kept[i + 1] and together and chances[i] >= KEEP_ABOVE:
            kept[i] = True


def _choose_rest(kept: Kept, chances: Vector, tree: Tree) -> None:
    """Keep running text behind the last block that is in, as long as it stands on that block's path."""
    inside = np.flatnonzero(kept)
    last = tree.nodes[tree.blocks[inside[-1]].node]
    for i in range(inside[-1] + 1, min(len(kept), inside[-1] + FAR)):
        node, block = tree.nodes[tree.blocks[i].node], tree.blocks[i]
        if node.path == last.path and node.parent == last.parent and not block.links and chances[i] >= KEEP_AFTER:
            kept[i] = True


def _drop_strays(kept: Kept, tree: Tree) -> None:
    """Leave out buttons, and short blocks far from all others that are in."""
    inside = np.flatnonzero(kept)
    for before, i, after in zip([-FAR, *inside[:-1]], inside, [*inside[1:], len(kept) + FAR], strict=True):
        block = tree.blocks[i]
        alone = i - before >= FAR and after - i >= FAR and len(inside) > 1
        if block.marks & MARK["button"] or (alone and len(block.text) < SHORT):
            kept[i] = False
