"""Documents out of the archive to be read again, and what they give put in the place of what was there."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from onrecord.model.captures import State, Stored, Versions
from onrecord.model.judgements import standing
from onrecord.model.records import Result
from onrecord.model.text import Document, Span
from onrecord.store.incidents import release_members
from onrecord.store.judgements import judgements_in
from onrecord.store.log import append_log
from onrecord.store.rows import canonical
from onrecord.store.tables import CLAIM, DOCUMENT, RECORD
from onrecord.store.write import keep_versions
from onrecord.store.write_records import add_records, remove_records


def list_documents(connection: Connection, versions: Versions, *, with_current: bool) -> list[int]:
    """Numbers of the documents that were read, in their order; those that the current version read only if they are wanted, too."""
    query = select(DOCUMENT.c.number).where(DOCUMENT.c.state == str(State.READ)).order_by(DOCUMENT.c.number)
    return list(connection.execute(query if with_current else query.where(DOCUMENT.c.version != versions.id)).scalars())


def read_stored(connection: Connection, number: int) -> Stored:
    """A document with the bodies of its records, the ids of their claims, and what people judged of them."""
    row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.number == number)).one()
    records = connection.execute(
        select(RECORD.c.number, RECORD.c.id, RECORD.c.body).where(RECORD.c.document == number).order_by(RECORD.c.position)
    ).all()
    claims = {
        record.id: tuple(connection.execute(select(CLAIM.c.id).where(CLAIM.c.record == record.number).order_by(CLAIM.c.position)).scalars())
        for record in records
    }
    document = Document(
        id=row.name,
        text=row.text,
        title=row.title,
        published=read_published(row.published),
        url=row.url,
        publisher=row.publisher,
        language=row.language,
        is_plain=row.is_plain,
        skipped=tuple(Span(start, end) for start, end in json.loads(row.skipped_spans)),
    )
    return Stored(
        id=row.id,
        number=number,
        document=document,
        bodies={record.id: json.loads(record.body) for record in records},
        claims=claims,
        judged={subject: str(judgement.verdict) for subject, judgement in standing(judgements_in(connection, number)).items()},
    )


def read_published(words: str | None) -> date | datetime | None:
    """A day, or a moment, as it was written."""
    if words is None:
        return None
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)


def replace_records(connection: Connection, stored: Stored, result: Result, versions: Versions) -> None:
    """The records of a document as they were read now, with a line in the log."""
    keep_versions(connection, versions)
    remove_records(connection, stored.number)
    add_records(connection, [(stored.number, result.records)], versions)
    told = {
        "dropped": canonical([dropped.to_dict() for dropped in result.dropped]),
        "warnings": canonical([{"code": notice.code, "message": notice.message} for notice in result.warnings]),
    }
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.number == stored.number).values(version=versions.id, **told))
    claims = sum(len(record.claims) for record in result.records)
    append_log(connection, "reread", stored.id, {"records": len(result.records), "claims": claims, "version": versions.id})
    release_members(
        connection, stored.number, by="reread", why=f"no incident is read from document {stored.id} any more where its last record stood"
    )
