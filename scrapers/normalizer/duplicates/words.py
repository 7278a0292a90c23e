"""Texts as arrays of hashed words, in every script alike; many at once, which is much faster than one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from scrapers.normalizer.duplicates.hashing import Hashes, Indices, mixed, summed, summed_few

Characters = NDArray[np.uint32]

LETTER, UNSPACED, DIGIT = 1, 2, 3
KIND = np.uint32(24)
"""Bit from which on a character's entry holds its kind; below is its code."""

UNSPACED_RANGES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
)
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts that leave no space between words."""

HAN_PLANES = 0x20000
"""From here on there is nothing but rare Han."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of some texts, one text after the other; in scripts without spaces each letter is half a word."""

    full: Hashes
    """Hash of each word."""
    masked: Hashes
    """Hash of each word without its digits."""
    numbers: Hashes
    """Hash of the digits of each word; 0 if it has none."""
    halves: Indices
    """Length of each word in half words: 2, or 1 in scripts without spaces."""
    paragraphs: Indices
    """Index of the first word of each paragraph, ascending; no paragraph goes from one text into the next."""
    texts: Indices
    """Index of the first word of each text, and at last the number of words."""


def words_of(texts: Sequence[str]) -> Words:
    """Return the words of texts; lines are paragraphs. Case, punctuation and compatibility forms do not count.

    >>> first, second, third, fourth = words_of(["Rain, rain.", "RAIN “Rain”"]).full.tolist()
    >>> first == second == third == fourth
    True
    >>> words_of(["晴れ のち rain"]).halves.tolist()
    [1, 1, 1, 1, 2]
    """
    normal = [unicodedata.normalize("NFKC", text) for text in texts]
    codes = np.frombuffer("\n".join(normal).encode("utf-32-le", "surrogatepass"), np.uint32)
    characters = _characters().take(codes, mode="clip")
    kinds = characters >> KIND
    starts = _starts(kinds)
    values = characters.astype(np.uint64)
    numbers = summed_few(values, np.flatnonzero(kinds == DIGIT), starts)
    masked, numbers = mixed(summed(values, starts) - numbers), mixed(numbers)
    return Words(
        full=masked + numbers,
        masked=masked,
        numbers=numbers,
        halves=np.where(kinds[starts] == UNSPACED, 1, 2),
        paragraphs=_paragraphs(codes, starts),
        texts=np.searchsorted(starts, [0, *accumulate(len(text) + 1 for text in normal)]),
    )


def _starts(kinds: Characters) -> Indices:
    """Where a word begins: a run of letters and digits, or one letter of an unspaced script."""
    begins = kinds == UNSPACED
    joins = (kinds != 0) & ~begins
    begins[:1] |= joins[:1]
    begins[1:] |= joins[1:] & ~joins[:-1]
    return np.flatnonzero(begins)


def _paragraphs(codes: Characters, starts: Indices) -> Indices:
    """The first word of all, and the first after each line break."""
    first = np.zeros(len(starts) + 1, np.bool_)
    first[np.searchsorted(starts, np.flatnonzero(codes == ord("\n")))] = True
    first[0] = True
    return np.flatnonzero(first[:-1])


@cache
def _characters() -> Characters:
    """Kind and code of each character, in lower case; 0 for what is no part of a word."""
    table = np.zeros(HAN_PLANES + 1, np.uint32)
    for code in range(HAN_PLANES):
        table[code] = _entry(code)
    table[HAN_PLANES] = UNSPACED << KIND | np.uint32(HAN_PLANES)
    return table


def _entry(code: int) -> int:
    category = unicodedata.category(chr(code))
    if category == "Nd":
        return DIGIT << int(KIND) | code
    if category[0] not in "LMN":
        return 0
    unspaced = any(first <= code <= last for first, last in UNSPACED_RANGES)
    return (UNSPACED if unspaced else LETTER) << int(KIND) | ord(chr(code).lower()[0])
