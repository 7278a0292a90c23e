"""What one version of an article changed of an earlier one, block by block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pydantic import Field

from scrapers.article import Article, Value
from scrapers.normalizer.duplicates.words import words_of
from scrapers.normalizer.identity import letters_of

ALIKE = 0.5
"""Least similarity of a block and what it was changed into. No two blocks with other words of different articles of one
recorded outlet reach it: 12,166 pairs, in eleven languages."""

RAREST = 24
"""Words of a block by which earlier blocks like it are looked for."""
HOLDERS = 32
"""Earlier blocks that a word may stand in to lead to them; more make it no sign of any."""
CANDIDATES = 8
"""Earlier blocks that a block is compared with: these three bound the time that a huge article takes."""

_Bag = Counter[int]
_Pair = tuple[int, int, float]


class Rewording(Value):
    """A line of which there is one, before and after."""

    before: str
    """As it was; empty if there was none."""
    after: str
    """As it is now; empty if there is none."""


class PlacedBlock(Value):
    """A block that only one of the two versions has."""

    id: str
    """Id of the block in its version."""
    text: str
    """Its words."""
    after_id: str
    """Id of the block before it in the same version; empty for the first one."""


class ChangedBlock(Value):
    """A block with other words than before."""

    old_id: str
    """Id of the block in the earlier version."""
    old_text: str
    """Its words there."""
    new_id: str
    """Id of the block in the later version."""
    new_text: str
    """Its words there."""
    similarity: float = Field(ge=0, le=1)
    """Share of the words that both have, 0.5 to 1; 1 is (nearly) the same words in another order."""


class Changes(Value):
    """What a version of an article changed of an earlier one."""

    since: int = Field(ge=1)
    """Revision of the earlier version."""
    title: Rewording | None
    """The headline; null if its words are the same."""
    standfirst: Rewording | None
    """The standfirst; null if its words are the same."""
    added: tuple[PlacedBlock, ...]
    """Blocks that are new, in the order of the later version."""
    removed: tuple[PlacedBlock, ...]
    """Blocks that are gone, in the order of the earlier version."""
    changed: tuple[ChangedBlock, ...]
    """Blocks with other words, in the order of the later version."""


def changes_between(old: Article, new: Article) -> Changes:
    """Return what one version of an article changed of an earlier one. Pure: the same input gives the same changes.

    Compared are headline, standfirst and the blocks of the text; embeds are left out. Case, punctuation and white
    space do not count, nor does the place of a block: one that was only moved did not change. A block that has at
    least half of its words in common with one that is gone is that one, changed; each is taken once, the most similar
    pairs first. Takes time in proportion to the length of both texts.

    >>> from scrapers.article import ArticleBlock
    >>> def version(revision, *texts):
    ...     blocks = tuple(ArticleBlock(id=text, kind="paragraph", text=text) for text in texts)
    ...     return Article.model_construct(revision=revision, title="Storm", standfirst="", blocks=blocks)
    >>> changes = changes_between(version(1, "Rain.", "It is wet."), version(2, "It is very wet.", "Go home.", "RAIN"))
    >>> [(block.old_text, block.new_text, block.similarity) for block in changes.changed]
    [('It is wet.', 'It is very wet.', 0.857)]
    >>> changes.since, [block.text for block in changes.added], changes.removed
    (1, ['Go home.'], ())
    """
    before, after = _blocks(old), _blocks(new)
    lost = [block for key, block in before.items() if key not in after]
    gained = [block for key, block in after.items() if key not in before]
    pairs = _pairs(lost, gained)
    old_paired, new_paired = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return Changes(
        since=old.revision,
        title=_reworded(old.title, new.title),
        standfirst=_reworded(old.standfirst, new.standfirst),
        added=tuple(block for place, block in enumerate(gained) if place not in new_paired),
        removed=tuple(block for place, block in enumerate(lost) if place not in old_paired),
        changed=tuple(_changed(lost[one], gained[other], similarity) for one, other, similarity in pairs),
    )


def _changed(old: PlacedBlock, new: PlacedBlock, similarity: float) -> ChangedBlock:
    return ChangedBlock(old_id=old.id, old_text=old.text, new_id=new.id, new_text=new.text, similarity=similarity)


def _reworded(before: str, after: str) -> Rewording | None:
    return None if letters_of(before) == letters_of(after) else Rewording(before=before, after=after)


def _blocks(article: Article) -> dict[tuple[str, int], PlacedBlock]:
    """The blocks of the text in order, each by its letters and how many with the same letters stand before it."""
    counts: Counter[str] = Counter()
    found: dict[tuple[str, int], PlacedBlock] = {}
    last = ""
    for block in article.blocks:
        if block.kind == "embed":
            continue
        # Not by the stored ids: an older version may have been given them by another rule.
        letters = letters_of(block.text)
        found[letters, counts[letters]] = PlacedBlock(id=block.id, text=block.text, after_id=last)
        counts[letters] += 1
        last = block.id
    return found


def _pairs(lost: Sequence[PlacedBlock], gained: Sequence[PlacedBlock]) -> list[_Pair]:
    """Which lost block became which gained one, and their similarity; in order of the gained ones."""
    if not lost or not gained:
        return []
    bags = _bags([block.text for block in (*lost, *gained)])
    alike = _alike(bags[: len(lost)], bags[len(lost) :])
    taken_old: set[int] = set()
    pairs: dict[int, _Pair] = {}
    for one, other, similarity in sorted(alike, key=lambda pair: (-pair[2], abs(pair[0] - pair[1]), pair)):
        if one not in taken_old and other not in pairs:
            taken_old.add(one)
            pairs[other] = (one, other, similarity)
    return [pairs[other] for other in sorted(pairs)]


def _bags(texts: Sequence[str]) -> list[_Bag]:
    words = words_of(texts)
    hashes, bounds = words.full.tolist(), words.texts.tolist()
    return [Counter(hashes[start:end]) for start, end in pairwise(bounds)]


def _alike(old: Sequence[_Bag], new: Sequence[_Bag]) -> Iterator[_Pair]:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, bag in enumerate(old):
        for word in bag:
            holders[word].append(place)
    telling = {word: places for word, places in holders.items() if len(places) <= HOLDERS}
    for place, bag in enumerate(new):
        rarest = sorted((word for word in bag if word in telling), key=lambda word: (len(telling[word]), word))
        likely = Counter(one for word in rarest[:RAREST] for one in telling[word])
        for one, _ in likely.most_common(CANDIDATES):
            similarity = _similarity(old[one], bag)
            if similarity >= ALIKE:
                yield one, place, similarity


def _similarity(one: _Bag, other: _Bag) -> float:
    return round(2 * (one & other).total() / (one.total() + other.total()), 3)
