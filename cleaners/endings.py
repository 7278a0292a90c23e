"""What follows an article in elements of its own: comments of readers below their heading, boxes on the authors."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.draft import Line
from cleaners.tree import Tree
from cleaners.words import GROUP_BIT

LEAST_TEXT = 3  # running lines that are in above such an element
REACH = 9  # elements above a heading among which the one that it opens is looked for
BOX = 1_500  # characters of a box on the authors, at the most


def endings(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines that are in but stand behind the article, as index and rule: `comments` in an element that opens
    with a heading which says so, `author_note` in the last ones that are named for the authors.

    However likely they are, for comments and biographies are sentences. `lines` holds one line for each block of the
    tree.
    """
    first, last = tree.spans()
    text = [i for i, line in enumerate(lines) if not line.rule and line.running]
    if len(text) < LEAST_TEXT:
        return {}
    found: dict[int, str] = {}
    for i in range(text[LEAST_TEXT - 1] + 1, len(lines)):
        if lines[i].kind == "heading" and lines[i].hits and lines[i].has("comments", forms=("line", "start")):
            section = next((n for n in tree.above(tree.blocks[i].node, REACH) if first[n] == i < last[n]), -1)
            found |= dict.fromkeys(range(i, last[section] + 1), "comments") if section >= 0 else {}
    return {i: rule for i, rule in (found | _on_authors(lines, tree)).items() if not lines[i].rule}


def _on_authors(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines of the small elements named for the authors behind the last running text of any other."""
    first, last = tree.spans()
    named = [n for n, node in enumerate(tree.nodes) if node.own_words & GROUP_BIT["byline"] and last[n] >= first[n]]
    spans = [range(first[n], last[n] + 1) for n in named]
    small = [span for span in spans if sum(len(lines[i].text) for i in span) <= BOX]
    inside = {i for span in small for i in span}
    text = [i for i, line in enumerate(lines) if not line.rule and line.running and i not in inside]
    behind = text[-1] if len(text) >= LEAST_TEXT else len(lines)
    return {i: "author_note" for i in sorted(inside) if i > behind}
