"""What the characters of each block look like, counted for all blocks of a page at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from cleaners.tree import TextBlock

Vector = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int_]

COLUMNS = (
    "chars words link_share links bold_share ends sentences commas digits uppercase quote lower_start colon word_length"
    " lines clock symbol copyright"
).split()

# What a character can be, each with a bit of its own: what Unicode says of it, and what we name.
_PROPERTIES: dict[str, Callable[[str], bool]] = {
    "digit": str.isdecimal,
    "upper": str.isupper,
    "lower": str.islower,
    "space": str.isspace,
}
_NAMED = {
    "full_stop": ".!?…",
    "wide_stop": "。！？।؟۔",
    "end": '.!?…。！？।؟۔"”»」』’)',
    "comma": ",،、，;；",
    "quote": '"“”„«»‘’「」『』',
    "symbol": "|»›→•·#@©®►▶▸⟩✓",
    "colon": ":：",
    "newline": "\n",
    "copyright": "©",
}
_BIT = {name: 1 << i for i, name in enumerate([*_PROPERTIES, *_NAMED])}
_TABLE_SIZE = 0x20000  # no character beyond has a property that counts
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


def surface_columns(blocks: Sequence[TextBlock], words: Sequence[int]) -> list[Vector]:
    """Return the columns named in `COLUMNS`, one number a block; `words` holds how many words each has."""
    texts = [block.text for block in blocks]
    page = _Characters(texts)
    size, count = page.sizes.astype(np.float64), np.array(words, dtype=np.float64)
    digits = page.count("digit")
    short = np.flatnonzero((digits >= CLOCK_DIGITS) & (page.sizes < CLOCK_CHARS))
    clock = [i for i in short.tolist() if _CLOCK.search(texts[i])]
    addresses = page.blocks_at(match.start() for match in _ADDRESS.finditer(page.text))
    return [
        np.log1p(size),
        np.log1p(count),
        np.array([block.link_chars for block in blocks]) / size,
        np.minimum([block.links for block in blocks], 10),
        np.array([block.bold_chars for block in blocks]) / size,
        page.at_end("end"),
        np.minimum(page.sentences(), 10),
        np.minimum(page.count("comma"), 10),
        digits / size,
        page.count("upper") / size,
        page.count("quote") > 0,
        page.at_start("lower"),
        page.at_end("colon"),
        np.minimum(20, size / np.maximum(1, count)),
        page.count("newline") - 1,  # the last one parts the block from the next
        ...,
    ]
