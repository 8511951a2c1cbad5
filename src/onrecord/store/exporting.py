"""Incidents and totals of an archive with all that their records hold, some at a time: what exports are made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, select

from onrecord.model.incidents import Standing
from onrecord.model.values import Kind
from onrecord.store.incidents import read_members
from onrecord.store.read import read_claims, read_results, with_claims
from onrecord.store.search import ORIGINS, Query, conditions
from onrecord.store.tables import DOCUMENT, INCIDENT, MEMBER, RECORD, VERSION

AT_ONCE = 200  # incidents
Json = dict[str, Any]
Telling = tuple[Json, Json]
PARTS = (DOCUMENT.c.id, DOCUMENT.c.name, DOCUMENT.c.title, DOCUMENT.c.published, DOCUMENT.c.url, DOCUMENT.c.publisher, DOCUMENT.c.language)


def read_incidents(connection: Connection, query: Query) -> Iterator[tuple[str, list[Telling]]]:
    """Each incident one of whose records is looked for, with all its records, in the order in which incidents came to be."""
    found = (
        select(MEMBER.c.incident)
        .join(RECORD, (RECORD.c.document == MEMBER.c.document) & (RECORD.c.id == MEMBER.c.record))
        .where(*conditions(connection, query, many=None))
    )
    ordered = (
        select(INCIDENT.c.number, INCIDENT.c.id)
        .where(INCIDENT.c.state == str(Standing.OPEN), INCIDENT.c.number.in_(found))
        .order_by(INCIDENT.c.number)
    )
    rows = connection.execute(ordered).all()
    for first in range(0, len(rows), AT_ONCE):
        page = rows[first : first + AT_ONCE]
        members = read_tellings(connection, [row.number for row in page])
        yield from ((row.id, members[row.number]) for row in page if row.number in members)


def read_tellings(connection: Connection, incidents: Sequence[int]) -> dict[int, list[Telling]]:
    """The records of some incidents with their documents, in the order in which those were added."""
    told = (
        select(
            MEMBER.c.incident, RECORD.c.number, RECORD.c.body, RECORD.c.version, *(part.label(f"document_{part.name}") for part in PARTS)
        )
        .join(RECORD, (RECORD.c.document == MEMBER.c.document) & (RECORD.c.id == MEMBER.c.record))
        .join(DOCUMENT, DOCUMENT.c.number == MEMBER.c.document)
        .where(MEMBER.c.incident.in_(incidents))
        .order_by(DOCUMENT.c.number, RECORD.c.position)
    )
    found: dict[int, list[Telling]] = {}
    rows = connection.execute(told).all()
    claims = read_claims(connection, [row.number for row in rows])
    for row in rows:
        found.setdefault(row.incident, []).append(telling_of(row, claims))
    return found


def read_totals(connection: Connection, query: Query) -> Iterator[Telling]:
    """Each total that is looked for, in the order in which documents were added."""
    told = (
        select(RECORD.c.number, RECORD.c.body, RECORD.c.version, *(part.label(f"document_{part.name}") for part in PARTS))
        .join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document)
        .where(RECORD.c.kind == str(Kind.TALLY), *conditions(connection, query, many=None))
        .order_by(RECORD.c.number)
    )
    yield from read_pages(connection, told)


def read_pages(connection: Connection, told: Select[Any]) -> Iterator[Telling]:
    """Records with their documents and claims, a page at a time."""
    last = 0
    while rows := connection.execute(told.where(RECORD.c.number > last).limit(AT_ONCE)).all():
        claims = read_claims(connection, [row.number for row in rows])
        yield from (telling_of(row, claims) for row in rows)
        last = rows[-1].number


def read_found(connection: Connection, query: Query) -> Iterator[Json]:
    """The results of all documents one of whose records is looked for (of all documents, where nothing is), each record with the incident that it is in."""
    asked = list(conditions(connection, replace(query, with_copies=True), many=None))
    wanted = (
        set(connection.execute(select(DOCUMENT.c.id).join(RECORD, RECORD.c.document == DOCUMENT.c.number).where(*asked)).scalars())
        if asked
        else None
    )
    incidents, versions, originals = read_members(connection), read_bodies(connection), read_originals(connection)
    stories: dict[
        str, str
    ] = {}  # of each original the first document that goes out: of an original that stays behind its copies are copies of that one
    for result in read_results(connection, with_copies=query.with_copies):
        document = result["document"]["archive_id"]
        if wanted is None or document in wanted:
            story = stories.setdefault(originals.get(document, document), document)
            yield {
                **result,
                "document": {**result["document"], "copy_of": story if story != document else None},
                "records": [with_incident(record, incidents.get((document, record["id"]))) for record in result["records"]],
                "read_by": [versions[version] for version in dict.fromkeys(record["version"] for record in result["records"])],
            }


def has_both_origins(connection: Connection) -> bool:
    """True if there are records that were read, and events that people coded."""
    some = select(RECORD.c.number).join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document).limit(1)
    return all(connection.execute(some.where(DOCUMENT.c.state.in_(states))).first() is not None for states in ORIGINS.values())


def read_bodies(connection: Connection) -> dict[str, Json]:
    """Everything that ever read, by the ids that records name."""
    rows = connection.execute(select(VERSION.c.id, VERSION.c.body))
    return {row.id: {"id": row.id, **json.loads(row.body)} for row in rows}


def read_originals(connection: Connection) -> dict[str, str]:
    """For each copy its original, both by their ids."""
    first = DOCUMENT.alias()
    rows = connection.execute(select(DOCUMENT.c.id, first.c.id.label("original")).join(first, first.c.number == DOCUMENT.c.original))
    return {row.id: row.original for row in rows}


def read_redirects(connection: Connection) -> dict[str, list[Json]]:
    """For each incident that stands the ids that lead to it, each with what it became a part of, and when."""
    merged = connection.execute(
        select(INCIDENT.c.id, INCIDENT.c.into, INCIDENT.c.ended_at).where(INCIDENT.c.state == str(Standing.MERGED)).order_by(INCIDENT.c.id)
    ).all()
    into = {row.id: row.into for row in merged}
    found: dict[str, list[Json]] = {}
    for row in merged:
        end = row.into
        while end in into:
            end = into[end]
        found.setdefault(end, []).append({"id": row.id, "into": row.into, "at": row.ended_at})
    return found


def with_incident(record: Json, incident: str | None) -> Json:
    """A record with the incident that it is in; one of an archive that was not linked, and a total, are in none."""
    return {**record, "incident": incident} if incident else record


def telling_of(row: Any, claims: dict[int, list[Json]]) -> Telling:
    """A document without its text, and a record as results have it."""
    document = {part.name: getattr(row, f"document_{part.name}") for part in PARTS}
    document["archive_id"], document["id"] = document.pop("id"), document.pop("name")
    return document, with_claims(row, claims)


def read_versions(connection: Connection, origin: str | None = None) -> tuple[Json, ...]:
    """What read the records that are there, or those of one origin."""
    used = select(RECORD.c.version).distinct()
    if origin in ORIGINS:
        used = used.join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document).where(DOCUMENT.c.state.in_(ORIGINS[origin]))
    return tuple(
        json.loads(body)
        for body in connection.execute(select(VERSION.c.body).where(VERSION.c.id.in_(used)).order_by(VERSION.c.id)).scalars()
    )
