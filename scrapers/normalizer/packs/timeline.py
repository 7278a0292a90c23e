"""The timeline of a story: sentences that name a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scrapers.normalizer.packs.disagreements import Sentence
from scrapers.normalizer.packs.shingles import Groups
from scrapers.normalizer.stories.days import days_of, weekdays_of
from scrapers.story import DayBasis, StoryDate

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A sentence and the day on which its source appeared."""

    sentence: Sentence
    """Sentence and source."""
    published: date | None
    """Day of publication; None if unknown."""
    around: date | None
    """A day near to it, by which a year is found; None if nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    day: date
    basis: DayBasis
    sentence: Sentence


def timeline(sentences: Iterable[Dated]) -> tuple[StoryDate, ...]:
    """Return the sentences that name a day, by day and then in the order given, each once; empty if none does.

    A sentence that names several days comes under the first, one that names several weekdays is left out. A year that
    is not stated is the one nearest to the day of publication; a weekday is the last one up to it.
    """
    groups: Groups[date] = Groups()
    events: dict[int, list[_Event]] = {}
    for event in sorted(_events(sentences), key=lambda event: event.day):
        events.setdefault(groups.group_of(event.sentence.text, event.day), []).append(event)
    return tuple(_entry(same) for same in events.values())


def _events(sentences: Iterable[Dated]) -> Iterator[_Event]:
    for dated in sentences:
        if event := _named(dated) or _weekday(dated):
            yield event


def _named(dated: Dated) -> _Event | None:
    sentence = dated.sentence
    for named in days_of(sentence.text, sentence.language):
        if day := named.near(dated.around):
            basis: DayBasis = "stated" if named.year else "year_assumed"
            return _Event(day=day, basis=basis, sentence=sentence)
    return None


def _weekday(dated: Dated) -> _Event | None:
    weekdays = weekdays_of(dated.sentence.text, dated.sentence.language)
    if dated.published is None or len(weekdays) != 1:
        return None
    weekday = weekdays.pop()
    day = dated.published - timedelta(days=(dated.published.weekday() - weekday) % WEEK)
    return _Event(day=day, basis="weekday", sentence=dated.sentence)


def _entry(same: list[_Event]) -> StoryDate:
    first = same[0]
    return StoryDate(
        day=first.day.isoformat(),
        basis=first.basis,
        text=first.sentence.text,
        language=first.sentence.language,
        sources=tuple(sorted({event.sentence.source for event in same})),
    )
