"""Text into words, the same way wherever words are compared."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def tokens_of(text: str) -> list[str]:
    """Return the words of a text in lower case; Han, Kana, Hangul and Thai count by character.

    >>> tokens_of("Ja, 2 日本")
    ['ja', '2', '日', '本']
    """
    if not text.isascii():
        text = _WIDE.sub(r" \g<0> ", text)
    return _WORD.findall(text.lower())
