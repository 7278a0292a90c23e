"""Scripts and neighbouring languages: zh-Hans and zh-Hant, Serbian in two scripts, Bokmål and Nynorsk."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scrapers.normalizer.tables import Table, read_table


class WordGroup(Table):
    """Languages that look alike, and the words that do not."""

    words: dict[str, str]
    """Words by language, in lower case, separated by spaces."""


class ChineseTable(Table):
    """Characters of the two scripts."""

    simplified: str
    """Only in simplified Chinese, but for those in both lists."""
    traditional: str
    """Only in traditional Chinese, but for those in both lists."""


class VariantTable(Table):
    """`data/variants.toml`."""

    aliases: dict[str, str]
    """Codes of the models by code of ours."""
    hint_aliases: dict[str, str]
    """Codes of pages and outlets by code of ours."""
    group: tuple[WordGroup, ...]
    """Languages that are told apart by words."""
    chinese: ChineseTable
    """Characters of the two scripts."""


TABLE = read_table(VariantTable, "variants.toml")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SIMPLIFIED = frozenset(TABLE.chinese.simplified) - frozenset(TABLE.chinese.traditional)
_TRADITIONAL = frozenset(TABLE.chinese.traditional) - frozenset(TABLE.chinese.simplified)
_TRADITIONAL_LANDS = ("tw", "hk", "mo")


def _own_words(group: WordGroup) -> Mapping[str, frozenset[str]]:
    """Words that one language of the group has alone."""
    sets = {language: frozenset(words.split()) for language, words in group.words.items()}
    return {
        language: words.difference(*(others for other, others in sets.items() if other != language))
        for language, words in sets.items()
    }


_GROUPS = tuple(_own_words(group) for group in TABLE.group)


def word_hits(text: str, language: str) -> Mapping[str, int]:
    """Return how many different telling words of each language stand in `text`, for the group that `language` is in.

    Empty if `language` is in no group.

    >>> dict(word_hits("Eg veit ikkje kva dei seier", "nb"))
    {'nb': 0, 'nn': 5, 'da': 0}
    """
    group = next((group for group in _GROUPS if language in group), {})
    words = frozenset(_WORD.findall(text.casefold())) if group else frozenset()
    return {one: len(words & own) for one, own in group.items()}


def with_script(code: str, text: str, country: str = "") -> str:
    """Return the code with a script where the language has two: `zh-Hans`, `zh-Hant`, `sr-Latn`, `sr-Cyrl`.

    `country` (ISO 3166-1 alpha-2) decides for a Chinese text that holds no telling character.

    >>> with_script("zh", "市議會決定關閉舊橋"), with_script("sr", "Градско веће"), with_script("da", "Byrådet")
    ('zh-Hant', 'sr-Cyrl', 'da')
    """
    if code == "zh":
        return "zh-" + _chinese_script(text, country)
    if code == "sr":
        return "sr-Cyrl" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "sr-Latn"
    return code


def _chinese_script(text: str, country: str) -> str:
    simplified = sum(char in _SIMPLIFIED for char in text)
    traditional = sum(char in _TRADITIONAL for char in text)
    if simplified == traditional:
        return "Hant" if country in _TRADITIONAL_LANDS else "Hans"
    return "Hant" if traditional > simplified else "Hans"
