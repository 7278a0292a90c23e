"""Caption and credit told apart: by labels in many languages, by the bracket at the end, by the order of lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources

import tomli

from cleaners.draft import SENTENCE_END
from cleaners.tokens import tokens_of

LEAST = 3  # words of a caption that nothing but its place below a picture makes one
CREDIT = 40  # characters up to which the last of several lines below a picture is its credit
LONGEST = 60  # characters of a credit that only its name or its brackets show
DATE_WORDS = 5  # words beside the digits of a line that is a date
_WORDS: Mapping[str, list[str]] = tomli.loads((resources.files("cleaners") / "credits.toml").read_text("utf-8"))


def any_of(list_name: str) -> str:
    """Return a pattern for any of the words of a list in `credits.toml`, such as `labels` or `agencies`."""
    return "|".join(sorted(map(re.escape, _WORDS[list_name]), key=len, reverse=True))


_LABELS = rf"(?:(?:{any_of('labels')})\s?(?:by\s|:|：|©|=)|(?:{any_of('openers')})\s)"
_COUNTER = re.compile(r"\D{0,12}\d{1,3}\D{1,12}\d{1,3}\D{0,2}$")  # "Bild 1 von 7", "3/12"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b(?!\.\d)")
ENDED = re.compile(r"\w{4}[.!?…][\"”»]?\s|[。！？]")
"""A sentence that ends, with more behind it."""
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
# A dot behind up to three letters is that of "St." or an initial, and ends no credit.
_SHORT_WORD = r"|".join(rf"(?<=\W\w{{{size}}}{gap})\." for size in (1, 2, 3) for gap in ("", r"\s"))
# "Foto: Name" and its like at the end of a caption, in the languages where a label is usual.
_INSIDE = rf"[^.。]|\.(?=\w)|(?:{_SHORT_WORD})(?!\w)"  # one branch only fits a dot, or many would take for ever
_APART = "(?<![a-zß-ÿа-яёα-ω])"  # where words are parted, a label is no end of one: "Sendungsbild:"
_CREDIT = re.compile(rf"[\s(|/–—-]*{_APART}(?P<credit>{_LABELS}\s?(?:{_INSIDE}){{2,80}}?[.)]?)$", re.I)
LABEL = re.compile(_LABELS, re.I)
"""The label of a credit, anywhere in a caption."""
_LABELLED = re.compile(rf"[\s(|/–—-]*{_LABELS}\s?\S\S", re.I)
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]$")
# What a bracket says of the picture, and not who took it.
_NOTE = re.compile(rf"(?:{any_of('notes')})[\s-]?(?:{any_of('pictures')})?$", re.I)
# "(AP Photo/Jane Roe)" or "| DR" behind a sentence that has its end.
_BEHIND = re.compile(
    r"(?<=[.!?…。！？”\"»])\s*(?:[(（\[](?P<inside>[^()（）\[\]]{2,60})[)）\]]|\|\s*(?P<bar>[^|]{2,60}))\.?\s*$"
)


def parted(text: str) -> tuple[str, str]:
    """Return a caption line as caption and credit; the credit is empty where no label or bracket marks it.

    >>> parted("Ovnen brænder. Foto: Kai Holm")
    ('Ovnen brænder.', 'Foto: Kai Holm')
    >>> parted("The kiln burns. (AP Photo/Kai Holm)")
    ('The kiln burns.', 'AP Photo/Kai Holm')
    """
    if found := _CREDIT.search(text):
        return text[: found.start()].rstrip(" (|/–—-"), found.group("credit").strip(" ()")
    if (found := _BEHIND.search(text)) and _is_name(credit := (found["inside"] or found["bar"]).strip()):
        return text[: found.start()].rstrip(), credit
    return text, ""


def told_apart(lines: Sequence[str], credit: str, *, sure: bool) -> tuple[str, str]:
    """Return caption and credit of the lines below a picture: by a label, or because the last of several lines is
    short and no sentence.

    `credit` is what an element that is named so says, and not among the lines; empty if there is none. `sure` is true
    if the lines are a caption by their own name; else fewer than three words are a button, unless they have a credit.
    """
    several = len(lines) + bool(credit) > 1
    lines = [line for line in lines if not several or not (_COUNTER.match(line) or is_date(line))]
    if credit and not is_date(credit):
        return " ".join(lines), _bare(credit)
    caption, credit = parted(" ".join(lines))
    if not credit and len(lines) > 1 and len(lines[-1]) <= CREDIT and not SENTENCE_END.search(lines[-1]):
        caption, credit = " ".join(lines[:-1]), lines[-1]
    said = sure or credit or SENTENCE_END.search(caption) or len(tokens_of(caption)) >= LEAST
    return caption if said else "", credit


def is_labelled(text: str) -> bool:
    """Return whether a text is short and begins with the label of a credit and something behind it.

    >>> is_labelled("Foto: Kai Holm"), is_labelled("Foto:"), is_labelled("The photo: a quay")
    (True, False, False)
    """
    return len(text) <= 2 * CREDIT and _LABELLED.match(text) is not None


def is_short(text: str) -> bool:
    """Return whether a text can be a credit by its length: no sentence, and not much longer than a name."""
    return 0 < len(text) <= LONGEST and not (SENTENCE_END.search(text) or ENDED.search(text))


def is_date(line: str) -> bool:
    """Return whether a line is a date or a clock and few words besides.

    >>> is_date("12 January 2026, 10:15"), is_date("The quay in 1952, before the flood"), is_date("© 2026 KBB")
    (True, False, False)
    """
    dated = _CLOCK.search(line) or (_YEAR.search(line) and len(_DIGITS.findall(line)) > 1)
    return bool(dated) and not is_labelled(line) and len(_LETTERS.findall(line)) <= DATE_WORDS


def _bare(credit: str) -> str:
    """Return a credit without the brackets around it and the comma behind it."""
    credit = credit.strip(" ,;|")
    whole = _BRACKETED.match(credit)
    return whole[1].strip() if whole else credit


def _is_name(text: str) -> bool:
    """Return whether words in brackets are a name: "(Carlos Saucedo)", not "(second from left)" or "(1952)"."""
    begins = text[0].isupper() or text[0] == "©"
    return begins and is_short(text) and not _NOTE.match(text) and not (_YEAR.search(text) or _CLOCK.search(text))
