"""The first schema: documents with their captures, records, claims, figures and names, and the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SQLITE = (
    "CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='document', content_rowid='number', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE record_point USING rtree(number, min_latitude, max_latitude, min_longitude, max_longitude)",
)
POSTGRESQL = (
    "CREATE INDEX ix_document_words ON document USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(left(text, 500000), '')))",
)


def upgrade() -> None:
    """Make all tables and indexes."""
    op.create_table(
        "about",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "log",
        sa.Column("number", WHOLE, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("hash"),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "document",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bytes_sha256", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("normalisation", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("is_plain", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("skipped_spans", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("original", WHOLE, nullable=True),
        sa.Column("version", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["original"],
            ["document.number"],
        ),
        sa.ForeignKeyConstraint(
            ["version"],
            ["version.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_document_bytes_sha256"), "document", ["bytes_sha256"], unique=False)
    op.create_index(op.f("ix_document_original"), "document", ["original"], unique=False)
    op.create_index(op.f("ix_document_publisher"), "document", ["publisher"], unique=False)
    op.create_index(op.f("ix_document_state"), "document", ["state"], unique=False)
    op.create_index(op.f("ix_document_text_sha256"), "document", ["text_sha256"], unique=False)
    op.create_table(
        "band",
        sa.Column("document", WHOLE, nullable=False),
        sa.Column("hash", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_band_document"), "band", ["document"], unique=False)
    op.create_index(op.f("ix_band_hash"), "band", ["hash"], unique=False)
    op.create_table(
        "capture",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("document", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("charset", sa.String(length=40), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("is_line", sa.Boolean(), nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("tool", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("document", "name"),
    )
    op.create_index(op.f("ix_capture_document"), "capture", ["document"], unique=False)
    op.create_table(
        "record",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("document", WHOLE, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("plover", sa.String(length=20), nullable=True),
        sa.Column("acled_event", sa.String(length=60), nullable=True),
        sa.Column("acled_sub_event", sa.String(length=60), nullable=True),
        sa.Column("realis", sa.String(length=14), nullable=False),
        sa.Column("certainty", sa.String(length=2), nullable=False),
        sa.Column("earliest", sa.String(length=10), nullable=True),
        sa.Column("latest", sa.String(length=10), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("is_long", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version"],
            ["version.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("document", "id"),
    )
    op.create_index(op.f("ix_record_acled_sub_event"), "record", ["acled_sub_event"], unique=False)
    op.create_index(op.f("ix_record_country"), "record", ["country"], unique=False)
    op.create_index("ix_record_day", "record", ["day", "number"], unique=False)
    op.create_index("ix_record_is_long", "record", ["is_long", "day"], unique=False)
    op.create_index(op.f("ix_record_id"), "record", ["id"], unique=False)
    op.create_index(op.f("ix_record_latest"), "record", ["latest"], unique=False)
    op.create_index(op.f("ix_record_plover"), "record", ["plover"], unique=False)
    op.create_index("ix_record_point", "record", ["latitude", "longitude"], unique=False)
    op.create_table(
        "claim",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("record", WHOLE, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version"],
            ["version.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_claim_id"), "claim", ["id"], unique=False)
    op.create_index(op.f("ix_claim_record"), "claim", ["record"], unique=False)
    op.create_table(
        "figure",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("record", WHOLE, nullable=False),
        sa.Column("harm", sa.String(length=10), nullable=False),
        sa.Column("low", WHOLE, nullable=True),
        sa.Column("high", WHOLE, nullable=True),
        sa.Column("is_total", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_figure_range", "figure", ["harm", "low", "high"], unique=False)
    op.create_index(op.f("ix_figure_record"), "figure", ["record"], unique=False)
    op.create_table(
        "name",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("record", WHOLE, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_name_record"), "name", ["record"], unique=False)
    op.create_index("ix_name_role_normal", "name", ["role", "normal", "record"], unique=False)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
