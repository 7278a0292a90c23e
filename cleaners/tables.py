"""Data tables: cells that belong together in one block, a row a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from cleaners.draft import Line
from cleaners.tree import Tree

CELL = 80  # characters that the cells of a data table hold on average at the most; a layout table holds paragraphs


def joined_tables(lines: Sequence[Line], tree: Tree) -> list[Line]:
    """Return the lines with those of one data table that are in made one, its cells parted by spaces.

    `lines` holds one line for each block of the tree. Lines that are out stay as they are, and so do a table's caption
    and a table around another: the text must stay in the order of the page.
    """
    cells: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        node = tree.blocks[i].node
        if not line.rule and (table := _around(tree, node, "table")) >= 0 and _around(tree, node, "caption") < table:
            cells[table].append(i)
    joined: dict[int, Line] = {}
    gone: set[int] = set()
    for members in cells.values():
        if _is_data(members, lines, tree):
            tokens = tuple(chain.from_iterable(lines[i].tokens for i in members))
            # What one cell says, "Tag" above days of the week, the whole of them does not.
            labels = all(any(hit.form == "line" for hit in lines[i].hits) for i in members)
            first = lines[members[0]] if labels else replace(lines[members[0]], hits=())
            joined[members[0]] = replace(first, text=_text(members, lines, tree), tokens=tokens, kind="table")
            gone.update(members[1:])
    return [joined.get(i, line) for i, line in enumerate(lines) if i not in gone]


def _around(tree: Tree, node: int, tag: str) -> int:
    """Return the innermost node of a tag at or above a node; -1 if there is none."""
    while node >= 0 and tree.nodes[node].tag != tag:
        node = tree.nodes[node].parent
    return node


def _is_data(members: list[int], lines: Sequence[Line], tree: Tree) -> bool:
    rows = {_around(tree, tree.blocks[i].node, "tr") for i in members}
    short = sum(len(lines[i].text) for i in members) <= CELL * len(members)
    alone = sum(not line.rule for line in lines[members[0] : members[-1] + 1]) == len(members)
    return len(members) > 2 and len(rows) > 1 and -1 not in rows and short and alone


def _text(members: list[int], lines: Sequence[Line], tree: Tree) -> str:
    rows: dict[int, list[str]] = defaultdict(list)
    for i in members:
        rows[_around(tree, tree.blocks[i].node, "tr")].append(lines[i].text.replace("\n", " "))
    return "\n".join(" ".join(row) for row in rows.values())
