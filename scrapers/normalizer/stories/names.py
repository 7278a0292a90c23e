"""Names: capitalised words inside sentences, and keys by which a name is known again in another script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from anyascii import anyascii

from scrapers.normalizer.stories.words import WORD, stem

_OPENS = re.compile(r"(?:^|[.!?…:;\n(\[\"“”„«»'‘])\s*$")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\uac00-\ud7af]")
"""Hebrew, Arabic, the scripts of India, Hangul: no capitals, so every longer word may be a name."""
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]{3,}")
_ARTICLE = re.compile(r"^[وبلفك]?ال|^[ולבכמהש](?=[\u05d0-\u05ea]{4})")
"""What Arabic and Hebrew write together with the word."""
_VOWEL = re.compile(r"ו")
"""A Hebrew letter that is a vowel as often as a consonant."""
_SOUNDS = (
    (re.compile(r"[’'ʿʾ`-]"), ""),
    (re.compile(r"sch|shch|tsch|tch|dzh|dj|sh|ch|zh|ts|tz|cz|sz"), "s"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ck|q|c(?![eiy])"), "k"),
    (re.compile(r"ph|v|^w"), "f"),
    (re.compile(r"x(?=i)"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[cz]"), "s"),
    (re.compile(r"th"), "t"),
    (re.compile(r"(?<!^)[aeiouyhjw]"), ""),
    (re.compile(r"^[aeiouy]"), "a"),
    (re.compile(r"[^a-z0-9]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_LOOSE = str.maketrans("bdgvlmj", "ptkfrns")
_SHORTEST = 3
_SHORTEST_LOOSE = 4
_SYLLABLES = (2, 3, 4)


def names_of(text: str) -> list[str]:
    """Return the stems of capitalised words that open no sentence, in order, with repeats; empty without capitals.

    >>> names_of("Heavy rain hit Aarhus. Nobody in Denmark was hurt, said Jens Vang.")
    ['aarhus', 'denmar', 'jens', 'vang']
    """
    return [stem(word.casefold()) for word in _capitalised(text)]


def name_keys(text: str) -> Counter[str]:
    """Return what the names in a text sound like, written alike for all scripts, and how often they occur.

    Two kinds: `=` keeps voiced and unvoiced apart, `~` does not, because some scripts cannot. Of scripts without
    capitals every longer word counts, so most of their keys are no names.

    >>> name_keys("the mayor, Ivan Petrov") == name_keys("мэр Иван Петров")
    True
    >>> "~trnp" in name_keys("said Trump") and "~trnp" in name_keys("トランプ")
    True
    """
    keys: Counter[str] = Counter()
    for name, count in Counter(_candidates(text)).items():
        keys.update(dict.fromkeys(_keys(name), count))
    return keys


def _capitalised(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        word = match.group()
        if len(word) > 1 and word[0].isupper() and not _OPENS.search(text, max(0, match.start() - 4), match.start()):
            yield word


def _candidates(text: str) -> Iterator[str]:
    yield from _capitalised(text)
    for match in WORD.finditer(text):
        word = match.group()
        if _CASELESS.match(word):
            yield from _stripped(word)
    yield from (match.group() for match in _KATAKANA.finditer(text))
    for match in _HAN.finditer(text):
        run = match.group()
        yield from (run[start : start + 3] for start in range(len(run) - 2))


def _stripped(word: str) -> Iterator[str]:
    """Yield a word, and what may be left of it without the particles that are written with it."""
    if "\uac00" <= word[0] <= "\ud7af":
        yield from (word[:size] for size in _SYLLABLES if len(word) >= size)
        return
    bare = _ARTICLE.sub("", word)
    yield from dict.fromkeys((word, bare, _VOWEL.sub("", bare)))


def _keys(name: str) -> Iterator[str]:
    sound = anyascii(name).lower()
    for pattern, letters in _SOUNDS:
        sound = pattern.sub(letters, sound)
    if len(sound) >= _SHORTEST:
        yield f"={sound}"
    loose = re.sub(r"(.)\1+", r"\1", sound.translate(_LOOSE).replace("nk", "n"))
    if len(loose) >= _SHORTEST_LOOSE:
        yield f"~{loose}"
