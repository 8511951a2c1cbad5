"""Incidents with permanent ids and the records that they hold; decisions of people on whole incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and the columns for decisions on several records."""
    op.create_table(
        "incident",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("into", sa.String(length=16), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_incident_state"), "incident", ["state"], unique=False)
    op.create_table(
        "member",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("incident", WHOLE, nullable=False),
        sa.Column("document", WHOLE, nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("document", "record"),
    )
    op.create_index(op.f("ix_member_incident"), "member", ["incident"], unique=False)
    op.create_index(op.f("ix_member_record"), "member", ["record"], unique=False)
    for side in ("left", "right"):
        op.add_column("pairing", sa.Column(f"{side}_records", sa.Text(), nullable=True))
