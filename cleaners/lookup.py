"""Phrases of chrome in a block: those of the whole of it, of a label above links, and of labels set side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.lexicon import Hit, Lexicon
from cleaners.tokens import tokens_of
from cleaners.tree import TextBlock

LONGEST = 60  # characters of labels side by side
LABELS = 3  # of them, at the most
POINTING = ("related", "read_also", "most_read")
"""Kinds of labels of what leads elsewhere."""
LINKED = 0.9  # share of the lines below a label that is links
_COLON = re.compile(r"\s?[:：|｜]\s?")
_TAG = re.compile(r"\s*\[[^\[\]]{1,20}\]")
# The last two: elements that only their look parts, "ADVERTStory continues below", "AdvertStory continues below".
_BETWEEN = re.compile(
    r"\s[-–—/]\s|[()（）|｜·•]|[:：]\s|(?<=[A-ZÀ-ÞА-Я]{3})(?=[A-ZÀ-ÞА-Я][a-zß-ÿа-я])|(?<=[a-zß-ÿа-я]{3})(?=[A-ZÀ-ÞА-Я])"
)


def hits_of(lexicon: Lexicon, tokens: Sequence[str], block: TextBlock) -> tuple[Hit, ...]:
    """Return the phrases found in a block, its words given as `tokens_of` gives them.

    A block whose first line is a label and whose others are links, parted by line breaks, is what its label says.
    """
    found = hits_in(lexicon, tokens, block.text)
    if not block.links or "\n" not in block.text:
        return found
    label, _, rest = block.text.partition("\n")
    return found + (_labels(lexicon, label) if _is_linked(rest, block) else ())


def pointing_hits(lexicon: Lexicon, block: TextBlock) -> tuple[Hit, ...]:
    """Return the phrases by which a block points elsewhere: a label, a colon and a link, "Read also: The quay"."""
    label, colon, rest = _COLON.sub(":", block.text, count=1).partition(":") if block.links else ("", "", "")
    if not colon or len(label) > LONGEST or not _is_linked(rest, block):
        return ()
    return tuple(hit for hit in _labels(lexicon, label) if hit.kind in POINTING)


def _is_linked(rest: str, block: TextBlock) -> bool:
    """Return whether what follows the label of a block is its link, tags like "[REPORT]" behind it aside, and the label
    is none."""
    bare = _TAG.sub("", rest) if "[" in rest else rest
    return 0 < LINKED * len(bare) <= block.link_chars <= len(rest) / LINKED


def hits_in(lexicon: Lexicon, tokens: Sequence[str], text: str) -> tuple[Hit, ...]:
    """Return the phrases found in a text, its words given as `tokens_of` gives them.

    Labels side by side are what the first of them says: "Advert (text continues below)".
    """
    found = lexicon.hits(tokens, text)
    if len(text) > LONGEST or any(hit.form == "line" for hit in found):
        return found
    parts = [part for part in map(str.strip, _BETWEEN.split(text)) if part]
    if not 1 < len(parts) <= LABELS or not (first := _labels(lexicon, parts[0])):
        return found
    return found + first if all(_labels(lexicon, part) for part in parts[1:]) else found


def _labels(lexicon: Lexicon, text: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in lexicon.hits(tokens_of(text), text) if hit.form == "line")
