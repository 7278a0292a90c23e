"""Where each block of a page stands: its path, what is above it, how far it is from the headline and from its like."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from cleaners.surface import Columns, Vector
from cleaners.tree import Node, Tree

Indexes = npt.NDArray[np.int_]

PLACE_COLUMNS = (
    "heading depth path_blocks path_chars path_link_share path_mean_chars path_text_share siblings"
    " parent_chars parent_link_share parent_text_share grand_chars grand_link_share grand_text_share"
    " third_chars third_link_share third_text_share in_main_part main_distance"
    " position after_title title_distance chars_before text_before text_after"
    " to_previous_same_path to_next_same_path page_blocks page_chars page_text page_link_share has_title"
    " article_text_share article_has_title articles list_items list_link_share list_mean_chars list_ends"
).split()
LONG = (
    80  # Latin characters, or as much in another script, from which a block with a sentence end counts as running text
)
MAIN = 0.6  # share of the running text that the main element holds
UP = 3  # elements above a block that are measured
APART = 30.0  # blocks from which it no longer matters how far apart two of the same path are
MOST_ARTICLES = 50
_LISTS = ("ul", "ol", "dl")


def place_columns(tree: Tree, text: Columns, node: Indexes, parent: Indexes, path: Indexes) -> list[Vector]:
    """Return the columns named in `PLACE_COLUMNS`, a number a block each.

    `text` holds the columns `width`, `link_share`, `ends`, `title_overlap` and `heading`; `node` and `path` are the
    blocks', `parent` the nodes'.
    """
    chars, link = text["width"], text["width"] * text["link_share"]
    running = np.where((chars >= LONG) & (text["ends"] > 0) & (link < 0.5 * chars), chars, 0.0)
    total_running = max(1.0, running.sum())
    ends = np.array([each.end for each in tree.nodes])
    sums = [_subtree_sums(values, node, ends) for values in (chars, link, running)]
    share = sums[2] / total_running
    depth = np.array([each.depth for each in tree.nodes], dtype=np.float64)
    likeness = text["title_overlap"] + (text["heading"] == 1) * 0.5
    articles = sum(each.tag == "article" for each in tree.nodes)
    return [
        text["heading"],
        depth[node],
        *_path_columns(path, chars, link, running),
        np.bincount(parent[node] + 1)[parent[node] + 1].astype(np.float64),
        *_above_columns(sums, share, node, parent),
        *_main_columns(share, node, ends, depth),
        *_position_columns(likeness, chars, running),
        *_same_path_distances(path),
        *_page_columns(text["heading"], chars, link, running),
        *_article_columns(np.array(innermost(tree.nodes, ("article",)))[node], articles, share, likeness),
        *_list_columns(np.array(innermost(tree.nodes, _LISTS))[node], chars, link, text["ends"]),
    ]


def _subtree_sums(values: Vector, node: Indexes, ends: Indexes) -> Vector:
    """Return, for each node, the sum over all blocks in or below it."""
    up_to = np.concatenate([[0.0], np.cumsum(np.bincount(node, values, minlength=len(ends)))])
    return np.asarray(up_to[ends] - up_to[:-1])


def _path_columns(path: Indexes, chars: Vector, link: Vector, running: Vector) -> list[Vector]:
    blocks = np.bincount(path).astype(np.float64)
    path_chars = np.bincount(path, chars)
    return [
        np.log1p(blocks)[path],
        np.log1p(path_chars)[path],
        (np.bincount(path, link) / np.maximum(1, path_chars))[path],
        np.log1p(path_chars / np.maximum(1, blocks))[path],
        np.bincount(path, running)[path] / max(1.0, running.sum()),
    ]


def _above_columns(sums: list[Vector], share: Vector, node: Indexes, parent: Indexes) -> list[Vector]:
    """Return size, share of link text and share of the running text of each block's element and those above it."""
    columns = []
    for _ in range(UP):
        chars = sums[0][node]
        columns += [np.log1p(chars), sums[1][node] / np.maximum(1, chars), share[node]]
        node = np.maximum(parent, 0)[node]
    return columns


def _main_columns(share: Vector, node: Indexes, ends: Indexes, depth: Vector) -> list[Vector]:
    """Return whether a block is in the main element, the deepest with most of the running text, and how far from it."""
    holders = np.flatnonzero(share >= MAIN)
    main = int(holders[np.argmax(depth[holders])]) if len(holders) else 0
    return [((node >= main) & (node < ends[main])).astype(np.float64), depth[node] - depth[main]]


def _position_columns(likeness: Vector, chars: Vector, running: Vector) -> list[Vector]:
    """Return where a block is on the page and how far from the headline, `likeness` telling which that is."""
    count = len(chars)
    index = np.arange(count)
    title = int(np.argmax(likeness)) if likeness.max() > 0.4 else -1
    total_running = max(1.0, running.sum())
    before = np.cumsum(running) - running
    distance = np.clip(index - title, -50, 100) if title >= 0 else np.zeros(count)
    return [
        index / count,
        (index > title).astype(np.float64) if title >= 0 else np.full(count, 0.5),
        distance.astype(np.float64),
        (np.cumsum(chars) - chars) / max(1.0, chars.sum()),
        before / total_running,
        (total_running - before - running) / total_running,
    ]


def _same_path_distances(path: Indexes) -> list[Vector]:
    """Return how many blocks away the previous and the next block on the same path are."""
    previous, following = np.full(len(path), APART), np.full(len(path), APART)
    order = np.argsort(path, kind="stable")
    alike = np.diff(path[order]) == 0
    gaps = np.minimum(APART, np.diff(order)[alike])
    previous[order[1:][alike]] = following[order[:-1][alike]] = gaps
    return [previous, following]


def _page_columns(heading: Vector, chars: Vector, link: Vector, running: Vector) -> list[Vector]:
    """Return what is the same for all blocks of a page."""
    values = [
        np.log1p(len(chars)),
        np.log1p(chars.sum()),
        np.log1p(running.sum()),
        link.sum() / max(1.0, chars.sum()),
        float((heading == 1).any()),
    ]
    return [np.full(len(chars), value) for value in values]


def _article_columns(around: Indexes, count: int, share: Vector, likeness: Vector) -> list[Vector]:
    """Return, of the innermost `<article>` around each block, its share of the running text and whether it holds the
    headline; and how many there are. Teasers and other articles stand in articles of their own."""
    title_article = around[int(np.argmax(likeness))]
    return [
        np.where(around >= 0, share[around], -1.0),
        (around == title_article).astype(np.float64),
        np.full(len(around), float(min(MOST_ARTICLES, count))),
    ]


def _list_columns(around: Indexes, chars: Vector, link: Vector, ends: Vector) -> list[Vector]:
    """Return, of the innermost list around each block, the number of blocks, their share of link text, mean length and
    how many end a sentence; -1 outside lists."""
    slot = np.maximum(around, 0)
    items = np.bincount(slot)[slot].astype(np.float64)
    all_chars = np.bincount(slot, chars)[slot]
    columns = [
        items,
        np.bincount(slot, link)[slot] / np.maximum(1, all_chars),
        np.log1p(all_chars / np.maximum(1, items)),
        np.bincount(slot, ends)[slot] / np.maximum(1, items),
    ]
    return [np.where(around >= 0, column, -1.0) for column in columns]


def innermost(nodes: Sequence[Node], wanted: Collection[str]) -> list[int]:
    """Return, for each node, the nearest at or above it that has one of the wanted tags; -1 if none has.

    >>> from lxml.html import fromstring
    >>> from cleaners.tree import tree_of
    >>> tree = tree_of(fromstring("<body><article><div><p>Rain.</p></div></article><p>Menu</p></body>"))
    >>> innermost(tree.nodes, ("article",))
    [-1, 1, 1, 1, -1]
    """
    nearest = [-1] * len(nodes)
    for index in [index for index, node in enumerate(nodes) if node.tag in wanted]:
        nearest[index : nodes[index].end] = [index] * (nodes[index].end - index)
    return nearest
