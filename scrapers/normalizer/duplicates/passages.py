"""Texts cut into passages of about nine words, at places that their words decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scrapers.normalizer.duplicates.hashing import Hashes, Indices, mixed, summed
from scrapers.normalizer.duplicates.words import Words

REACH = 8
"""Half words on either side in which a border must be the only one: passages are twice as long on average."""

BEFORE = np.uint64(0xD6E8FEB86659FD93)
HIGHEST = np.uint64(2**64 - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """The passages of some texts, one text after the other."""

    masked: Hashes
    """Hash of the words without their digits."""
    numbers: Hashes
    """Hash of the digits; 0 if there are none."""
    full: Hashes
    """Hash of words and digits."""
    halves: Indices
    """Length in half words."""
    texts: Indices
    """Index of the first passage of each text, and at last the number of passages."""


def passages_of(words: Words) -> Passages:
    """Return the passages of texts; none of one that has no words.

    A border stands where the hash of a word and the one before it is the lowest around, and at the ends of
    paragraphs. So a change moves no border but the nearest, and other numbers move none.
    """
    starts = _starts(words)
    masked = mixed(summed(words.masked, starts))
    numbers = mixed(summed(words.numbers, starts))
    return Passages(
        masked=masked,
        numbers=numbers,
        full=mixed(masked + numbers),
        halves=np.add.reduceat(words.halves, starts) if len(starts) else words.halves,
        texts=np.searchsorted(starts, words.texts),
    )


def _starts(words: Words) -> Indices:
    if not len(words.full):
        return np.zeros(0, np.int64)
    before = np.zeros_like(words.masked)
    before[1:] = words.masked[:-1]
    before[words.paragraphs] = 0
    hashes = mixed(words.masked + before * BEFORE) | np.uint64(1)
    starts = _lowest_around(hashes, words)
    starts[words.paragraphs] = True
    return np.flatnonzero(starts)


def _lowest_around(hashes: Hashes, words: Words) -> NDArray[np.bool_]:
    """Whether each hash is the first lowest within reach; lower than all is the gap before each paragraph."""
    gaps = np.zeros_like(words.halves)
    gaps[words.paragraphs] = 1
    ends = np.cumsum(words.halves + gaps) + REACH
    where = ends - words.halves
    line = np.full(int(ends[-1]) + REACH + 1, HIGHEST, np.uint64)
    line[:REACH] = line[ends[-1] :] = line[where[words.paragraphs] - 1] = 0
    line[where] = hashes
    lowest = line
    for step in (1, 2, 4):
        lowest = np.minimum(lowest[:-step], lowest[step:])
    return np.asarray((hashes < lowest[where - REACH]) & (hashes <= lowest[where + 1]))
