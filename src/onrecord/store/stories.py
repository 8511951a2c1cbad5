"""What looks across documents needs of an archive, some documents at a time: what records say, the names of documents, and of what each is a copy."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.model.captures import TELLING, State
from onrecord.store.dialects import is_one_of
from onrecord.store.tables import CAPTURE, DOCUMENT, RECORD

AT_ONCE = 500
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How documents are called, by their ids: by their names, or by their ids where several have one name; and for each copy its original, both as they are called."""

    called: dict[str, str]
    copies: dict[str, str]


def read_names(connection: Connection, wanted: Collection[str] | None = None, *, states: Collection[State] = TELLING) -> Names:
    """The names of some documents, given by their ids, and of their originals; of all in some states where none are given."""
    told = list(map(str, states))
    first, is_read = DOCUMENT.alias(), DOCUMENT.c.state.in_(told)
    query = (
        select(DOCUMENT.c.id, DOCUMENT.c.name, first.c.id.label("original"), first.c.name.label("original_name"))
        .outerjoin(first, (first.c.number == DOCUMENT.c.original) & first.c.state.in_(told))
        .where(is_read)
    )
    rows = connection.execute(query if wanted is None else query.where(is_one_of(connection, DOCUMENT.c.id, wanted))).all()
    names = {row.id: row.name for row in rows} | {row.original: row.original_name for row in rows if row.original}
    several = select(DOCUMENT.c.name).where(is_read).group_by(DOCUMENT.c.name).having(func.count() > 1)
    same = set(
        connection.execute(several if wanted is None else several.where(is_one_of(connection, DOCUMENT.c.name, names.values()))).scalars()
    )
    called = {document: document if name in same else name for document, name in names.items()}
    return Names(called=called, copies={called[row.id]: called[row.original] for row in rows if row.original})


def count_read(connection: Connection) -> int:
    """How many documents were read."""
    return connection.execute(select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.state == str(State.READ))).scalar_one()


def documents_since(connection: Connection, moment: str) -> list[str]:
    """Ids of the documents that were added since a moment (UTC)."""
    added = select(CAPTURE.c.document).group_by(CAPTURE.c.document).having(func.min(CAPTURE.c.at) >= moment)
    return list(connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.number.in_(added))).scalars())


def read_told(connection: Connection) -> Iterator[Json]:
    """The records of all documents without their claims, as results have them; a document is called by its id."""
    query = (
        select(DOCUMENT.c.id, DOCUMENT.c.published, RECORD.c.body)
        .join(RECORD, RECORD.c.document == DOCUMENT.c.number)
        .where(DOCUMENT.c.state == str(State.READ))
        .order_by(DOCUMENT.c.number, RECORD.c.position)
    )
    rows = connection.execute(query, execution_options={"yield_per": AT_ONCE})
    for (document, published), some in groupby(rows, key=lambda row: (row.id, row.published)):
        yield {"document": {"id": document, "published": published}, "records": [json.loads(row.body) for row in some]}
