"""The passages of a text packed into a few hundred bytes: what is compared when two texts may be alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scrapers.normalizer.duplicates.hashing import Indices
from scrapers.normalizer.duplicates.passages import Passages

Entries = NDArray[np.uint32]

MOST = 640
"""Passages that a sketch holds at most; of longer texts it holds an even sample."""

KEY_BITS, NUMBER_BITS, LENGTH_BITS = 21, 5, 6
LONGEST = 2**LENGTH_BITS - 1
KEY = np.uint32(NUMBER_BITS + LENGTH_BITS)
NO_NUMBER = np.uint64(0)
NUMBERS = np.uint64(2**NUMBER_BITS - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The passages of a text, in order, or a sample of them."""

    halves: int
    """Length of the text in half words."""
    level: int
    """0: every passage is here; each step halves the sample."""
    keys: Entries
    """Hash of each passage without its digits."""
    numbers: Entries
    """Hash of the digits of each passage; 0 if it has none."""
    lengths: Entries
    """Length of each passage in half words, at most 63."""


def packed(passages: Passages) -> list[bytes]:
    """Return the sketch of each text: 4 bytes, and 4 for each passage."""
    keys = passages.masked >> np.uint64(64 - KEY_BITS)
    numbers = np.where(passages.numbers == 0, NO_NUMBER, passages.numbers % NUMBERS + np.uint64(1))
    lengths = np.minimum(passages.halves, LONGEST).astype(np.uint64)
    entries = keys << np.uint64(NUMBER_BITS + LENGTH_BITS) | numbers << np.uint64(LENGTH_BITS) | lengths
    small = entries.astype("<u4")
    return [_packed(small[begin:end], passages.halves[begin:end]) for begin, end in pairwise(passages.texts)]


def _packed(entries: Entries, halves: Indices) -> bytes:
    level = 0
    kept = entries
    while len(kept) > MOST and level < 15:
        level += 1
        kept = entries[sampled(entries >> KEY, level)]
    head = min(int(halves.sum()), 2**28 - 1) << 4 | level
    return head.to_bytes(4, "little") + kept.tobytes()


def unpacked(sketch: bytes) -> Sketch:
    """Return what `packed` packed."""
    head, entries = int.from_bytes(sketch[:4], "little"), np.frombuffer(sketch, "<u4", offset=4)
    return Sketch(
        halves=head >> 4,
        level=head & 15,
        keys=entries >> KEY,
        numbers=entries >> np.uint32(LENGTH_BITS) & np.uint32(2**NUMBER_BITS - 1),
        lengths=entries & np.uint32(LONGEST),
    )


def sampled(keys: Entries, level: int) -> NDArray[np.bool_]:
    """Return which passages are in the sample of a level."""
    return np.asarray((keys & np.uint32(2**level - 1)) == 0)
