"""The public contract of stories: `story/1`, all that a summarizer needs, and `story-merge/1`, an event of the feed."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from scrapers.article import Value

SCHEMA: Final = "story/1"
MERGE_SCHEMA: Final = "story-merge/1"

DayBasis = Literal["stated", "year_assumed", "weekday"]


class StoryMerge(Value):
    """Stories turned out to be one: a line of the feed beside those of articles."""

    schema_: Literal["story-merge/1"] = Field(default=MERGE_SCHEMA, alias="schema")
    """Name and version of this contract."""
    story: str
    """Id of the story that goes on: the one that was opened first."""
    merged: tuple[str, ...] = Field(min_length=1)
    """Ids of the stories that end in it: read `story` wherever an article names one of them."""
    article: str
    """Id of the article that showed it; its line comes before this one."""
    at: str
    """When that was: ISO 8601 in UTC."""


class StorySource(Value):
    """One article of a story."""

    number: int = Field(ge=1)
    """How passages, figures and dates refer to it; 1 is the oldest."""
    id: str
    """Id of the article."""
    outlet: str
    """Name of the outlet, its id where it has none; empty if unknown."""
    title: str
    """Headline; empty if none."""
    url: str
    """Canonical URL; empty for input without one."""
    published: str
    """As in the article: ISO 8601, the day alone where no more is known."""
    is_published_known: bool
    """False if no source gave the date and it is that of the fetch."""
    language: str
    """BCP 47 code."""
    wire: str
    """Agency whose copy it is; empty if none."""
    copy_of: int | None
    """Number of the source whose copy it is; null if of none here."""


class StoryPassage(Value):
    """A paragraph, once, however many sources carry it."""

    number: int = Field(ge=1)
    """Number of the passage."""
    text: str
    """As the first of its sources has it."""
    language: str
    """BCP 47 code."""
    sources: tuple[int, ...] = Field(min_length=1)
    """Numbers of the sources that carry it, nearly word for word, ascending."""
    has_notes: bool
    """Whether it has marks such as [1], which number notes of the source's page and not the sources here."""


class StoryFigure(Value):
    """What some sources say a number is."""

    number: str
    """Digits without grouping, a point before decimals."""
    sources: tuple[int, ...] = Field(min_length=1)
    """Numbers of the sources that say so, ascending."""
    text: str
    """The sentence of the first of them."""


class StoryDisagreement(Value):
    """A thing that sources count differently."""

    unit: str
    """What is counted, as the first source writes it."""
    language: str
    """Language that the sources have in common."""
    figures: tuple[StoryFigure, ...] = Field(min_length=2)
    """The different numbers, in the order of the sources: newer sources come later, and may simply know more."""


class StoryDate(Value):
    """A sentence that names a day."""

    day: str
    """`2026-01-04`."""
    basis: DayBasis
    """`stated` in full; `year_assumed`: without a year, the one at most sixty days from the article; `weekday`: at
    the head of an article, the last such day, at most three days before publication."""
    text: str
    """The sentence, as the first of its sources has it."""
    language: str
    """BCP 47 code."""
    sources: tuple[int, ...] = Field(min_length=1)
    """Numbers of the sources that carry it, ascending."""


class StoryPack(Value):
    """A story in one document: what its sources say, each thing once, and where they differ."""

    schema_: Literal["story/1"] = Field(default=SCHEMA, alias="schema")
    """Name and version of this contract."""
    id: str
    """Id of the story; empty if it was packed without one."""
    title: str
    """Headline of the article that opened the story; if it has none here, of the oldest source that has one."""
    first: str
    """When the oldest source appeared: ISO 8601 in UTC, noon where only the day is known; empty without sources."""
    last: str
    """When the newest one did, likewise."""
    languages: tuple[str, ...]
    """Languages of the sources, the most frequent first."""
    sources: tuple[StorySource, ...]
    """The articles, oldest first."""
    passages: tuple[StoryPassage, ...]
    """Their paragraphs, quotes, list items and tables in order, each once; no headings."""
    disagreements: tuple[StoryDisagreement, ...]
    """Figures in which sources differ; a place to look, not a verdict: nothing here knows what is true."""
    timeline: tuple[StoryDate, ...]
    """Sentences that name a day, under each that they name, by day; no sentence whose day is uncertain."""
