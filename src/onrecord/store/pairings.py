"""Decisions of people on records and incidents as they stand in an archive: rows with a line in the log each, never edited."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from onrecord.errors import InvalidValueError, UnknownCodeError
from onrecord.model.captures import State
from onrecord.model.pairings import Pairing, Pairs, decided_pairs, find_contradictions, standing_decisions
from onrecord.model.values import Kind
from onrecord.store.dialects import is_one_of
from onrecord.store.incidents import Found, find_incident
from onrecord.store.log import append_log, now, read_detail, read_log
from onrecord.store.read import SHOWN, find_imported, find_record, find_vanished
from onrecord.store.rows import canonical
from onrecord.store.tables import DOCUMENT, INCIDENT, PAIRING, RECORD


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided on: a record, or an incident with its records."""

    id: str
    records: tuple[str, ...] = ()


def pair(connection: Connection, wanted: tuple[str, str], verdict: Pairs, *, by: str, why: str = "") -> Pairing:
    """Note a decision on two records or incidents, each named by its id or the beginning of one.

    Raises:
        UnknownCodeError: if there is no such record or incident, or more than one.
        InvalidValueError: if nobody is named, both are one, or one is a tally.
    """
    one, other = (find_subject(connection, each) for each in wanted)
    if one.id == other.id:
        what = "incident" if one.records else "record"
        raise InvalidValueError(f"'{wanted[0]}' and '{wanted[1]}' are one {what}, {one.id}; a decision must be on two")
    return keep_decision(connection, (one, other), verdict, by=by, why=why)


def keep_decision(connection: Connection, two: tuple[Subject, Subject], verdict: Pairs, *, by: str, why: str) -> Pairing:
    """Write a decision, with a line in the log.

    Raises:
        InvalidValueError: if nobody is named, or a record was imported.
    """
    left, right = sorted(two, key=lambda subject: subject.id)
    if imported := find_imported(connection, (record for each in two for record in (each.records or (each.id,)))):
        raise InvalidValueError(
            f"record {imported} was imported: what people coded elsewhere stands as its file has it, and is no part of other incidents"
        )
    pairing = Pairing(
        left=left.id,
        right=right.id,
        verdict=verdict,
        by=by.strip(),
        at=now(),
        why=why.strip(),
        left_records=left.records,
        right_records=right.records,
    )
    sides = {side: canonical(records) for side in ("left_records", "right_records") if (records := getattr(pairing, side))}
    connection.execute(insert(PAIRING).values(**{**pairing.to_dict(), **sides}))
    told = {"verdict": str(verdict), "sha256": pairing.sha256, "documents": documents_of(connection, pairing.records)}
    append_log(connection, "pair", f"{left.id} {right.id}", told)
    return pairing


def find_subject(connection: Connection, wanted: str) -> Subject:
    """The incident record or the incident of an id, or of the beginning of one; of an incident that was merged, what it is a part of.

    Raises:
        UnknownCodeError: if there is none, or more than one.
        InvalidValueError: if it is a tally.
    """
    is_record = connection.execute(select(RECORD.c.id).where(RECORD.c.id.startswith(wanted, autoescape=True)).limit(1)).first()
    is_incident = connection.execute(select(INCIDENT.c.id).where(INCIDENT.c.id.startswith(wanted, autoescape=True)).limit(1)).first()
    if is_record and is_incident:
        raise UnknownCodeError(f"'{wanted}' may be record {is_record.id} or incident {is_incident.id}; give more of its id")
    if is_incident:
        return to_subject(find_incident(connection, wanted))
    if not is_record and not find_vanished(connection, wanted):
        raise UnknownCodeError(f"no record or incident '{wanted}' in the archive")
    record, _ = find_record(connection, wanted)
    if record.kind == Kind.TALLY:
        raise InvalidValueError(
            f"record {record.id} is a tally, which is never a part of an incident; a decision must be on two incident records"
        )
    return Subject(str(record.id))


def to_subject(found: Found) -> Subject:
    """An incident as it is decided on."""
    return Subject(found.id, tuple(sorted({record for _, record in found.members})))


def standing_on(connection: Connection, wanted: tuple[str, str]) -> list[Pairing]:
    """The decisions that nobody took back on two that are named as they were decided on: by the beginnings of ids, of their records, or the names of documents.

    Raises:
        UnknownCodeError: if there is none.
    """
    one, other = (find_meant(connection, each) for each in wanted)
    standing = [
        each
        for each in standing_decisions(read_pairings(connection))
        if any(is_meant(left, one) and is_meant(right, other) for left, right in (each.sides, each.sides[::-1]))
    ]
    if not standing:
        raise UnknownCodeError(f"no decision on '{wanted[0]}' and '{wanted[1]}' stands")
    return standing


def standing_about(connection: Connection, wanted: str) -> list[Pairing]:
    """The decisions that nobody took back of which either side is named so."""
    meant = find_meant(connection, wanted)
    return [each for each in standing_decisions(read_pairings(connection)) if any(is_meant(side, meant) for side in each.sides)]


def take_back(connection: Connection, standing: Sequence[Pairing], *, by: str, why: str = "") -> Pairing:
    """Take back decisions on the same two records or incidents; the latest of them.

    Raises:
        UnknownCodeError: if they are on several.
        InvalidValueError: if nobody is named.
    """
    if len(on := {(each.left, each.right) for each in standing}) > 1:
        found = "; ".join(f"{left} and {right}" for left, right in sorted(on)[:SHOWN])
        raise UnknownCodeError(f"more than one decision is meant: {found}; give more of the ids")
    last = standing[-1]
    one, other = Subject(last.left, last.left_records), Subject(last.right, last.right_records)
    keep_decision(connection, (one, other), Pairs.OPEN, by=by, why=why)
    return last


def find_meant(connection: Connection, wanted: str) -> tuple[str, ...]:
    """The beginnings of ids that somebody means: the words themselves, and where they name a document its records."""
    told = select(RECORD.c.id).join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document).where(DOCUMENT.c.name == wanted)
    return (wanted, *connection.execute(told).scalars())


def is_meant(side: Iterable[str], meant: tuple[str, ...]) -> bool:
    """True of a side of a decision whose id, or that of one of its records, begins so."""
    return any(each.startswith(meant) for each in side)


def documents_of(connection: Connection, records: Collection[str]) -> list[str]:
    """Ids of the documents that have some records."""
    wanted = select(DOCUMENT.c.id).join(RECORD, RECORD.c.document == DOCUMENT.c.number).where(is_one_of(connection, RECORD.c.id, records))
    return sorted(set(connection.execute(wanted).scalars()))


def withdraw_pairings(connection: Connection, document: int) -> None:
    """Let the decisions go of which one side has no record left without a document that is withdrawn; records that a copy of it has, too, stay."""
    own = own_records(connection, document)
    on_own = or_(*(is_one_of(connection, column, own) for column in (PAIRING.c.left, PAIRING.c.right)))
    on_incidents = or_(PAIRING.c.left_records.is_not(None), PAIRING.c.right_records.is_not(None))
    for row in connection.execute(select(PAIRING).where(or_(on_own, on_incidents))).all() if own else ():
        pairing = to_pairing(row)
        sides = [set(pairing.left_records or (pairing.left,)), set(pairing.right_records or (pairing.right,))]
        if any(not own.isdisjoint(side) and not any_here(connection, side - own) for side in sides):
            connection.execute(delete(PAIRING).where(PAIRING.c.number == row.number))


def any_here(connection: Connection, records: Collection[str]) -> bool:
    """True if any of some records is in the archive."""
    return (
        bool(records)
        and connection.execute(select(RECORD.c.id).where(is_one_of(connection, RECORD.c.id, records)).limit(1)).first() is not None
    )


def own_records(connection: Connection, document: int) -> set[str]:
    """Ids of the records that only this document has."""
    mine = set(connection.execute(select(RECORD.c.id).where(RECORD.c.document == document)).scalars())
    others = select(RECORD.c.id).where(is_one_of(connection, RECORD.c.id, mine), RECORD.c.document != document)
    return mine.difference(connection.execute(others).scalars())


def read_pairings(connection: Connection) -> list[Pairing]:
    """All decisions, in the order in which they were made."""
    return [to_pairing(row) for row in connection.execute(select(PAIRING).order_by(PAIRING.c.number))]


def to_pairing(row: Any) -> Pairing:
    """A decision as it was made."""
    left, right = (tuple(json.loads(records)) if records else () for records in (row.left_records, row.right_records))
    told = {"left": row.left, "right": row.right, "by": row.by, "at": row.at, "why": row.why}
    return Pairing(**told, verdict=Pairs(row.verdict), left_records=left, right_records=right)


def count_decisions(connection: Connection) -> dict[str, int]:
    """How many decisions stand, and how many of them contradict others."""
    pairings = read_pairings(connection)
    verdicts = Counter(str(pairing.verdict) for pairing in standing_decisions(pairings))
    return {
        **{str(each): verdicts[each] for each in (Pairs.SAME, Pairs.DIFFERENT)},
        "contradictions": len(find_contradictions(decided_pairs(pairings))),
    }


def find_faults_of_pairings(connection: Connection) -> Iterator[str]:
    """Decisions that are not as the log has them, or that are gone though their documents are not."""
    withdrawn = set(connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.state == str(State.WITHDRAWN))).scalars())
    logged = {read_detail(line).get("sha256"): line for line in read_log(connection) if line.kind == "pair"}
    for pairing in read_pairings(connection):
        if logged.pop(pairing.sha256, None) is None:
            yield f"decision on {pairing.left} and {pairing.right} by {pairing.by}: not as the log has it"
    for line in logged.values():
        if withdrawn.isdisjoint(read_detail(line).get("documents") or ()):
            yield f"decision on {line.subject} of log line {line.number}: missing"
