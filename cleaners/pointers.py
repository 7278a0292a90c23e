"""Lines and cards that lead to other articles, known by their shape in whatever language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from urllib.parse import unquote

from anyascii import anyascii

from cleaners.selection import SUBHEADING, Selection, is_announcement, is_running
from cleaners.tokens import tokens_of, words_in
from cleaners.tree import MARK, TextBlock

HEADLINE = 4  # words of a linked headline
WHOLE_LINK = 0.9  # share of links in a block that is one
BOLD = 0.9  # share of bold letters in a bold block
DOUBTED = 0.9  # chance below which a link alone may lead elsewhere
LONGEST = 300  # characters of such a link and of its address that are read
LONG_WORD = 3  # letters of a word that addresses do not leave out
SPELLED = 0.8  # share of these that an address has of the headline it leads to
SECTION = 3  # blocks for each link between them, up to which the links are the headings of a digest
POINTERS = 2  # lines with the same words before a linked headline that are no accident
LINKED = 0.2  # share of links in a line behind an arrow, or in a heading, from which it leads elsewhere
CARDS = 3  # elements of one look that are a list of teasers
CARD = 6  # blocks that one of them has at the most
CARD_REACH = 5  # elements around a heading among which the card is looked for
KEEP_LABELLED = 0.75  # mean chance from which a list of kickers and linked headlines is in
KEEP_LAST = 0.65  # the same for a list behind the text that is nothing but links
KEEP_CARDS = 0.5  # mean chance from which such elements are sections of the article
_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#]+)", re.I)
_LATIN = re.compile(r"[a-z0-9]+")
_POINTER = re.compile(r"(.{2,60}?)\s*[:：|»>–-]\s")
_ARROW = re.compile(r"(?:>{1,3}|[»→▶►➡▸➔➜])\ufe0f?\s")
_ARROW_END = re.compile(r"\s(?:>{1,3}|[→▶►➡▸➔➜])\ufe0f?$")
_BRACKETED = re.compile(r"\[.*\]$|【.*】$", re.S)
_NO_POINTER = MARK["li"] | MARK["table"] | MARK["h1"] | SUBHEADING


def pointers(page: Selection) -> Iterator[int]:
    """Yield lines that lead elsewhere: with an arrow before a link or at the end of one, in brackets with a link,
    several that are the same few words and then a linked headline, lists of kickers with their linked headlines, lists
    of links behind the text, links above it, and links alone that are bold or that their address spells, as addresses
    of articles spell their headlines."""
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
    yield from _links_above(page, inside)
    yield from _lists(page, inside)
    alone = (i for i in _lone_links(page, inside) if page.chances[i] < DOUBTED)
    yield from (i for i in alone if _is_bold(page.blocks[i]) or _is_spelled(page.blocks[i]))


def _is_arrowed(block: TextBlock) -> bool:
    """Return whether an arrow leads to a link: before one in the line, or behind the one that is the whole line."""
    linked = block.link_chars / len(block.text)
    before = linked >= LINKED and _ARROW.match(block.text)
    return bool(before or (linked >= WHOLE_LINK and _ARROW_END.search(block.text)))


def _links_above(page: Selection, inside: Sequence[int]) -> Iterator[int]:
    """Yield lines above all running text that are a link from end to end and not sure to be in."""
    above = takewhile(lambda i: not is_running(page.blocks[i]), inside)
    for i in above if any(is_running(page.blocks[i]) for i in inside) else ():
        block = page.blocks[i]
        if (
            _is_link(block)
            and page.chances[i] < DOUBTED
            and not block.marks & (MARK["li"] | MARK["table"] | MARK["h1"])
        ):
            yield i


def _lists(page: Selection, inside: Sequence[int]) -> Iterator[int]:
    """Yield lists that are in and lead to the same site, if they are not announced and together not likely enough: of
    which each item is a few words and a linked headline, "Archaeology: Three cities found", and those behind all
    running text that are nothing but links."""
    items_of: dict[int, list[int]] = defaultdict(list)
    for i in inside:
        if page.nodes[i].tag == "li":
            items_of[page.nodes[i].parent].append(i)
    end = max((i for i in inside if is_running(page.blocks[i])), default=len(page.blocks))
    home = ""
    for holder, items in items_of.items():
        if sum(page.kept[page.first[holder] : page.last[holder] + 1]) > len(items):
            continue  # an accordion
        mean = sum(page.chances[i] for i in items) / len(items)
        behind = items[0] > end and mean < KEEP_LAST and all(map(_is_link, (page.blocks[i] for i in items)))
        labelled = mean < KEEP_LABELLED and all(page.blocks[i].links and _label(page.blocks[i]) for i in items)
        if len(items) < POINTERS or not (behind or labelled) or is_announcement(page.blocks[items[0] - 1]):
            continue
        home = home or home_of(page)
        if not any(leads_away(page.blocks[i], home) for i in items):
            yield from items


def _is_link(block: TextBlock) -> bool:
    return block.links > 0 and block.link_chars >= WHOLE_LINK * len(block.text)


def _lone_links(page: Selection, inside: Sequence[int]) -> list[int]:
    """Return which blocks, headings apart, are one link each to the same site, not announced, between two that are in
    and hardly linked; none if there are so many that they are the headings of a digest."""
    linked = [page.blocks[i].link_chars >= WHOLE_LINK * len(page.blocks[i].text) for i in inside]
    alone = [
        inside[at]
        for at in range(1, len(inside) - 1)
        if linked[at - 1 : at + 2] == [False, True, False]
        and not page.blocks[inside[at]].marks & _NO_POINTER
        and not is_announcement(page.blocks[inside[at] - 1])
    ]
    if not alone or len(alone) * SECTION >= len(inside):
        return []
    home = home_of(page)
    return [i for i in alone if not leads_away(page.blocks[i], home)]


def home_of(page: Selection) -> str:
    """Return the host that most blocks of a page lead to; empty if none names one."""
    hosts = Counter(_host(block.address) for block in page.blocks if block.address)
    return max(hosts, key=hosts.__getitem__, default="")


def leads_away(block: TextBlock, home: str) -> bool:
    """Return whether a block leads to another site than its page's `home`."""
    return _host(block.address) not in ("", home)


def _host(address: str) -> str:
    """Return the host of an address; empty if it has none, or cannot be read."""
    found = _HOST.match(address)
    return found[1].lower() if found else ""


def _is_bold(block: TextBlock) -> bool:
    return block.bold_chars >= BOLD * len(block.text) and block.text.count(" ") >= HEADLINE


def _is_spelled(block: TextBlock) -> bool:
    """Return whether the address of a link in a block spells the block."""
    words = [word for word in _latin(block.text[:LONGEST]) if len(word) >= LONG_WORD]
    there = set(_latin(unquote(block.address[:LONGEST])))
    return " " in block.text and len(words) >= HEADLINE and sum(word in there for word in words) >= SPELLED * len(words)


def _latin(text: str) -> list[str]:
    """Return the words of a text as addresses spell them: in small Latin letters, without apostrophes."""
    return _LATIN.findall(anyascii(text).lower().replace("'", ""))


def _label(block: TextBlock) -> str:
    """Return the words before a linked headline that is the rest of a block; empty if it is none."""
    label = _POINTER.match(block.text)
    if not label or block.link_chars < WHOLE_LINK * (len(block.text) - label.end()):
        return ""
    return label[1].lower() if words_in(tokens_of(block.text[label.end() :])) >= HEADLINE else ""


def cards(page: Selection) -> Iterator[int]:
    """Yield what is in of elements of one look that each hold a linked heading and little more, if nothing else is in
    between them and they are together not likely enough: teasers of other articles."""
    found: dict[int, dict[int, range]] = defaultdict(dict)
    for block in page.blocks:
        elsewhere = block.address and not block.address.startswith("#")
        if elsewhere and block.marks & SUBHEADING and block.link_chars >= LINKED * len(block.text):
            around = page.tree.above(block.node, CARD_REACH)[1:]
            card = next((n for n in around if page.last[n] > page.first[n]), -1)
            if card >= 0 and page.last[card] - page.first[card] < CARD:
                found[page.tree.nodes[card].path][card] = range(page.first[card], page.last[card] + 1)
    kept = list(page.kept)
    before = [0, *accumulate(kept)]  # how many are in before each block
    for alike in found.values():
        left = [ins for card in alike.values() if (ins := [i for i in card if kept[i]])]
        inside = [i for card in left for i in card]
        alone = len(left) >= CARDS and len(inside) == before[inside[-1] + 1] - before[inside[0]]
        if alone and sum(page.chances[i] for i in inside) < KEEP_CARDS * len(inside):
            yield from inside
