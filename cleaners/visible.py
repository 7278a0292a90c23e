"""What the page says in plain sight around headline and text: dates, bylines and kicker, as candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaners.datelines import BEHIND, DIGITS, LONGEST, full_date, is_bare, is_date_element
from cleaners.draft import Line
from cleaners.model import Candidate

ABOVE, BELOW = 4, 12  # blocks before and after the headline in which date and byline stand
KICKER = 3  # blocks before the headline in which its kicker stands
BARE = 5  # words beside the numbers of a line about a picture that may be the date of the article
LABEL = 2  # words of a label, or of a label and a month
LONGEST_KICKER = 40  # characters of the name of a section
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(rf"(?<!\d)(?:(?:19|20)\d\d|25[5-9]\d|[{DIGITS}]{{4}})(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
# What system builders call a byline where they do not use English; `words.py` knows the others.
_BYLINE = re.compile(
    r"(?:^|[._-])(?:forfatter|forfattare|skribent|kirjoittaja|toimittaja|yazar|muhabir|penulis|wartawan|autore|autrice"
    r"|autora|autorka|avtor|szerzo|tac-?gia|reporter|journalist|journalista|giornalista|periodista|redakteur|redaktor"
    r"|firma|firmas|assinatura|hissha|kisha|shomei|zuozhe|jizhe|gija)(?:$|[._-])",
    re.I,
)
# "運動部・村上俊": a desk and a name, in scripts that write names without a space.
_DESK = re.compile(r"[\u3400-\u9fff]{1,8}・[\u3400-\u9fff々]{2,6}$")
_SIGNED = re.compile(r"[（(［\[【〔]\s*([^（()）［\]\[］【】〔〕\d]{2,40}?)\s*[）)］\]】〕]$")
_CASELESS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々・ ]{2,10}"
_CASELESS_NAME = re.compile(rf"{_CASELESS}(?:\u3000{_CASELESS})?$")  # an ideographic space parts desk and name


def visible_candidates(lines: Sequence[Line], title: int | None, last: int) -> tuple[Candidate, ...]:
    """Return what lines near the headline and right below the text state of date, authors and section.

    Only lines that were taken out state anything, or that are a date and nothing else. `title` is the index of the
    headline, None where the page shows none; `last` that of the last line that is in.
    """
    start = title if title is not None else 0
    found = list(_near(lines, start, last))
    if all(one.field != "published" for one in found):
        found += _lone("published", (line for line in lines if _is_dated(line)))
        found += _lone("published", _opening(lines[start:]))
    if all(one.field != "author" for one in found):
        found += _lone("author", (line for line in lines if _names_author(line)))
    return (*found, *_kicker(lines, title))


def _near(lines: Sequence[Line], start: int, last: int) -> Iterator[Candidate]:
    near = [*range(max(0, start - ABOVE), min(len(lines), start + BELOW))]
    near += range(last + 1, min(len(lines), last + 1 + BEHIND))
    for i in dict.fromkeys(near):
        line = lines[i]
        stating = line.rule != "title" and (line.rule or is_bare(line.text))
        if stating and len(line.text) <= LONGEST and not _is_caption(line):
            text = line.text.replace("\n", " ")
            for field in _fields(lines, i, signed=i == last + 1):
                yield Candidate(field=field, value=text, source="visible_text")


def _lone(field: str, lines: Iterable[Line]) -> Iterator[Candidate]:
    """Yield what the page names as such, wherever it stands, if it is one; several are those of other articles."""
    said = {line.text.replace("\n", " ") for line in lines if len(line.text) <= LONGEST}
    if len(said) == 1:
        yield Candidate(field=field, value=said.pop(), source="visible_text")


def _opening(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines with date and clock that were left in above the running text."""
    for line in lines:
        if line.running and not line.rule:
            return
        if not line.rule and _DAY.search(line.text) and _YEAR.search(line.text) and _CLOCK.search(line.text):
            yield line


def _is_dated(line: Line) -> bool:
    """Return whether a removed line is named for a date that it holds, or holds little else."""
    named = line.rule in ("date", "updated", "byline")
    bare = line.rule == "outside" and _words(line) <= LABEL and bool(_DAY.search(line.text))
    return (named or bare) and _YEAR.search(line.text) is not None


def _is_caption(line: Line) -> bool:
    """Return whether a line beside a picture has words of its own: then its date is the picture's."""
    return line.rule == "caption" and _words(line) > BARE


def _words(line: Line) -> int:
    """Return how many words a line has beside numbers."""
    return sum(map(str.isalpha, line.tokens))


def _names_author(line: Line) -> bool:
    """Return whether a line is a label and a name, and so no entry of a menu."""
    return line.rule == "byline" and line.has("byline") and _words(line) > LABEL


def _fields(lines: Sequence[Line], index: int, *, signed: bool) -> Iterator[str]:
    """Yield what a removed line states; `signed` is true for the line right below the text."""
    line = lines[index]
    dated = _states_date(line)
    if dated:
        yield "published"
    element = line.path.rpartition("/")[2]
    credit = line.has("caption", forms=("start",)) and not line.has("byline")  # "photo-author" names a photographer
    byline = line.rule == "byline" and not credit and not is_date_element(element)
    named = byline or line.has("byline") or bool(_BYLINE.search(element))
    beside = not dated and bool(_DESK.match(line.text)) and any(map(_states_date, _beside(lines, index)))
    if named or beside or (signed and is_signature(line.text)):
        yield "author"


def _beside(lines: Sequence[Line], index: int) -> Sequence[Line]:
    return [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]


def _states_date(line: Line) -> bool:
    if not _DIGIT.search(line.text):
        return False
    named = line.rule in ("date", "updated") or line.has("updated")
    if named:
        return bool(_YEAR.search(line.text) or _CLOCK.search(line.text))
    return bool(full_date(line.text))


def is_signature(text: str) -> bool:
    """Return whether a line is a name in brackets and nothing else.

    >>> is_signature("（三浦恵）"), is_signature("（港町支局　森健）")
    (True, True)
    >>> is_signature("(Eva Klein)"), is_signature("(see below)"), is_signature("（詳しくは次回の記事で紹介する）")
    (True, False, False)
    """
    found = _SIGNED.match(text)
    if not found:
        return False
    words = found[1].split()
    proper = len(words) > 1 and all(word[0].isupper() or len(word) <= 3 for word in words)
    return bool(_CASELESS_NAME.match(found[1])) or (proper and words[0][0].isupper() and words[-1][0].isupper())


def _kicker(lines: Sequence[Line], title: int | None) -> Iterator[Candidate]:
    """Yield the section that the kicker names: a label beside the headline that stands in the menu above, too."""
    if title is None:
        return
    holder = f"{lines[title].path.rpartition('/')[0]}/"
    for i in range(title - 1, max(0, title - 1 - KICKER), -1):
        text, line = lines[i].text, lines[i]
        beside = line.rule and f"{line.path}/".startswith(holder)
        label = len(text) <= LONGEST_KICKER and not _DIGIT.search(text)
        if beside and label and _is_in_menu(lines, i):
            yield Candidate(field="section", value=text, source="visible_text")
            return


def _is_in_menu(lines: Sequence[Line], index: int) -> bool:
    """Return whether a label stands further up on its own, and not because a whole menu stands there twice."""
    texts = [line.text.casefold() for line in lines[: index + 1]]
    copies = [k for k in range(1, index - 1) if texts[k] == texts[index]]
    return bool(copies) and all(texts[k - 1] != texts[index - 1] for k in copies)
