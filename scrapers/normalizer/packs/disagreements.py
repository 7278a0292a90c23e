"""Figures in which sources differ: the same thing, counted otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from babel import Locale, UnknownLocaleError

from scrapers.normalizer.stories.comparison import Meeting
from scrapers.normalizer.stories.figures import Figure, figures_of
from scrapers.normalizer.stories.words import UNSPACED, Terms, counted, rarity, stem, term_id, terms_of, words_of
from scrapers.story import StoryDisagreement, StoryFigure

CONTEXT = 0.35
"""Cosine of two sentences, from which they speak of the same thing."""
WITNESSES = 8
"""Sentences about a thing that a further one is compared with: bounds the time that a large story takes."""
TELLING = 0.6
"""Rarity of a word that can be counted: "12 of" counts nothing."""
ANCHOR = 2.0
"""Rarity of a word that says what happened to what is counted: "died" does, "least" does not."""
REACH = 3
"""Words from the number, or from what it counts, to such a word at most."""
_LANGUAGES = 64
_BREAK = re.compile(r"[,.;:!?()«»“”„\"–—\d]|[、。，；：！？]")
_DIGITS = re.compile(r"^[\d.,’'٫٬\s\u00a0\u202f-]+")
# "300 to 400", "300–400", "300至400": at most a word between two numbers.
_RANGE = re.compile(r"\s*(?:[-–—~〜～/]|[^\W\d_]+\.?)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """A sentence and who says it."""

    source: int
    """Number of the source."""
    language: str
    """BCP 47 code."""
    text: str
    """The sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Mention:
    sentence: Sentence
    figure: Figure
    context: Terms
    before: str
    after: str


def disagreements(sentences: Iterable[Sentence]) -> tuple[StoryDisagreement, ...]:
    """Return what sources count differently, in the order in which it first comes up; empty if nothing.

    A number is compared with those before the same word, next to the same verb or the like, in sentences of the same
    language that are otherwise alike. Ranges, ages, millions, years, clock times and numbers in words are not compared.
    Sources that give each other's number, too, agree.
    """
    groups: dict[tuple[str, str], list[_Mention]] = {}
    for mention in _mentions(sentences):
        groups.setdefault((mention.sentence.language, mention.figure.unit), []).append(mention)
    found = (_disagreement(about) for mentions in groups.values() for about in _about_one_thing(mentions))
    return tuple(one for one in found if one is not None)


def _mentions(sentences: Iterable[Sentence]) -> Iterator[_Mention]:
    for sentence in sentences:
        text = sentence.text
        context = terms_of(counted(words_of(text)))
        for figure in _counting(sentence):
            yield _Mention(
                sentence=sentence,
                figure=figure,
                context=context,
                before=_anchor(reversed(words_of(_BREAK.split(text[: figure.start])[-1])[-REACH:])),
                after=_anchor(words_of(_BREAK.split(text[figure.end :])[0])[:REACH]),
            )


def _counting(sentence: Sentence) -> Iterator[Figure]:
    figures = list(figures_of(sentence.text))
    ranged = {
        one
        for low, high in pairwise(figures)
        if _RANGE.fullmatch(_without_digits(sentence.text[low.start : high.start]))
        for one in (low, high)
    }
    for figure in figures:
        is_telling = figure.unit and not figure.is_year and rarity(term_id(figure.unit)) >= TELLING
        if is_telling and figure not in ranged and not _is_weak(figure, sentence):
            yield figure


def _is_weak(figure: Figure, sentence: Sentence) -> bool:
    """Whether it is an age ("15-year-old") or half a number ("940 million")."""
    printed = sentence.text[figure.start : figure.end]
    is_joined = "-" in printed[: len(printed) - len(_without_digits(printed))]
    return is_joined or figure.unit in _scales(sentence.language)


def _anchor(words: Iterable[str]) -> str:
    return next((stem(word) for word in words if rarity(term_id(stem(word))) >= ANCHOR), "")


@lru_cache(maxsize=_LANGUAGES)
def _scales(language: str) -> frozenset[str]:
    """Stems of "thousand", "million" and so on."""
    try:
        formats = Locale.parse(language, sep="-").compact_decimal_formats
    except (ValueError, UnknownLocaleError):
        return frozenset()
    plurals = [plural for style in formats.values() for plural in style.values()]
    patterns = [str(one.pattern) for plural in plurals for one in plural.values()]
    words = re.findall(r"[^\W\d_]{2,}|[" + UNSPACED + "]", " ".join(patterns))
    return frozenset(stem(word.casefold()) for word in words)


def _about_one_thing(mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """Part the mentions of a unit by what their sentences are about."""
    parts: list[list[_Mention]] = []
    for mention in mentions:
        fitting = next((part for part in parts if all(_fits(mention, other) for other in part[:WITNESSES])), None)
        if fitting is None:
            parts.append([mention])
        else:
            fitting.append(mention)
    return parts


def _fits(a: _Mention, b: _Mention) -> bool:
    sides = (a.before, b.before), (a.after, b.after)
    is_same = any(one and one == other for one, other in sides)
    is_other = any(one and other and one != other for one, other in sides)
    return is_same and not is_other and Meeting(a.context, b.context).cosine >= CONTEXT


def _disagreement(mentions: Sequence[_Mention]) -> StoryDisagreement | None:
    said: dict[int, set[str]] = {}
    for mention in mentions:
        said.setdefault(mention.sentence.source, set()).add(mention.figure.number)
    if all(a & b for a, b in combinations(said.values(), 2)):
        return None
    first = mentions[0]
    numbers = dict.fromkeys(mention.figure.number for mention in mentions)
    figures = tuple(_figure(number, mentions) for number in numbers)
    return StoryDisagreement(unit=_unit(first), language=first.sentence.language, figures=figures)


def _figure(number: str, mentions: Sequence[_Mention]) -> StoryFigure:
    sayers = [mention for mention in mentions if mention.figure.number == number]
    sources = sorted({mention.sentence.source for mention in sayers})
    return StoryFigure(number=number, sources=tuple(sources), text=sayers[0].sentence.text)


def _unit(mention: _Mention) -> str:
    """The word as it stands there, not its stem."""
    return _without_digits(mention.sentence.text[mention.figure.start : mention.figure.end]) or mention.figure.unit


def _without_digits(text: str) -> str:
    return _DIGITS.sub("", text)
