"""What merged incidents held when they were merged: by that their ids stand again, or lead where most of it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, select

from onrecord.model.incidents import Former, Key, Standing
from onrecord.store.dialects import is_one_of
from onrecord.store.rows import insert_plain
from onrecord.store.tables import DOCUMENT, FORMER, INCIDENT, MEMBER, RECORD

AT_ONCE = 10_000  # rows held


def read_formers(connection: Connection, records: Collection[str] | None = None) -> dict[str, Former]:
    """The merged incidents that held any of some records, given by their ids; all, where none are given."""
    now = INCIDENT.alias()
    query = (
        select(INCIDENT.c.id.label("incident"), DOCUMENT.c.id.label("document"), FORMER.c.record, now.c.id.label("now"))
        .select_from(FORMER)
        .join(INCIDENT, INCIDENT.c.number == FORMER.c.incident)
        .join(DOCUMENT, DOCUMENT.c.number == FORMER.c.document)
        .outerjoin(MEMBER, (MEMBER.c.document == FORMER.c.document) & (MEMBER.c.record == FORMER.c.record))
        .outerjoin(now, now.c.number == MEMBER.c.incident)
    )
    if records is not None:
        query = query.where(FORMER.c.incident.in_(select(FORMER.c.incident).where(is_one_of(connection, FORMER.c.record, records))))
    held: dict[str, dict[Key, str | None]] = {}
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        held.setdefault(row.incident, {})[row.document, row.record] = row.now
    leads = read_leads(connection) if held else {}
    return {incident: Former(leads=way_of(leads, incident), held=keys) for incident, keys in held.items()}


def read_leads(connection: Connection) -> dict[str, str]:
    """For each merged incident that into which it was merged."""
    rows = connection.execute(select(INCIDENT.c.id, INCIDENT.c.into).where(INCIDENT.c.state == str(Standing.MERGED)))
    return {row.id: row.into for row in rows}


def way_of(leads: Mapping[str, str], incident: str) -> tuple[str, ...]:
    """The incidents to which an id leads, one after the other."""
    way: list[str] = []
    while incident in leads:
        incident = leads[incident]
        way.append(incident)
    return tuple(way)


def keep_formers(connection: Connection, merged: Mapping[str, Sequence[Key]], revived: Collection[str]) -> None:
    """Note what incidents held that are merged now; of those that stand again nothing need be noted."""
    again = select(INCIDENT.c.number).where(is_one_of(connection, INCIDENT.c.id, revived))
    connection.execute(delete(FORMER).where(FORMER.c.incident.in_(again)))
    numbers = {table: numbers_of(connection, table, ids) for table, ids in ((INCIDENT, merged), (DOCUMENT, documents_of(merged)))}
    rows = [
        (numbers[INCIDENT][incident], numbers[DOCUMENT][document], record) for incident, keys in merged.items() for document, record in keys
    ]
    insert_plain(connection, FORMER, ("incident", "document", "record"), rows)


def documents_of(held: Mapping[str, Sequence[Key]]) -> set[str]:
    """The documents of all records."""
    return {document for keys in held.values() for document, _ in keys}


def numbers_of(connection: Connection, table: Any, ids: Collection[str]) -> dict[str, int]:
    """Numbers of rows by their ids."""
    rows = connection.execute(select(table.c.id, table.c.number).where(is_one_of(connection, table.c.id, ids)))
    return {row.id: row.number for row in rows}


def release_formers(connection: Connection, document: int) -> dict[str, Former]:
    """Forget the records of a document that are no longer there; the merged incidents that held any of them, with what is left of that."""
    still = select(RECORD.c.id).where(RECORD.c.document == document)
    lost = (FORMER.c.document == document) & FORMER.c.record.not_in(still)
    records = set(connection.execute(select(FORMER.c.record).where(lost)).scalars())
    formers = read_formers(connection, records) if records else {}
    connection.execute(delete(FORMER).where(lost))
    return {incident: replace(former, held={key: now for key, now in former.held.items() if now}) for incident, former in formers.items()}
