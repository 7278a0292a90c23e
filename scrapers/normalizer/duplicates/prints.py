"""What of texts goes into the index of duplicates, and what of it is looked up there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scrapers.normalizer.duplicates.hashing import Hashes, Indices, mixed, summed
from scrapers.normalizer.duplicates.passages import Passages, passages_of
from scrapers.normalizer.duplicates.sketch import packed
from scrapers.normalizer.duplicates.words import Words, words_of

FEWEST = 40
"""Words of the shortest text that is compared: shorter ones repeat by chance."""

PARAGRAPH, PASSAGE = 24, 12
"""Half words of the shortest paragraph and of the shortest passage that tell a text from others."""

LEADS, PARAGRAPHS, PASSAGES = 2, 5, 4
"""Fingerprints that are stored: of the first paragraphs, of other paragraphs, and of passages."""

SOUGHT_PARAGRAPHS, SOUGHT_PASSAGES = 48, 16
"""Fingerprints that are looked up."""

AT_ONCE = 2**16
"""Characters of the texts that are handled at once."""

WHOLE_SALT, PARAGRAPH_SALT = np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB)
SHIFT, MIDDLE = np.uint64(16), 2**47


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """A text in the index: fingerprints, which are whole numbers with sign, and a sketch."""

    whole: int
    """Fingerprint of all its words in order, 64 bits: whoever has the same one has the same words."""
    stored: tuple[int, ...]
    """Fingerprints by which it is found: `whole`, and a few of its paragraphs and passages, 48 bits each."""
    sought: tuple[int, ...]
    """Fingerprints by which it finds others; all that are stored are among them."""
    sketch: bytes
    """What it is compared by; see `likeness`."""


def prints_of(texts: Sequence[str], *, fewest: int = FEWEST) -> list[Prints | None]:
    """Return the prints of each text; None for one that has fewer words, which could repeat by chance.

    In scripts without spaces two letters are a word. Stored are the first paragraphs, so that a text cut short anywhere
    is found, and of the others, and of passages, those with the lowest hashes: whoever holds the same ones holds them
    among its lowest, too. Many texts at once take much less time than one after the other.

    >>> [found] = prints_of(["The tower stands. " * 20])
    >>> prints_of(["“The tower” stands; " * 20]) == [found], prints_of(["Too short."])
    (True, [None])
    """
    return [prints for group in _groups(texts) for prints in _prints(group, fewest)]


def _groups(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts that are handled at once: bounds the memory that takes."""
    group: list[str] = []
    size = 0
    for text in texts:
        if size + len(text) > AT_ONCE and group:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    yield group


def _prints(texts: Sequence[str], fewest: int) -> Iterator[Prints | None]:
    words = words_of(texts)
    passages = passages_of(words)
    lengths = np.diff(np.concatenate(([0], np.cumsum(words.halves)))[words.texts])
    rows = zip(lengths.tolist(), _whole(words), _paragraphs(words), _passages(passages), packed(passages), strict=True)
    for length, whole, paragraphs, found, sketch in rows:
        if length < 2 * fewest:
            yield None
            continue
        by_hash, passage_prints = sorted(paragraphs), sorted(found)
        stored = (whole, *paragraphs[:LEADS], *by_hash[:PARAGRAPHS], *passage_prints[:PASSAGES])
        sought = (whole, *paragraphs[:LEADS], *by_hash[:SOUGHT_PARAGRAPHS], *passage_prints[:SOUGHT_PASSAGES])
        yield Prints(
            whole=whole,
            stored=tuple(dict.fromkeys(stored)),
            sought=tuple(dict.fromkeys(sought)),
            sketch=sketch,
        )


def _whole(words: Words) -> list[int]:
    """A fingerprint of each text; of one without words, any number."""
    full = np.append(words.full, np.uint64(0))
    hashes = mixed(summed(full, words.texts[:-1]) ^ WHOLE_SALT)
    return [int(value) for value in hashes.view(np.int64)]


def _paragraphs(words: Words) -> list[list[int]]:
    """Fingerprints of the long paragraphs of each text, in order."""
    lengths = np.add.reduceat(words.halves, words.paragraphs) if len(words.paragraphs) else words.paragraphs
    hashes = mixed(summed(words.full, words.paragraphs) ^ PARAGRAPH_SALT)
    return _of_texts(hashes, lengths >= PARAGRAPH, np.searchsorted(words.paragraphs, words.texts))


def _passages(passages: Passages) -> list[list[int]]:
    return _of_texts(passages.full, passages.halves >= PASSAGE, passages.texts)


def _of_texts(hashes: Hashes, chosen: NDArray[np.bool_], texts: Indices) -> list[list[int]]:
    """Fingerprints of the chosen hashes, for each text by itself."""
    prints = ((hashes[chosen] >> SHIFT).astype(np.int64) - MIDDLE).tolist()
    borders = np.concatenate(([0], np.cumsum(chosen)))[texts].tolist()
    return [prints[begin:end] for begin, end in pairwise(borders)]
