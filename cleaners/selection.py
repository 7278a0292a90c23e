"""The blocks of a page while it is chosen which of them are in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from cleaners.draft import SENTENCE_END
from cleaners.tree import MARK, Node, TextBlock, Tree

KEEP = 0.55  # chance from which a block is in by itself
LONG = 80  # characters of running text
LINKED = 0.3  # share of links from which a text is a teaser
ASKED = ("?", "？", "؟")
"""How questions end."""
ANNOUNCING = (":", "：")
"""How lines end that announce what is below."""
ANNOUNCEMENT = 40  # characters of a sentence that does
_CLOSING = "\"'”’»“"  # quotation marks behind a colon
DECIDED_AS_GROUPS = MARK["blockquote"] | MARK["li"]
"""Marks of blocks that are in or out together with others."""
SUBHEADING = MARK["h2"] | MARK["h3"] | MARK["h4"] | MARK["h5"]
"""Marks of blocks in headings below the headline."""
_NO_PARAGRAPH = DECIDED_AS_GROUPS | MARK["hidden"] | MARK["figure"] | MARK["aside"] | MARK["form"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The blocks of a page while they are chosen, as lists: numpy is slow where one is looked at after the other."""

    kept: list[bool]
    """Which are in so far; changed by `put` alone."""
    chances: list[float]
    """How likely each is in."""
    tree: Tree
    """What they are the blocks of."""
    blocks: Sequence[TextBlock]
    """The blocks."""
    nodes: Sequence[Node]
    """The node that holds each block."""
    articles: Sequence[int]
    """The node of the innermost `<article>` around each; -1 where there is none."""
    first: Sequence[int]
    """Index of the first block in or below each node, as `Tree.spans` gives it."""
    last: Sequence[int]
    """The same of the last one."""
    slots: Sequence[int]
    """The node that each block stands in, past the elements that hold nothing but the block: blocks of one slot stand
    beside each other, however each is wrapped."""

    @classmethod
    def of(cls, kept: list[bool], chances: list[float], tree: Tree, articles: Sequence[int]) -> Self:
        """Begin with the blocks of a tree that are in so far, given the chance of each, 0 to 1, and `articles`."""
        first, last = tree.spans()
        nodes = [tree.nodes[block.node] for block in tree.blocks]
        slots = [_slot(tree, node.parent, first, last) for node in nodes]
        return cls(kept, chances, tree, tree.blocks, nodes, articles, first, last, slots)

    def put(self, indexes: Iterable[int], is_in: bool) -> None:
        """Take blocks in, or out."""
        for i in indexes:
            self.kept[i] = is_in

    def inside(self) -> list[int]:
        """Return the indexes of the blocks that are in."""
        return [i for i, is_in in enumerate(self.kept) if is_in]


def _slot(tree: Tree, parent: int, first: Sequence[int], last: Sequence[int]) -> int:
    while parent > 0 and first[parent] == last[parent]:
        parent = tree.nodes[parent].parent
    return parent


def is_running(block: TextBlock) -> bool:
    """Return whether a block is a paragraph of running text: long, a sentence, hardly linked, in no box."""
    return (
        len(block.text) >= LONG
        and block.link_chars < LINKED * len(block.text)
        and not block.marks & _NO_PARAGRAPH
        and SENTENCE_END.search(block.text) is not None
    )


def is_announcement(block: TextBlock) -> bool:
    """Return whether a block without links is a sentence that announces by a colon what is below."""
    return len(block.text) >= ANNOUNCEMENT and not block.links and block.text.rstrip(_CLOSING).endswith(ANNOUNCING)
