"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

INSTANT_LENGTH = 27

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""A number that counts up by itself; SQLite does so for INTEGER only."""

metadata = MetaData()


class Instant(TypeDecorator[datetime]):
    """A moment as `2026-01-04T05:06:07.000000Z`: readable, and in order when sorted as text."""

    impl = String(INSTANT_LENGTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the moment in UTC; a time without offset is a ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"time without offset: {value.isoformat()}")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment with offset UTC."""
        return None if value is None else datetime.fromisoformat(value)


store = Table(
    "store",
    metadata,
    Column("id", String(8), primary_key=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("canonical_url", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("language", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("fetched_at", Text, nullable=False),
    Column("stored_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("document", Text, nullable=False),
    Index("articles_by_outlet", "outlet", "published"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("stored_at", Instant, nullable=False),
    Column("document", Text, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("cursor", NUMBER, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("event", Text),
    Index("feed_by_article", "article_id", "revision", "kind", unique=True),
    sqlite_autoincrement=True,
)

urls = Table(
    "urls",
    metadata,
    Column("outlet", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("wanted", Boolean, nullable=False),
    Column("run", NUMBER),
    Column("discovery", Text, nullable=False),
    Column("lastmods", Text, nullable=False),
    Column("list_url", Text, nullable=False),
    Column("listed_at", Instant, nullable=False),
    Column("discovered_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Instant),
    Column("status", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("article_id", ForeignKey("articles.id")),
    Column("first_stored", Instant),
    Column("last_stored", Instant),
    Column("unchanged", Integer, nullable=False),
    Column("recheck_at", Instant),
    Index("urls_wanted", "outlet", "wanted"),
    Index("urls_by_list", "outlet", "list_url", "listed_at"),
)

validators = Table(
    "validators",
    metadata,
    Column("outlet", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("listed_at", Instant, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("started", Instant, nullable=False),
    Column("ended", Instant),
    Column("reason", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Index("runs_by_outlet", "outlet"),
    sqlite_autoincrement=True,
)

site_memory = Table(
    "site_memory",
    metadata,
    Column("outlet", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("document", Text, nullable=False),
)

address_memory = Table(
    "address_memory",
    metadata,
    Column("outlet", Text, primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("document", Text, nullable=False),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("fingerprint", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("article", LargeBinary, nullable=False),
    Column("cluster", LargeBinary),
    Column("outlet", Text, nullable=False),
    Column("wire", Boolean, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
)

copy_outlets = Table(
    "copy_outlets",
    metadata,
    Column("cluster", LargeBinary, primary_key=True),
    Column("outlet", Text, primary_key=True),
    sqlite_with_rowid=False,
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("story", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("day", Float),
    Column("seen", Instant, nullable=False),
    Column("features", LargeBinary),
    Index("story_articles_by_article", "article_id", unique=True),
    Index("story_articles_by_story", "story"),
    Index("story_articles_by_seen", "seen"),
    sqlite_autoincrement=True,
)

story_terms = Table(
    "story_terms",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Index("story_terms_by_number", "number"),
    sqlite_with_rowid=False,
)

story_merges = Table(
    "story_merges",
    metadata,
    Column("merged", String(32), primary_key=True),
    Column("story", String(32), nullable=False),
    Index("story_merges_by_story", "story"),
)
