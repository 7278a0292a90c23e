"""Phrases of chrome per language, as data: which kind of furniture a line of text is, and in which language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, get_args

from cleaners.errors import PhraseError
from cleaners.tokens import tokens_of, words_in

Kind = Literal[
    "related",  # heading over a list of other stories
    "read_also",  # a pointer to another story inside the text
    "most_read",  # heading over a list of popular or latest stories
    "consent",  # a sentence of the consent dialog
    "cookie_button",  # one of its buttons
    "app_prompt",  # open in app, browser names
    "newsletter",  # sign up for our newsletter
    "share",  # share, follow us, copy link, print
    "advert",  # label of an advert, affiliate note
    "continues",  # the article continues below the advert
    "paywall",  # this article is for subscribers
    "login",  # log in, register
    "comments",  # heading or button of the comments
    "copyright",  # all rights reserved
    "ai_text",  # written or reported by AI
    "ai_image",  # picture made by AI
    "watch",  # watch live, watch {name}
    "listen",  # listen to this article
    "caption",  # label or phrase that marks a caption
    "byline",  # label before an author
    "updated",  # label of dates, reading time, number of articles
    "sources",  # label of a list of sources
    "navigation",  # menu, top headlines, skip to content
    "topics",  # label of a list of tags
    "sponsored",  # paid content
    "opinion",  # label of an opinion piece
    "correction",  # label of a correction
    "supplied",  # "delivered by agency" line at the end
    "feedback",  # found a mistake? write to us
]
Form = Literal["line", "start", "end", "part"]
KINDS: frozenset[str] = frozenset(get_args(Kind))
FORMS: frozenset[str] = frozenset(get_args(Form))

NAME, NUMBER = "{name}", "{n}"
PLACES = (NAME, NUMBER)
MAX_NAME = 5  # words that `{name}` may stand for
MAX_WORDS = 60  # a longer block is running text whatever phrase it holds

ANYWHERE = -2  # place of a colon that is not known

Tokens = tuple[str, ...]

_COLON = re.compile(r"[:：︰﹕]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a line."""

    kind: str
    """One of `Kind`."""
    form: str
    """`line`: it is the whole line; `start`, `end`: it begins or ends with it; `part`: it stands inside."""
    language: str
    """BCP 47 code of the phrase's language."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase in tokens, `{name}` and `{n}` among them."""

    tokens: Tokens
    hit: Hit
    colon: bool = False
    """True if it opens a line only with a colon behind it: "Credit:" is a label, "Credit unions" is not."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, filed by their first word so that a look-up costs no more for 50 languages than for one."""

    first: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Phrases by first token."""
    last: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Phrases that open with a placeholder, by last token."""
    languages: frozenset[str] = frozenset()
    """Languages that have phrases."""

    def hits(self, tokens: Sequence[str], text: str = "") -> tuple[Hit, ...]:
        """Return the phrases found in a line given as `tokens_of` gives it; empty for running text of some length.

        `text` is the line itself, in which phrases that end in a colon want to see one; without it they do not mind.
        """
        if not tokens or len(tokens) > 3 * MAX_WORDS or words_in(tokens) > MAX_WORDS:
            return ()
        colon = _before_colon(text) if text else ANYWHERE
        found: dict[Hit, None] = {}
        for start, token in enumerate(tokens):
            for phrase in self.first.get(token, ()):
                if _matches(phrase, tokens, start, colon):
                    found[phrase.hit] = None
        for phrase in self.last.get(tokens[-1], ()):
            if _span(phrase.tokens, tokens, 0) == len(tokens):
                found[phrase.hit] = None
        return tuple(found)


def _before_colon(text: str) -> int:
    """Return how many words stand before the first colon; -1 if there is none."""
    at = _COLON.search(text)
    return len(tokens_of(text[: at.start()])) if at else -1


def _matches(phrase: Phrase, tokens: Sequence[str], start: int, colon: int) -> bool:
    form = phrase.hit.form
    if start and form in ("line", "start"):
        return False
    end = _span(phrase.tokens, tokens, start)
    if phrase.colon and colon not in (ANYWHERE, end):
        return False
    return end is not None and (form in ("start", "part") or end == len(tokens))


def _span(pattern: Tokens, tokens: Sequence[str], start: int) -> int | None:
    """Return where a match that begins at `start` ends; None if there is none."""
    at = start
    for index, wanted in enumerate(pattern):
        if wanted == NAME:
            return _span_of_name(pattern[index + 1 :], tokens, at)
        if at >= len(tokens) or not (tokens[at] == wanted or (wanted == NUMBER and tokens[at].isdigit())):
            return None
        at += 1
    return at


def _span_of_name(rest: Tokens, tokens: Sequence[str], at: int) -> int | None:
    ends = (_span(rest, tokens, at + words) for words in range(1, MAX_NAME + 1) if at + words <= len(tokens))
    return max((end for end in ends if end is not None), default=None)


def phrase_tokens(phrase: str) -> Tokens:
    """Return a phrase as tokens, placeholders kept.

    >>> phrase_tokens("View {name} in")
    ('view', '{name}', 'in')
    """
    marked = phrase.replace(NAME, " klartekstname ").replace(NUMBER, " klartekstnumber ")
    places = {"klartekstname": NAME, "klartekstnumber": NUMBER}
    return tuple(places.get(token, token) for token in tokens_of(marked))


def lexicon_of(sources: Iterable[tuple[str, str]]) -> Lexicon:
    """Return the lexicon made of TOML documents, each given as (name for messages, text).

    A document has `language` and a table for each kind with lists under `line`, `start`, `end` or `part`.
    Raises PhraseError that lists every mistake.
    """
    first: dict[str, dict[Phrase, None]] = {}
    last: dict[str, dict[Phrase, None]] = {}
    languages: set[str] = set()
    mistakes: list[str] = []
    for name, text in sources:
        for phrase in _phrases(name, text, mistakes):
            languages.add(phrase.hit.language)
            opens, ends = phrase.tokens[0], phrase.tokens[-1]
            book, key = (last, ends) if opens in PLACES else (first, opens)
            book.setdefault(key, {})[phrase] = None
    if mistakes:
        raise PhraseError("\n".join(mistakes))
    return Lexicon(
        {key: tuple(phrases) for key, phrases in first.items()},
        {key: tuple(phrases) for key, phrases in last.items()},
        frozenset(languages),
    )


def _phrases(name: str, text: str, mistakes: list[str]) -> Iterable[Phrase]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(f"{name}: not TOML: {error}")
        return
    language = document.pop("language", None)
    if not isinstance(language, str):
        mistakes.append(f"{name}: `language` is missing; give its BCP 47 code")
        return
    for kind, forms in document.items():
        if kind not in KINDS or not isinstance(forms, dict):
            mistakes.append(f"{name}: [{kind}] is not a kind; kinds are {', '.join(sorted(KINDS))}")
            continue
        for form, phrases in forms.items():
            if form not in FORMS or not isinstance(phrases, list):
                mistakes.append(f"{name}: [{kind}] {form}: give a list under line, start, end or part")
                continue
            for phrase in phrases:
                tokens = phrase_tokens(str(phrase))
                if not tokens or (tokens[0] in PLACES and tokens[-1] in PLACES):
                    mistakes.append(f"{name}: [{kind}] {form}: {phrase!r} must begin or end with a word")
                else:
                    colon = form == "start" and bool(_COLON.search(str(phrase).strip()[-1:]))
                    yield Phrase(tokens, Hit(kind, form, language), colon)


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise PhraseError(f"{path}: cannot be read as a phrase file: {error}") from error


@cache
def shipped_lexicon(own: tuple[str, ...] = ()) -> Lexicon:
    """Return the lexicon that ships, with the user's own phrase files (paths) after it: a frozen table, read once."""
    folder = resources.files("cleaners") / "phrases"
    shipped = [(f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")]
    return lexicon_of([*sorted(shipped), *((path, _text_of(path)) for path in own)])
