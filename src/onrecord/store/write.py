"""Documents into the archive with all that belongs to them, some in each transaction, each with its line in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from onrecord.model.captures import NORMALISATION, Capture, State, Taken, Versions, Written
from onrecord.model.text import whole
from onrecord.store.copies import find_originals, keep_signatures, pack
from onrecord.store.dialects import index_texts
from onrecord.store.log import append_logs
from onrecord.store.rows import Row, canonical, insert_all, insert_numbers, name_key
from onrecord.store.tables import CAPTURE, DOCUMENT, VERSION
from onrecord.store.write_records import add_records

KEPT = (str(State.READ), str(State.UNREAD), str(State.FILE))  # of documents whose bytes are there
CHARSET = 40  # characters that fit the column
LINK = update(DOCUMENT).where(DOCUMENT.c.number == bindparam("copy")).values(original=bindparam("of"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What stands in the archive of a document that comes again."""

    number: int
    state: State
    version: str | None
    reason: str | None


def keep_versions(connection: Connection, versions: Versions) -> None:
    """Note what reads from now on."""
    if connection.execute(select(VERSION.c.id).where(VERSION.c.id == versions.id)).first() is None:
        connection.execute(insert(VERSION).values(id=versions.id, body=canonical(asdict(versions))))


def add_batch(connection: Connection, batch: Sequence[Taken], versions: Versions) -> list[Written]:
    """Add documents with their captures, records and claims; what each of them was. One that is there already only gets its capture."""
    keep_versions(connection, versions)
    known = find_known(connection, [taken.capture.document_id for taken in batch])
    fresh = find_fresh(batch, known)
    instead = find_stale(connection, fresh)
    remove_documents(connection, [*(known[document].number for document in fresh if document in known), *instead])
    originals = find_originals(connection, [(document, taken.document, taken.signature) for document, taken in fresh.items()])
    numbers = {document: before.number for document, before in known.items()}
    numbers |= add_documents(connection, fresh, versions)
    copies = [{"copy": numbers[document], "of": original.number or numbers[original.id]} for document, original in originals.items()]
    if copies:
        connection.execute(LINK, copies)
    add_captures(connection, [(numbers[taken.capture.document_id], taken.capture) for taken in batch], versions)
    copy_of = {document: original.id for document, original in originals.items()}
    append_logs(connection, [("add", document, log_detail(taken, versions, copy_of.get(document))) for document, taken in fresh.items()])
    append_logs(connection, [("drop", document, {"why": "its bytes were read after all"}) for document in instead.values()])
    return [find_written(taken, fresh, copy_of) for taken in batch]


def find_fresh(batch: Iterable[Taken], known: dict[str, Known]) -> dict[str, Taken]:
    """The documents that are not there yet, each once; one that was skipped before is, if it can be read now."""
    fresh: dict[str, Taken] = {}
    for taken in batch:
        before = known.get(taken.capture.document_id)
        if before is None or (before.state is State.SKIPPED and taken.state is not State.SKIPPED):
            fresh.setdefault(taken.capture.document_id, taken)
    return fresh


def find_stale(connection: Connection, fresh: Mapping[str, Taken]) -> dict[int, str]:
    """Documents that were skipped before, by number, whose bytes are read now: they were taken for something else, as by a wrong --map."""
    read = {taken.capture.sha256 for taken in fresh.values() if taken.state is not State.SKIPPED}
    stale = select(DOCUMENT.c.number, DOCUMENT.c.id).where(DOCUMENT.c.bytes_sha256.in_(read), DOCUMENT.c.state == str(State.SKIPPED))
    return {row.number: row.id for row in connection.execute(stale) if row.id not in fresh}


def find_written(taken: Taken, fresh: dict[str, Taken], copy_of: dict[str, str]) -> Written:
    """What a document was when it was written."""
    document = taken.capture.document_id
    if fresh.get(document) is not taken:
        return Written.KNOWN
    return Written.COPY if document in copy_of else Written.NEW


def add_documents(connection: Connection, fresh: dict[str, Taken], versions: Versions) -> dict[str, int]:
    """The rows of new documents, their words, signatures and records; their numbers by id."""
    found = insert_numbers(connection, DOCUMENT, [document_row(taken, versions) for taken in fresh.values()])
    numbered = list(zip(found, fresh.values(), strict=True))
    with_text = [(number, taken) for number, taken in numbered if taken.document.text]
    keep_signatures(connection, [(number, taken.signature) for number, taken in with_text])
    index_texts(connection, [(number, taken.document.title, taken.document.text) for number, taken in with_text])
    add_records(connection, [(number, taken.records) for number, taken in numbered], versions)
    return dict(zip(fresh, found, strict=True))


def document_row(taken: Taken, versions: Versions) -> Row:
    """The columns of a document."""
    document = taken.document
    published = document.published
    return {
        "id": taken.capture.document_id,
        "state": str(taken.state),
        "reason": whole(taken.reason) if taken.reason else None,
        "name": document.id,
        "bytes_sha256": taken.capture.sha256,
        "text_sha256": document.sha256 if document.text else None,
        "normalisation": NORMALISATION,
        "title": document.title,
        "published": published.isoformat() if published else None,
        "url": document.url,
        "publisher": document.publisher,
        "publisher_normal": name_key(document.publisher) if document.publisher else None,
        "language": document.language,
        "is_plain": document.is_plain,
        "text": document.text or None,
        "skipped_spans": canonical([[span.start, span.end] for span in document.skipped]),
        "dropped": canonical([dropped.to_dict() for dropped in taken.dropped]),
        "warnings": canonical([{"code": notice.code, "message": notice.message} for notice in taken.warnings]),
        "signature": pack(taken.signature) if taken.signature else None,
        "version": versions.id,
    }


def add_captures(connection: Connection, captures: Iterable[tuple[int, Capture]], versions: Versions) -> None:
    """Note when and how the bytes of documents were come by, each name once."""
    wanted = {(document, capture.name): capture for document, capture in reversed(list(captures))}
    there = select(CAPTURE.c.document, CAPTURE.c.name).where(CAPTURE.c.document.in_({document for document, _ in wanted}))
    names = {(row.document, row.name) for row in connection.execute(there)}
    rows = [
        capture_row(document, capture, versions) for (document, name), capture in reversed(wanted.items()) if (document, name) not in names
    ]
    insert_all(connection, CAPTURE, rows)


def capture_row(document: int, capture: Capture, versions: Versions) -> Row:
    """The columns of a capture."""
    return {
        "document": document,
        "name": capture.name,
        "method": str(capture.method),
        "at": capture.at.isoformat(timespec="seconds"),
        "url": capture.url,
        "media_type": capture.media_type,
        "charset": whole(capture.charset)[:CHARSET] if capture.charset else None,
        "headers": canonical(capture.headers),
        "stated": canonical({key: str(value) for key, value in asdict(capture.stated).items() if value is not None}),
        "columns": canonical(capture.columns),
        "is_line": capture.is_line,
        "size": len(capture.content),
        "tool": f"onrecord {versions.onrecord}",
    }


def log_detail(taken: Taken, versions: Versions, original: str | None) -> dict[str, object]:
    """What the log says of a document that was added: no name and no words, as the log outlives a withdrawal."""
    detail: dict[str, object] = {
        "bytes_sha256": taken.capture.sha256,
        "state": str(taken.state),
        "records": len(taken.records),
        "claims": sum(len(record.claims) for record in taken.records),
        "version": versions.id,
    }
    if taken.document.text:
        detail["text_sha256"] = taken.document.sha256
    return detail | ({"copy_of": original} if original else {})


def find_known(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """Documents that are in the archive, by id."""
    columns = DOCUMENT.c.id, DOCUMENT.c.number, DOCUMENT.c.state, DOCUMENT.c.version, DOCUMENT.c.reason
    rows = connection.execute(select(*columns).where(DOCUMENT.c.id.in_(list(ids))))
    return {row.id: to_known(row) for row in rows}


def find_same(connection: Connection, captures: Iterable[Capture]) -> dict[str, Known]:
    """Documents with the bytes of captures that are not there under their own ids, by those ids.

    Those that came from the same address and whose columns were read alike, whatever was stated of them; or that were withdrawn.
    """
    wanted = list(captures)
    columns = (
        DOCUMENT.c.number,
        DOCUMENT.c.state,
        DOCUMENT.c.version,
        DOCUMENT.c.reason,
        DOCUMENT.c.bytes_sha256,
        CAPTURE.c.url,
        CAPTURE.c.columns,
    )
    states = [str(State.READ), str(State.UNREAD), str(State.WITHDRAWN)]
    rows = connection.execute(
        select(*columns)
        .outerjoin(CAPTURE, CAPTURE.c.document == DOCUMENT.c.number)
        .where(DOCUMENT.c.bytes_sha256.in_({capture.sha256 for capture in wanted}), DOCUMENT.c.state.in_(states))
        .order_by(DOCUMENT.c.state == str(State.WITHDRAWN), DOCUMENT.c.number)
    ).all()
    same = ((capture, next((row for row in rows if is_same(capture, row)), None)) for capture in wanted)
    return {capture.document_id: to_known(row) for capture, row in same if row is not None}


def is_same(capture: Capture, row: Any) -> bool:
    """True for a document with the bytes of a capture that was withdrawn, or came from the same address and was read alike."""
    is_like = row.state == State.WITHDRAWN or (row.url, row.columns) == (capture.url, canonical(capture.columns))
    return row.bytes_sha256 == capture.sha256 and is_like


def to_known(row: Any) -> Known:
    """A document as its row tells it."""
    return Known(number=row.number, state=State(row.state), version=row.version, reason=row.reason)


def is_captured(connection: Connection, document: int, name: str) -> bool:
    """True if a document was come by under this name before."""
    return connection.execute(select(CAPTURE.c.number).where(CAPTURE.c.document == document, CAPTURE.c.name == name)).first() is not None


def is_kept(connection: Connection, sha256: str) -> bool:
    """True if a document that has its bytes is there."""
    wanted = select(DOCUMENT.c.number).where(DOCUMENT.c.bytes_sha256 == sha256, DOCUMENT.c.state.in_(KEPT))
    return connection.execute(wanted.limit(1)).first() is not None


def remove_documents(connection: Connection, numbers: Sequence[int]) -> None:
    """Take away documents that were skipped before and can be read now."""
    if numbers:
        connection.execute(delete(DOCUMENT).where(DOCUMENT.c.number.in_(numbers)))
