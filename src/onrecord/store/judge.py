"""A person's decision on a record or claim into the archive: a new row and a line in the log, never an edit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.errors import UnknownCodeError
from onrecord.model.judgements import Judgement, Verdict
from onrecord.store.log import append_log, now
from onrecord.store.read import find_record, only
from onrecord.store.tables import CLAIM, DOCUMENT, JUDGEMENT, RECORD

AT_ONCE = 500  # ids of one question


def judge(connection: Connection, wanted: str, verdict: Verdict, *, by: str, why: str = "") -> Judgement:
    """Note a decision on the record or claim of an id, or of the beginning of one, with a line in the log.

    Raises:
        UnknownCodeError: if there is none, or more than one.
        InvalidValueError: if nobody is named.
    """
    record, claim = find_subject(connection, wanted)
    judgement = Judgement(record=record.id, claim=claim, verdict=verdict, by=by.strip(), at=now(), why=why.strip())
    document: str = connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.number == record.document)).scalar_one()
    connection.execute(insert(JUDGEMENT).values(document=record.document, **judgement.to_dict()))
    told = {"document": document, "record": judgement.record, "verdict": str(verdict), "sha256": judgement.sha256}
    append_log(connection, "judge", judgement.subject, told)
    return judgement


def find_subject(connection: Connection, wanted: str) -> tuple[Any, str | None]:
    """The record of an id, or the record of a claim with the claim's id.

    Raises:
        UnknownCodeError: if there is none, or more than one.
    """
    claims = connection.execute(
        select(CLAIM.c.id, CLAIM.c.record).where(CLAIM.c.id.startswith(wanted, autoescape=True)).order_by(CLAIM.c.number).limit(AT_ONCE)
    ).all()
    records = connection.execute(select(RECORD.c.id).where(RECORD.c.id.startswith(wanted, autoescape=True)).limit(1)).first()
    if records is not None:
        record, _ = find_record(connection, wanted)
        if claims and record.id != wanted:
            raise UnknownCodeError(f"'{wanted}' begins the id of record {record.id} and of claim {claims[0].id}; give more of the id")
        return record, None
    if not claims:
        raise UnknownCodeError(f"no record or claim '{wanted}' in the archive")
    claim = only(list({row.id: row for row in reversed(claims)}.values()), wanted, "claim")
    return connection.execute(select(RECORD).where(RECORD.c.number == claim.record)).one(), str(claim.id)
