"""How much two texts share, and in which way, from their sketches alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from scrapers.normalizer.duplicates.sketch import Sketch, sampled, unpacked

SHORT = 60
"""Half words of the longest stretch that can stand in the place of another one; longer ones were added or left out."""

LEAST = 40
"""Half words of the shorter text that must be in the sample of both, or nothing can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What the shorter of two texts has in common with the longer one; shares are of words, 0 to 1."""

    similarity: float = 0.0
    """Share of the shorter text that stands in passages which the longer one has, too: its containment."""
    other_numbers: float = 0.0
    """Of the passages that both have, digits aside, the share with other numbers."""
    changed: float = 0.0
    """Of the places where both go along, the share with other words or other numbers: high for stories from one
    template, low for a copy with paragraphs added or left out."""
    head: float = 0.0
    """Share of the first third that is shared, in the text where that is more."""
    tail: float = 0.0
    """Share of the last third that is shared, in the text where that is less."""
    own: float = 0.0
    """Share of its words that the other does not have, in the text where that is less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    keys: Sequence[int]
    numbers: Sequence[int]
    borders: Sequence[int]
    """Half words before each passage, and at last of all."""

    def share(self, passages: Iterable[int], first: float = 0.0, last: float = 1.0) -> float:
        """Share of words that some passages have of a part of the text."""
        begin, end = first * self.borders[-1], last * self.borders[-1]
        inside = (self.borders[i + 1] - self.borders[i] for i in passages if begin <= self.borders[i] < end)
        return min(1.0, sum(inside) / (end - begin))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """A passage of the shorter text that the longer one has, too."""

    at: int
    other: int
    same: bool
    """False if only the words are the same."""


def likeness(sketch: bytes, other: bytes) -> Likeness:
    """Compare two texts by their sketches (see `prints_of`); in either order the result is the same.

    A sketch of a very long text is a sample; where it is too small for the other text, nothing counts as shared.
    """
    shorter, longer = sorted((unpacked(sketch), unpacked(other)), key=lambda one: (one.halves, one.keys.tobytes()))
    level = max(shorter.level, longer.level)
    one, two = _side(shorter, level), _side(longer, level)
    if one.borders[-1] < LEAST or two.borders[-1] < LEAST:
        return Likeness()
    return _compared(one, two, tuple(_meetings(one, two)))


def _side(sketch: Sketch, level: int) -> _Side:
    kept = sampled(sketch.keys, level)
    return _Side(
        keys=sketch.keys[kept].tolist(),
        numbers=sketch.numbers[kept].tolist(),
        borders=[*accumulate(sketch.lengths[kept].tolist(), initial=0)],
    )


def _meetings(one: _Side, two: _Side) -> Iterable[_Meeting]:
    """Each passage of the one text that is in the other, with its next place there, or else its first."""
    places = defaultdict(list)
    for place, key in enumerate(two.keys):
        places[key].append(place)
    last = -1
    for at, (key, number) in enumerate(zip(one.keys, one.numbers, strict=True)):
        if not (known := places.get(key)):
            continue
        alike = [place for place in known if two.numbers[place] == number]
        last = next((place for place in alike or known if place > last), (alike or known)[0])
        yield _Meeting(at=at, other=last, same=bool(alike))


def _compared(one: _Side, two: _Side, meetings: Sequence[_Meeting]) -> Likeness:
    here, there = [m.at for m in meetings if m.same], {m.other for m in meetings if m.same}
    similarity = one.share(here)
    renumbered = one.share(m.at for m in meetings if not m.same)
    changed = renumbered + _replaced(one, two, meetings)
    return Likeness(
        similarity=similarity,
        other_numbers=renumbered / (renumbered + similarity or 1),
        changed=changed / (changed + similarity or 1),
        head=max(one.share(here, 0, 1 / 3), two.share(there, 0, 1 / 3)),
        tail=min(one.share(here, 2 / 3, 1), two.share(there, 2 / 3, 1)),
        own=max(0.0, min(1 - similarity, 1 - two.share(there))),
    )


def _replaced(one: _Side, two: _Side, meetings: Sequence[_Meeting]) -> float:
    """The share of words in short stretches for which the other text has another short one in the same place."""
    ends = [(-1, -1), *((m.at, m.other) for m in meetings), (len(one.keys), len(two.keys))]
    replaced = 0
    for (at, other), (next_at, next_other) in pairwise(ends):
        mine = one.borders[next_at] - one.borders[at + 1]
        theirs = two.borders[next_other] - two.borders[other + 1] if next_other > other else 0
        replaced += mine if 0 < mine <= SHORT and 0 < theirs <= SHORT else 0
    return replaced / one.borders[-1]
