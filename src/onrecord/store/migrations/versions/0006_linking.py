"""What a merged incident held, so that its id can stand again for just that; what linking compares of a document, so that it is not worked out anew each time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; what incidents held that were merged before nobody knows, and they lead where they led."""
    op.create_table(
        "former",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("incident", WHOLE, nullable=False),
        sa.Column("document", WHOLE, nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("incident", "document", "record"),
    )
    op.create_index("ix_former_document_record", "former", ["document", "record"], unique=False)
    op.create_index(op.f("ix_former_incident"), "former", ["incident"], unique=False)
    op.create_table(
        "outline",
        sa.Column("document", WHOLE, autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document"),
    )
