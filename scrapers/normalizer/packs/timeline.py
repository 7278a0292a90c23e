"""The timeline of a story: sentences that name a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scrapers.normalizer.packs.disagreements import Sentence
from scrapers.normalizer.packs.horizon import likely_day, past_weekdays
from scrapers.normalizer.packs.shingles import Groups
from scrapers.normalizer.stories.days import Named, days_of
from scrapers.story import DayBasis, StoryDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A sentence and the day on which its source appeared."""

    sentence: Sentence
    """Sentence and source."""
    published: date | None
    """Day of publication; None if unknown."""
    around: date | None
    """A day near to it, by which a year is found; None if nothing is known."""
    paragraph: str
    """The paragraph of the sentence: a year that it states holds for its days, too."""
    is_lead: bool
    """Whether it stands at the head of the article, where weekdays are those before publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    day: date
    basis: DayBasis
    sentence: Sentence


def timeline(sentences: Iterable[Dated]) -> tuple[StoryDate, ...]:
    """Return the sentences that name a day, by day and then in the order given; empty if none does.

    A sentence that names several days comes under each of them. Days that may be others than they seem are left out:
    without a year, if another year is possible; weekdays, if they may lie ahead or come again.
    """
    groups: Groups[date] = Groups()
    events: dict[int, list[_Event]] = {}
    for event in sorted(_events(sentences), key=lambda event: event.day):
        events.setdefault(groups.group_of(event.sentence.text, event.day), []).append(event)
    return tuple(_entry(same) for same in events.values())


def _events(sentences: Iterable[Dated]) -> Iterator[_Event]:
    for dated in sentences:
        sentence = dated.sentence
        named = list(days_of(sentence.text, sentence.language))
        found = {day: _basis(one) for one in reversed(named) if (day := _day(one, dated))}
        days: dict[date, DayBasis] = found if named else dict.fromkeys(_weekdays(dated), "weekday")
        yield from (_Event(day=day, basis=basis, sentence=sentence) for day, basis in days.items())


def _basis(named: Named) -> DayBasis:
    return "stated" if named.year else "year_assumed"


def _day(named: Named, dated: Dated) -> date | None:
    if named.year:
        return named.near(None)
    sentence = dated.sentence
    return dated.around and likely_day(named, sentence.text, dated.paragraph, sentence.language, dated.around)


def _weekdays(dated: Dated) -> list[date]:
    if dated.published is None or not dated.is_lead:
        return []
    return past_weekdays(dated.sentence.text, dated.sentence.language, dated.published)


def _entry(same: list[_Event]) -> StoryDate:
    first = same[0]
    return StoryDate(
        day=first.day.isoformat(),
        basis=first.basis,
        text=first.sentence.text,
        language=first.sentence.language,
        sources=tuple(sorted({event.sentence.source for event in same})),
    )
