"""One HTML document read: parsed, walked once, each block decided."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from cleaners.choice import Kept, chosen
from cleaners.decision import Decision
from cleaners.decode import decoded, parsed
from cleaners.draft import Line
from cleaners.features import features_of
from cleaners.lexicon import Lexicon
from cleaners.lookup import hits_of, pointing_hits
from cleaners.memory import NOTHING, recollection
from cleaners.metadata import PageData, page_data
from cleaners.model import BlockKind, Page, SiteMemory
from cleaners.reference import reference_chances
from cleaners.tokens import tokens_of
from cleaners.tree import MARK, Node, TextBlock, Tree, tree_of

_LEVELS = {f"h{level}": level for level in range(1, 7)}
UNKNOWN = 0.6  # best chance on a page below which the page is unlike anything the decision has learned


@dataclass(frozen=True, slots=True)
class Reading:
    """One HTML document read."""

    root: HtmlElement
    """The document itself."""
    tree: Tree
    """Its blocks."""
    data: PageData
    """What it says of itself."""
    lines: tuple[Line, ...]
    """Its blocks as lines, all still in, each with its own chance."""
    kept: Kept
    """Which blocks are in."""
    recurring: frozenset[int]
    """Indexes of the blocks that would be in but recur in other articles of the site."""
    fallback: bool
    """True if the chances come from trafilatura."""


def reading_of(body: bytes, page: Page, lexicon: Lexicon, decision: Decision, memory: SiteMemory = NOTHING) -> Reading:
    """Return one document of a page read, given the body of that document and the page it belongs to."""
    text = decoded(body, page.headers)
    root = parsed(text)
    data, tree = page_data(root, page), tree_of(root)
    tokens = [tuple(tokens_of(block.text)) for block in tree.blocks]
    hits = [hits_of(lexicon, words, block) for words, block in zip(tokens, tree.blocks, strict=True)]
    chances = decision.chances(features_of(tree, data, tokens, hits), tree)
    fallback = bool(len(chances)) and float(chances.max()) < UNKNOWN
    if fallback:
        chances = reference_chances(text, tree)
    lines = tuple(
        Line(
            text=block.text,
            path=tree.path(block),
            tokens=words,
            hits=found + pointing_hits(lexicon, block),  # of these the decision has learned nothing
            kind=kind_of(tree, block),
            linked=block.link_chars / len(block.text),
            chance=chance,
        )
        for block, words, found, chance in zip(tree.blocks, tokens, hits, chances.tolist(), strict=True)
    )
    recalled = recollection(memory, page.url, lines)
    kept = chosen(recalled.chances, tree)
    recurring = frozenset(i for i in recalled.recurring if kept[i])
    kept[list(recurring)] = False
    return Reading(root, tree, data, lines, kept, recurring, fallback)


def heading_level(node: Node) -> int:
    """Return 1 to 6 for a heading, 0 for anything else."""
    return _LEVELS.get(node.tag, 0)


def kind_of(tree: Tree, block: TextBlock) -> BlockKind:
    """Return what a block would be in the article; cells become a `table` when they are joined."""
    marks = block.marks
    if tree.nodes[block.node].tag in _LEVELS:
        return "heading"
    if marks & MARK["li"]:
        return "list_item"
    return "quote" if marks & MARK["blockquote"] else "paragraph"
