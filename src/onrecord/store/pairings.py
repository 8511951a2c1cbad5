"""Decisions of people on pairs of records as they stand in an archive: rows with a line in the log each, never edited."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from onrecord.model.pairings import Pairing, Pairs
from onrecord.store.log import append_log, now, read_detail, read_log
from onrecord.store.read import find_record
from onrecord.store.tables import PAIRING


def pair(connection: Connection, records: tuple[str, str], verdict: Pairs, *, by: str, why: str = "") -> Pairing:
    """Note a decision on two records, each named by its id or the beginning of one.

    Raises:
        UnknownCodeError: if there is no such record, or more than one.
        InvalidValueError: if nobody is named, or both are one record.
    """
    left, right = sorted(str(find_record(connection, wanted)[0].id) for wanted in records)
    pairing = Pairing(left=left, right=right, verdict=verdict, by=by.strip(), at=now(), why=why.strip())
    connection.execute(insert(PAIRING).values(**pairing.to_dict()))
    append_log(connection, "pair", f"{left} {right}", {"verdict": str(verdict), "sha256": pairing.sha256})
    return pairing


def read_pairings(connection: Connection) -> list[Pairing]:
    """All decisions, in the order in which they were made."""
    rows = connection.execute(select(PAIRING).order_by(PAIRING.c.number))
    return [Pairing(left=row.left, right=row.right, verdict=Pairs(row.verdict), by=row.by, at=row.at, why=row.why) for row in rows]


def find_faults_of_pairings(connection: Connection) -> Iterator[str]:
    """Decisions that are not as the log has them, or that are gone."""
    logged = {read_detail(line).get("sha256"): line for line in read_log(connection) if line.kind == "pair"}
    for pairing in read_pairings(connection):
        if logged.pop(pairing.sha256, None) is None:
            yield f"decision on {pairing.left} and {pairing.right} by {pairing.by}: not as the log has it"
    for line in logged.values():
        yield f"decision on {line.subject} of log line {line.number}: missing"
