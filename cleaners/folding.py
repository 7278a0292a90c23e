"""Text as readers see it: white space folded, NFC, nothing invisible, no markup."""

from __future__ import annotations

import html
import re
import unicodedata

_BLANKS = str.maketrans("\t\r\f\v", "    ")
_SPACES = re.compile(r"  +")  # what HTML folds: no-break and narrow spaces are part of the text
_LINES = re.compile(r"\s*\n\s*")
# Soft hyphens, joiners, marks of direction, controls; and halves of characters, which UTF-8 cannot hold.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
_TAGS = re.compile(r"</?[a-zA-Z][^>]{0,400}>")
_BREAKING_TAGS = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b[^>]{0,400}>", re.I)


def folded(text: str) -> str:
    """Return text in NFC without invisible or broken characters, white space folded, lines parted by single newlines.

    >>> folded("  Kø\\u00adben  havn \\n\\n i dag ")
    'Køben havn\\ni dag'
    """
    if not text.isprintable():  # what is replaced here is not, and to see that is quick
        text = _UNSEEN.sub("", text).translate(_BLANKS)
    text = text.strip()
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _LINES.sub("\n", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded_markup(text: str) -> str:
    """Return text that may hold tags and entities as folded plain text."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub("", _BREAKING_TAGS.sub("\n", text))
    return folded(text)
