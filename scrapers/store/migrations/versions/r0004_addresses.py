"""Address memory: which parameters of an outlet pick no article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of what was learned about addresses."""
    op.create_table(
        "address_memory",
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("saved_at", sa.String(27), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
