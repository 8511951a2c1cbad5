"""The words of a text kept ready on PostgreSQL: a search that asks for words among other things need not take each text apart again."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LONGEST = 500_000  # characters of a text that PostgreSQL indexes; its word lists end at a megabyte
WORDS = f"to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(left(text, {LONGEST}), ''))"
POSTGRESQL = (
    "DROP INDEX ix_document_words",
    f"ALTER TABLE document ADD COLUMN vector tsvector GENERATED ALWAYS AS ({WORDS}) STORED",
    "CREATE INDEX ix_document_words ON document USING gin (vector)",
)


def upgrade() -> None:
    """Keep them as a column that PostgreSQL fills by itself; SQLite has its own index."""
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else ():
        op.execute(statement)
