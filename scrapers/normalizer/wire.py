"""Which agency a text comes from. An agency that is only quoted, or credited for a photo, does not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scrapers.article import Wire
from scrapers.normalizer.tables import Table, any_of, read_table


class Agency(Table):
    """One entry of `data/agencies.toml`."""

    name: str
    """Name that verdicts carry."""
    marks: tuple[str, ...]
    """Short forms, matched with their case."""
    names: tuple[str, ...]
    """Unmistakable names, matched in any case."""


class AgencyTable(Table):
    """`data/agencies.toml`."""

    source_labels: tuple[str, ...]
    """What stands before an agency at the end of a text."""
    agency: tuple[Agency, ...]
    """The agencies."""


TABLE = read_table(AgencyTable, "agencies.toml")
_BY_MARK = {mark: agency.name for agency in TABLE.agency for mark in (*agency.marks, agency.name)}
_BY_NAME = {name.casefold(): agency.name for agency in TABLE.agency for name in (*agency.names, agency.name)}
_MARKS = any_of(_BY_MARK)
_NAMES = any_of(name for name in _BY_NAME if len(name) > 4 or not name.isascii())
# A mark, or an unmistakable name in any case. (?!\w): "APA" is no "AP".
_ANY = rf"(?P<agency>{_MARKS}|(?i:{_NAMES}))"
_AGENCY = rf"{_ANY}(?!\w)"
_SOURCE = any_of(TABLE.source_labels)
_WITH = r"(?:[/,+]\s?[^\W\d_]{2,12}){0,3}"
_DATELINES = tuple(
    re.compile(shape)
    for shape in (
        # SEOUL, Jan. 4 (Yonhap) -- · BERLIN (dpa/bb) - · (Reuters) - · (ANSA) - ROMA, 04 GEN - · Madrid, 4 ene (EFE).-
        rf"(?P<place>[^()]{{0,60}})\(\s?{_AGENCY}{_WITH}\s?\)\s?(?:[-–—―:]|\.\s?[-–—―]|\.\s)",
        # МОСКВА, 4 января. /ТАСС/. · Москва. 4 января. INTERFAX.RU - · MADRID, 4 (EUROPA PRESS) stands above
        rf"(?P<place>[^/()]{{3,50}})[./,]\s?/?{_AGENCY}/?\.?\s?(?:[-–—]\s|\.\s)",
        # 新华社北京1月4日电 · 【ソウル聯合ニュース】 · 【北京＝共同】 · (서울=연합뉴스)
        rf"[（(【]?\s?{_ANY}[^。，,\s]{{2,20}}[电電]",
        rf"[【（(](?:[^】）)]{{1,12}}[=＝]|[\u30a0-\u30ff\u3400-\u9fff]{{1,6}})?{_AGENCY}[】）)]",
        # AFP — Paris
        rf"{_AGENCY}\s?[-–—]\s",
    )
)
_CREDITS = tuple(
    re.compile(shape)
    for shape in (
        rf"[(\[（／/]\s?(?:©\s?)?{_AGENCY}{_WITH}\s?[)\]）／/]\.?$",
        rf"(?:^|[.!?…»”\"]\s)[(\[]?(?:©|\(c\)|[Cc]opyright|{_SOURCE})[\s:：©]{{1,3}}"
        rf"(?:\d{{4}}\s)?[«\"“„]?{_AGENCY}{_WITH}[»\"”“)\]]?(?:[.,].{{0,60}})?$",
        rf"^{_AGENCY}{_WITH}$",
        rf"^©\s?(?:\d{{4}}\s)?{_AGENCY}.{{0,60}}$",
    )
)
_REUTERS = re.compile(r"\(?(?:Reporting|Writing) by .{3,200}; ?(?:Additional .{3,120}; ?)?[Ee]diting by .{3,80}\)?$")
_SPLIT = re.compile(r"\s*(?:[/,;|+&]|\s(?:and|und|mit|et|avec|og|och|con|y|e|med|with|with|и|та)\s)\s*")
_AROUND = re.compile(r"^[\s(©\[]+|[\s)\].]+$")
_CREDIT_LENGTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Where an agency can be named as the source of a text."""

    opening: tuple[str, ...] = ()
    """First blocks of the text."""
    closing: tuple[str, ...] = ()
    """Last blocks of the text, and what was removed as an agency's credit."""
    structured: tuple[str, ...] = ()
    """What page data name as agency."""
    bylines: tuple[str, ...] = ()
    """Raw bylines; they count only if they name nobody else."""
    outlet_names: tuple[str, ...] = ()
    """What the outlet is called: its own text is no wire copy."""


def wire_of(credits: Credits) -> Wire | None:
    """Return the agency that a text comes from, with the words that say so; None if nothing says it plainly.

    Page data first, then a dateline in the first two blocks, a credit at the end, a byline that names an agency and
    nobody else. An outlet's own agency is none.

    >>> wire_of(Credits(opening=("BERLIN (dpa) - Der alte Turm wird abgerissen.",))).agency
    'dpa'
    >>> wire_of(Credits(opening=("The mayor told Reuters (by phone) that she would stay.",))) is None
    True
    """
    found = (
        _structured(credits.structured)
        or _dateline(credits.opening)
        or _credit(credits.closing)
        or _byline(credits.bylines)
    )
    own = {agency_named(name) for name in credits.outlet_names}
    return found if found and found.agency not in own else None


def agency_named(text: str) -> str:
    """Return the agency whose name or mark the whole text is; empty if it is none.

    >>> agency_named("The Associated Press"), agency_named("(dpa)"), agency_named("AP Smith")
    ('Associated Press', 'dpa', '')
    """
    bare = _AROUND.sub("", text)
    return _BY_MARK.get(bare) or _BY_NAME.get(bare.casefold(), "")


def _structured(values: Iterable[str]) -> Wire | None:
    found = ((agency_named(part), value) for value in values for part in _SPLIT.split(value))
    return next((Wire(agency=agency, evidence=value) for agency, value in found if agency), None)


def _dateline(blocks: Iterable[str]) -> Wire | None:
    for block in tuple(blocks)[:2]:
        for shape in _DATELINES:
            match = shape.match(block[:120])
            if match and _is_place(match.groupdict().get("place") or ""):
                return Wire(agency=_name(match), evidence=match[0].strip())
    return None


def _is_place(words: str) -> bool:
    """A place and a day hold at most two words in lower case ("Rio de Janeiro, 4 ene"); a sentence holds more."""
    return sum(word[0].islower() for word in words.split()) <= 2 and "\u201c" not in words


def _credit(blocks: Iterable[str]) -> Wire | None:
    for block in blocks:
        tail = block[-_CREDIT_LENGTH:]
        for shape in _CREDITS:
            if match := shape.search(tail):
                return Wire(agency=_name(match), evidence=match[0].strip())
        if match := _REUTERS.search(block[-500:]):
            return Wire(agency="Reuters", evidence=match[0])
    return None


def _byline(bylines: Iterable[str]) -> Wire | None:
    """The agency, if every byline is one: "Le Figaro et AFP" has the outlet taken out before."""
    named = [(agency_named(part), line) for line in bylines for part in _SPLIT.split(line) if part.strip()]
    if named and all(agency for agency, _ in named):
        return Wire(agency=named[0][0], evidence=named[0][1])
    return None


def _name(match: re.Match[str]) -> str:
    return _BY_MARK.get(match["agency"]) or _BY_NAME[match["agency"].casefold()]
