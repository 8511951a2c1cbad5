"""What linking compares of each document, kept beside it: made once, and anew only where its records or what makes it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from onrecord.model.captures import State
from onrecord.store.read import Json, read_result
from onrecord.store.rows import insert_plain
from onrecord.store.tables import DOCUMENT, OUTLINE

AT_ONCE = 500  # documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document's incident records and its story, each as lines that linking takes."""

    records: str
    story: str


def read_outlines(connection: Connection, form: str, part: str) -> Iterator[str]:
    """The wanted part of all outlines of this form."""
    query = select(OUTLINE.c[part]).where(OUTLINE.c.form == form)
    yield from connection.execute(query, execution_options={"yield_per": AT_ONCE}).scalars()


def list_without(connection: Connection, form: str) -> list[int]:
    """Numbers of the documents that were read and have no outline of this form."""
    has_one = select(OUTLINE.c.document).where(OUTLINE.c.form == form)
    query = select(DOCUMENT.c.number).where(DOCUMENT.c.state == str(State.READ), DOCUMENT.c.number.not_in(has_one))
    return list(connection.execute(query.order_by(DOCUMENT.c.number)).scalars())


def read_whole(connection: Connection, documents: Sequence[int]) -> Iterator[tuple[int, Json]]:
    """Numbers and results of some documents that were read, with their texts; each document is called by its archive's id."""
    query = select(DOCUMENT).where(DOCUMENT.c.number.in_(documents), DOCUMENT.c.state == str(State.READ)).order_by(DOCUMENT.c.number)
    for row in connection.execute(query).all():
        result = read_result(connection, row)
        yield row.number, {**result, "document": {**result["document"], "id": row.id, "text": row.text}}


def keep_outlines(connection: Connection, form: str, outlines: Mapping[int, Outline]) -> None:
    """Write the outlines of documents, by their numbers."""
    connection.execute(delete(OUTLINE).where(OUTLINE.c.document.in_(list(outlines))))
    rows = [(document, form, outline.records, outline.story) for document, outline in outlines.items()]
    insert_plain(connection, OUTLINE, ("document", "form", "records", "story"), rows)
