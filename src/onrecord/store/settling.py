"""Imported records into incidents: under the ids that their file gives, unless an id means another happening here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.model.captures import IMPORTED
from onrecord.model.imports import Happening
from onrecord.model.incidents import Key, Renewal, Standing
from onrecord.store.dialects import is_one_of
from onrecord.store.incidents import LINE, detail_of, keep_renewal, members_of, read_ids
from onrecord.store.log import append_logs
from onrecord.store.tables import DOCUMENT, INCIDENT, MEMBER

MakeId = Callable[[Sequence[Key], AbstractSet[str]], str]  # an id for records that none of some ids is


@dataclass(slots=True)
class Settled:
    """Where imported records are to be; `renamed` are ids of the file that mean another happening here, each with the id that it has instead."""

    members: dict[str, tuple[Key, ...]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)


def settle(connection: Connection, wanted: Mapping[str, list[Key]], happenings: Iterable[Happening], make_id: MakeId) -> dict[str, str]:
    """Put records into incidents, with a line in the log for each that is not as it was; ids of the file that mean another happening here, with what they are instead."""
    told = list(happenings)
    order = list(dict.fromkeys([*(each.id for each in told if each.id in wanted), *wanted]))
    states = dict(rows_of(connection, order))
    mine = {key for keys in wanted.values() for key in keys}
    before = incidents_of(connection, mine)
    held = members_of(connection, {*before.values(), *(each for each, state in states.items() if state == Standing.OPEN)})
    foreign = foreign_documents(connection, {document for keys in held.values() for document, _ in keys})
    settled = Settled()
    taken = read_ids(connection) if states else set()
    for incident in order:
        keys = sorted(set(wanted[incident]))
        others = [key for key in held.get(incident, ()) if key not in mine]
        name = incident
        if any(document in foreign for document, _ in others) or (states.get(incident) == Standing.MERGED and not is_here(keys, before)):
            name = settled.renamed[incident] = next((before[key] for key in keys if key in before), None) or make_id(keys, taken)
            others = []
        settled.members[name] = tuple(sorted({*keys, *others}))
    write(connection, settled, held, states)
    add_redirects(connection, told)
    return settled.renamed


def is_here(keys: Iterable[Key], before: Mapping[Key, str]) -> bool:
    """True if some records are in incidents already."""
    return any(key in before for key in keys)


def write(connection: Connection, settled: Settled, held: Mapping[str, tuple[Key, ...]], states: Mapping[str, str]) -> None:
    """Write where records are; an incident that has lost all of its records is a part of that which has its first one."""
    now_in = {key: incident for incident, keys in settled.members.items() for key in keys}
    merged: dict[str, str] = {}
    members = dict(settled.members)
    for incident, keys in held.items():
        left = tuple(key for key in keys if now_in.get(key, incident) == incident)
        if keys and not left:
            merged[incident] = now_in[keys[0]]
        elif incident not in members:
            members[incident] = left
    made = frozenset(incident for incident in members if states.get(incident) != Standing.OPEN and incident not in held)
    old = {key: incident for incident, keys in held.items() for key in keys}
    keep_renewal(connection, Renewal(members=members, made=made, merged=merged), old, by="import")


def rows_of(connection: Connection, incidents: Iterable[str]) -> list[tuple[str, str]]:
    """Which of some ids were given, and what became of them."""
    rows = connection.execute(select(INCIDENT.c.id, INCIDENT.c.state).where(is_one_of(connection, INCIDENT.c.id, incidents)))
    return [(row.id, row.state) for row in rows]


def incidents_of(connection: Connection, keys: Iterable[Key]) -> dict[Key, str]:
    """The incidents of some records."""
    wanted = set(keys)
    found = connection.execute(
        select(DOCUMENT.c.id, MEMBER.c.record, INCIDENT.c.id.label("incident"))
        .join(DOCUMENT, DOCUMENT.c.number == MEMBER.c.document)
        .join(INCIDENT, INCIDENT.c.number == MEMBER.c.incident)
        .where(is_one_of(connection, DOCUMENT.c.id, {document for document, _ in wanted}))
    )
    return {(row.id, row.record): row.incident for row in found if (row.id, row.record) in wanted}


def foreign_documents(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Which of some documents were read here."""
    query = select(DOCUMENT.c.id).where(is_one_of(connection, DOCUMENT.c.id, documents), DOCUMENT.c.state.not_in(list(map(str, IMPORTED))))
    return set(connection.execute(query).scalars())


def add_redirects(connection: Connection, happenings: Iterable[Happening]) -> None:
    """The ids that lead to incidents of a file, where nothing here has them."""
    told: dict[str, tuple[str, str]] = {old: (into, at) for each in happenings for old, into, at in each.redirects}
    known = {incident for incident, _ in rows_of(connection, told)}
    there = known | {incident for incident, _ in rows_of(connection, {into for into, _ in told.values()})} | told.keys()
    fresh: list[dict[str, Any]] = [
        {"id": old, "state": str(Standing.MERGED), "into": into, "made_at": at, "ended_at": at}
        for old, (into, at) in sorted(told.items())
        if old not in known and into in there
    ]
    if fresh:
        connection.execute(insert(INCIDENT), fresh)
        append_logs(
            connection, [(LINE, row["id"], {"change": "merged", "by": "import", "into": row["into"], **detail_of(())}) for row in fresh]
        )
