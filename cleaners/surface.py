"""What the characters of each block look like, counted for all blocks of a page at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from cleaners.tokens import WIDE_WORD, is_unspaced

Vector = npt.NDArray[np.float64]
Columns = dict[str, Vector]
Positions = npt.NDArray[np.int_]

# What a character can be, each with a bit of its own: what Unicode says of it, and what we name.
_PROPERTIES: dict[str, Callable[[str], bool]] = {
    "digit": str.isdecimal,
    "upper": str.isupper,
    "lower": str.islower,
    "space": str.isspace,
    "wide": lambda character: unicodedata.east_asian_width(character) in "WF",
    "unspaced": is_unspaced,
}
_NAMED = {
    "full_stop": ".!?…",
    "wide_stop": "。！？．｡।॥؟۔։።။",
    "end": '.!?…。！？．｡।॥؟۔։።။"”»」』）》’)',
    "comma": ",،、，;；",
    "quote": '"“”„«»‘’「」『』',
    "symbol": "|»›→•·#@©®►▶▸⟩✓",
    "colon": ":：",
    "newline": "\n",
    "copyright": "©",
}
_BIT = {name: 1 << i for i, name in enumerate([*_PROPERTIES, *_NAMED])}
_COUNTED = sum(bit for name, bit in _BIT.items() if name not in ("lower", "space"))  # the others are too common
WIDE = 2.5  # Latin letters that a Han character, a Kana or a Hangul syllable says as much as
_TABLE_SIZE = 0x20000  # of the characters beyond it only rare Han ones have any of these properties
_HANDLE = re.compile(r"(?:^|[\s(])@\w{3,}")
_ADDRESS = re.compile(r"https?:|www\.")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|\b(?:19|20)\d\d\b")
CLOCK_DIGITS = 3  # fewer make neither a time nor a date
CLOCK_CHARS = 200  # from here on a block is running text, whatever times it tells


@cache
def _table() -> npt.NDArray[np.uint16]:
    """Return, for each character by its number, what it is as bits of `_BIT`."""
    table = np.zeros(_TABLE_SIZE, dtype=np.uint16)
    characters = np.arange(_TABLE_SIZE, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    for name, has in _PROPERTIES.items():
        table |= np.frombuffer(bytes(map(has, characters)), dtype=np.uint8) * np.uint16(_BIT[name])
    for name, named in _NAMED.items():
        table[list(map(ord, named))] |= _BIT[name]
    return table


@dataclass(frozen=True, slots=True)
class _Characters:
    """All characters of a page in a row, each block followed by a newline; those that count, looked up once."""

    kinds: npt.NDArray[np.uint16]
    """What each is, as bits of `_BIT`."""
    counted: npt.NDArray[np.uint16]
    """The same, of those that are of a kind in `_COUNTED` only: hardly one in ten."""
    place: Positions
    """Where each of these stands among all."""
    block: Positions
    """Index of the block that each of these stands in."""
    first: Positions
    """Where each block begins."""
    last: Positions
    """Where the last character of each block is."""

    def count(self, kind: str) -> Vector:
        """Return how many characters of a kind each block holds; the kind is one of `_COUNTED`."""
        return self._by_block(self.counted & _BIT[kind] > 0)

    def sentences(self) -> Vector:
        """Return how many sentences end in each block."""
        spaces = self.kinds.take(self.place + 1, mode="clip") & _BIT["space"]  # a newline is the last of all
        return self.count("wide_stop") + self._by_block((self.counted & _BIT["full_stop"] > 0) & (spaces > 0))

    def begins(self, kind: str) -> Vector:
        """Return 1 for each block that begins with a character of a kind, 0 for others."""
        return (self.kinds[self.first] & _BIT[kind] > 0).astype(np.float64)

    def ends(self, kind: str) -> Vector:
        """Return 1 for each block that ends with a character of a kind, 0 for others."""
        return (self.kinds[self.last] & _BIT[kind] > 0).astype(np.float64)

    def _by_block(self, marked: npt.NDArray[np.bool_]) -> Vector:
        return np.bincount(self.block[marked], minlength=len(self.first)).astype(np.float64)


def _characters(texts: Sequence[str], sizes: Positions) -> _Characters:
    page = "\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass")
    kinds = _table().take(np.frombuffer(page, dtype="<u4"), mode="clip")
    place = np.flatnonzero(kinds & _COUNTED)
    lengths = sizes + 1
    after = np.cumsum(lengths)
    block = np.repeat(np.arange(len(texts)), lengths)[place]
    return _Characters(kinds, kinds[place], place, block, after - lengths, after - 2)


def surface_of(texts: Sequence[str], tokens: Sequence[int]) -> Columns:
    """Return columns by name, a number a block each, given the blocks' texts, none empty, and how many tokens each has.

    Sizes (`width`, `chars`, `words`) are such as a Latin text that says as much would have.

    >>> found = surface_of(["Ja, sagde hun.", "© 2026"], [3, 1])
    >>> found["commas"].tolist(), found["copyright"].tolist()
    ([1.0, 0.0], [0.0, 1.0])
    """
    size = np.array(list(map(len, texts)))
    page = _characters(texts, size)
    digits = page.count("digit")
    width = size + (WIDE - 1) * page.count("wide")
    count = np.array(tokens, dtype=np.float64) - (1 - 1 / WIDE_WORD) * page.count("unspaced")
    return {
        "width": width,
        "chars": np.log1p(width),
        "words": np.log1p(np.maximum(0, count)),
        "ends": page.ends("end"),
        "sentences": np.minimum(page.sentences(), 10),
        "commas": np.minimum(page.count("comma"), 10),
        "digits": digits / size,
        "uppercase": page.count("upper") / size,
        "quote": np.minimum(page.count("quote"), 1),
        "lower_start": page.begins("lower"),
        "colon": page.ends("colon"),
        "word_length": np.minimum(20, width / np.maximum(1, count)),
        "lines": page.count("newline") - 1,
        "clock": _clocks(texts, digits),
        "symbol": np.maximum(page.count("symbol") > 0, _addresses(texts)),
        "copyright": np.minimum(page.count("copyright"), 1),
        "handle": _handles(texts),
    }


# Most texts lack what is in every match, and to see that is quick.
def _handles(texts: Sequence[str]) -> Vector:
    return np.array([1.0 if "@" in text and _HANDLE.search(text) else 0.0 for text in texts])


def _addresses(texts: Sequence[str]) -> Vector:
    return np.array([1.0 if ("http" in text or "www." in text) and _ADDRESS.search(text) else 0.0 for text in texts])


def _clocks(texts: Sequence[str], digits: Vector) -> Vector:
    """Return whether each text tells a time or a date."""
    found = np.zeros(len(texts))
    for i in np.flatnonzero(digits >= CLOCK_DIGITS).tolist():
        found[i] = len(texts[i]) < CLOCK_CHARS and _CLOCK.search(texts[i]) is not None
    return found
