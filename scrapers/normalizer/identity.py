"""Ids and hashes by which articles, texts and blocks are known again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from scrapers.normalizer.signs import SIGNS

_NOT_WORD = re.compile(rf"(?:[^\w{SIGNS}]|_)+")


def article_id(canonical_url: str, *, outlet: str = "", text: str = "") -> str:
    """Return the id of an article: 32 hex digits.

    From the canonical URL alone; where that is empty, from the outlet's id and the words of the text.

    >>> article_id("https://example.com/a") == article_id("https://example.com/a", outlet="x", text="y")
    True
    """
    source = canonical_url or f"{outlet}\n{letters_of(text)}"
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def block_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return an id for each block of an article: 12 hex digits, the same as long as its words are.

    Blocks with the same words are told apart by their order.

    >>> first, second, third = block_ids(["Rain.", "Sun.", "rain"])
    >>> first == third, first == block_ids(["RAIN!"])[0]
    (False, True)
    """
    counts: Counter[str] = Counter()
    ids: list[str] = []
    for text in texts:
        words = letters_of(text) or text
        ids.append(sha256(f"{words}\n{counts[words]}".encode("utf-8", "surrogatepass")).hexdigest()[:12])
        counts[words] += 1
    return tuple(ids)


def letters_of(text: str) -> str:
    """Return what counts of a text when its words are compared: letters, digits and vowel signs, in one case (NFKC).

    >>> letters_of("It’s over, she said.") == letters_of("IT'S OVER — she said")
    True
    """
    if text.isascii():
        return _NOT_WORD.sub("", text.lower())
    # NFKC once more: case folding can undo it.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _NOT_WORD.sub("", folded)
