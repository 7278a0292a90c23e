"""Text into words, the same way wherever words are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
# Vowel signs of Indic scripts are part of their words, though Unicode does not count them as letters.
INDIC = r"\u0900-\u0963\u0966-\u0dff"
# Points and strokes that writers may set or leave out: of a lowered "İ", of Hebrew and of Arabic; and the marks that
# Armenian sets inside the word that is asked or called.
_OPTIONAL = r"\u0307\u055b\u055c\u055e\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0652\u0670\u0640"
_WORD = re.compile(rf"[\w{INDIC}]+")
_WIDE = re.compile(f"[{_UNSPACED}]")
_MARKS = re.compile(f"[{_OPTIONAL}]")
_SPECIAL = re.compile(f"[{_UNSPACED}{_OPTIONAL}]")
_WIDE_OR_WORD = re.compile(rf"(?=\w)[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{INDIC}])+")
WIDE_WORD = 2.5  # characters of a script without spaces that make about one word


def tokens_of(text: str) -> list[str]:
    """Return the words of a text in lower case; Han, Kana, Hangul and Thai count by character.

    >>> tokens_of("Ja, 2 日本")
    ['ja', '2', '日', '本']
    >>> tokens_of("İlgili फोटो"), tokens_of("Մոռացե՞լ եք")
    (['ilgili', 'फोटो'], ['մոռացել', 'եք'])
    """
    text = lowered(text)
    if text.isascii() or not _SPECIAL.search(text):
        return _WORD.findall(text)
    return _WIDE_OR_WORD.findall(_MARKS.sub("", text))


def lowered(text: str) -> str:
    """Return a text in lower case. A dotless i has a dot: so "CANLI" is lowered where the language is not known.

    >>> lowered("CANLI Canlı")
    'canli canli'
    """
    return text.lower().replace("ı", "i")


def is_unspaced(character: str) -> bool:
    """Return whether a character is of a script that `tokens_of` counts by character."""
    return _WIDE.match(character) is not None


def words_in(tokens: Sequence[str]) -> float:
    """Return how many words tokens amount to, characters of scripts without spaces counted as parts of one.

    >>> words_in(["a", "quay"]), words_in(list("日本日本日"))
    (2, 2.0)
    """
    wide = sum(1 for token in tokens if _WIDE.match(token))
    return len(tokens) - wide + wide / WIDE_WORD if wide else len(tokens)
