"""Boxes that say they were made by AI: summaries on top of an article, taken out as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.draft import Line
from cleaners.tree import Tree

SMALL = 0.3  # share of the kept text up to which an element is a box and not the article
UP = 2  # elements above the disclosure to look at
# Class names such as `aiSummary`, `ai-content` and `summary_ai`.
_AI_NAME = re.compile(r"\.(?:[\w-]*[_-])?(?:ai[_-]?(?:summary|content|generated|box)|summary[_-]?ai)", re.I)


def ai_boxes(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines, as index and rule, that stand in a small element with a line that says AI wrote it.

    `lines` holds one line for each block of the tree.
    """
    suspects = {
        n for n, node in enumerate(tree.nodes) if "ai" in node.signature.lower() and _AI_NAME.search(node.signature)
    }
    for line, block in zip(lines, tree.blocks, strict=True):
        if line.hits and line.has("ai_text", forms=("line", "start")):
            suspects.update(_above(tree, block.node))
    if not suspects:
        return {}
    sizes = _sizes(lines, tree)
    boxes = {n for n in suspects if sizes[n] <= SMALL * max(1, sizes[0])}
    return {
        i: "ai_summary" for i, b in enumerate(tree.blocks) if not lines[i].rule and boxes & set(_above(tree, b.node, 9))
    }


def _sizes(lines: Sequence[Line], tree: Tree) -> list[int]:
    """Return how many characters are in, in or below each node."""
    sizes = [0] * len(tree.nodes)
    for line, block in zip(lines, tree.blocks, strict=True):
        node = block.node
        while node >= 0 and not line.rule:
            sizes[node] += len(line.text)
            node = tree.nodes[node].parent
    return sizes


def _above(tree: Tree, node: int, most: int = UP) -> list[int]:
    """Return a node and those above it, at most so many and never the root."""
    found: list[int] = []
    while node > 0 and len(found) <= most:
        found.append(node)
        node = tree.nodes[node].parent
    return found
