"""What is likely to be text and none of this article's: strays, pull quotes, key points, pointers, other articles, and
what is only read aloud."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from cleaners.groups import LEAST_QUOTE, words_of
from cleaners.place import innermost
from cleaners.pointers import HEADLINE, cards, pointers
from cleaners.selection import ASKED, DECIDED_AS_GROUPS, KEEP, SUBHEADING, Selection, is_announcement, is_running
from cleaners.tokens import tokens_of, words_in
from cleaners.tree import MARK, TextBlock, Tree
from cleaners.words import FOR_SPEECH, GROUP_BIT

KEEP_ABOVE_TEXT = 0.8  # mean chance from which a list above all running text, which mostly sums the article up, is in
SURE = 0.9  # chance of a block that is no pull quote
PULLED = 250  # characters of a pull quote at the most
LEAD_REACH = 4  # elements around a standfirst of which one is named for it
FAR = 15  # blocks between a short block and all others that are in which make it a stray
SHORT = 80  # characters of such a block at the most
SOON = 3  # blocks from the first one within which its words are shown again, whatever is around
PASSAGE = 1000  # characters of running text that nobody writes twice
HEADED = 0.7  # chance from which a heading stays whatever is left of its box
SHOUTED = 0.9  # chance below which a link all in capitals is the headline of another article
OPENED = 2  # blocks behind a button within which the text that it opens begins
WHOLE = 0.9  # share of letters that counts as all of them
_QUOTATION_MARKS = " \"“”„‟‘’‚'«»‹›「」『』❝❞"
# What system builders call a sub-heading where its element is a paragraph.
_CROSSHEAD = re.compile(
    r"zwischen-?(?:titel|ueberschrift|zeile)|cross-?head|inter-?t(?:itle|itre|itulo|ítulo|itolo)|ladillo|mellan-?rubrik"
    r"|mellem-?rubrik|mellom-?(?:tittel|titel)|tussen-?kop|v(?:ä|ae|a)liotsikko|mezititulek|(?<![a-z])srodtytul",
    re.I,
)
_NO_PULL_QUOTE = DECIDED_AS_GROUPS | MARK["h2"] | MARK["h3"] | MARK["h4"] | MARK["table"]


def _other_articles(page: Selection) -> Iterator[int]:
    """Yield what stands in an `<article>` with a first-level headline of its own, behind one that has its own:
    pages go on with the next story."""
    tree = page.tree
    around = innermost(tree.nodes, ("article",))
    headed = {around[block.node] for block, node in zip(page.blocks, page.nodes, strict=True) if node.tag == "h1"}
    stories = {i: _story(tree, around, headed, page.blocks[i].node) for i in page.inside()}
    first = next((story for i, story in stories.items() if story >= 0 and is_running(page.blocks[i])), -1)
    for i, story in stories.items():
        if first >= 0 and story >= tree.nodes[first].end:
            yield i


def _story(tree: Tree, around: Sequence[int], headed: set[int], node: int) -> int:
    """Return the innermost `<article>` with a headline of its own around a node; -1 if there is none."""
    story = around[node]
    while story >= 0 and story not in headed:
        above = tree.nodes[story].parent
        story = around[above] if above >= 0 else -1
    return story


def _unseen(page: Selection) -> Iterator[int]:
    """Yield what is named for screen readers alone: "Article content" before every paragraph."""
    yield from (i for i in page.inside() if FOR_SPEECH.search(page.nodes[i].names))


def _summary(page: Selection) -> Iterator[int]:
    """Yield the lists above all running text, and those between standfirst and text, if those of one place together
    are not likely enough and no sentence announces them: key points of the article."""
    text = [i for i in page.inside() if is_running(page.blocks[i])]
    ends = [-1, *text[: 1 + _opens_with_lead(page, text)]]
    for start, end in pairwise(ends):
        listed = (i for i in page.inside() if start < i < end and page.blocks[i].marks & MARK["li"])
        items = [i for i in listed if not (page.blocks[i].marks & SUBHEADING and page.chances[i] >= KEEP)]
        announced = items[:1] and is_announcement(page.blocks[max(0, items[0] - 1)])
        if not announced and sum(page.chances[i] for i in items) < KEEP_ABOVE_TEXT * len(items):
            yield from items


def _opens_with_lead(page: Selection, text: Sequence[int]) -> bool:
    """Return whether the first running text stands in an element that is named for a standfirst, and the next not."""
    nodes = page.tree.nodes
    around = page.tree.above(page.blocks[text[0]].node, LEAD_REACH) if len(text) > 1 else []
    return any(nodes[n].own_words & GROUP_BIT["lead"] and page.last[n] < text[1] for n in around)


def _pull_quotes(page: Selection) -> Iterator[int]:
    """Yield short blocks apart from the paragraphs, not sure to be in, whose words stand in another that is, or those
    they quote if they are named a quote; and headings that are all of a quote, however sure."""
    short = [i for i in page.inside() if LEAST_QUOTE < len(page.blocks[i].text) <= PULLED and page.chances[i] < SURE]
    usual = Counter(page.nodes[i].path for i in page.inside()).most_common(1)
    quotes = [i for i in short if page.nodes[i].path != usual[0][0] and not page.blocks[i].marks & _NO_PULL_QUOTE]
    quotes = [i for i in quotes if not _CROSSHEAD.search(page.nodes[i].names)]
    quotes += [i for i in page.inside() if page.blocks[i].marks & SUBHEADING and _is_alone_in_quote(page, i)]
    if not quotes:
        return
    inside = page.inside()
    words, place = words_of([page.blocks[i] for i in inside]), {i: at for at, i in enumerate(inside)}
    named = {place[i] for i in quotes if page.nodes[i].own_words & GROUP_BIT["quote"]}
    for i in quotes:
        quoted = place[i] in named and words.is_part_quoted(place[i], page.blocks[i].text, named)
        if quoted or words.is_part(place[i]):
            yield i


def _is_alone_in_quote(page: Selection, index: int) -> bool:
    """Return whether a block stands in a quote and its neighbours do not."""
    near = page.blocks[max(0, index - 1) : index + 2]
    quoted = sum(bool(block.marks & MARK["blockquote"]) for block in near)
    return quoted == 1 and bool(page.blocks[index].marks & MARK["blockquote"])


def _repeats(page: Selection) -> Iterator[int]:
    """Yield what says the same words as the block before, or as the first of all if the text does not say them amid
    others once more: standfirsts shown twice; and a passage that stands twice, as on pages that hold the article for
    small and for large screens."""
    inside = page.inside()
    yield from _second_copies(page, inside)
    for at, (before, i) in enumerate(pairwise(inside), 1):
        text = page.blocks[i].text
        of_first = text == page.blocks[inside[0]].text and (at <= SOON or not _is_amid_text(page, inside, at))
        if len(text) >= SHORT and (of_first or text == page.blocks[before].text):
            yield i


def _is_amid_text(page: Selection, inside: Sequence[int], at: int) -> bool:
    """Return whether running text stands right before and behind a block that is in: there it says so once more."""
    around = (page.blocks[i] for i in inside[at - 1 : at + 2 : 2])
    return sum(map(is_running, around)) > 1


def _second_copies(page: Selection, inside: Sequence[int]) -> Iterator[int]:
    """Yield the blocks of passages, `PASSAGE` characters of running text at least, that say word by word what as many
    blocks further up do."""
    texts = [page.blocks[i].text for i in inside]
    first: dict[str, int] = {}
    at = 0
    while at < len(texts):
        copied = first.setdefault(texts[at], at)
        length = 0
        while copied + length < at and at + length < len(texts) and texts[copied + length] == texts[at + length]:
            length += 1
        running = (len(page.blocks[i].text) for i in inside[at : at + length] if is_running(page.blocks[i]))
        if length and sum(running) >= PASSAGE:
            yield from inside[at : at + length]
        at += max(1, length)


def _box_headings(page: Selection) -> Iterator[int]:
    """Yield the headings of boxes of which nothing else is in, though they hold text or a list: unlikely ones, and
    names of a list right below ("The facts")."""
    headings = [i for i in page.inside() if page.blocks[i].marks & SUBHEADING]
    headings = [i for i in headings if not _is_standfirst(page, i)]
    headings = [i for i in headings if page.chances[i] < HEADED or _names_list(page, i)]
    before = [0, *accumulate(page.kept)]  # how many are in before each block
    for i in headings:
        parent = page.nodes[i].parent
        end = page.last[parent] + 1
        alone = before[end] - before[page.first[parent]] == 1
        if alone and any(block.marks & MARK["li"] or is_running(block) for block in page.blocks[i + 1 : end]):
            yield i


def _is_standfirst(page: Selection, index: int) -> bool:
    """Return whether a heading is named for a standfirst, which may stand in one box with a byline; in a box that is
    named so, too, it is the heading of the key points."""
    node = page.nodes[index]
    return bool(node.own_words & ~page.tree.nodes[node.parent].own_words & GROUP_BIT["lead"])


def _names_list(page: Selection, index: int) -> bool:
    """Return whether a heading is short and has a list item right below."""
    items = page.blocks[index + 1 : index + 2]
    return len(page.blocks[index].text) <= SHORT // 2 and any(block.marks & MARK["li"] for block in items)


def _strays(page: Selection) -> Iterator[int]:
    """Yield buttons, but for those that open the answer below them, short blocks far from all others that are in,
    headlines of others all in capitals, and quotation marks set as ornaments."""
    inside = [-FAR, *page.inside(), len(page.kept) + FAR]
    for before, i, after in zip(inside, inside[1:], inside[2:], strict=False):
        block = page.blocks[i]
        alone = i - before >= FAR and after - i >= FAR and len(inside) > 3
        is_link = block.link_chars == len(block.text) and _is_upper(block.text)
        shouted = is_link and page.chances[i] < (SHOUTED if _reads_like_headline(block) else KEEP)
        pressed = bool(block.marks & MARK["button"]) and not _opens(page, i, after)
        ornament = not block.text.strip(_QUOTATION_MARKS)
        if pressed or (alone and len(block.text) < SHORT) or shouted or ornament:
            yield i


def _reads_like_headline(block: TextBlock) -> bool:
    """Return whether a block has as many words as a headline and is no heading, list item or cell."""
    return words_in(tokens_of(block.text)) >= HEADLINE and not block.marks & (SUBHEADING | MARK["li"] | MARK["table"])


def _opens(page: Selection, button: int, below: int) -> bool:
    """Return whether a button is a question, or a heading, right above running text, or above any of which the page is
    sure: a line of an accordion."""
    if below - button > OPENED or below >= len(page.blocks):
        return False
    block = page.blocks[button]
    asked = block.text.endswith(ASKED) or bool(block.marks & SUBHEADING)
    opened = is_running(page.blocks[below]) or min(page.chances[button], page.chances[below]) >= SURE
    return asked and opened and not page.blocks[below].marks & MARK["button"]


def _is_upper(text: str) -> bool:
    """Return whether letters are capitals, but for the odd one ("NFLs")."""
    return text.upper() != text.lower() and sum(map(str.islower, text)) <= (1 - WHOLE) * len(text)


# Each yields blocks that are none of the article's text, of what is in after the ones before; the order matters.
OMISSIONS: tuple[Callable[[Selection], Iterator[int]], ...] = (
    _other_articles,
    _unseen,
    _summary,
    _pull_quotes,
    _repeats,
    pointers,
    cards,
    _box_headings,
    _strays,
)
