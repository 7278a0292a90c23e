"""What is likely to be text and none of this article's: strays, pull quotes, key points, pointers, other articles, and
what is only read aloud."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from urllib.parse import unquote

from anyascii import anyascii

from cleaners.groups import LEAST_QUOTE, words_of
from cleaners.place import innermost
from cleaners.selection import ASKED, DECIDED_AS_GROUPS, KEEP, Selection, is_announcement, is_running
from cleaners.tokens import tokens_of, words_in
from cleaners.tree import MARK, TextBlock, Tree
from cleaners.words import GROUP_BIT

KEEP_ABOVE_TEXT = 0.8  # mean chance from which a list above all running text, which mostly sums the article up, is in
SURE = 0.9  # chance of a block that is no pull quote
PULLED = 250  # characters of a pull quote at the most
LEAD_REACH = 4  # elements around a standfirst of which one is named for it
FAR = 15  # blocks between a short block and all others that are in which make it a stray
SHORT = 80  # characters of such a block at the most
PASSAGE = 1000  # characters of running text that nobody writes twice
HEADLINE = 4  # words of a linked headline
HEADED = 0.7  # chance from which a heading stays whatever is left of its box
SHOUTED = 0.9  # chance below which a link all in capitals is the headline of another article
LONG_WORD = 3  # letters of a word that addresses do not leave out
SPELLED = 0.8  # share of these that an address has of the headline it leads to
SECTION = 3  # blocks for each link between them, up to which the links are the headings of a digest
POINTERS = 2  # lines with the same words before a linked headline that are no accident
LINKED = 0.2  # share of links in a line behind an arrow, or in a heading, from which it leads elsewhere
CARDS = 3  # elements of one look that are a list of teasers
CARD = 6  # blocks that one of them has at the most
CARD_REACH = 5  # elements around a heading among which the card is looked for
KEEP_CARDS = 0.5  # mean chance from which such elements are sections of the article
OPENED = 2  # blocks behind a button within which the text that it opens begins
WHOLE = 0.9  # share of letters that counts as all of them
_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#]+)", re.I)
_LATIN = re.compile(r"[a-z0-9]+")
_POINTER = re.compile(r"(.{2,60}?)\s*[:：|»>–-]\s")
_ARROW = re.compile(r"(?:>{1,3}|[»→▶►➡▸➔➜])\ufe0f?\s")
_ARROW_END = re.compile(r"\s(?:>{1,3}|[→▶►➡▸➔➜])\ufe0f?$")
_BRACKETED = re.compile(r"\[.*\]$|【.*】$", re.S)
_QUOTATION_MARKS = " \"“”„‟‘’‚'«»‹›「」『』❝❞"
_FOR_SPEECH = re.compile(r"\b(?:visually-?hidden|sr-?only|screen-?reader)", re.I)
# What system builders call a sub-heading where its element is a paragraph.
_CROSSHEAD = re.compile(
    r"zwischen-?(?:titel|ueberschrift|zeile)|cross-?head|inter-?t(?:itle|itre|itulo|ítulo|itolo)|ladillo|mellan-?rubrik"
    r"|mellem-?rubrik|mellom-?(?:tittel|titel)|tussen-?kop|v(?:ä|ae|a)liotsikko|mezititulek|(?<![a-z])srodtytul",
    re.I,
)
_HEADING = MARK["h2"] | MARK["h3"] | MARK["h4"] | MARK["h5"]
_NO_POINTER = MARK["li"] | MARK["table"] | MARK["h1"] | _HEADING
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
    yield from (i for i in page.inside() if _FOR_SPEECH.search(page.nodes[i].names))


def _summary(page: Selection) -> Iterator[int]:
    """Yield the lists above all running text, and those between standfirst and text, if those of one place together
    are not likely enough and no sentence announces them: key points of the article."""
    text = [i for i in page.inside() if is_running(page.blocks[i])]
    ends = [-1, *text[: 1 + _opens_with_lead(page, text)]]
    for start, end in pairwise(ends):
        listed = (i for i in page.inside() if start < i < end and page.blocks[i].marks & MARK["li"])
        items = [i for i in listed if not (page.blocks[i].marks & _HEADING and page.chances[i] >= KEEP)]
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
    quotes += [i for i in page.inside() if page.blocks[i].marks & _HEADING and _is_alone_in_quote(page, i)]
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
    """Yield what says the same words as the block before, or as the first of all: standfirsts shown twice; and a
    passage that stands twice, as on pages that hold the article for small and for large screens."""
    inside = page.inside()
    yield from _second_copies(page, inside)
    for before, i in pairwise(inside):
        text = page.blocks[i].text
        if len(text) >= SHORT and text in (page.blocks[before].text, page.blocks[inside[0]].text):
            yield i


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


def _pointers(page: Selection) -> Iterator[int]:
    """Yield lines that lead elsewhere, in whatever language: with an arrow before a link or at the end of one, in
    brackets with a link, several that are the same few words and then a linked headline, or links alone whose address
    spells them, as addresses of articles spell their headlines, unless there are so many that they head sections."""
    lines: dict[str, list[int]] = defaultdict(list)
    inside = page.inside()
    for i in inside:
        block = page.blocks[i]
        if not block.links or block.marks & MARK["li"]:
            continue
        if _is_arrowed(block) or _BRACKETED.match(block.text):
            yield i
        elif label := _label(block):
            lines[label].append(i)
    yield from (i for members in lines.values() if len(members) >= POINTERS for i in members)
    alone = (i for i in _lone_links(page, inside) if page.chances[i] < SURE)
    yield from (i for i in alone if _is_bold(page.blocks[i]) or _is_spelled(page.blocks[i]))


def _is_arrowed(block: TextBlock) -> bool:
    """Return whether an arrow leads to a link: before one in the line, or behind the one that is the whole line."""
    linked = block.link_chars / len(block.text)
    return bool((linked >= LINKED and _ARROW.match(block.text)) or (linked >= WHOLE and _ARROW_END.search(block.text)))


def _lone_links(page: Selection, inside: Sequence[int]) -> list[int]:
    """Return which blocks, headings apart, are one link each to the same site, not announced, between two that are in
    and hardly linked; none if there are so many that they are the headings of a digest."""
    linked = [page.blocks[i].link_chars >= WHOLE * len(page.blocks[i].text) for i in inside]
    alone = [
        inside[at]
        for at in range(1, len(inside) - 1)
        if linked[at - 1 : at + 2] == [False, True, False]
        and not page.blocks[inside[at]].marks & _NO_POINTER
        and not is_announcement(page.blocks[inside[at] - 1])
    ]
    if not alone or len(alone) * SECTION >= len(inside):
        return []
    (home, _), *_ = Counter(_host(block.address) for block in page.blocks if block.address).most_common(1) or [("", 0)]
    return [i for i in alone if _host(page.blocks[i].address) in ("", home)]


def _host(address: str) -> str:
    """Return the host of an address; empty if it has none, or cannot be read."""
    found = _HOST.match(address)
    return found[1].lower() if found else ""


def _is_bold(block: TextBlock) -> bool:
    return block.bold_chars >= WHOLE * len(block.text) and block.text.count(" ") >= HEADLINE


def _is_spelled(block: TextBlock) -> bool:
    """Return whether the address of a link in a block spells the block."""
    words = [word for word in _latin(block.text) if len(word) >= LONG_WORD]
    there = set(_latin(unquote(block.address)))
    return " " in block.text and len(words) >= HEADLINE and sum(word in there for word in words) >= SPELLED * len(words)


def _latin(text: str) -> list[str]:
    """Return the words of a text as addresses spell them: in small Latin letters, without apostrophes."""
    return _LATIN.findall(anyascii(text).lower().replace("'", ""))


def _label(block: TextBlock) -> str:
    """Return the words before a linked headline that is the rest of a block; empty if it is none."""
    label = _POINTER.match(block.text)
    if not label or block.link_chars < WHOLE * (len(block.text) - label.end()):
        return ""
    return label[1].lower() if words_in(tokens_of(block.text[label.end() :])) >= HEADLINE else ""


def _box_headings(page: Selection) -> Iterator[int]:
    """Yield the headings of boxes of which nothing else is in, though they hold text or a list: unlikely ones, and
    names of a list right below ("The facts")."""
    headings = [i for i in page.inside() if page.blocks[i].marks & _HEADING]
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


def _cards(page: Selection) -> Iterator[int]:
    """Yield what is in of elements of one look that each hold a linked heading and little more, if nothing else is in
    between them and they are together not likely enough: teasers of other articles."""
    cards: dict[int, dict[int, range]] = defaultdict(dict)
    for block in page.blocks:
        elsewhere = block.address and not block.address.startswith("#")
        if elsewhere and block.marks & _HEADING and block.link_chars >= LINKED * len(block.text):
            around = page.tree.above(block.node, CARD_REACH)[1:]
            card = next((n for n in around if page.last[n] > page.first[n]), -1)
            if card >= 0 and page.last[card] - page.first[card] < CARD:
                cards[page.tree.nodes[card].path][card] = range(page.first[card], page.last[card] + 1)
    for alike in cards.values():
        left = [kept for card in alike.values() if (kept := [i for i in card if page.kept[i]])]
        inside = [i for card in left for i in card]
        alone = len(left) >= CARDS and len(inside) == sum(page.kept[inside[0] : inside[-1] + 1])
        if alone and sum(page.chances[i] for i in inside) < KEEP_CARDS * len(inside):
            yield from inside


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
    return words_in(tokens_of(block.text)) >= HEADLINE and not block.marks & (_HEADING | MARK["li"] | MARK["table"])


def _opens(page: Selection, button: int, below: int) -> bool:
    """Return whether a button is a question, or a heading, right above running text, or above any of which the page is
    sure: a line of an accordion."""
    if below - button > OPENED or below >= len(page.blocks):
        return False
    block = page.blocks[button]
    asked = block.text.endswith(ASKED) or bool(block.marks & _HEADING)
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
    _pointers,
    _cards,
    _box_headings,
    _strays,
)
