"""Sentences of a paragraph, in any script, without a list of abbreviations."""

from __future__ import annotations

import re

# What ends a sentence, with the quotation marks that close it: those of German and Danish (“ and «) open in other
# languages, those of French stand after a space. In scripts without spaces nothing need follow.
_CLOSING = r"[\"'”’“‘»«›‹)\]]"
_FRENCH = r"[»›](?=[\s.,;:!?…)]|$)"
_END = re.compile(
    rf"[.!?…؟।۔]+{_CLOSING}*+(?:[ \u00a0\u202f]{_FRENCH}{_CLOSING}*+)?\s++(?!{_FRENCH})"
    r"|[。！？]+[」』”’）]*\s*|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“„«»])(?:[^\W\d_]{1,2}|[A-ZÄÖÜÅÆØÉА-Я][^\W\d_]{0,2}|(?:[^\W\d_]\.)+[^\W\d_]|\d{1,3})\.$"
)
# "3 января." and "Velden." are a dateline, where a day, or after a place a number, follows.
_DAY = re.compile(r"(?:[^\W\d_]+\.\s)?\d{1,2}\.?\s[^\W\d_]+\.")
_PLACE = re.compile(r"[^\W\d_]+\.")


def sentences_of(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph in order, without the white space between them; none of an empty one.

    What looks like an abbreviation or an ordinal ("U.S.", "Dec.", "4. maj") ends none: two sentences may stay
    together, but hardly one is torn.

    >>> sentences_of("It rained on Dec. 25 in the U.S. East. Nobody came! “Sad.” He left.")
    ['It rained on Dec. 25 in the U.S. East.', 'Nobody came!', '“Sad.”', 'He left.']
    >>> sentences_of("雨が降った。誰も来なかった。")
    ['雨が降った。', '誰も来なかった。']
    """
    found, start = [], 0
    for match in _END.finditer(paragraph):
        text = paragraph[start : match.end()].strip()
        if text and not (match.group()[0] != "\n" and _goes_on(text, paragraph[match.end() : match.end() + 1])):
            found.append(text)
            start = match.end()
    last = paragraph[start:].strip()
    return [*found, last] if last else found


def _goes_on(text: str, following: str) -> bool:
    if following.islower():
        return True
    if not text.endswith("."):
        return False
    is_dateline = _DAY.fullmatch(text) or (_PLACE.fullmatch(text) and following.isdecimal())
    return bool(is_dateline or _ABBREVIATION.search(text))
