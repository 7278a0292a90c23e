"""The log that the feed reads: one entry for every version of every article, in the order of their commits."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from scrapers.article import Article
from scrapers.store.model import EntryKind, LogEntry
from scrapers.store.tables import articles, feed, revisions
from scrapers.story import StoryMerge

APPEND = insert(feed)
IS_MERGE = feed.c.kind == "merge"
IS_REVISION = feed.c.kind == "revision"


def logged(connection: Connection, article: Article, kind: EntryKind) -> int:
    """Append a version of an article and return its cursor."""
    row = {"article_id": article.id, "revision": article.revision, "kind": kind}
    key = connection.execute(APPEND, row).inserted_primary_key
    assert key is not None  # only statements for several rows have none
    return int(key[0])


def log_merge(connection: Connection, article: Article, merge: StoryMerge) -> int:
    """Append the merge that a version of an article showed and return its cursor."""
    row = {"article_id": article.id, "revision": article.revision, "kind": "merge"}
    key = connection.execute(APPEND, {**row, "event": merge.model_dump_json(by_alias=True)}).inserted_primary_key
    assert key is not None  # only statements for several rows have none
    return int(key[0])


def first_cursor(connection: Connection, article_id: str) -> int:
    """Return the cursor of an article's first version; the article must be in the log."""
    query = select(func.min(feed.c.cursor)).where(feed.c.article_id == article_id)
    return int(connection.execute(query).scalar_one())


def last_cursor(connection: Connection) -> int:
    """Return the newest cursor; 0 if the log is empty."""
    return int(connection.execute(select(func.coalesce(func.max(feed.c.cursor), 0))).scalar_one())


def entries(connection: Connection, query: Select[Any]) -> tuple[LogEntry, ...]:
    """Return the entries that a query made by `entry_query` finds."""
    return tuple(LogEntry(**row) for row in connection.execute(query).mappings())


def entry_query(after: int, outlets: tuple[str, ...], languages: tuple[str, ...]) -> Select[Any]:
    """Return a query for the entries after a cursor, ascending; empty outlets or languages mean all.

    A language also stands for its variants: `zh` finds `zh-Hant`. Merges of stories are of all outlets and languages.
    """
    older = revisions.alias("older")
    document = func.coalesce(feed.c.event, revisions.c.document, articles.c.document).label("document")
    version = (revisions.c.article_id == feed.c.article_id) & (revisions.c.revision == feed.c.revision)
    before = (older.c.article_id == feed.c.article_id) & (older.c.revision == feed.c.revision - 1) & IS_REVISION
    query = (
        select(feed.c.cursor, feed.c.kind, document, func.coalesce(older.c.document, "").label("previous"))
        .join(articles, articles.c.id == feed.c.article_id)
        .outerjoin(revisions, version)
        .outerjoin(older, before)
        .where(feed.c.cursor > after)
        .order_by(feed.c.cursor)
    )
    if outlets:
        query = query.where(or_(articles.c.outlet.in_(outlets), IS_MERGE))
    if languages:
        query = query.where(or_(is_in(languages), IS_MERGE))
    return query


def is_in(languages: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that an article is in one of some languages or their variants."""
    variants = [articles.c.language.startswith(f"{one}-", autoescape=True) for one in languages]
    return or_(articles.c.language.in_(languages), *variants)
