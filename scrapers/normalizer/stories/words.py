"""Terms: the words of a text, cut to a stem and hashed, each with how much it tells."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float64]

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts that leave no space between words."""
_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0900-\u0dff"
"""Vowel signs and accents that stand alone: part of a word, though Unicode counts them as none of its letters."""

# The alternatives begin with different letters, and each repeat takes what the next part cannot: no backtracking.
WORD = re.compile(rf"[{UNSPACED}]+|(?:(?![{UNSPACED}])[^\W_]|[{_MARKS}])+(?:['’](?:(?![{UNSPACED}])[^\W_])+)?")
_IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
STEM = 6
"""Letters of a stem: enough to tell words apart, few enough to drop the endings of most languages."""
BUCKETS = 1 << 19
_RAREST = 0.003
_STEPS = 40.0


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Different terms of a text and their weights."""

    ids: Ids
    """Hashes, ascending, each once."""
    weights: Weights
    """How much each tells; above 0, and no finer than half precision can say."""

    def __len__(self) -> int:
        return len(self.ids)


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in lower case; of scripts without spaces, every pair of letters.

    >>> words_of("Rain in Aarhus, 12 mm"), words_of("今天下雨")
    (['rain', 'in', 'aarhus', '12', 'mm'], ['今天', '天下', '下雨'])
    """
    return [part for match in WORD.finditer(text) for part in _parts(match.group())]


def stem(word: str) -> str:
    """Return the first letters of a word.

    >>> stem("ministers"), stem("ministrene"), stem("sea")
    ('minist', 'minist', 'sea')
    """
    return word[:STEM]


def term_id(term: str) -> int:
    """Return the hash of a term: the same in every process, 0 to 2**32 - 1."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def rarity(term_hash: int) -> float:
    """Return how much a stem tells, about 0.1 (in nearly every text) to 5.9 (in one of three hundred or fewer)."""
    return float(_commonness()[term_hash % BUCKETS])


def terms_of(counts: Mapping[str, int]) -> Terms:
    """Return stems, given how often each occurs, weighted by rarity and, slowly growing, by number."""
    weighed = {}
    for term, count in counts.items():
        number = term_id(term)
        weighed[number] = (1 + math.log(count)) * rarity(number)
    return weighed_terms(weighed)


def weighed_terms(weights: Mapping[int, float]) -> Terms:
    """Return terms with weights of their own."""
    ids = np.array(sorted(weights), dtype=np.uint32)
    halves = np.array([weights[one] for one in ids.tolist()], dtype=np.float16)
    return Terms(ids, halves.astype(np.float64))


def counted(words: Iterable[str]) -> Counter[str]:
    """Return how often each stem occurs; numbers are none."""
    return Counter(stem(word) for word in words if not word.isdecimal())


def rarities_from(data: bytes) -> npt.NDArray[np.float32]:
    """Return the rarity of each bucket from an `.npz` file given as bytes."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return np.asarray(arrays["rarity"] / _STEPS, dtype=np.float32)


def rarity_steps(frequencies: Mapping[int, float]) -> npt.NDArray[np.uint8]:
    """Return the table that ships, given in which share (0 to 1) of texts the stems of a bucket occur."""
    shares = np.full(BUCKETS, _RAREST)
    for bucket, share in frequencies.items():
        shares[bucket] = min(0.95, max(_RAREST, share))
    return np.asarray(np.round((np.log(1 / shares) + 0.05) * _STEPS), dtype=np.uint8)


def _parts(word: str) -> list[str]:
    if not _IS_UNSPACED.match(word):
        return [word.casefold().replace("’", "'")]
    return [word[start : start + 2] for start in range(max(1, len(word) - 1))]


@cache
def _commonness() -> npt.NDArray[np.float32]:
    """The table that ships: a frozen table, read once."""
    return rarities_from((files(__package__) / "rarity.npz").read_bytes())
