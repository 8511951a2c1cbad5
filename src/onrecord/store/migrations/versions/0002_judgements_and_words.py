"""Decisions of people on records and claims; names findable by their words, publishers in one form, and pages in the order of days by an index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DROPPED = (
    ("ix_record_plover", "record"),
    ("ix_record_acled_sub_event", "record"),
    ("ix_record_country", "record"),
    ("ix_record_latest", "record"),
    ("ix_figure_range", "figure"),
    ("ix_name_role_normal", "name"),
    ("ix_document_publisher", "document"),
)
BY_DAY = ("plover", "acled_event", "acled_sub_event", "country", "kind", "certainty", "realis")
AT_ONCE = 1000


def upgrade() -> None:
    """Make the tables and indexes, and fill them from what is there."""
    add_judgements()
    for index, table in DROPPED:
        op.drop_index(index, table)
    for column in BY_DAY:
        op.create_index(f"ix_record_{column}", "record", [column, "day", "number"], unique=False)
    op.create_index("ix_figure_total", "figure", ["harm", "is_total", "low", "high", "record"], unique=False)
    add_publishers()
    add_words()


def add_judgements() -> None:
    """The table of decisions."""
    op.create_table(
        "judgement",
        sa.Column("number", WHOLE, autoincrement=True, nullable=False),
        sa.Column("document", WHOLE, nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_judgement_document"), "judgement", ["document"], unique=False)
    op.create_index(op.f("ix_judgement_record"), "judgement", ["record"], unique=False)


def add_publishers() -> None:
    """Who published, in the form that searches compare."""
    op.add_column("document", sa.Column("publisher_normal", sa.Text(), nullable=True))
    op.create_index(op.f("ix_document_publisher_normal"), "document", ["publisher_normal"], unique=False)
    known = op.get_bind().execute(sa.text("SELECT DISTINCT publisher FROM document WHERE publisher IS NOT NULL")).scalars().all()
    statement = sa.text("UPDATE document SET publisher_normal = :normal WHERE publisher = :publisher")
    for publisher in known:
        op.get_bind().execute(statement, {"publisher": publisher, "normal": normal_name(publisher)})


def add_words() -> None:
    """The words of names."""
    op.create_table(
        "name_word",
        sa.Column("record", WHOLE, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.number"], ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_name_word_record"), "name_word", ["record"], unique=False)
    op.create_index("ix_name_word_role_word", "name_word", ["role", "word", "record", "normal"], unique=False)
    statement = sa.text("INSERT INTO name_word (record, role, word, normal) VALUES (:record, :role, :word, :normal)")
    for rows in names():
        found = dict.fromkeys((row.record, row.role, word, row.normal) for row in rows for word in row.normal.split())
        if found:
            columns = "record", "role", "word", "normal"
            op.get_bind().execute(statement, [dict(zip(columns, row, strict=True)) for row in found])


def names() -> Iterator[list[Any]]:
    """All names that are there, those of one record together, some at a time."""
    statement = sa.text("SELECT record, role, normal FROM name WHERE record > :after AND record <= :until ORDER BY record")
    last = op.get_bind().execute(sa.text("SELECT max(record) FROM name")).scalar() or 0
    for after in range(0, last, AT_ONCE):
        yield list(op.get_bind().execute(statement, {"after": after, "until": after + AT_ONCE}))


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """A name as it was compared at this step: a step does what it did when it was made, whatever becomes of names later."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s\b", "", plain.lower())).split()
    while len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return " ".join(words)
