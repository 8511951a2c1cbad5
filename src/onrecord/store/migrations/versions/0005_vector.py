"""The words of a text kept ready on PostgreSQL: a search that asks for words among other things need not take each text apart again."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# PostgreSQL's lists of words end at a megabyte: so many characters of a text fit, whatever they are; and so many, if each is one byte.
TITLE, SURE, LONGEST = 1000, 190_000, 500_000
TEXT = f"CASE WHEN octet_length(left(text, {LONGEST})) <= {LONGEST} THEN left(text, {LONGEST}) ELSE left(text, {SURE}) END"
WORDS = f"to_tsvector('simple', coalesce(left(title, {TITLE}), '') || ' ' || coalesce({TEXT}, ''))"
POSTGRESQL = (
    "DROP INDEX ix_document_words",
    f"ALTER TABLE document ADD COLUMN vector tsvector GENERATED ALWAYS AS ({WORDS}) STORED",
    "CREATE INDEX ix_document_words ON document USING gin (vector) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Keep them as a column that PostgreSQL fills by itself; SQLite has its own index."""
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else ():
        op.execute(statement)
