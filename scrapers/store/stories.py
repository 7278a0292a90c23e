"""Stories in the store: the story of each article, and the index by which articles alike are found."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, delete, func, insert, select, update

from scrapers.article import Article
from scrapers.normalizer.stories import Features, Member, decide, features_of, from_bytes, to_bytes
from scrapers.normalizer.stories.features import DAY, day_of
from scrapers.store.tables import story_articles, story_merges, story_terms

NEWEST = 48
"""Articles that are looked at for one term, the newest ones: bounds the time a frequent name takes."""
CONSIDERED = 16
"""Articles that are compared with a new one."""
FEWEST = 2
"""Terms that they share with it, at least."""
SIFTED = 4 * CONSIDERED
"""Articles with a shared term whose dates are looked at."""
REMEMBERED = 4
"""How many times the days of a story the index keeps what an article is about."""
KEPT = 1_000_000
"""Articles that it keeps, at most."""
TIDIED = 200
"""Articles after which the index is tidied."""
STORYLESS = frozenset({"not_article", "consent_wall", "script_shell"})
"""Verdicts on pages that tell nothing."""

# Statements are built once: building them costs more than SQLite needs to run them.
_members = story_articles.c
OF_ARTICLE = select(_members.number, _members.story).where(_members.article_id == bindparam("article_id"))
POSTED = (
    select(story_terms.c.number)
    .where(story_terms.c.term == bindparam("wanted"))
    .order_by(story_terms.c.number.desc())
    .limit(NEWEST)
)
ROWS: Select[Any] = select(_members.number, _members.story, _members.day, _members.seen, _members.features)
BY_NUMBER = ROWS.where(_members.number.in_(bindparam("numbers", expanding=True)))
OF_STORIES = _members.story.in_(bindparam("stories", expanding=True))
FIRST = select(func.min(_members.number)).where(OF_STORIES).group_by(_members.story)
FIRSTS = BY_NUMBER.where(_members.features.is_not(None))
LAST_BEFORE = select(_members.number).where(_members.seen < bindparam("moment")).order_by(_members.seen.desc()).limit(1)
OLDEST = select(func.min(story_terms.c.number))
FIRST_LAST: tuple[BindParameter[Any], BindParameter[Any]] = (bindparam("first"), bindparam("last"))
FORGET = update(story_articles).where(_members.number.between(*FIRST_LAST)).values(features=None)
FORGET_TERMS = delete(story_terms).where(story_terms.c.number.between(*FIRST_LAST))
PLACE = insert(story_articles)
INDEX = insert(story_terms)
UNINDEX = delete(story_terms).where(story_terms.c.number == bindparam("indexed"))
REPLACE = update(story_articles).where(_members.number == bindparam("placed"))
RENAME = update(story_articles).where(_members.story == bindparam("gone")).values(story=bindparam("kept"))
REDIRECT = update(story_merges).where(story_merges.c.story == bindparam("gone")).values(story=bindparam("kept"))
MERGE = insert(story_merges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The story of an article, found before the article is stored."""

    story: str
    """Id of its story; empty if it tells too little to have one."""
    merged: tuple[str, ...] = ()
    """Stories that end in it."""
    number: int | None = None
    """Its number in the index; None if it is not there yet."""
    features: Features | None = None
    """By which other articles will find it; None if it has too few words."""


class StoryIndex:
    """The stories so far, as one transaction sees and extends them.

    A story is closed when no article came for so many `days`. The index keeps what the last `kept` articles are
    about, at most; their stories stay for ever.
    """

    def __init__(self, connection: Connection, days: float, *, kept: int = KEPT) -> None:
        self._connection = connection
        self._window = timedelta(days=days)
        self._kept = kept

    def placement(self, article: Article, now: datetime) -> Placement:
        """Return the story that an article belongs to, as it stands; nothing is written.

        An article that has a story keeps it. A copy belongs to the story of its original. Any other one joins an open
        story, or opens one, whose id is the article's.
        """
        if article.completeness.verdict in STORYLESS:
            return Placement(story=self._story_of(article.id))
        features = features_of(article)
        known = self._connection.execute(OF_ARTICLE, {"article_id": article.id}).first()
        if known is not None:
            return Placement(story=known.story, number=known.number, features=features)
        if original := self._story_of(article.duplicate.of) if article.duplicate else "":
            return Placement(story=original, features=features)
        if features is None:
            return Placement(story="")
        decision = decide(features, self._members(features, now))
        return Placement(story=decision.story or article.id, merged=decision.merged, features=features)

    def add(self, article: Article, placement: Placement, now: datetime) -> None:
        """Let later articles find this one, which is stored, and merge the stories that it showed to be one."""
        if not placement.story or (placement.number is not None and placement.features is None):
            return
        number = self._written(article, placement, now)
        for gone in placement.merged:
            values = {"gone": gone, "kept": placement.story}
            self._connection.execute(RENAME, values)
            self._connection.execute(REDIRECT, values)
            self._connection.execute(MERGE, {"merged": gone, "story": placement.story})
        if number % TIDIED == 0:
            self._tidy(number, now)

    def _story_of(self, article_id: str) -> str:
        """The story of an article after all merges; empty if it has none."""
        row = self._connection.execute(OF_ARTICLE, {"article_id": article_id}).first()
        return str(row.story) if row else ""

    def _members(self, features: Features, now: datetime) -> list[Member]:
        """Articles of the stories that one may belong to: those that share most with it, and the first of each."""
        scores = self._scores(features)
        numbers = sorted(scores, key=lambda number: (-scores[number], -number))[:SIFTED]
        rows = {row.number: row for row in self._connection.execute(BY_NUMBER, {"numbers": numbers})}
        found = [rows[number] for number in numbers if number in rows]
        near = [row for row in found if _is_near(row, features, self._window, now)][:CONSIDERED]
        stories = sorted({row.story for row in near})
        firsts = self._connection.execute(FIRST, {"stories": stories}).scalars().all()
        others = set(firsts) - {row.number for row in near}
        near += self._connection.execute(FIRSTS, {"numbers": sorted(others)})
        return [member for row in near if (member := _member(row))]

    def _scores(self, features: Features) -> dict[int, float]:
        """How much articles have in common with a new one by the terms they share; a rare term says more."""
        scores: dict[int, list[float]] = defaultdict(list)
        for term in features.salient:
            numbers = self._connection.execute(POSTED, {"wanted": term}).scalars().all()
            for number in numbers:
                scores[number].append(1 / (1 + math.log(len(numbers))))
        return {number: sum(shared) for number, shared in scores.items() if len(shared) >= FEWEST}

    def _written(self, article: Article, placement: Placement, now: datetime) -> int:
        features, number, day = placement.features, placement.number, day_of(article.published)
        values = {
            "at": now if day is None else datetime.fromtimestamp(day * DAY, UTC),
            "day": day,
            "features": to_bytes(features) if features else None,
        }
        if number is None:
            row = {"article_id": article.id, "story": placement.story, "seen": now, **values}
            key = self._connection.execute(PLACE, row).inserted_primary_key
            assert key is not None  # only statements for several rows have none
            number = int(key[0])
        else:
            self._connection.execute(UNINDEX, {"indexed": number})
            self._connection.execute(REPLACE, {"placed": number, **values})
        if features is not None and features.salient:
            self._connection.execute(INDEX, [{"term": term, "number": number} for term in features.salient])
        return number

    def _tidy(self, number: int, now: datetime) -> None:
        """Forget what articles are about that came long ago, or many articles ago."""
        old = self._connection.execute(LAST_BEFORE, {"moment": now - REMEMBERED * self._window}).scalar() or 0
        values = {"first": self._connection.execute(OLDEST).scalar(), "last": max(old, number - self._kept)}
        if values["first"] is not None:
            self._connection.execute(FORGET, values)
            self._connection.execute(FORGET_TERMS, values)


def _is_near(row: Row[Any], features: Features, window: timedelta, now: datetime) -> bool:
    """By date of publication; where one is not known, by when the other article came."""
    if row.features is None:
        return False
    if row.day is None or features.day is None:
        return bool(abs(now - row.seen) <= window)
    return bool(abs(row.day - features.day) <= window / timedelta(days=1))


def _member(row: Row[Any]) -> Member | None:
    features = from_bytes(row.features)
    return Member(story=row.story, features=features, number=row.number) if features else None
