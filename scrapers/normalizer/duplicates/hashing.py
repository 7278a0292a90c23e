"""Hashes of many short sequences at once, the same on every machine."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]

BASE = 0x9E3779B97F4A7C15
INVERSE = pow(BASE, -1, 2**64)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
HALF = np.uint64(32)


def mixed(values: Hashes) -> Hashes:
    """Return the values with the upper bits made to depend on all others; 0 stays 0."""
    values = values * FIRST
    values ^= values >> HALF
    values *= SECOND
    values ^= values >> HALF
    return values


def powers(base: int, length: int) -> Hashes:
    """Return 1, base, base², … modulo 2⁶⁴.

    >>> powers(3, 4).tolist()
    [1, 3, 9, 27]
    """
    return _powers(base, max(length, 1).bit_length())[:length]


def summed(values: Hashes, starts: Indices) -> Hashes:
    """Return a number for each sequence of values, dependent on their order; not mixed yet.

    A sequence goes from its start to the next one's; zeros at its end do not count.

    >>> one, other, again = summed(np.array([5, 6, 6, 5, 5, 6, 0], np.uint64), np.array([0, 2, 4])).tolist()
    >>> one == other, one == again
    (False, True)
    """
    if not len(starts):
        return np.zeros(0, np.uint64)
    # Each value counts by its place in the whole, which is then taken back to its place in the sequence.
    total = np.add.reduceat(values * powers(BASE, len(values)), starts)
    return np.asarray(total * powers(INVERSE, len(values))[starts])


def summed_few(values: Hashes, where: Indices, starts: Indices) -> Hashes:
    """Return what `summed` does for values that are 0 everywhere but in a few places."""
    total = np.zeros(len(starts), np.uint64)
    if len(where):
        weighted = values[where] * powers(BASE, len(values))[where]
        np.add.at(total, np.searchsorted(starts, where, "right") - 1, weighted)
        total *= powers(INVERSE, len(values))[starts]
    return total


@lru_cache(maxsize=32)
def _powers(base: int, bits: int) -> Hashes:
    """The first 2ᵇⁱᵗˢ powers."""
    factors = np.full(2**bits, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)
