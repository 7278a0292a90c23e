"""The first tables."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.String(27)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table and give the store its id."""
    _create_store()
    _create_articles()
    _create_revisions()
    _create_feed()
    _create_urls()
    _create_validators()
    _create_runs()
    _create_site_memory()


def _create_store() -> None:
    table = op.create_table("store", sa.Column("id", sa.String(8), primary_key=True))
    op.bulk_insert(table, [{"id": secrets.token_hex(4)}])


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("canonical_url", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("fetched_at", sa.Text, nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("articles_by_outlet", "articles", ["outlet", "published"])


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )


def _create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("cursor", NUMBER, primary_key=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text_hash", sa.String(64)),
        sqlite_autoincrement=True,
    )
    op.create_index("feed_by_article", "feed", ["article_id", "revision"], unique=True)
    op.create_index("feed_by_text", "feed", ["text_hash"])


def _create_urls() -> None:
    op.create_table(
        "urls",
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("wanted", sa.Boolean, nullable=False),
        sa.Column("run", NUMBER),
        sa.Column("discovery", sa.Text, nullable=False),
        sa.Column("lastmods", sa.Text, nullable=False),
        sa.Column("list_url", sa.Text, nullable=False),
        sa.Column("listed_at", INSTANT, nullable=False),
        sa.Column("discovered_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", INSTANT),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id")),
        sa.Column("first_stored", INSTANT),
        sa.Column("last_stored", INSTANT),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("recheck_at", INSTANT),
    )
    op.create_index("urls_wanted", "urls", ["outlet", "wanted"])
    op.create_index("urls_by_list", "urls", ["outlet", "list_url", "listed_at"])


def _create_validators() -> None:
    op.create_table(
        "validators",
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("listed_at", INSTANT, nullable=False),
    )


def _create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("started", INSTANT, nullable=False),
        sa.Column("ended", INSTANT),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("runs_by_outlet", "runs", ["outlet"])


def _create_site_memory() -> None:
    op.create_table(
        "site_memory",
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
