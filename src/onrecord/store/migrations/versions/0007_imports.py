"""How long a text is that was read elsewhere: of results that are taken over the text itself may be missing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("document", sa.Column("length", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
