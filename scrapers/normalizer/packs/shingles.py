"""Texts that say the same, nearly word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scrapers.normalizer.stories.figures import figures_of
from scrapers.normalizer.stories.words import words_of

ALIKE = 0.7
"""Share of the longer text's word triples that both must have."""
WIDTH = 3

Key = TypeVar("Key", bound=Hashable)
Shingles = frozenset[tuple[str, ...]]


@dataclass(slots=True)
class Groups(Generic[Key]):
    """Puts texts that say the same into one group, in the order in which they come.

    Texts are alike if they share most of their words in order, and every number: a number makes the difference.
    Texts with different keys are never alike.
    """

    _shingles: list[Shingles] = field(default_factory=list)
    _by_shingle: dict[tuple[Key, tuple[str, ...]], list[int]] = field(default_factory=dict)
    _by_number: list[tuple[str, ...]] = field(default_factory=list)

    def group_of(self, text: str, key: Key) -> int:
        """Return the number of the group of a text, from 0; a new one if none fits."""
        shingles, numbers = _shingles_of(text), _numbers(text)
        shared = Counter(group for one in shingles for group in self._by_shingle.get((key, one), ()))
        for group, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            longer = max(len(shingles), len(self._shingles[group]))
            if count >= ALIKE * longer and numbers == self._by_number[group]:
                return group
        return self._add(shingles, numbers, key)

    def _add(self, shingles: Shingles, numbers: tuple[str, ...], key: Key) -> int:
        group = len(self._shingles)
        self._shingles.append(shingles)
        self._by_number.append(numbers)
        for one in shingles:
            self._by_shingle.setdefault((key, one), []).append(group)
        return group


def _shingles_of(text: str) -> Shingles:
    words: Sequence[str] = words_of(text) or [text]
    if len(words) < WIDTH:
        return frozenset({tuple(words)})
    return frozenset(zip(*(words[start:] for start in range(WIDTH)), strict=False))


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(one.number for one in figures_of(text)))
