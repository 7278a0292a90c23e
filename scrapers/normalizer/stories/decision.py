"""Decision: whether an article joins a story, opens one, or shows that two are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrapers.normalizer.stories.features import Features
from scrapers.normalizer.stories.likeness import Model, likeness

JOIN = 0.5
"""Chance from which an article and one of a story are the same event."""
BELONG = 0.3
"""Mean chance with the articles of a story, below which the one that is alike is no reason to join: a story must not
wander off step by step."""
MERGE = 0.6
"""Chance from which an article that belongs to two stories may join them."""
ALIKE = 0.3
"""Mean chance between the articles of two stories, below which they stay two."""
JUDGES = 6
"""Articles of a story that have a say: its first, and those that are most like the new one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Member:
    """An article of a story that may be the one of the new article."""

    story: str
    """Id of the story."""
    features: Features
    """Its features."""
    number: int
    """Place in the order of arrival; the lowest of a story opened it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of an article."""

    story: str
    """Id of the story that it joins; empty: it opens one."""
    chance: float
    """How sure that is, 0 to 1; 0 if it opens one."""
    merged: tuple[str, ...] = ()
    """Stories that turn out to be the same as `story`, and end in it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Said:
    story: str
    first: int
    judges: tuple[Member, ...]
    best: float
    mean: float

    @property
    def belongs(self) -> bool:
        return self.best >= JOIN and self.mean >= BELONG


def decide(new: Features, members: Iterable[Member], model: Model | None = None) -> Decision:
    """Return what becomes of an article, given articles of the stories that it may belong to.

    It joins the story with which it has most in common: with one article at least `JOIN`, with all that have a say on
    average `BELONG`. If it belongs to several, and these are alike, they are one story from now on: the one that was
    opened first. The order of the members does not matter.
    """
    said = [_said(new, story, model) for story in _by_story(members)]
    fitting = sorted((one for one in said if one.belongs), key=lambda one: (-one.mean, one.first))
    if not fitting:
        return Decision(story="", chance=0.0)
    best = fitting[0]
    same = [one for one in fitting[1:] if _are_one(best, one, model)]
    kept = min((best, *same), key=lambda one: one.first)
    gone = sorted((one for one in (best, *same) if one is not kept), key=lambda one: one.first)
    return Decision(story=kept.story, chance=best.best, merged=tuple(one.story for one in gone))


def _by_story(members: Iterable[Member]) -> list[list[Member]]:
    stories: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda member: member.number):
        stories.setdefault(member.story, []).append(member)
    return list(stories.values())


def _said(new: Features, members: Sequence[Member], model: Model | None) -> _Said:
    chances = {member.number: likeness(new, member.features, model) for member in members}
    closest = sorted(members[1:], key=lambda member: (-chances[member.number], member.number))
    judges = (members[0], *closest[: JUDGES - 1])
    return _Said(
        story=members[0].story,
        first=members[0].number,
        judges=judges,
        best=max(chances.values()),
        mean=sum(chances[judge.number] for judge in judges) / len(judges),
    )


def _are_one(a: _Said, b: _Said, model: Model | None) -> bool:
    if min(a.best, b.best) < MERGE:
        return False
    chances = [likeness(one.features, other.features, model) for one in a.judges for other in b.judges]
    return sum(chances) / len(chances) >= ALIKE
