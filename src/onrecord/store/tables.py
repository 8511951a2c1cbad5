"""The tables of an archive, the same on SQLite and PostgreSQL; JSON stands as text, so that both hold equal rows.

`number` is a row's place in its database and joins tables; `id` is made from content and is what people and exports use.
A change here needs a migration in `migrations/versions`; a test holds both together.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
BY_DAY = ("plover", "acled_event", "acled_sub_event", "country", "kind", "certainty", "realis")
WHOLE = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in a column of that very type


def number() -> Column[int]:
    """A row's own number."""
    return Column("number", WHOLE, primary_key=True, autoincrement=True)


def of(table: str, *, index: bool = True) -> Column[int]:
    """The number of the row of another table that this one belongs to; it goes with that row."""
    return Column(table, WHOLE, ForeignKey(f"{table}.number", ondelete="CASCADE"), nullable=False, index=index)


ABOUT = Table("about", METADATA, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

VERSION = Table("version", METADATA, Column("id", String(16), primary_key=True), Column("body", Text, nullable=False))

DOCUMENT = Table(
    "document",
    METADATA,
    number(),
    Column("id", String(32), nullable=False, unique=True),
    Column("state", String(10), nullable=False, index=True),
    Column("reason", Text),
    Column("name", Text, nullable=False),
    Column("bytes_sha256", String(64), nullable=False, index=True),
    Column("text_sha256", String(64), index=True),
    Column("normalisation", String(40), nullable=False),
    Column("title", Text),
    Column("published", String(40)),
    Column("url", Text),
    Column("publisher", Text),
    Column("publisher_normal", Text, index=True),  # in the one form that searches compare
    Column("language", String(20)),
    Column("is_plain", Boolean, nullable=False),
    Column("text", Text),
    Column("length", WHOLE),  # characters of a text that is not here; of one that is it is nothing
    Column("skipped_spans", Text, nullable=False),
    Column("dropped", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("signature", LargeBinary),
    Column("original", WHOLE, ForeignKey("document.number"), index=True),  # the document that this one is a copy of
    Column("version", String(16), ForeignKey("version.id")),
)

CAPTURE = Table(
    "capture",
    METADATA,
    number(),
    of("document"),
    Column("name", Text, nullable=False),
    Column("method", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Column("url", Text),
    Column("media_type", String(100)),
    Column("charset", String(40)),
    Column("headers", Text, nullable=False),
    Column("stated", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("is_line", Boolean, nullable=False),
    Column("size", WHOLE, nullable=False),
    Column("tool", String(40), nullable=False),
    UniqueConstraint("document", "name"),
)

BAND = Table(
    "band",
    METADATA,
    of("document"),
    Column("hash", String(24), nullable=False, index=True),
)

RECORD = Table(
    "record",
    METADATA,
    number(),
    of("document", index=False),
    Column("id", String(32), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("plover", String(20)),
    Column("acled_event", String(60)),
    Column("acled_sub_event", String(60)),
    Column("realis", String(14), nullable=False),
    Column("certainty", String(2), nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("day", String(10), nullable=False),  # what lists are ordered by: the last possible day, else the first, else nothing
    Column("is_long", Boolean, nullable=False),  # more days than a month, or an open end
    Column("latitude", Float),
    Column("longitude", Float),
    Column("country", String(2)),
    Column("body", Text, nullable=False),
    Column("version", String(16), ForeignKey("version.id"), nullable=False),
    UniqueConstraint("document", "id"),
    Index("ix_record_day", "day", "number"),
    *(Index(f"ix_record_{column}", column, "day", "number") for column in BY_DAY),  # a page in the order of days without sorting
    Index("ix_record_is_long", "is_long", "day"),
    Index("ix_record_point", "latitude", "longitude"),
)

CLAIM = Table(
    "claim",
    METADATA,
    number(),
    of("record"),
    Column("id", String(32), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("slot", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Column("version", String(16), ForeignKey("version.id"), nullable=False),
)

FIGURE = Table(
    "figure",
    METADATA,
    number(),
    of("record"),
    Column("harm", String(10), nullable=False),
    Column("low", WHOLE),
    Column("high", WHOLE),
    Column("is_total", Boolean, nullable=False),  # what the figures of one harm come to together
    Index("ix_figure_total", "harm", "is_total", "low", "high", "record"),
)

NAME = Table(
    "name",
    METADATA,
    number(),
    of("record"),
    Column("role", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("normal", Text, nullable=False),
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    number(),
    of("document"),  # in which it was made; the record is named by its id, which outlives reading again
    Column("record", String(32), nullable=False, index=True),
    Column("claim", String(32)),
    Column("verdict", String(10), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
)

PAIRING = Table(
    "pairing",
    METADATA,
    number(),
    Column("left", String(32), nullable=False),  # two records by their ids, which outlive reading again, or incidents
    Column("right", String(32), nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
    Column("left_records", Text),  # of an incident the records that it held then, as JSON; nothing of a record
    Column("right_records", Text),
)

INCIDENT = Table(
    "incident",
    METADATA,
    number(),
    Column("id", String(16), nullable=False, unique=True),  # never given to another
    Column("state", String(10), nullable=False, index=True),
    Column("into", String(16)),  # the incident that it was merged into
    Column("why", Text),
    Column("made_at", String(40), nullable=False),
    Column("ended_at", String(40)),
)

MEMBER = Table(
    "member",
    METADATA,
    number(),
    of("incident"),
    of("document", index=False),
    Column("record", String(32), nullable=False, index=True),  # by its id, which outlives reading again
    UniqueConstraint("document", "record"),
)

FORMER = Table(
    "former",  # what an incident held when it was merged, as far as it is still there
    METADATA,
    number(),
    of("incident"),
    of("document", index=False),
    Column("record", String(32), nullable=False),
    UniqueConstraint("incident", "document", "record"),
    Index("ix_former_document_record", "document", "record"),
)

OUTLINE = Table(
    "outline",  # what linking compares of a document, so that it is not worked out anew each time
    METADATA,
    Column("document", WHOLE, ForeignKey("document.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("form", String(16), nullable=False),  # of what made it; one of another form is made anew
    Column("records", Text, nullable=False),
    Column("story", Text, nullable=False),
)

NAME_WORD = Table(
    "name_word",
    METADATA,
    of("record"),
    Column("role", String(10), nullable=False),
    Column("word", Text, nullable=False),
    Column("normal", Text, nullable=False),  # the whole name that it is a word of
    Index("ix_name_word_role_word", "role", "word", "record", "normal"),
)

LOG = Table(
    "log",
    METADATA,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
