"""Decisions of people on pairs of records as they stand in an archive: rows with a line in the log each, never edited."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, delete, insert, select

from onrecord.errors import InvalidValueError
from onrecord.model.captures import State
from onrecord.model.pairings import Pairing, Pairs
from onrecord.model.values import Kind
from onrecord.store.log import append_log, now, read_detail, read_log
from onrecord.store.read import find_record
from onrecord.store.tables import DOCUMENT, PAIRING, RECORD


def pair(connection: Connection, records: tuple[str, str], verdict: Pairs, *, by: str, why: str = "") -> Pairing:
    """Note a decision on two records, each named by its id or the beginning of one.

    Raises:
        UnknownCodeError: if there is no such record, or more than one.
        InvalidValueError: if nobody is named, both are one record, or one is a tally.
    """
    found = [find_record(connection, wanted)[0] for wanted in records]
    left, right = sorted(str(each.id) for each in found)
    if left == right:
        raise InvalidValueError(f"'{records[0]}' and '{records[1]}' are one record, {left}; a decision must be on two")
    tally = next((each.id for each in found if each.kind == Kind.TALLY), None)
    if tally and verdict is not Pairs.OPEN:  # what was decided before can still be taken back
        raise InvalidValueError(
            f"record {tally} is a tally, which is never a part of an incident; a decision must be on two incident records"
        )
    pairing = Pairing(left=left, right=right, verdict=verdict, by=by.strip(), at=now(), why=why.strip())
    connection.execute(insert(PAIRING).values(**pairing.to_dict()))
    append_log(
        connection,
        "pair",
        f"{left} {right}",
        {"verdict": str(verdict), "sha256": pairing.sha256, "documents": documents_of(connection, (left, right))},
    )
    return pairing


def documents_of(connection: Connection, records: Collection[str]) -> list[str]:
    """Ids of the documents that have some records."""
    wanted = select(DOCUMENT.c.id).join(RECORD, RECORD.c.document == DOCUMENT.c.number).where(RECORD.c.id.in_(records))
    return sorted(set(connection.execute(wanted).scalars()))


def withdraw_pairings(connection: Connection, document: int) -> None:
    """Let the decisions on a document's records go with it, but for those on records that a copy of it has too."""
    shared = select(RECORD.c.id).where(RECORD.c.document != document)
    own = select(RECORD.c.id).where(RECORD.c.document == document, RECORD.c.id.not_in(shared))
    connection.execute(delete(PAIRING).where(PAIRING.c.left.in_(own) | PAIRING.c.right.in_(own)))


def read_pairings(connection: Connection) -> list[Pairing]:
    """All decisions, in the order in which they were made."""
    rows = connection.execute(select(PAIRING).order_by(PAIRING.c.number))
    return [Pairing(left=row.left, right=row.right, verdict=Pairs(row.verdict), by=row.by, at=row.at, why=row.why) for row in rows]


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
