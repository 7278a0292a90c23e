"""Lists and quotes of a page while it is decided which are in, and where the same words stand twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cleaners.place import innermost
from cleaners.tree import MARK, TextBlock, Tree

LEAST_QUOTE = 16  # characters from which the same words twice are no accident
LEAST_BESIDE = 8  # the same for words that stand twice right beside each other
ADVERT = 15  # blocks that may stand between a paragraph and the quote that follows it
SIGNED = 2  # blocks below a quote that say who said it, at the most
SIGNATURE = 80  # characters of such a block at the most
NEAR = 200  # blocks to either side of a quote among which its words are looked for
LISTS = ("ul", "ol", "dl")
ITEMS = ("li", "dd", "dt")
_NOT_WORD = re.compile(r"[^\w\n]+")
_STOP = re.compile(r"[.!?…。！？।]+")
# A quote and, after dashes, brackets or a line break, who said it.
_QUOTED = re.compile(r"[\"“„«»‘‚「『]\s*([^\"“”„«»」』]+)[\"”“»«’‘」』]\W{0,4}[^\W\d_].{0,60}$", re.S)


class Groups:
    """Lists and quotes of a page, each the innermost around its blocks, while it is decided which are in."""

    def __init__(self, kept: list[bool], tree: Tree) -> None:
        """Begin with the blocks that are in so far, `kept`; `put` changes that list."""
        self.kept, self.blocks = kept, tree.blocks
        self.nodes, self.tags = tree.nodes, [node.tag for node in tree.nodes]
        self.parents = [node.parent for node in tree.nodes]
        self.holders = innermost(tree.nodes, (*LISTS, "blockquote"))
        self.articles = innermost(tree.nodes, ("article",))
        self.items = innermost(tree.nodes, ITEMS)
        self.article_of = [self.articles[block.node] for block in tree.blocks]
        self.in_article = Counter(article for article, is_in in zip(self.article_of, kept, strict=True) if is_in)
        self.spans = list(zip(*tree.spans(), strict=True))
        self.count = sum(kept)
        self.quotable: Words | None = None

    def members(self) -> dict[int, list[int]]:
        """Return the indexes of the blocks of each group, by its node."""
        groups: dict[int, list[int]] = defaultdict(list)
        for i, block in enumerate(self.blocks):
            if (holder := self.holders[block.node]) >= 0:
                groups[holder].append(i)
        return groups

    def put(self, members: list[int], is_in: bool) -> None:
        """Take the blocks in or out."""
        for i in members:
            if self.kept[i] != is_in:
                self.kept[i] = is_in
                self.count += 1 if is_in else -1
                self.in_article[self.article_of[i]] += 1 if is_in else -1

    def is_quote(self, holder: int) -> bool:
        """Return whether a group is a quote and no list."""
        return self.tags[holder] == "blockquote"

    def is_layout(self, members: list[int]) -> bool:
        """Return whether a list is a frame for larger things: its items hold several blocks each."""
        return len({self.items[self.blocks[i].node] for i in members}) * 2 < len(members)

    def is_bare(self, members: list[int]) -> bool:
        """Return whether none of the blocks has links or is hidden."""
        return not any(self.blocks[i].link_chars or self.blocks[i].marks & MARK["hidden"] for i in members)

    def is_in_article(self, holder: int) -> bool:
        """Return whether a list or quote stands in the same `<article>` as most of what is in."""
        article = self.articles[holder]
        return article >= 0 and self.in_article[article] * 2 > self.count

    def is_plain(self, holder: int, members: list[int]) -> bool:
        """Return whether a list or quote follows a paragraph that is in, in the same element, a quote wrapped in others
        perhaps; a quote, or a list with an advert before it, only where the text goes on behind it: at the edge a pull
        quote repeats or advertises."""
        above, after, body = members[0] - 1, members[-1] + 1, self.parents[self._outer(holder)]
        before = next((i for i in range(above, max(-1, above - ADVERT), -1) if self.kept[i]), -1)
        if before < 0 or self.parents[self.blocks[before].node] != body:
            return False
        if before == above and not self.is_quote(holder):
            return True
        after = next((i for i in range(after, min(len(self.kept), after + ADVERT)) if self.kept[i]), -1)
        return after >= 0 and self.parents[self.blocks[after].node] == body

    def _outer(self, holder: int) -> int:
        """Return the outermost element that holds a quote and at most who said it, but for those set apart; a list
        itself."""
        outer = holder
        while self.is_quote(holder) and self._wraps(self.parents[outer], holder):
            outer = self.parents[outer]
        return outer

    def _wraps(self, above: int, holder: int) -> bool:
        """Return whether an element holds what another one below it does and at most who said it, and nothing sets it
        apart."""
        apart = self.tags[above] == "aside" or "pull" in self.nodes[above].names.lower()
        (first, last), (start, end) = self.spans[above], self.spans[holder]
        signed = range(end + 1, last + 1)
        alone = first == start and len(signed) <= SIGNED and all(len(self.blocks[i].text) <= SIGNATURE for i in signed)
        return above > 0 and not apart and alone

    def repeats(self, members: list[int]) -> bool:
        """Return whether the words of a quote stand elsewhere, too: a pull quote."""
        if self.quotable is None:
            self.quotable = words_of(self.blocks)
        return self.quotable.repeats(members, self.kept) or self.quotable.repeats_neighbour(members)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all blocks, filed to find the blocks that have some in common."""

    lines: list[str]
    """Text of each block in lower case and one line."""
    each: list[str]
    """Words of each block, parted by single spaces."""
    holders: Mapping[str, list[int]]
    """Indexes of the blocks that hold each word."""

    def repeats(self, members: list[int], kept: Sequence[bool]) -> bool:
        """Return whether the sentences of the longest of the blocks stand in a block that is in and none of them, too.

        What stands below it may recur: who said it, or a note on the emphasis.
        """
        at, inside = max(members, key=lambda i: len(self.each[i])), set(members)
        if len(self.each[at]) <= LEAST_QUOTE:
            return False
        said = self._said(at)
        near = self._near(max(said, key=len), at)
        return any(all(words in self.each[i] for words in said) for i in near if i not in inside and kept[i])

    def repeats_neighbour(self, members: list[int]) -> bool:
        """Return whether the words of one of the blocks, few as they may be, stand among others in the block before or
        after them all, sentence by sentence perhaps."""
        beside = [self.each[i] for i in (members[0] - 1, members[-1] + 1) if 0 <= i < len(self.each)]
        own = [i for i in members if len(self.each[i]) > LEAST_BESIDE]
        return any(
            len(self.each[i]) < len(words) and all(said in words for said in self._said(i))
            for i in own
            for words in beside
        )

    def _said(self, index: int) -> list[str]:
        """Return the words of each sentence of a block; those of a short one all at once."""
        sentences = _STOP.split(self.lines[index]) if len(self.each[index]) > LEAST_QUOTE else [self.each[index]]
        return [" ".join(_NOT_WORD.sub(" ", sentence).split()) for sentence in sentences]

    def is_part(self, index: int) -> bool:
        """Return whether the words of a block stand among others in another block."""
        words = self.each[index]
        return len(words) > LEAST_QUOTE and any(
            words in self.each[i] for i in self._near(words, index) if len(self.each[i]) > len(words)
        )

    def is_part_quoted(self, index: int, text: str, named: Collection[int]) -> bool:
        """Return whether what the text of block `index` has in quotation marks, before the name of who said it, stands
        in another block, too, that is none of the `named` quotes."""
        quoted = _QUOTED.match(text)
        words = " ".join(_NOT_WORD.sub(" ", quoted[1].lower()).split()) if quoted else ""
        others = [i for i in self._near(words, index) if i not in named] if len(words) > LEAST_QUOTE else ()
        return any(words in self.each[i] for i in others)

    def _near(self, words: str, at: int) -> Sequence[int]:
        """Return the blocks around `at` that may hold these words: the first and the last may be parts of longer ones
        there; the rarest of those between says where to look."""
        holders = min((self.holders[word] for word in words.split(" ")[1:-1]), key=len, default=range(len(self.each)))
        here = bisect_left(holders, at)
        return holders[max(0, here - NEAR) : here + NEAR + 1]


def words_of(blocks: Sequence[TextBlock]) -> Words:
    """Return the words of blocks, in lower case and without punctuation."""
    text = "\n".join(block.text.replace("\n", " ") for block in blocks).lower()
    each = [line.strip() for line in _NOT_WORD.sub(" ", text).split("\n")]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(each):
        for word in set(line.split(" ")):
            holders[word].append(i)
    return Words(text.split("\n"), each, holders)
