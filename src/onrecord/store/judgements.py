"""Decisions of people on records and claims as they stand in an archive: they outlive reading again, and go when their document is withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.model.captures import State
from onrecord.model.judgements import Judgement, Verdict
from onrecord.store.log import append_log, read_detail, read_log
from onrecord.store.tables import DOCUMENT, JUDGEMENT, RECORD


def read_judgements(connection: Connection, records: Collection[str]) -> list[Judgement]:
    """All decisions on some records and their claims, in the order in which they were made."""
    rows = connection.execute(select(JUDGEMENT).where(JUDGEMENT.c.record.in_(records)).order_by(JUDGEMENT.c.number))
    return [to_judgement(row) for row in rows]


def judgements_in(connection: Connection, document: int) -> list[Judgement]:
    """All decisions that a document's records got, also those that are no longer read from it, and those made on a copy of it."""
    here = select(RECORD.c.id).where(RECORD.c.document == document)
    wanted = (JUDGEMENT.c.document == document) | JUDGEMENT.c.record.in_(here)
    return [to_judgement(row) for row in connection.execute(select(JUDGEMENT).where(wanted).order_by(JUDGEMENT.c.number))]


def to_judgement(row: Any) -> Judgement:
    """A decision as it was made."""
    return Judgement(record=row.record, claim=row.claim, verdict=Verdict(row.verdict), by=row.by, at=row.at, why=row.why)


def withdraw_judgements(connection: Connection, document: int) -> None:
    """Let the decisions on a document's records go with it, but for those on records that a copy of it has too."""
    for row in connection.execute(select(JUDGEMENT.c.number, JUDGEMENT.c.record).where(JUDGEMENT.c.document == document)).all():
        others = select(RECORD.c.document).where(RECORD.c.id == row.record, RECORD.c.document != document)
        heir = connection.execute(others.order_by(RECORD.c.document).limit(1)).scalar()
        own = JUDGEMENT.c.number == row.number
        connection.execute(delete(JUDGEMENT).where(own) if heir is None else update(JUDGEMENT).where(own).values(document=heir))


def find_faults_of_judgements(connection: Connection) -> Iterator[str]:
    """Decisions that are not as the log has them, or that are gone though their document is not."""
    logged = {read_detail(line).get("sha256"): line for line in read_log(connection) if line.kind == "judge"}
    gone = set(connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.state == str(State.WITHDRAWN))).scalars())
    for row in connection.execute(select(JUDGEMENT).order_by(JUDGEMENT.c.number)):
        if logged.pop(to_judgement(row).sha256, None) is None:
            yield f"judgement on {row.claim or row.record} by {row.by}: not as the log has it"
    for line in logged.values():
        if read_detail(line).get("document") not in gone:
            yield f"judgement on {line.subject} of log line {line.number}: missing"


def restore_judgements(connection: Connection, told: Mapping[str, Iterable[Judgement]]) -> None:
    """Decisions that came with results, by the ids of their documents (of those read here nothing is changed): each once, in the order in which they were made, with its line in the log."""
    records = [judgement.record for some in told.values() for judgement in some]
    known = {judgement.sha256 for judgement in read_judgements(connection, records)}
    restored = select(DOCUMENT.c.id, DOCUMENT.c.number).where(DOCUMENT.c.id.in_(list(told)), DOCUMENT.c.state == str(State.RESTORED))
    numbers = {row.id: row.number for row in connection.execute(restored)}
    fresh: dict[str, tuple[str, Judgement]] = {}
    for document, some in told.items():
        for judgement in some:
            if document in numbers and judgement.sha256 not in known:
                fresh.setdefault(judgement.sha256, (document, judgement))
    for document, judgement in sorted(fresh.values(), key=lambda each: each[1].at):
        connection.execute(insert(JUDGEMENT).values(document=numbers[document], **judgement.to_dict()))
        detail = {"document": document, "record": judgement.record, "verdict": str(judgement.verdict), "sha256": judgement.sha256}
        append_log(connection, "judge", judgement.subject, detail)
