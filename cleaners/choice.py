"""Chances into a choice: blocks that belong together are kept or left out together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cleaners.decision import Vector
from cleaners.draft import SENTENCE_END
from cleaners.groups import LEAST_QUOTE, Groups, words_of
from cleaners.tree import MARK, Node, TextBlock, Tree
from cleaners.words import GROUP_BIT

Kept = npt.NDArray[np.bool_]

KEEP = 0.55  # chance from which a block is in
KEEP_LIST = 0.45  # mean chance from which a list is in as a whole
KEEP_ABOVE_TEXT = 0.7  # the same for lists above all running text, which mostly sum the article up
KEEP_PLAIN = 0.015  # the same for a list or quote without links that stands among the paragraphs of the article
KEEP_IN_ARTICLE = 0.25  # the same for one anywhere in the `<article>` that holds most of what is in
KEEP_BETWEEN = 0.35  # chance that is enough between two blocks of the same element that are in
KEEP_HEADINGS = 0.35  # mean chance that is enough for the headings of one kind inside the article
KEEP_ABOVE = 0.03  # chance that is enough for a heading right above what is in
KEEP_LEAD = 0.05  # chance that is enough for the one block above the text that is named its lead
LEAD = (30, 600)  # characters of a standfirst
LEAD_REACH = 8  # blocks above the text within which it stands
LEAST_HEADING = 0.2  # chance that each of these headings must have
KEEP_RUNNING = 0.1  # chance that is enough for running text between what is in, in the `<article>` of most of it
KEEP_AFTER = 0.2  # chance that is enough for running text right behind the last of its like that is in
SURE = 0.9  # best chance on a page, below which its chances count as so much larger: an odd page is judged by its own
LEAST_SURE = 0.6  # no page is judged more mildly than one with this best chance
LONG = 80  # characters of running text
LINKED = 0.3  # share of links from which a text is a teaser
PULLED = 250  # characters of a pull quote at the most
FAR = 15  # blocks between a short block and all others that are in which make it a stray
SHORT = 80  # characters of such a block at the most
USUAL = 0.6  # share of a path's blocks that makes being in its rule
_DECIDED = MARK["blockquote"] | MARK["li"]  # decided as groups
_NO_LEAD = MARK["h1"] | MARK["hidden"] | MARK["nav"] | MARK["li"] | MARK["figure"]
_OTHER_LEADS = GROUP_BIT["nav"] | GROUP_BIT["teaser"] | GROUP_BIT["related"] | GROUP_BIT["side"]
_NO_PULL_QUOTE = _DECIDED | MARK["h2"] | MARK["h3"] | MARK["h4"] | MARK["table"]
_NO_PARAGRAPH = _DECIDED | MARK["hidden"] | MARK["figure"] | MARK["aside"] | MARK["form"]
_HEADINGS = ("h2", "h3", "h4")


def chosen(chances: Vector, tree: Tree) -> Kept:
    """Return, for each block of a tree, whether it is in, given the chance of each, 0 to 1."""
    chances = _by_the_best(chances)
    kept = (chances >= KEEP).tolist()
    groups = Groups(kept, tree)
    if any(kept):
        _choose_groups(groups, chances, tree)
    if any(kept):
        page = _Page(kept, chances.tolist(), tree.blocks, [tree.nodes[block.node] for block in tree.blocks])
        _choose_between(page)
        _choose_running(page, groups.article_of)
        _choose_headings(page)
        _choose_headings_above(page, tree)
        _choose_lead(page, tree)
        _choose_rest(page, tree)
        _drop_summary(page)
        _drop_pull_quotes(page)
        _drop_strays(page)
    return np.array(kept, dtype=np.bool_)


def _by_the_best(chances: Vector) -> Vector:
    """Return the chances of a page on which none is sure as multiples of the best."""
    best = max(LEAST_SURE, float(chances.max())) if len(chances) else SURE
    return chances * (SURE / best) if best < SURE else chances


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks of a page while they are chosen, as lists: numpy is slow where one is looked at after the other."""

    kept: list[bool]
    """Which are in so far; each step changes it."""
    chances: list[float]
    """How likely each is in."""
    blocks: Sequence[TextBlock]
    """The blocks."""
    nodes: Sequence[Node]
    """The node that holds each block."""

    def inside(self) -> list[int]:
        """Return the indexes of the blocks that are in."""
        return [i for i, is_in in enumerate(self.kept) if is_in]


def _choose_groups(groups: Groups, chances: Vector, tree: Tree) -> None:
    """Decide the items of one list together, long items counting more, and the lines of one quote."""
    weights = np.log1p([len(block.text) for block in tree.blocks])
    held = np.array([groups.holders[block.node] + 1 for block in tree.blocks])
    means = np.bincount(held, chances * weights) / np.maximum(1e-9, np.bincount(held, weights))
    for holder, members in groups.members().items():
        _choose_group(groups, holder, members, float(means[holder + 1]))


def _choose_group(groups: Groups, holder: int, members: list[int], mean: float) -> None:
    if len(members) > 1 and (groups.is_quote(holder) or not groups.is_layout(members)):
        groups.put(members, mean >= KEEP_LIST)
    if mean < KEEP_PLAIN and not groups.is_quote(holder):
        return
    if groups.is_quote(holder) and groups.repeats(members):
        groups.put(members, False)
    elif groups.is_bare(members) and (
        (mean >= KEEP_IN_ARTICLE and groups.is_in_article(holder))
        or (mean >= KEEP_PLAIN and groups.is_plain(holder, members))
    ):
        groups.put(members, True)


def _choose_between(page: _Page) -> None:
    """Keep a block of middling chance where its neighbours in the same element, or most of its like, are in."""
    inside = page.inside()
    of_path = Counter(node.path for node in page.nodes)
    in_path = Counter(page.nodes[i].path for i in inside)
    for before, after in pairwise(inside):
        for i in range(before + 1, after):
            if page.chances[i] < KEEP_BETWEEN or page.blocks[i].marks & _DECIDED:
                continue
            node = page.nodes[i]
            beside = [page.nodes[before].parent == node.parent, page.nodes[after].parent == node.parent]
            usual = in_path[node.path] >= max(2, USUAL * of_path[node.path])
            if all(beside) or (usual and any(beside)):
                page.kept[i] = True


def _choose_running(page: _Page, around: Sequence[int]) -> None:
    """Keep running text that stands between blocks that are in, in the `<article>` that holds most of them, given the
    innermost one around each block."""
    inside = page.inside()
    article, count = Counter(around[i] for i in inside).most_common(1)[0]
    if article < 0 or count * 2 <= len(inside):
        return
    for i in range(inside[0], inside[-1]):
        if (
            not page.kept[i]
            and around[i] == article
            and page.chances[i] >= KEEP_RUNNING
            and _is_running(page.blocks[i])
        ):
            page.kept[i] = True


def _is_running(block: TextBlock) -> bool:
    return (
        len(block.text) >= LONG
        and block.link_chars < LINKED * len(block.text)
        and not block.marks & _NO_PARAGRAPH
        and SENTENCE_END.search(block.text) is not None
    )


def _drop_summary(page: _Page) -> None:
    """Leave out the lists above all running text if together they are not likely enough: key points of the article."""
    text = (i for i in page.inside() if _is_running(page.blocks[i]))
    first = next(text, 0)
    items = [i for i in page.inside() if i < first and page.blocks[i].marks & MARK["li"]]
    if items and sum(page.chances[i] for i in items) < KEEP_ABOVE_TEXT * len(items):
        for i in items:
            page.kept[i] = False


def _choose_headings(page: _Page) -> None:
    """Keep the sub-headings of one kind if together they are likely enough: an article has them all or none."""
    inside = page.inside()
    by_path: dict[int, list[int]] = defaultdict(list)
    for i in range(inside[0], inside[-1]):
        if page.nodes[i].tag in _HEADINGS:
            by_path[page.nodes[i].path].append(i)
    for members in by_path.values():
        if sum(page.chances[i] for i in members) / len(members) >= KEEP_HEADINGS:
            for i in members:
                page.kept[i] = page.kept[i] or page.chances[i] >= LEAST_HEADING


def _choose_headings_above(page: _Page, tree: Tree) -> None:
    """Keep a heading right above a block that is in, if both stand in one section of the page."""
    for i in range(len(page.kept) - 1):
        node, below = page.nodes[i], page.nodes[i + 1]
        if node.tag in _HEADINGS and not page.kept[i] and page.kept[i + 1] and page.chances[i] >= KEEP_ABOVE:
            above = tree.nodes[below.parent].parent if below.parent >= 0 else -1
            page.kept[i] = node.parent in (below.parent, above)


def _choose_lead(page: _Page, tree: Tree) -> None:
    """Keep the standfirst where one block above the text, and one only, is named for it."""
    first = page.inside()[0]
    named = [i for i in range(max(0, first - LEAD_REACH), first) if _is_lead(page, i, tree)]
    if len(named) == 1 and page.chances[named[0]] >= KEEP_LEAD:
        page.kept[named[0]] = True


def _is_lead(page: _Page, index: int, tree: Tree) -> bool:
    block, node = page.blocks[index], page.nodes[index]
    names = block.words | node.own_words | (tree.nodes[node.parent].own_words if node.parent >= 0 else 0)
    fits = LEAD[0] <= len(block.text) <= LEAD[1] and not block.links and not block.marks & _NO_LEAD
    return fits and bool(names & GROUP_BIT["lead"]) and not names & _OTHER_LEADS


def _choose_rest(page: _Page, tree: Tree) -> None:
    """Keep running text behind the last block that is in, as long as it stands on its path, in the same element
    or, where every paragraph has one of its own, in the next one."""
    end = page.inside()[-1]
    last, above = page.nodes[end], [node.parent for node in tree.nodes]
    alike = [page.nodes[i].parent for i in page.inside() if page.nodes[i].path == last.path]
    wrapped = len(alike) > 1 and len(set(alike)) == len(alike)
    for i in range(end + 1, min(len(page.kept), end + FAR)):
        node = page.nodes[i]
        beside = node.parent == last.parent or (wrapped and above[node.parent] == above[last.parent])
        if node.path == last.path and beside and not page.blocks[i].links and page.chances[i] >= KEEP_AFTER:
            page.kept[i] = True


def _drop_pull_quotes(page: _Page) -> None:
    """Leave out short blocks apart from the paragraphs, not sure to be in, whose words stand in another that is."""
    short = [i for i in page.inside() if LEAST_QUOTE < len(page.blocks[i].text) <= PULLED and page.chances[i] < SURE]
    usual = Counter(page.nodes[i].path for i in page.inside()).most_common(1)
    quotes = [i for i in short if page.nodes[i].path != usual[0][0] and not page.blocks[i].marks & _NO_PULL_QUOTE]
    if not quotes:
        return
    inside = page.inside()
    words, place = words_of([page.blocks[i] for i in inside]), {i: at for at, i in enumerate(inside)}
    for i in quotes:
        page.kept[i] = not words.is_part(place[i])


def _drop_strays(page: _Page) -> None:
    """Leave out buttons, short blocks far from all others that are in, and headlines of others all in capitals."""
    inside = page.inside()
    for before, i, after in zip([-FAR, *inside[:-1]], inside, [*inside[1:], len(page.kept) + FAR], strict=True):
        block = page.blocks[i]
        alone = i - before >= FAR and after - i >= FAR and len(inside) > 1
        shouted = page.chances[i] < KEEP and block.link_chars == len(block.text) and block.text.isupper()
        if block.marks & MARK["button"] or (alone and len(block.text) < SHORT) or shouted:
            page.kept[i] = False
