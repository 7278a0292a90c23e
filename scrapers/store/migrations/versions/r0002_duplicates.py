"""The index of duplicates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the index, and drop the hash by which exact duplicates were found before."""
    _create_fingerprints()
    _create_copies()
    _create_copy_outlets()
    op.drop_index("feed_by_text", "feed")
    op.drop_column("feed", "text_hash")


def _create_fingerprints() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("fingerprint", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def _create_copies() -> None:
    op.create_table(
        "copies",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("article", sa.LargeBinary, nullable=False),
        sa.Column("cluster", sa.LargeBinary),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("wire", sa.Boolean, nullable=False),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
    )


def _create_copy_outlets() -> None:
    op.create_table(
        "copy_outlets",
        sa.Column("cluster", sa.LargeBinary, primary_key=True),
        sa.Column("outlet", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
