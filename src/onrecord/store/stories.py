"""What linking needs of an archive beside its results: under which name each document stands, its text, and what it is a copy of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.model.captures import State
from onrecord.store.tables import DOCUMENT

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document that was read; `original` is the id of the one that it is a copy of."""

    id: str
    name: str
    text: str
    original: str | None


def read_kept(connection: Connection) -> Iterator[Kept]:
    """All documents that were read, in the order in which they were added."""
    first = DOCUMENT.alias()
    query = (
        select(DOCUMENT.c.id, DOCUMENT.c.name, DOCUMENT.c.text, first.c.id.label("original"))
        .outerjoin(first, first.c.number == DOCUMENT.c.original)
        .where(DOCUMENT.c.state == str(State.READ))
        .order_by(DOCUMENT.c.number)
    )
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        yield Kept(id=row.id, name=row.name, text=row.text or "", original=row.original)
