"""The character set of bytes that name none, or a wrong one."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from cleaners.languages import language_of

SAMPLE = 20_000  # bytes that are looked at
LATIN = 0.6  # share of letters of ASCII from which a text is in Latin letters
# Code pages of Windows for languages in Latin letters: their bytes differ by single letters, which all look likely.
_CODE_PAGES = {
    "cp1250": "cs hr hu pl ro sk sl sq bs",
    "cp1252": "af ca da de en es eu fi fr gl id is it ms nb nl nn no pt sv",
    "cp1254": "tr az",
    "cp1257": "et lt lv",
}
_OF_LANGUAGE = {language: page for page, languages in _CODE_PAGES.items() for language in languages.split()}
_RIVALS = {"mac_cyrillic": "cp1251"}  # the first is hardly in use, and nearly all small letters are the same
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1|<[^<>]*>", re.S | re.I)
_BEYOND = re.compile(rb"[\x80-\xff]+")


def guessed(body: bytes) -> str:
    """Return the codec that a page, as HTML or as text, is most likely written in, given bytes that are no UTF-8.

    The language shows in the letters of ASCII alone, and tells which code page its other letters are from.

    >>> guessed("Le maire a vu la forêt brûlée lundi, et les élèves aussi.".encode("cp1252"))
    'cp1252'
    >>> guessed("Starosta oznámil v pondělí, že řidiči musí jet podél řeky.".encode("cp1250"))
    'cp1250'
    """
    sample = body[:SAMPLE]
    best = from_bytes(sample).best()
    guess = _RIVALS.get(best.encoding, best.encoding) if best else "cp1252"
    words = _MARKUP.sub(b" ", sample)
    letters = [letter for letter in words.decode(guess, "replace") if letter.isalpha()]
    if guess.startswith("utf") or sum(map(str.isascii, letters)) < LATIN * len(letters):
        return guess
    page = _OF_LANGUAGE.get(language_of(_BEYOND.sub(b"", words).decode("ascii"))[0], guess)
    return page if _is_whole(sample, page) else guess


def _is_whole(sample: bytes, codec: str) -> bool:
    """Return whether every byte is a character."""
    return "\ufffd" not in sample.decode(codec, "replace")
