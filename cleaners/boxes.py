"""Boxes that are taken out as a whole: summaries that say they were made by AI, fact boxes, and who said a quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from cleaners.draft import Line
from cleaners.tree import MARK, TextBlock, Tree

SMALL = 0.3  # share of the kept text up to which an element is a box and not the article
UP = 2  # elements above the disclosure to look at
NAMED = 90  # characters of a line that says who said a quote
REACH = 9  # elements above a block among which a box around it is looked for
# Class names such as `aiSummary`, `ai-content` and `summary_ai`.
_AI_NAME = re.compile(r"(?:^|\s)(?:[\w-]*[_-])?(?:ai[_-]?(?:summary|content|generated|box)|summary[_-]?ai)", re.I)
# What system builders call a fact box: markup, not words on the page.
_FACT_NAME = re.compile(
    r"(?:^|\s)(?:(?:[\w-]*[_-])?(?:fact|fakta|info)[_-]?(?:box|boks|kasten|ruta)|(?:fact|fakta)s?(?:\s|$))", re.I
)


def boxes(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines that are in but stand in a box, as index and rule: `ai_summary` in a small element with a name
    or a line that says AI wrote it, `side` in a fact box, which its name or its heading tells.

    `lines` holds one line for each block of the tree.
    """
    named = {names: rule for names in {node.names for node in tree.nodes} if (rule := _rule_of(names))}
    rules = {n: named[node.names] for n, node in enumerate(tree.nodes) if node.names in named}
    for line, block in zip(lines, tree.blocks, strict=True):
        if line.hits and line.has("ai_text", forms=("line", "start")):
            rules |= dict.fromkeys(tree.above(block.node, UP), "ai_summary")
    rules = dict.fromkeys(_headed(lines, tree), "side") | rules
    if not rules:
        return {}
    sizes = _sizes(lines, tree)
    small = {n: rule for n, rule in rules.items() if sizes[n] <= SMALL * max(1, sizes[0])}
    around = {i: tree.above(block.node, REACH) for i, block in enumerate(tree.blocks) if not lines[i].rule}
    return {i: rule for i, above in around.items() if (rule := next((small[n] for n in above if n in small), ""))}


def _headed(lines: Sequence[Line], tree: Tree) -> list[int]:
    """Return the elements that open with the heading of a fact box, each the smallest that holds more than that.

    None is above the first running text, where such words are a kicker ("In brief"), and none is one of several
    sections of the article with like headings.
    """
    headings = [i for i, line in enumerate(lines) if line.hits and line.has("facts", forms=("line",))]
    if not headings:
        return []
    start = next((i for i, line in enumerate(lines) if not line.rule and line.running), len(lines))
    paths: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if not line.rule and i not in headings:
            paths[tree.nodes[tree.blocks[i].node].path].append(i)
    first, last = tree.spans()
    found = []
    for i in (i for i in headings if i > start):
        node = tree.blocks[i].node
        box = next((n for n in tree.above(node, REACH) if first[n] == i < last[n]), -1)
        if box >= 0 and all(i < other <= last[box] for other in paths[tree.nodes[node].path]):
            found.append(box)
    return found


def attributions(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines that are in but say whose words a quote is, as index and rule: in the footer of its element, or
    as a short line in italics, as `<cite>` is, right inside it where the words have elements of their own."""
    said = MARK["blockquote"] | MARK["footer"]
    found = {i for i, block in enumerate(tree.blocks) if block.marks & said == said}
    found |= {i for i, (words, block) in enumerate(pairwise(tree.blocks), 1) if _is_cited(tree, words, block)}
    return {i: "quoted" for i in sorted(found) if not lines[i].rule}


def _is_cited(tree: Tree, words: TextBlock, block: TextBlock) -> bool:
    holder = tree.nodes[block.node]
    apart = holder.tag == "blockquote" and block.node < words.node < holder.end
    return apart and len(block.text) <= NAMED and block.italic_chars >= len(block.text)


def _rule_of(names: str) -> str:
    if _AI_NAME.search(names):
        return "ai_summary"
    return "side" if _FACT_NAME.search(names) else ""


def _sizes(lines: Sequence[Line], tree: Tree) -> list[int]:
    """Return how many characters are in, in or below each node."""
    sizes = [0] * len(tree.nodes)
    for line, block in zip(lines, tree.blocks, strict=True):
        node = block.node
        while node >= 0 and not line.rule:
            sizes[node] += len(line.text)
            node = tree.nodes[node].parent
    return sizes
