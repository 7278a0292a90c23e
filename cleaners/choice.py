"""Chances into a choice: blocks that belong together are kept or left out together, then what is none is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

import numpy as np
import numpy.typing as npt

from cleaners.decision import Vector
from cleaners.groups import LISTS, Groups
from cleaners.place import innermost
from cleaners.pointers import home_of, leads_away
from cleaners.pruning import OMISSIONS
from cleaners.selection import ANNOUNCING, ASKED, DECIDED_AS_GROUPS, KEEP, Selection, is_announcement, is_running
from cleaners.tables import CELL
from cleaners.tree import MARK, TextBlock, Tree
from cleaners.words import GROUP_BIT

Kept = npt.NDArray[np.bool_]

KEEP_LIST = 0.45  # mean chance from which a list is in as a whole
KEEP_PLAIN = 0.015  # the same for a list or quote without links that stands among the paragraphs of the article
KEEP_IN_ARTICLE = 0.25  # the same for one anywhere in the `<article>` that holds most of what is in
KEEP_BETWEEN = 0.35  # chance that is enough between two blocks of the same element that are in
KEEP_ANNOUNCED = 0.07  # mean chance that is enough for the list below a sentence that announces it
KEEP_ELSEWHERE = 0.2  # the same for one below any sentence that leads to other sites
ITEM_REACH = 5  # elements between an item and such a list around it, lists in lists among them
KEEP_ANNOUNCING = 0.2  # the same for one without links that announces a list that is in
KEEP_HEADINGS = 0.35  # mean chance that is enough for the headings of one kind inside the article
KEEP_ABOVE = 0.03  # chance that is enough for a heading right above what is in
KEEP_LEAD = 0.05  # chance that is enough for the one block above the text that is named its lead
LEAD = (30, 600)  # characters of a standfirst
LEAD_REACH = 8  # blocks above the text within which it stands
LEAST_HEADING = 0.2  # chance that each of these headings must have
KEEP_RUNNING = 0.2  # chance that is enough for running text between what is in, in the `<article>` of most of it
KEEP_BEHIND = 0.3  # the same behind it
BEHIND = 40  # blocks of adverts and teasers that may stand between
KEEP_NUMBERED = 0.1  # chance that is enough for a paragraph whose number follows that of one on its path that is in
KEEP_AFTER = 0.2  # chance that is enough for running text right behind the last of its like that is in
KEEP_TABLE = 0.1  # mean chance that is enough for a table without links right behind a paragraph
BODY_REACH = 8  # elements above a table among which the body of the article is looked for
KEEP_ANSWERS = 0.2  # mean chance that is enough for questions and their answers
QUESTIONS = 3  # questions that are a list of them; two are one if they follow each other
AFTER = 15  # blocks that may stand between
SURE = 0.9  # best chance on a page, below which its chances count as so much larger: an odd page is judged by its own
LEAST_SURE = 0.6  # no page is judged more mildly than one with this best chance
USUAL = 0.6  # share of a path's blocks that makes being in its rule
_NO_LEAD = MARK["h1"] | MARK["hidden"] | MARK["nav"] | MARK["li"] | MARK["figure"]
_OTHER_LEADS = GROUP_BIT["nav"] | GROUP_BIT["teaser"] | GROUP_BIT["related"] | GROUP_BIT["side"]
_SELF_NO_LEAD = GROUP_BIT["date"] | GROUP_BIT["caption"]
_HEADINGS = ("h2", "h3", "h4")
_BULLET = re.compile(r"[–—•·*▪■◆○●‣-]\s?[^\W_]")
_NUMBER = re.compile(r"(\d{1,3})\s?[.)\]:–-](?!\d)")


def chosen(chances: Vector, tree: Tree) -> Kept:
    """Return, for each block of a tree, whether it is in, given the chance of each, 0 to 1."""
    chances = _by_the_best(chances)
    groups = Groups((chances >= KEEP).tolist(), tree)
    if any(groups.kept):
        _choose_groups(groups, chances, tree)
    if not any(groups.kept):
        return np.zeros(len(chances), dtype=np.bool_)
    page = Selection.of(groups.kept, chances.tolist(), tree, groups.article_of)
    # Each step as a whole: what it yields is put in, or out, once it has seen all.
    for belonging in ADDITIONS:
        page.put(list(belonging(page)), True)
    for foreign in OMISSIONS:
        page.put(list(foreign(page)), False)
    return np.array(page.kept, dtype=np.bool_)


def _by_the_best(chances: Vector) -> Vector:
    """Return the chances of a page on which none is sure as multiples of the best."""
    best = max(LEAST_SURE, float(chances.max())) if len(chances) else SURE
    return chances * (SURE / best) if best < SURE else chances


def _choose_groups(groups: Groups, chances: Vector, tree: Tree) -> None:
    """Decide the items of one list together, long items counting more, and the lines of one quote."""
    weights = np.log1p([len(block.text) for block in tree.blocks])
    held = np.array([groups.holders[block.node] + 1 for block in tree.blocks])
    means = np.bincount(held, chances * weights) / np.maximum(1e-9, np.bincount(held, weights))
    for holder, members in groups.members().items():
        _choose_group(groups, holder, members, float(means[holder + 1]))


def _choose_group(groups: Groups, holder: int, members: list[int], mean: float) -> None:
    quote = groups.is_quote(holder)
    layout = not quote and groups.is_layout(members)
    if len(members) > 1 and not layout:
        groups.put(members, mean >= KEEP_LIST)
    if mean < KEEP_PLAIN and not quote:
        return
    if quote and groups.repeats(members):
        groups.put(members, False)
    elif (
        not layout
        and groups.is_bare(members)
        and (
            (mean >= KEEP_IN_ARTICLE and groups.is_in_article(holder))
            or (mean >= KEEP_PLAIN and groups.is_plain(holder, members))
        )
    ):
        groups.put(members, True)


def _between(page: Selection) -> Iterator[int]:
    """Yield blocks of middling chance whose neighbours in the same element are in, or one beside and most of their
    like."""
    inside = page.inside()
    of_path = Counter(node.path for node in page.nodes)
    in_path = Counter(page.nodes[i].path for i in inside)
    for before, after in pairwise(inside):
        for i in range(before + 1, after):
            enough = KEEP_ANNOUNCING if _announces(page, i, after) else KEEP_BETWEEN
            if page.chances[i] < enough or page.blocks[i].marks & DECIDED_AS_GROUPS:
                continue
            node = page.nodes[i]
            below = page.nodes[after]
            holder = page.tree.nodes[below.parent].parent if below.tag == "li" else below.parent
            same = page.nodes[before].parent == node.parent == holder
            usual = in_path[node.path] >= max(2, USUAL * of_path[node.path])
            if same or (usual and page.slots[i] in (page.slots[before], page.slots[after])):
                yield i


def _announces(page: Selection, index: int, after: int) -> bool:
    """Return whether a block without links ends in a colon right above the item of a list that is in."""
    block = page.blocks[index]
    return after == index + 1 and page.nodes[after].tag == "li" and block.text.endswith(ANNOUNCING) and not block.links


def _running(page: Selection) -> Iterator[int]:
    """Yield running text between and behind what is in, in the `<article>` that holds most of it."""
    inside, around = page.inside(), page.articles
    article, count = Counter(around[i] for i in inside).most_common(1)[0]
    if article < 0 or count * 2 <= len(inside):
        return
    last = inside[-1]
    for i in range(inside[0], len(page.kept)):
        if i > last + BEHIND:
            return
        enough = KEEP_RUNNING if i < last else KEEP_BEHIND
        if around[i] == article and page.chances[i] >= enough and is_running(page.blocks[i]):
            yield i
            last = max(last, i)


def _numbered(page: Selection) -> Iterator[int]:
    """Yield numbered paragraphs that go on counting where one on their path left off: a list in all but its tags."""
    before: dict[int, tuple[int, int]] = {}
    for i, (block, node) in enumerate(zip(page.blocks, page.nodes, strict=True)):
        number = _NUMBER.match(block.text)
        if not number or block.marks & DECIDED_AS_GROUPS:
            continue
        last, at = before.get(node.path, (0, -AFTER))
        goes_on = int(number[1]) == last + 1 and last and i <= at + AFTER and page.chances[i] >= KEEP_NUMBERED
        if goes_on:
            yield i
        if goes_on or page.kept[i]:
            before[node.path] = int(number[1]), i


def _items(page: Selection) -> Iterator[int]:
    """Yield lines with a bullet each, right behind one that announces them by a colon: a list in all but its tags."""
    for before in (i for i in page.inside() if page.blocks[i].text.endswith(ANNOUNCING)):
        items = list(takewhile(lambda i: _is_item(page.blocks[i]), range(before + 1, len(page.kept))))
        if len(items) > 1 and sum(page.chances[i] for i in items) >= KEEP_NUMBERED * len(items):
            yield from items


def _announced(page: Selection) -> Iterator[int]:
    """Yield lists, of links too, that are likely enough right below a sentence of the same element that announces them
    by a colon, or below any if they lead to other sites."""
    lists: dict[int, range] = {}
    for before in (i for i in page.inside() if i + 1 < len(page.blocks) and _may_announce(page.blocks[i : i + 2])):
        holder = page.nodes[before].parent
        around = page.tree.above(page.blocks[before + 1].node, ITEM_REACH)
        beside = next((n for n in around if page.tree.nodes[n].parent == holder), -1)
        items = range(before + 1, page.last[beside] + 1 if page.tree.nodes[beside].tag in LISTS else 0)
        enough = KEEP_ANNOUNCED if is_announcement(page.blocks[before]) else KEEP_ELSEWHERE
        if items and sum(page.chances[i] for i in items) >= enough * len(items):
            lists[before] = items
    home = home_of(page) if lists else ""
    for before, items in lists.items():
        if is_announcement(page.blocks[before]) or all(leads_away(page.blocks[i], home) for i in items):
            yield from items


def _may_announce(pair: Sequence[TextBlock]) -> bool:
    """Return whether the first of two blocks announces by a colon, or is a paragraph and the second a linked item."""
    before, item = pair
    return is_announcement(before) or (is_running(before) and bool(item.links) and bool(item.marks & MARK["li"]))


def _is_item(block: TextBlock) -> bool:
    return _BULLET.match(block.text) is not None and not block.link_chars


def _cells(page: Selection) -> Iterator[int]:
    """Yield all cells of a data table if most are in, for a table without its first row says something else; or if
    none is a link and it follows a paragraph that is in, in the same element."""
    tree = page.tree
    around = innermost(tree.nodes, ("table",)) if any(node.tag == "table" for node in tree.nodes) else ()
    cells: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(page.blocks if around else ()):
        unseen = block.marks & MARK["hidden"] or page.nodes[i].own_words & GROUP_BIT["hide"]
        if around[block.node] >= 0 and not unseen:
            cells[around[block.node]].append(i)
    for table, members in cells.items():
        short = sum(len(page.blocks[i].text) for i in members) <= CELL * len(members)
        mostly = 2 * sum(page.kept[i] for i in members) > len(members)
        if short and (mostly or _follows_text(page, table, members) or _is_headed_in_body(page, table, members)):
            yield from members


def _follows_text(page: Selection, table: int, cells: Sequence[int]) -> bool:
    """Return whether a table without links is not unlikely and stands right behind running text, beside it."""
    before, holders = cells[0] - 1, page.tree.above(table, 2)[1:]
    likely = sum(page.chances[i] for i in cells) >= KEEP_TABLE * len(cells)
    if before < 0 or not page.kept[before] or not likely or any(page.blocks[i].links for i in cells):
        return False
    return is_running(page.blocks[before]) and page.nodes[before].parent in holders


def _is_headed_in_body(page: Selection, table: int, cells: Sequence[int]) -> bool:
    """Return whether a table has a head, mostly no links, and stands in what is named the body and holds most of what
    is in."""
    linked = sum(page.blocks[i].link_chars > 0 for i in cells)
    if page.nodes[cells[0]].tag != "th" or 2 * linked > len(cells):
        return False
    nodes, inside = page.tree.nodes, page.inside()
    named = (n for n in page.tree.above(table, BODY_REACH) if nodes[n].own_words & GROUP_BIT["body"])
    return any(2 * sum(n <= page.blocks[i].node < nodes[n].end for i in inside) > len(inside) for n in named)


def _answers(page: Selection) -> Iterator[int]:
    """Yield questions of one kind, each with the running text right below it, if together they are likely enough; and
    those that are likely enough by themselves above an answer that is in."""
    by_path: dict[int, list[int]] = defaultdict(list)
    for i in range(page.inside()[0], len(page.kept) - 1):
        block = page.blocks[i]
        if not block.text.endswith(ASKED) or block.links:
            continue
        if is_running(page.blocks[i + 1]):
            by_path[page.nodes[i].path].append(i)
        if page.kept[i + 1] and page.chances[i] >= KEEP_ANSWERS and page.nodes[i + 1].parent == block.node:
            yield i
    for questions in by_path.values():
        pairs = [i for question in questions for i in (question, question + 1)]
        listed = len(questions) >= QUESTIONS or pairs[-1] - pairs[0] < len(pairs) > 2
        if listed and sum(page.chances[i] for i in pairs) >= KEEP_ANSWERS * len(pairs):
            yield from pairs


def _headings(page: Selection) -> Iterator[int]:
    """Yield the sub-headings of one kind if together they are likely enough: an article has them all or none."""
    inside = page.inside()
    by_path: dict[int, list[int]] = defaultdict(list)
    for i in range(inside[0], inside[-1]):
        if page.nodes[i].tag in _HEADINGS:
            by_path[page.nodes[i].path].append(i)
    for members in by_path.values():
        if sum(page.chances[i] for i in members) / len(members) >= KEEP_HEADINGS:
            yield from (i for i in members if page.chances[i] >= LEAST_HEADING)


def _headings_above(page: Selection) -> Iterator[int]:
    """Yield headings right above a block that is in, if both stand in one section of the page."""
    for i in range(len(page.kept) - 1):
        node, below = page.nodes[i], page.nodes[i + 1]
        if node.tag in _HEADINGS and not page.kept[i] and page.kept[i + 1] and page.chances[i] >= KEEP_ABOVE:
            above = page.tree.nodes[below.parent].parent if below.parent >= 0 else -1
            if node.parent in (below.parent, above):
                yield i


def _lead(page: Selection) -> Iterator[int]:
    """Yield the standfirst where one block above the text, and one only, is named for it."""
    first = page.inside()[0]
    named = [i for i in range(max(0, first - LEAD_REACH), first) if _is_lead(page, i)]
    if len(named) == 1 and page.chances[named[0]] >= KEEP_LEAD:
        yield named[0]


def _is_lead(page: Selection, index: int) -> bool:
    tree, block, node = page.tree, page.blocks[index], page.nodes[index]
    names = block.words | node.own_words | (tree.nodes[node.parent].own_words if node.parent >= 0 else 0)
    fits = LEAD[0] <= len(block.text) <= LEAD[1] and not block.link_chars
    beside = page.blocks[page.first[node.parent] : index]
    of_article = names & GROUP_BIT["article"] or any(above.marks & MARK["h1"] for above in beside)  # "article__header"
    others = _OTHER_LEADS & ~GROUP_BIT["nav"] if of_article else _OTHER_LEADS
    other = block.marks & _NO_LEAD or names & others or node.own_words & _SELF_NO_LEAD
    return fits and bool(names & GROUP_BIT["lead"]) and not other


def _rest(page: Selection) -> Iterator[int]:
    """Yield running text behind the last block that is in, as long as it stands on its path, in the same element
    or, where every paragraph has one of its own, in the next one."""
    end = page.inside()[-1]
    last, above = page.nodes[end], [node.parent for node in page.tree.nodes]
    alike = [page.nodes[i].parent for i in page.inside() if page.nodes[i].path == last.path]
    wrapped = len(alike) > 1 and len(set(alike)) == len(alike)
    for i in range(end + 1, min(len(page.kept), end + AFTER)):
        node = page.nodes[i]
        like = page.slots[i] == page.slots[end] or above[node.parent] == above[last.parent]
        beside = node.parent == last.parent or (wrapped and like)
        if node.path == last.path and beside and not page.blocks[i].link_chars and page.chances[i] >= KEEP_AFTER:
            yield i


# Each yields blocks that belong to what is in by the ones before; the order matters.
ADDITIONS: tuple[Callable[[Selection], Iterator[int]], ...] = (
    _between,
    _running,
    _numbered,
    _items,
    _announced,
    _answers,
    _cells,
    _headings,
    _headings_above,
    _lead,
    _rest,
)
