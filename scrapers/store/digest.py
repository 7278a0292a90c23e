"""Stories as they are listed, and the articles of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from scrapers.article import Article
from scrapers.store.archive import article_of
from scrapers.store.log import is_in
from scrapers.store.model import Story, StoryQuery
from scrapers.store.tables import articles, story_articles, story_merges

AT_ONCE = 100
"""Bounds the memory that listing takes."""
SHORTEST_ID = 4
"""Digits of a story's id that may stand for all of it."""

_members = story_articles.c
_last = func.max(_members.at)


def listed(connection: Connection, wanted: StoryQuery) -> Iterator[Story]:
    """Yield the stories that are wanted, the one with the newest article first."""
    rows = connection.execute(_query(wanted)).all()
    for start in range(0, len(rows), AT_ONCE):
        yield from _stories(connection, rows[start : start + AT_ONCE])


def ids_of(connection: Connection, beginning: str) -> tuple[str, ...]:
    """Return the ids of stories that an id, or its beginning, may mean after all merges; three of several at most."""
    if len(beginning) < SHORTEST_ID:
        return ()
    known = select(_members.story).where(_members.story.startswith(beginning, autoescape=True)).distinct()
    gone = select(story_merges.c.story).where(story_merges.c.merged.startswith(beginning, autoescape=True)).distinct()
    found = {str(story) for query in (known, gone) for story in connection.execute(query.limit(2)).scalars()}
    return tuple(sorted(found)[:3])


def articles_of(connection: Connection, story: str) -> tuple[Article, ...]:
    """Return the articles of a story as they stand, oldest first; empty if there is no such story."""
    query = select(articles.c.document).join(story_articles, _members.article_id == articles.c.id)
    rows = connection.execute(query.where(_members.story == story).order_by(_members.at, _members.number))
    return tuple(article_of(document) for document in rows.scalars())


def _query(wanted: StoryQuery) -> Select[Any]:
    first = func.min(_members.at).label("first")
    query = select(_members.story, first, _last.label("last"), func.count().label("articles")).group_by(_members.story)
    query = query.having(func.count() >= wanted.articles).order_by(_last.desc(), _members.story)
    if wanted.since is not None:
        query = query.having(_last >= wanted.since)
    if wanted.outlets:
        query = query.where(_members.story.in_(_with_article(articles.c.outlet.in_(wanted.outlets))))
    if wanted.languages:
        query = query.where(_members.story.in_(_with_article(is_in(wanted.languages))))
    return query if wanted.limit is None else query.limit(wanted.limit)


def _with_article(condition: ColumnElement[bool]) -> Select[Any]:
    joined = story_articles.join(articles, _members.article_id == articles.c.id)
    return select(_members.story).select_from(joined).where(condition)


def _stories(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[Story]:
    rows = list(rows)
    ids = [row.story for row in rows]
    members = _members_of(connection, ids)
    for row in rows:
        own = sorted(members[row.story], key=lambda one: one.id != row.story)  # what opened the story gives its title
        yield Story(
            id=row.story,
            first=row.first,
            last=row.last,
            articles=row.articles,
            outlets=tuple(sorted({one.outlet for one in own} - {""})),
            languages=tuple(code for code, _ in Counter(one.language for one in own).most_common()),
            title=_title(connection, [one.id for one in own]),
        )


def _members_of(connection: Connection, ids: list[str]) -> dict[str, list[Row[Any]]]:
    query: Select[Any] = select(_members.story, articles.c.id, articles.c.outlet, articles.c.language)
    query = query.join(story_articles, _members.article_id == articles.c.id).where(_members.story.in_(ids))
    members = defaultdict(list)
    for row in connection.execute(query.order_by(_members.at, _members.number)):
        members[row.story].append(row)
    return members


def _title(connection: Connection, ids: Iterable[str]) -> str:
    for one in ids:
        document = connection.execute(select(articles.c.document).where(articles.c.id == one)).scalar_one()
        if title := article_of(document).title:
            return title
    return ""
