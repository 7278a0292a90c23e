"""Names of authors, out of everything that stands in a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaners.model import Candidate
from scrapers.normalizer.calendars import calendar_words, is_calendar
from scrapers.normalizer.signs import POINTS, SIGNS
from scrapers.normalizer.tables import Table, any_of, read_table
from scrapers.normalizer.titles import fold, plain_title
from scrapers.normalizer.wire import agency_named


class BylineTable(Table):
    """`data/bylines.toml`."""

    labels: tuple[str, ...]
    """Before a name, in any case."""
    name_like_labels: tuple[str, ...]
    """Before a name, but also part of names."""
    joiners: tuple[str, ...]
    """Between names, in any language."""
    desks: tuple[str, ...]
    """Ends of a desk that stands before a name with a middle dot behind it."""
    suffixes: tuple[str, ...]
    """Behind a name, without a space."""
    not_people: tuple[str, ...]
    """Words that no name holds."""
    newsrooms: tuple[str, ...]
    """Those of them that name the newsroom as a whole."""
    nobody: tuple[str, ...]
    """What systems fill in where nobody is named."""
    roles: tuple[str, ...]
    """Offices and jobs."""
    titles: tuple[str, ...]
    """Before a name: `Dr`."""
    joiners_in: dict[str, tuple[str, ...]]
    """Between names, by language."""
    labels_in: dict[str, tuple[str, ...]]
    """Before a name, by language."""


TABLE = read_table(BylineTable, "bylines.toml")


_MARKS = SIGNS + POINTS
_TRUST = ("json_ld", "visible_text", "organization", "meta", "html", "link", "feed", "sitemap")
_OF_ARTICLE = ("json_ld", "visible_text", "organization", "feed")  # the others say the same of every page
_NOISE = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+|\([^)]*\)|\[[^\]]*\]|【[^】]*】")
_LABEL = re.compile(rf"^(?:{any_of(TABLE.labels)})(?:\s*[:/：／]\s*|\s+|(?<=[^\x00-\u1fff]))", re.IGNORECASE)
_NAME_LIKE = re.compile(rf"^(?i:{any_of(TABLE.name_like_labels)})(?:\s*[:：]\s*|\s+(?=[^\W\d_]+\.?\s))")
_JOINERS = any_of([*TABLE.joiners, *(joiner.upper() for joiner in TABLE.joiners)])
_LISTED = re.compile(rf"\s*(?:[;|/&•·\n、，،]|\s(?:{_JOINERS})\s)\s*")
_COMMA = re.compile(r"\s*,\s*|\s+[-–—]\s+")
_TITLE = re.compile(rf"^(?:(?:{any_of(TABLE.titles)})\.?\s+)+(?=\S+\s)", re.IGNORECASE)
_DESK = re.compile(rf"^[^\s・]{{1,8}}(?:{any_of(TABLE.desks)})・(?=\S)")
_SUFFIX = re.compile(rf"(?<=\S)\s*(?:{any_of(TABLE.suffixes)})$")
_TAIL = re.compile(r"\s+(?:for|for the|für|pour|para|per|in|à|aus|from|fra|från|di)\s+.*$|\s+(?:at|bei|@)\s.*$")
_WORD = re.compile(rf"[\w{_MARKS}]+")
_DOMAIN = re.compile(r"^\S+\.\w{2,}$")
_DATED = re.compile(r"\d")  # of any script: a date or a clock; no name holds one
_GLUED = re.compile(r"(?<=[^\W\d_])(?<![A-Z -])[A-Z][a-z]{2,8}$")  # "SmithJanuary": two elements without a space
# Links to the author's profiles, without a space before them.
_NETWORKS = re.compile(r"(?<=[^\W\d_])(?:Twitter|Facebook|Instagram|LinkedIn|Bluesky|Mastodon|Email|E-Mail|Follow)+$")
# A particle between two Chinese characters makes a Japanese phrase ("見る" with an object), not a name.
_PHRASE = re.compile(r"[\u4e00-\u9fff](?:で|を|が|に|は|から|まで)[\u4e00-\u9fff]")
_BRACKETED = re.compile(r"[（(［\[【〔]([^（()）［\]\[］【】〔〕]+)[）)］\]】〕]$")
_SHAPE = re.compile(rf"^[^\W\d_][\w{_MARKS} .’'‘`´·・‐–-]*$")
_ORGANIZATION = re.compile(rf"^(?!.*(?:\b|\d\d)\d)[^\W\d_][\w{_MARKS} .’'&+!·・–-]+$")  # "BR24", but no date
_CASELESS = re.compile(r"[\u0590-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_PEOPLE = frozenset(TABLE.not_people)
_NEWSROOMS = frozenset(TABLE.newsrooms)
_NOBODY = frozenset(TABLE.nobody)
_ROLES = frozenset(TABLE.roles)
_LABELS = frozenset([*TABLE.labels, *TABLE.name_like_labels])
_MOST_WORDS = 5
_LONGEST = 60
_PARTICLE = 5
_LONGEST_LINE = 600


def authors_of(
    candidates: Iterable[Candidate], outlet_names: Iterable[str] = (), language: str = ""
) -> tuple[str, ...]:
    """Return the names of the authors, in order, each once; empty if no source names one.

    Takes the candidates of field `author`; the most trusted source that names a person wins, page data first. Where
    none does, the newsroom is the author, if a byline names it and nobody else; without that whoever signs the article,
    such as an agency or the outlet. What page data call an organization (candidates of field `organization`) counts
    less than a byline on the page. `outlet_names` are what the outlet is called, and no people; `language` is the
    article's (BCP 47), for the short joining words. Labels ("By"), titles, roles, places, agencies beside a person,
    addresses and handles are taken off or left out.
    """
    own = frozenset(fold(name) for name in outlet_names if fold(name))
    said = _by_trust(tuple(candidates))
    for named, trusted in ((names_in, _TRUST), (_newsroom_in, _TRUST), (_signed_in, _OF_ARTICLE)):
        for source in dict.fromkeys(source for source, _ in said if source in trusted):
            mine = (line for said_by, line in said if said_by == source)
            if names := unique(name for line in mine for name in named(line, own, language)):
                return names
    return ()


def names_in(line: str, own: frozenset[str] = frozenset(), language: str = "") -> Iterator[str]:
    """Yield the names in one byline; `own` holds folded names of the outlet.

    >>> list(names_in("By Ann Smith, Political Editor, and José Pérez in Madrid (ann@example.com)"))
    ['Ann Smith', 'José Pérez']
    >>> list(names_in("Von dpa und Redaktion"))
    []
    """
    named, labelled = _named(line, language)
    for part in _parts(named, language.partition("-")[0]):
        name = _bare(_undated(part, language) if labelled and _DATED.search(named) else part)
        if _is_person(name, own) and not is_calendar(name, language):
            yield name


def _newsroom_in(line: str, own: frozenset[str], language: str) -> Iterator[str]:
    """Yield what a byline calls the newsroom, if it names nothing besides."""
    parts = _parts(_named(line, language)[0], language.partition("-")[0])
    name = parts[0].strip(" .:-–") if len(parts) == 1 else ""
    words = _WORD.findall(name.casefold())
    known = 0 < len(words) <= _MOST_WORDS and bool(_NEWSROOMS & set(words)) and not _DATED.search(name)
    if known and _SHAPE.match(name) and not agency_named(name) and fold(name) not in own and _is_written_as_name(name):
        yield name


def _signed_in(line: str, own: frozenset[str], language: str) -> Iterator[str]:
    """Yield the agencies and outlets that a byline names."""
    named, labelled = _named(line, language)
    for part in _parts(named, language.partition("-")[0]):
        name = (_undated(part, language) if labelled and _DATED.search(named) else part).strip(" .:-–")
        if _is_signing(name, own) and not is_calendar(name, language):
            yield name


def _is_signing(name: str, own: frozenset[str]) -> bool:
    """Whether a name is that of an agency or outlet: of some size, no label, and more than words that name nobody."""
    words = set(_WORD.findall(name.casefold()))
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST or not _ORGANIZATION.match(name):
        return False
    if _NOBODY & words or name.casefold() in _LABELS:
        return False
    return fold(name) in own or bool(agency_named(name)) or not words <= _NOT_PEOPLE


def _named(line: str, language: str) -> tuple[str, bool]:
    """Return a byline without label, addresses and asides, and whether it had a label; brackets around the whole of it
    come off."""
    text = plain_title(line[:_LONGEST_LINE]).strip()
    whole = _BRACKETED.match(text)
    bare = _NOISE.sub(" ", whole[1] if whole else text).strip(" .:|-–")
    named = _unlabelled(bare, language)
    return named, named != bare


def _undated(part: str, language: str) -> str:
    """Return what stands before a date behind a name, without the weekday or month that may begin it."""
    words = part.split()
    words = words[: next((at for at, word in enumerate(words) if _DATED.search(word)), len(words))]
    if words and words[-1].endswith(":"):  # "Comments: 2"
        return ""
    known = calendar_words("en") | calendar_words(language)
    while len(words) > 1 and (words[-1].islower() or (len(words) > 2 and words[-1].casefold().strip(".,") in known)):
        words.pop()
    return _GLUED.sub(lambda found: "" if found[0].casefold() in known else found[0], " ".join(words))


def _by_trust(candidates: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    """Return who says what of the authors, the most trusted first."""
    organizations = {fold(one.value) for one in candidates if one.field == "organization"}
    said = [
        ("organization" if one.source == "json_ld" and fold(one.value) in organizations else one.source, one.value)
        for one in candidates
        if one.field == "author"
    ]
    return sorted(said, key=lambda one: _TRUST.index(one[0]) if one[0] in _TRUST else len(_TRUST))


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values in order, each once whatever its case.

    >>> unique(["Ann", "ann", "Bo"])
    ('Ann', 'Bo')
    """
    first: dict[str, str] = {}
    for value in values:
        first.setdefault(value.casefold(), value)
    return tuple(first.values())


def _unlabelled(text: str, language: str) -> str:
    for label in TABLE.labels_in.get(language, ()):
        if text.casefold().startswith(label + " "):
            return text[len(label) + 1 :].strip()
    text = _LABEL.sub("", text).strip()
    word, _, rest = text.partition(" ")
    if word.casefold() in TABLE.name_like_labels and agency_named(rest.split(" ")[0]):
        return rest
    match = _NAME_LIKE.match(text)
    if not match or not text[match.end()].isupper():
        return text
    short = len(match[0].strip()) == 2
    return text if short and match[0][0].isupper() else text[match.end() :]


def _parts(text: str, language: str) -> list[str]:
    short = any_of(TABLE.joiners_in.get(language, ()))
    pieces: list[str] = []
    for listed in _LISTED.split(re.sub(rf"\s(?:{short})\s", " ; ", text) if short else text):
        parts = [part for part in _COMMA.split(listed) if part]
        reverse = len(parts) == 2 and listed.count(",") == 1 and _is_reversed(*parts)
        pieces += [f"{parts[1]} {parts[0]}"] if reverse else parts
    return _list_items(pieces)


def _is_reversed(last: str, first: str) -> bool:
    """Whether this is "Smith, Ann"."""
    words = (last.casefold(), first.casefold())
    one_word = all(" " not in piece and not _CASELESS.search(piece) for piece in (last, first))
    return one_word and not any(word in _NOT_PEOPLE | _ROLES or agency_named(word) for word in words)


def _list_items(pieces: list[str]) -> list[str]:
    """Leave out offices, and single words beside full names: places and papers ("Ann Smith, Berlin")."""
    full = any(" " in piece.strip() for piece in pieces)
    kept = [piece for piece in pieces if not full or " " in piece.strip() or _CASELESS.search(piece)]
    return [piece for piece in kept if not _ROLES & set(_WORD.findall(piece.casefold()))]


def _bare(part: str) -> str:
    name = _SUFFIX.sub("", _TAIL.sub("", _DESK.sub("", _LABEL.sub("", part.strip(" .:'\"“”«»*")))))
    name = _NETWORKS.sub("", name)
    return _TITLE.sub("", name).strip(" .:-–")


def _is_person(name: str, own: frozenset[str]) -> bool:
    words = _WORD.findall(name.casefold())
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST or not _SHAPE.match(name):
        return False
    if (
        _DOMAIN.match(name)
        or _DATED.search(name)
        or _PHRASE.search(name)
        or _NOT_PEOPLE & set(words)
        or agency_named(name)
    ):
        return False
    return name.casefold() not in _LABELS and not {fold(name), words[0]} & own and _is_written_as_name(name)


def _is_written_as_name(name: str) -> bool:
    """Whether its words begin in upper case, but for short ones in between ("de la"), or the script has no case."""
    if _CASELESS.search(name):
        return len(name) > 1
    small = [word for word in name.split() if not word[0].isupper()]
    return len(name) > 2 and len(small) < len(name.split()) and all(len(word) <= _PARTICLE for word in small)
