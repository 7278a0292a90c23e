"""Bylines and author notes that stand in the text's own place, known by the names that the page states, or by shape."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from cleaners.credits import any_of
from cleaners.draft import Draft, Line
from cleaners.model import Candidate
from cleaners.tokens import INDIC, tokens_of
from cleaners.tree import Tree
from cleaners.visible import is_signature

LEAST_NAME, MOST_NAME = 2, 5  # words of a full name; one word alone is an ordinary word, too
BYLINE = 12  # words up to which a line with a name is a byline and no sentence about its bearer
OPENING = 8  # words within which an author note names its author: "Our correspondent Eva Klein is …"
MOST_NOTES = 5  # lines behind the text that are looked at
FOLLOWING = 2  # lines behind the text in which it is signed: notes may follow
ABOVE = 12  # lines above the text in which a byline stands
LEAST_TEXT = 3  # running lines that an article must have left
MOST_SIGNING = 3  # names in a byline
BESIDE_ADDRESS = 3  # words beside a mail address that signs: a name, an office
NAMED = 0.5  # share of a byline that is the link of its name: "By" is none
ENGLISH_BY = "by"
SIGNED = 0.9  # share of a line in bold type from which all of it is
_PARTED = re.compile(rf"\s*[/&,;]\s*|\s[–-]\s|\s(?:{any_of('joiners')})\s")
_MARK = rf"[^\W\d_][\w{INDIC}]{{0,5}}"
# "gg (afp, dpa)": who wrote it, and whose copy it is made of.
_WITH_AGENCIES = re.compile(
    rf"{_MARK}(?:/{_MARK}){{0,3}}\s?[(（][^()（）]{{0,30}}\b(?:{any_of('agencies')})\b[^()（）]{{0,30}}[)）]", re.I
)
_INITIALS = re.compile(rf"[(（\[]{_MARK}(?:[/,;.+-]\s?{_MARK}){{0,3}}\.?[)）\]]|{_MARK}(?:/{_MARK}){{1,3}}")
_DOTTED = re.compile(r"[^\W\d_]+\s?:\s?(?:[^\W\d_]\.\s?-?){2,4}")  # "Editor : R.Ț."
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_BY = re.compile(rf"(?:{any_of('by')})(?:\s?:)? ", re.I)
_PROPER = re.compile(r"(?:[^\W\d_]\.|[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*)$")

Name = tuple[str, ...]


def strip_author_notes(draft: Draft) -> Draft:
    """Return the draft without bylines above the text, and bylines and notes on the authors behind it.

    The names are those that page and feed state as its authors; without any, what goes are a few lines at the end below
    a heading for such notes, "About the author".
    """
    names = _names(draft)
    kept = draft.kept()
    running = [at for at, i in enumerate(kept) if draft.lines[i].running]
    if len(running) <= LEAST_TEXT:
        return draft
    draft = draft.without(dict.fromkeys(_headed_notes(draft, kept), "author_note"))
    kept = draft.kept()
    running = [at for at, i in enumerate(kept) if draft.lines[i].running]
    if not names or len(running) <= LEAST_TEXT:
        return draft
    above = [i for i in kept[: running[0]] if _is_byline(draft.lines[i], names)]
    behind = _notes(draft, kept, names)
    return draft.without(dict.fromkeys(above, "byline") | dict.fromkeys(behind, "author_note"))


def strip_signature(draft: Draft) -> Draft:
    """Return the draft without the lines that sign the text, all authors but for initials and mail addresses.

    Above it: lines that begin with a label of authors, and right above it one of names; so is one behind the first
    paragraph that says "By". At its end: a name in brackets, behind its label or behind "By", one that a byline above
    says, too, initials, or a mail address.
    """
    kept = draft.kept()
    running = [at for at, i in enumerate(kept) if draft.lines[i].running]
    if len(running) <= LEAST_TEXT:
        return draft
    above = kept[running[0] - 1 : running[0]]
    below = kept[running[0] + 1 : running[1]][:1]  # the first paragraph may be a standfirst
    signed = [i for i in kept[: running[0]] if _is_labelled(draft.lines[i])]
    signed += [i for i in above if i not in signed and _signs_above(draft, kept, i)]
    signed += [i for i in below if _signs_above(draft, kept, i) and _is_said_byline(draft.lines[i])]
    last = draft.lines[kept[-1]]
    signed += [i for i in kept[running[-1] + 1 :][:FOLLOWING] if _is_said_above(draft, kept, i)]
    signed += [kept[-1]] if _signs_below(last) and kept[-1] not in signed else []
    names = [_BY.sub("", draft.lines[i].text, count=1) for i in signed]
    authors = [Candidate(field="author", value=name, source="visible_text") for name in names]
    signed += [kept[-1]] if _is_initials(last) or _is_address(last) else []
    return replace(draft.without(dict.fromkeys(signed, "byline")), candidates=(*draft.candidates, *authors))


def bold_signature(lines: Sequence[Line], tree: Tree) -> dict[int, str]:
    """Return the last line that is in, as index and rule, if it is nothing but names in bold type behind the text.

    `lines` holds one line for each block of the tree. What the text speaks of is no author.
    """
    kept = [i for i, line in enumerate(lines) if not line.rule]
    if sum(lines[i].running for i in kept) <= LEAST_TEXT or not lines[kept[-2]].running:
        return {}
    last, block = lines[kept[-1]], tree.blocks[kept[-1]]
    bold = last.kind == "paragraph" and block.bold_chars >= SIGNED * len(block.text)
    signs = bold and _is_names(last.text) and _is_of_nobody(last, [lines[i] for i in kept[:-1]])
    return {kept[-1]: "byline"} if signs else {}


def _is_labelled(line: Line) -> bool:
    """Return whether a line above the text begins with the word for who wrote it and is no sentence: "Text: Eva K"."""
    short = len(line.tokens) <= BYLINE and not line.sentence
    return line.kind == "paragraph" and short and line.has("byline", forms=("start",))


def _signs_below(line: Line) -> bool:
    """Return whether the last line is a name in brackets, or names behind the word for it: "Text: Eva Klein"."""
    if is_signature(line.text):
        return True
    by = _BY.match(line.text)
    behind = line.text.rpartition(":")[2] if ":" in line.text else line.text.partition(" ")[2]
    names = line.text[by.end() :] if by else behind.strip()
    labelled = by or line.has("byline", forms=("start",))
    return line.kind == "paragraph" and bool(labelled) and _is_names(names)


def _is_said_above(draft: Draft, kept: list[int], index: int) -> bool:
    """Return whether a line is nothing but names, and a short line above the text, left out, holds them too."""
    line = draft.lines[index]
    if line.kind != "paragraph" or not _is_names(line.text):
        return False
    above = (one for one in draft.lines[max(0, kept[0] - ABOVE) : kept[0]] if one.rule and len(one.tokens) <= BYLINE)
    return any(_names_one(one.tokens, [line.tokens]) for one in above)


def _is_address(line: Line) -> bool:
    """Return whether a line is a mail address with a name and an office beside it at the most, and no sentence."""
    found = _MAIL.search(line.text) if line.kind == "paragraph" and not line.sentence else None
    beside = f"{line.text[: found.start()]} {line.text[found.end() :]}".split() if found else ()
    return bool(found) and len(beside) <= BESIDE_ADDRESS


def _is_initials(line: Line) -> bool:
    """Return whether a line is nothing but marks of writers and desks: "(jg)", "ms/kv", or initials behind the word for
    who they are. Capitals without it are agencies'."""
    if line.has("byline", forms=("start",)) and _DOTTED.fullmatch(line.text):
        return True
    plain = line.kind == "paragraph" and not line.text.isupper()
    marks = not line.chrome and _INITIALS.fullmatch(line.text)
    return plain and bool(marks or _WITH_AGENCIES.fullmatch(line.text))


def _signs_above(draft: Draft, kept: list[int], index: int) -> bool:
    """Return whether a line above the text is nothing but names.

    Only names as their words show it are taken: the text never writes one of them in lower case, and does not speak of
    the bearer, as it does of what a sub-heading names.
    """
    line = draft.lines[index]
    names = _BY.sub("", line.text, count=1)
    if line.kind != "paragraph" or not _is_names(names):
        return False
    bare = replace(line, text=names, tokens=tuple(tokens_of(names)))
    return _is_of_nobody(bare, [draft.lines[i] for i in kept if i != index])


def _is_said_byline(line: Line) -> bool:
    """Return whether a line says "By" and links what follows, or says so in a language that writes no heading in
    capitals: "By Royal Decree" may be one."""
    by = _BY.match(line.text)
    return by is not None and (line.linked >= NAMED or by[0].strip(" :").lower() != ENGLISH_BY)


def _is_of_nobody(line: Line, others: Sequence[Line]) -> bool:
    """Return whether the other lines mention none of the names in a line, and write none of its words in lower case."""
    written = {word for other in others for word in other.text.split()}
    names = [tuple(tokens_of(name)) for name in _PARTED.split(line.text)]
    mentioned = any(_names_one(other.tokens, names) for other in others)
    return not mentioned and not any(token in written for token in line.tokens)


def _is_names(text: str) -> bool:
    """Return whether a line is a few full names in a script with capitals.

    >>> _is_names("Nora Villaseñor/J. Lang"), _is_names("Quay opens"), _is_names("The quay")
    (True, False, False)
    """
    names = [part.split() for part in _PARTED.split(text)]
    words = [word for name in names for word in name]
    proper = all(_PROPER.match(word) and word[0].isupper() for word in words)
    return proper and len(names) <= MOST_SIGNING and all(LEAST_NAME <= len(name) < MOST_NAME for name in names)


def _names(draft: Draft) -> frozenset[Name]:
    """Return the words of each full name among the stated authors, of whom one value may name several."""
    stated_so = {one.value for one in draft.candidates if one.field == "author"}
    authors = stated_so | {name for value in stated_so for name in _PARTED.split(value)}
    spaced = (name for name in authors if len(name.split()) > 1 or name.lower() == name.upper())  # no "L'Opinion"
    stated = (tuple(tokens_of(name)) for name in spaced)
    return frozenset(name for name in stated if LEAST_NAME <= len(name) <= MOST_NAME)


def _notes(draft: Draft, kept: list[int], names: Collection[Name]) -> list[int]:
    """Return the lines from the last one upwards that name an author, with their headings and what stands between."""
    found: list[int] = []
    passed: list[int] = []
    for i in reversed(kept[-MOST_NOTES:]):
        line = draft.lines[i]
        if _is_note(line, names) or _is_byline(line, names):
            found += [*passed, i]
            passed = []
        elif line.running:
            break
        else:
            passed.append(i)
    if found and (above := [i for i in kept if i < found[-1]]) and draft.lines[above[-1]].text.endswith((":", "：")):
        found.append(above[-1])  # "About the author:"
    return found


def _headed_notes(draft: Draft, kept: list[int]) -> list[int]:
    """Return the last lines below one that heads notes on the authors, "About the author", and that line. One that says
    "By" may head a section."""
    last = kept[-MOST_NOTES:]
    labels = (draft.lines[i].has("byline", forms=("line",)) and not _BY.match(draft.lines[i].text) for i in last[:-1])
    return last[next((at for at, is_head in enumerate(labels) if is_head), len(last)) :]


def _is_byline(line: Line, names: Collection[Name]) -> bool:
    return not line.running and len(line.tokens) <= BYLINE and _names_one(line.tokens, names)


def _is_note(line: Line, names: Collection[Name]) -> bool:
    ends = line.running or len(line.tokens) > BYLINE  # some notes end in a price or an address, and in no stop
    return ends and _names_one(line.tokens[:OPENING], names)


def _names_one(tokens: Name, names: Collection[Name]) -> bool:
    return any(tokens[start : start + len(name)] == name for name in names for start in range(len(tokens)))
