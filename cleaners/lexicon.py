"""Phrases of chrome per language, as data: which kind of furniture a line of text is, and in which language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar, get_args

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
INSIDE = ("end", "part")  # forms that need not open their line

NAME, NUMBER = "{name}", "{n}"
PLACES = frozenset([NAME, NUMBER])
MAX_NAME = 5  # words that `{name}` may stand for
MAX_WORDS = 60  # a longer block is running text whatever phrase it holds

Tokens = tuple[str, ...]
Key = TypeVar("Key")

_COLON = re.compile(r"[:：︰﹕]")
_NAME, _NUMBER, _END = "klartekstname", "klartekstnumber", "klartekstend"  # words that stand for what is none
_PLACE_OF = {_NAME: NAME, _NUMBER: NUMBER}


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a line."""

    kind: str
    """One of `Kind`."""
    form: str
    """`line`: it is the whole line; `start`, `end`: it begins or ends with it; `part`: it stands inside."""
    language: str
    """BCP 47 code of the phrase's language."""


class Phrase(NamedTuple):
    """One phrase; a light one, for there are tens of thousands."""

    number: int
    """Its place among all phrases."""
    tokens: Tokens
    """Its words, `{name}` and `{n}` among them."""
    hit: Hit
    """What it says of a line."""
    colon: bool
    """True if it opens a line only with a colon behind it: "Credit:" is a label, "Credit unions" is not."""


class Match(NamedTuple):
    """A phrase found in a line; matches sort by where they begin."""

    start: int
    """Number of words before it."""
    phrase: Phrase
    """The phrase."""
    end: int
    """Number of words up to its end."""

    def fits(self, words: int) -> bool:
        """Return whether the phrase may stand there in a line of so many words."""
        form = self.phrase.hit.form
        begins, ends = self.start == 0, self.end == words
        return form == "part" or (begins if form == "start" else ends if form == "end" else begins and ends)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, filed so that a look-up costs hardly more for 50 languages than for one."""

    literal: Mapping[Tokens, tuple[Phrase, ...]] = field(default_factory=dict)
    """Phrases without placeholders, by their words."""
    openings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Words that phrases begin with, and how many words those in `literal` have, each number once."""
    inside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The same for phrases that need not open their line."""
    first: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Phrases with placeholders, by their first word."""
    last: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Phrases that open with a placeholder, by their last word."""
    languages: frozenset[str] = frozenset()
    """Languages that have phrases."""

    def hits(self, tokens: Sequence[str], text: str = "") -> tuple[Hit, ...]:
        """Return the phrases found in a line given as `tokens_of` gives it; empty for running text of some length.

        `text` is the line itself, in which phrases that end in a colon want to see one; without it they do not mind.
        """
        if not tokens or _is_running(tokens):
            return ()
        words = tuple(tokens)
        found = [match.phrase.hit for match in self._matches(words, text)]
        for phrase in self.last.get(words[-1], ()):
            if _span(phrase.tokens, words, 0) == len(words):
                found.append(phrase.hit)
        return tuple(dict.fromkeys(found))

    def _matches(self, words: Tokens, text: str) -> list[Match]:
        """Return the matches of phrases that begin with a word, in order."""
        matches = sorted(match for match in self._candidates(words) if match.fits(len(words)))
        if text and any(match.phrase.colon for match in matches):
            colon = _before_colon(text)
            return [match for match in matches if match.end == colon or not match.phrase.colon]
        return matches

    def _candidates(self, words: Tokens) -> Iterator[Match]:
        """Yield the phrases that begin with a word and stand in a line, fitting there or not."""
        for start, word in enumerate(words):
            sizes = (self.inside if start else self.openings).get(word)
            if sizes is None:
                continue
            for size in sizes:
                for phrase in self.literal.get(words[start : start + size], ()):
                    yield Match(start, phrase, start + len(phrase.tokens))
            for phrase in self.first.get(word, ()):
                if end := _span(phrase.tokens, words, start):
                    yield Match(start, phrase, end)


def _is_running(tokens: Sequence[str]) -> bool:
    return len(tokens) > MAX_WORDS and (len(tokens) > 3 * MAX_WORDS or words_in(tokens) > MAX_WORDS)


def _before_colon(text: str) -> int:
    """Return how many words stand before the first colon; -1 if there is none."""
    at = _COLON.search(text)
    return len(tokens_of(text[: at.start()])) if at else -1


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
    return _tokens_of_each([phrase])[0]


def _tokens_of_each(phrases: Iterable[str]) -> list[Tokens]:
    """Return several phrases as tokens: together, for one by one they would take three times as long."""
    marked = "".join(f"{phrase} {_END} " for phrase in phrases).replace(NAME, f" {_NAME} ")
    each: list[list[str]] = [[]]
    for token in tokens_of(marked.replace(NUMBER, f" {_NUMBER} ")):
        if token == _END:
            each.append([])
        else:
            each[-1].append(_PLACE_OF.get(token, token))
    return [tuple(tokens) for tokens in each[:-1]]


def lexicon_of(sources: Iterable[tuple[str, str]]) -> Lexicon:
    """Return the lexicon made of TOML documents, each given as (name for messages, text).

    A document has `language` and a table for each kind with lists under `line`, `start`, `end` or `part`.
    Raises PhraseError that lists every mistake.
    """
    mistakes: list[str] = []
    phrases = [phrase for name, text in sources for phrase in _phrases(name, text, mistakes)]
    if mistakes:
        raise PhraseError("\n".join(mistakes))
    literal: dict[Tokens, tuple[Phrase, ...]] = {}
    first: dict[str, tuple[Phrase, ...]] = {}
    last: dict[str, tuple[Phrase, ...]] = {}
    for number, (tokens, hit, colon) in enumerate(phrases):
        phrase = Phrase(number, tokens, hit, colon)
        if PLACES.isdisjoint(tokens):
            literal[tokens] = (*literal.get(tokens, ()), phrase)
        elif tokens[0] in PLACES:
            last[tokens[-1]] = (*last.get(tokens[-1], ()), phrase)
        else:
            first[tokens[0]] = (*first.get(tokens[0], ()), phrase)
    return Lexicon(
        literal=literal,
        openings=_sizes(literal, first),
        inside=_sizes(_inside(literal), _inside(first)),
        first=first,
        last=last,
        languages=frozenset(hit.language for _, hit, _ in phrases),
    )


def _sizes(literal: Iterable[Tokens], words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the first words of phrases with the lengths of each, and words without any."""
    sizes: dict[str, tuple[int, ...]] = dict.fromkeys(words, ())
    for tokens in literal:
        known = sizes.get(tokens[0], ())
        if len(tokens) not in known:
            sizes[tokens[0]] = (*known, len(tokens))
    return sizes


def _inside(filed: Mapping[Key, Sequence[Phrase]]) -> list[Key]:
    """Return the keys of phrases that need not open their line."""
    return [key for key, phrases in filed.items() if any(phrase.hit.form in INSIDE for phrase in phrases)]


def _phrases(name: str, text: str, mistakes: list[str]) -> Iterator[tuple[Tokens, Hit, bool]]:
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
            hit, texts = Hit(kind, form, language), list(map(str, phrases))
            for phrase, tokens in zip(texts, _tokens_of_each(texts), strict=True):
                if not tokens or (tokens[0] in PLACES and tokens[-1] in PLACES):
                    mistakes.append(f"{name}: [{kind}] {form}: {phrase!r} must begin or end with a word")
                else:
                    yield tokens, hit, form == "start" and bool(_COLON.match(phrase.strip()[-1:]))


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
