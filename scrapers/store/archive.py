"""Articles and their older versions."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, bindparam, insert, select, update

from scrapers.article import Article, DateVerdict
from scrapers.errors import StoreError
from scrapers.normalizer.revisions import Changes, changes_between
from scrapers.store.duplicates import DuplicateIndex
from scrapers.store.log import first_cursor, log_merge, logged
from scrapers.store.model import Save, Stored, StoreOptions
from scrapers.store.stories import Placement, StoryIndex
from scrapers.store.tables import articles, revisions
from scrapers.story import StoryMerge

# Statements are built once: building them costs more than SQLite needs to run them.
BY_ID = select(articles).where(articles.c.id == bindparam("id"))
INSERT = insert(articles)
UPDATE = update(articles).where(articles.c.id == bindparam("known_id"))
KEEP = insert(revisions)

READABLE = frozenset({"full", "live_blog"})
"""Verdicts on pages that gave the article; the other ones never replace these."""


def document_of(article: Article) -> str:
    """Return the article as the JSON that is stored.

    Raises `StoreError` if its text cannot be written as UTF-8.
    """
    try:
        return article.model_dump_json(by_alias=True)
    except ValueError as error:
        raise StoreError(
            f"article {article.id} cannot be written as UTF-8: {error}", url=article.url, stage="store"
        ) from error


def article_of(document: str) -> Article:
    """Return the article in stored JSON.

    Raises `StoreError` if it does not fit the contract of this version.
    """
    try:
        return Article.model_validate_json(document)
    except ValidationError as error:
        raise StoreError(f"the store holds an article that does not fit article/1: {error}", stage="store") from error


def save(connection: Connection, item: Save, options: StoreOptions, index: DuplicateIndex) -> Stored:
    """Return the article as it stands after storing it: new, a revision, or unchanged."""
    known = connection.execute(BY_ID, {"id": item.article.id}).first()
    if known is None:
        return _save_new(connection, item, options, index)
    if _says_nothing_new(known, item.article):
        return Stored(kind="unchanged", article=article_of(known.document), cursor=0)
    return _save_revision(connection, item, known, options, index)


def versions(connection: Connection, article_id: str) -> tuple[Article, ...]:
    """Return every version of an article, oldest first; empty if there is no such article."""
    old = select(revisions.c.document).where(revisions.c.article_id == article_id)
    rows = connection.execute(old.order_by(revisions.c.revision)).scalars().all()
    last = connection.execute(select(articles.c.document).where(articles.c.id == article_id)).scalars().all()
    return tuple(article_of(document) for document in (*rows, *last))


def changes(connection: Connection, article_id: str) -> tuple[Changes, ...]:
    """Return what each version of an article changed of the one before; empty if there is one version, or none."""
    return tuple(changes_between(old, new) for old, new in pairwise(versions(connection, article_id)))


def changed_since(document: str, article: Article) -> Changes:
    """Return what an article changed of an earlier version, given as stored JSON.

    Raises `StoreError` if that does not fit the contract of this version.
    """
    return changes_between(article_of(document), article)


def documents(connection: Connection, outlet: str, after: str, limit: int) -> tuple[tuple[str, str], ...]:
    """Return id and newest document of articles in order of their ids; an empty outlet means all."""
    query = select(articles.c.id, articles.c.document).where(articles.c.id > after)
    query = query.where(articles.c.outlet == outlet) if outlet else query
    rows = connection.execute(query.order_by(articles.c.id).limit(limit))
    return tuple((row.id, row.document) for row in rows)


def _save_new(connection: Connection, item: Save, options: StoreOptions, index: DuplicateIndex) -> Stored:
    relation = index.relation(item.article)
    article = relation.put_into(item.article)
    stories = StoryIndex(connection, options.story_days)
    placement = stories.placement(article, item.now)
    article = article.model_copy(update={"revision": 1, "story": placement.story})
    row = {**_columns(article), "id": article.id, "stored_at": item.now, "changed_at": item.now}
    connection.execute(INSERT, row)
    stories.add(article, placement, item.now)
    cursor = logged(connection, article, "new")
    index.add(cursor, article, relation)
    return Stored(kind="new", article=article, cursor=cursor, merge=_merged(connection, article, placement, item.now))


def _save_revision(
    connection: Connection, item: Save, known: Row[Any], options: StoreOptions, index: DuplicateIndex
) -> Stored:
    own_start = first_cursor(connection, known.id)
    article = _revised(article_of(known.document), item.article, item.now)
    relation = index.relation(article, before=own_start)
    article = relation.put_into(article)
    stories = StoryIndex(connection, options.story_days)
    placement = stories.placement(article, item.now)
    article = article.model_copy(update={"story": placement.story})
    row = {**_columns(article), "changed_at": item.now, "known_id": known.id}
    _keep_old(connection, known)
    connection.execute(UPDATE, row)
    stories.add(article, placement, item.now)
    cursor, merge = logged(connection, article, "revision"), _merged(connection, article, placement, item.now)
    index.add(cursor, article, relation)
    return Stored(kind="revision", article=article, cursor=cursor, merge=merge)


def _merged(connection: Connection, article: Article, placement: Placement, now: datetime) -> StoryMerge | None:
    if not placement.merged:
        return None
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    merge = StoryMerge(story=placement.story, merged=placement.merged, article=article.id, at=at)
    log_merge(connection, article, merge)
    return merge


def _keep_old(connection: Connection, known: Row[Any]) -> None:
    row = {"revision": known.revision, "stored_at": known.changed_at, "document": known.document}
    connection.execute(KEEP, {"article_id": known.id, **row})


def _columns(article: Article) -> dict[str, Any]:
    return {
        "outlet": article.outlet.id,
        "canonical_url": article.canonical_url,
        "revision": article.revision,
        "content_hash": _content_hash(article),
        "language": article.language.code,
        "verdict": article.completeness.verdict,
        "published": article.published.value,
        "fetched_at": article.fetched_at,
        "document": document_of(article),
    }


def _says_nothing_new(known: Row[Any], article: Article) -> bool:
    """Also true for what must not replace the stored words: another outlet's copy, a wall where an article was."""
    if known.content_hash == _content_hash(article) or known.outlet != article.outlet.id:
        return True
    return known.verdict in READABLE and article.completeness.verdict not in READABLE


def _content_hash(article: Article) -> str:
    words = json.dumps([article.title, article.standfirst, article.text])
    return hashlib.sha256(words.encode()).hexdigest()


def _revised(old: Article, new: Article, now: datetime) -> Article:
    return new.model_copy(
        update={
            "revision": old.revision + 1,
            "published": old.published if new.published.source == "first_seen" else new.published,
            "modified": new.modified or _seen_modified(now),
        }
    )


def _seen_modified(now: datetime) -> DateVerdict:
    return DateVerdict(
        value=now.astimezone(UTC).isoformat(timespec="seconds"),
        precision="second",
        source="first_seen",
        raw="",
        zone_assumed=False,
    )
