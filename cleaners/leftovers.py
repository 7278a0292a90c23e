"""What is left of a box that is chrome: the heading over a form, the summary below a teaser, the name of a poll, the
list of what subscribers get."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.boxes import SMALL
from cleaners.draft import CERTAIN, Line
from cleaners.selection import ASKED
from cleaners.tree import MARK, Node, Tree
from cleaners.words import GROUP_BIT

DEEP = 12  # elements above a line on copyright among which the foot of the page is looked for
AROUND = 3  # elements above a block of which one may be a box that the rest of is removed
BOX = 500  # characters of such a box at the most
LINES = 20  # blocks of one before and after a block, at the most
SURE = 0.9  # chance of running text before which stand headline and standfirst, which share their boxes with much else
HEADED = 0.45  # chance from which a heading above a caption is one of the text: those of teasers have less
DOUBTFUL = 0.8  # chance from which a block stays whatever is removed beside it
_FIGCAPTION = re.compile(r"(?:^|/)figcaption\b")
LABELS = frozenset("newsletter related read_also most_read advert sponsored app_prompt share paywall".split())
ASKING = ("paywall", "login", "newsletter", "app_prompt")
"""Kinds of lines above a list of what one gets."""
EVEN = 0.5  # mean chance of the lines of a box below which all of it goes


def leftovers(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines that are in but all that is left of a small box, as index and the rule that took the others.

    A box goes as a whole if it begins with a label of chrome, or is more likely chrome than text, and no line of it is
    likely by itself. Headline and standfirst share their boxes with much else, so only what follows running text
    counts; questions with their answers are no box, nor are quotes with who said them. `lines` holds one line for each
    block of the tree.
    """
    text = (i for i, line in enumerate(lines) if not line.rule and line.running and line.chance >= SURE)
    most = int(SMALL * sum(len(line.text) for line in lines if not line.rule))
    found: dict[int, str] = {}
    for i in range(next(text, len(lines)), len(lines)):
        quoted = tree.blocks[i].marks & MARK["blockquote"]
        if not lines[i].rule and lines[i].chance < DOUBTFUL and i not in found and not quoted:
            found |= _rest_of_box(lines, tree, i, most)
    return found


def benefits(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines that are in but belong to an offer, as index and rule: the list of what one gets, right below a
    line that asks to subscribe or to register, in an element that holds nothing else.

    However likely the items are, for they are sentences, and above the text, too, where walls stand. `lines` holds one
    line for each block of the tree.
    """
    found: dict[int, str] = {}
    asked = {i for i, line in enumerate(lines) if line.hits and (line.rule or line.chance < DOUBTFUL)}
    asked = {i for i in asked if lines[i].has(*ASKING, forms=("line", "start"))}
    for i in sorted(asked):
        holder = tree.nodes[tree.blocks[i].node].parent
        inside = _inside(tree, i, holder)
        items = [at for at in inside if at > i and _list_of(tree, at) == holder]
        others = [at for at in inside if at not in items and at not in asked and not lines[at].rule]
        if items and items[0] == i + 1 and not others:
            rule = next(hit.kind for hit in lines[i].hits if hit.kind in ASKING)
            found |= {at: rule for at in inside if not lines[at].rule}
    return found


def footers(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the lines that are in but stand in the foot of the page, as index and rule: in what is so called or marked
    up, comes behind the headline or a line that is surely text, and holds one on copyright and none that is surely
    text. `lines` holds one line for each block of the tree.
    """
    heads = (
        block.node for line, block in zip(lines, tree.blocks, strict=True) if _is_sure(line) or line.rule == "title"
    )
    head = next(heads, len(tree.nodes))
    noted = (block.node for line, block in zip(lines, tree.blocks, strict=True) if line.hits and line.has("copyright"))
    feet = {n for node in noted for n in tree.above(node, DEEP) if n > head and _is_foot(tree.nodes[n])}
    first, last = tree.spans()
    found: dict[int, str] = {}
    for foot in sorted(feet):
        left = [i for i in range(first[foot], last[foot] + 1) if not lines[i].rule]
        if not any(_is_sure(lines[i]) for i in left):
            found |= dict.fromkeys(left, "foot")
    return found


def _is_sure(line: Line) -> bool:
    return not line.rule and line.chance >= CERTAIN


def _is_foot(node: Node) -> bool:
    return node.tag == "footer" or bool(node.own_words & GROUP_BIT["foot"])


def _list_of(tree: Tree, index: int) -> int:
    """Return the element that holds the list of which a block is an item; -1 if it is none."""
    around = (node for node in tree.above(tree.blocks[index].node, 1) if tree.nodes[node].tag == "li")
    item = next(around, -1)
    return tree.nodes[tree.nodes[item].parent].parent if item > 0 else -1


def _rest_of_box(lines: Sequence[Line], tree: Tree, index: int, most: int) -> dict[int, str]:
    """Return what is left of the innermost box around a line that goes as a whole; empty if none does.

    `most` is how many characters of a box may be left.
    """
    for node in tree.above(tree.blocks[index].node, AROUND):
        inside = _inside(tree, index, node)
        if sum(len(lines[i].text) for i in inside) > BOX:
            break
        rest = [i for i in inside if not lines[i].rule]
        if sum(len(lines[i].text) for i in rest) <= most and (rule := _rule_of_rest(lines, inside)):
            return dict.fromkeys(rest, rule)
    return {}


def _inside(tree: Tree, index: int, node: int) -> range:
    """Return the indexes of the blocks in or below a node, of which one is given, up to a few more than a box has."""
    end = tree.nodes[node].end
    first = last = index
    while first > 0 and index - first < LINES and node <= tree.blocks[first - 1].node < end:
        first -= 1
    while last + 1 < len(tree.blocks) and last - index < LINES and node <= tree.blocks[last + 1].node < end:
        last += 1
    return range(first, last + 1)


def _rule_of_rest(lines: Sequence[Line], inside: range) -> str:
    """Return the rule by which the lines of a box that are in go, too; empty if they stay."""
    within = [line for line in lines[inside[0] : inside[-1] + 1] if line.tokens]  # a bulb or an arrow says nothing
    gone = [line.rule for line in sorted(within, key=lambda line: not line.hits) if line.rule]
    likely = any(line.chance >= DOUBTFUL for line in within if not line.rule)
    if not gone or likely or _is_pictured(within) or _is_answer(lines[max(0, inside[0] - 1) : inside[0]], within):
        return ""
    label = within[0]
    if label.rule in LABELS and label.has(label.rule, forms=("line",)):
        return label.rule
    return gone[0] if sum(line.chance for line in within) < EVEN * len(within) else ""


def _is_pictured(within: Sequence[Line]) -> bool:
    """Return whether a caption is gone from below a likely heading that is left, or nothing but what the markup says
    is a caption from beside running text: then it is no box, but a section or a quote with its picture."""
    gone = [line for line in within if line.rule]
    left = [line for line in within if not line.rule]
    headed = any(line.kind == "heading" and not line.running and line.chance >= HEADED for line in left)
    marked = all(line.rule == "caption" and _FIGCAPTION.search(line.path) for line in gone)
    return (headed and any(line.rule == "caption" for line in gone)) or (marked and any(line.running for line in left))


def _is_answer(above: Sequence[Line], within: Sequence[Line]) -> bool:
    """Return whether the lines that are in hold running text and, above it or among them, a question."""
    asked = any(line.text.endswith(ASKED) for line in (*above, *within) if not line.rule)
    return asked and any(line.running for line in within if not line.rule)
