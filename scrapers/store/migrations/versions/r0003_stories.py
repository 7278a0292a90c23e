"""Stories: which articles they have, the index by which they are found, and merges as entries of the feed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.String(27)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of stories, and let one version of an article stand in the feed with several kinds of entry."""
    _create_story_articles()
    _create_story_terms()
    _create_story_merges()
    op.add_column("feed", sa.Column("event", sa.Text))
    op.drop_index("feed_by_article", "feed")
    op.create_index("feed_by_article", "feed", ["article_id", "revision", "kind"], unique=True)


def _create_story_articles() -> None:
    op.create_table(
        "story_articles",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("story", sa.String(32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("day", sa.Float),
        sa.Column("seen", INSTANT, nullable=False),
        sa.Column("features", sa.LargeBinary),
        sqlite_autoincrement=True,
    )
    op.create_index("story_articles_by_article", "story_articles", ["article_id"], unique=True)
    op.create_index("story_articles_by_story", "story_articles", ["story"])
    op.create_index("story_articles_by_seen", "story_articles", ["seen"])


def _create_story_terms() -> None:
    op.create_table(
        "story_terms",
        sa.Column("term", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("story_terms_by_number", "story_terms", ["number"])


def _create_story_merges() -> None:
    op.create_table(
        "story_merges",
        sa.Column("merged", sa.String(32), primary_key=True),
        sa.Column("story", sa.String(32), nullable=False),
    )
    op.create_index("story_merges_by_story", "story_merges", ["story"])
