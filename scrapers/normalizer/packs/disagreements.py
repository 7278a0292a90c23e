"""Figures in which sources differ: the same thing, counted otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scrapers.normalizer.stories.comparison import Meeting
from scrapers.normalizer.stories.figures import Figure, figures_of
from scrapers.normalizer.stories.words import Terms, counted, rarity, term_id, terms_of, words_of
from scrapers.story import StoryDisagreement, StoryFigure

CONTEXT = 0.35
"""Cosine of two sentences, from which they speak of the same thing."""
WITNESSES = 8
"""Sentences about a thing that a further one is compared with: bounds the time that a large story takes."""
TELLING = 0.6
"""Rarity of a word that can be counted: "12 of" counts nothing."""


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


def disagreements(sentences: Iterable[Sentence]) -> tuple[StoryDisagreement, ...]:
    """Return what sources count differently, in the order in which it first comes up; empty if nothing.

    A number is compared with those before the same word, in sentences of the same language that are otherwise alike.
    Years, clock times and numbers in words are not compared. Sources that give each other's number, too, agree.
    """
    groups: dict[tuple[str, str], list[_Mention]] = {}
    for mention in _mentions(sentences):
        groups.setdefault((mention.sentence.language, mention.figure.unit), []).append(mention)
    found = (_disagreement(about) for mentions in groups.values() for about in _about_one_thing(mentions))
    return tuple(one for one in found if one is not None)


def _mentions(sentences: Iterable[Sentence]) -> Iterator[_Mention]:
    for sentence in sentences:
        context = terms_of(counted(words_of(sentence.text)))
        for figure in figures_of(sentence.text):
            if figure.unit and not figure.is_year and rarity(term_id(figure.unit)) >= TELLING:
                yield _Mention(sentence=sentence, figure=figure, context=context)


def _about_one_thing(mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """Part the mentions of a unit by what their sentences are about."""
    parts: list[list[_Mention]] = []
    for mention in mentions:
        fitting = [part for part in parts if any(_fits(mention, other) for other in part[:WITNESSES])]
        rest = [part for part in parts if part not in fitting]
        parts = [*rest, [*(one for part in fitting for one in part), mention]]
    return parts


def _fits(a: _Mention, b: _Mention) -> bool:
    return Meeting(a.context, b.context).cosine >= CONTEXT


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
    printed = mention.sentence.text[mention.figure.start : mention.figure.end]
    return printed.lstrip("0123456789.,’' \u00a0\u202f-") or mention.figure.unit
