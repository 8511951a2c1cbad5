"""Documents, records and claims into the archive: one document in one transaction, with its line in the log."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import Connection, delete, insert, select

from onrecord.model.captures import NORMALISATION, Capture, State, Taken, Versions
from onrecord.model.claims import Certainty
from onrecord.model.names import normal_name
from onrecord.model.records import Record, claim_dict
from onrecord.store.copies import find_original, keep_signature
from onrecord.store.dialects import drop_points, index_point, index_text
from onrecord.store.log import append_log
from onrecord.store.tables import CAPTURE, CLAIM, DOCUMENT, FIGURE, NAME, RECORD, VERSION

Row = dict[str, Any]
ROLES = (("actor", "actors"), ("target", "targets"), ("victim", "victims"), ("place", "places"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What stands in the archive of a document that comes again."""

    number: int
    state: State
    version: str | None
    reason: str | None


def canonical(value: object) -> str:
    """JSON as it stands in the archive: the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep_versions(connection: Connection, versions: Versions) -> None:
    """Note what reads from now on."""
    if connection.execute(select(VERSION.c.id).where(VERSION.c.id == versions.id)).first() is None:
        connection.execute(insert(VERSION).values(id=versions.id, body=canonical(asdict(versions))))


def add_taken(connection: Connection, taken: Taken, versions: Versions) -> str | None:
    """Add a document with its capture, records and claims; the id of the document that it is a copy of, if it is one."""
    document = taken.document
    original = find_original(connection, document, taken.signature) if document.text else None
    number = insert_number(connection, DOCUMENT, document_row(taken, versions, original[0] if original else None))
    add_capture(connection, taken.capture, number, versions)
    if document.text:
        keep_signature(connection, number, taken.signature)
        index_text(connection, number, document.title, document.text)
    add_records(connection, number, taken.records, versions)
    append_log(connection, "add", taken.capture.document_id, log_detail(taken, versions, original[1] if original else None))
    return original[1] if original else None


def document_row(taken: Taken, versions: Versions, original: int | None) -> Row:
    """The columns of a document."""
    document = taken.document
    published = document.published
    return {
        "id": taken.capture.document_id,
        "state": str(taken.state),
        "reason": taken.reason,
        "name": document.id,
        "bytes_sha256": taken.capture.sha256,
        "text_sha256": document.sha256 if document.text else None,
        "normalisation": NORMALISATION,
        "title": document.title,
        "published": published.isoformat() if published else None,
        "url": document.url,
        "publisher": document.publisher,
        "language": document.language,
        "is_plain": document.is_plain,
        "text": document.text or None,
        "skipped_spans": canonical([[span.start, span.end] for span in document.skipped]),
        "dropped": canonical([dropped.to_dict() for dropped in taken.dropped]),
        "warnings": canonical([{"code": notice.code, "message": notice.message} for notice in taken.warnings]),
        "signature": pack(taken.signature) if taken.signature else None,
        "original": original,
        "version": versions.id,
    }


def pack(signature: Iterable[int]) -> bytes:
    """A signature as bytes, the same on every machine."""
    values = tuple(signature)
    return struct.pack(f">{len(values)}I", *values)


def add_capture(connection: Connection, capture: Capture, document: int, versions: Versions) -> None:
    """Note when and how the bytes were come by."""
    row = {
        "document": document,
        "name": capture.name,
        "method": str(capture.method),
        "at": capture.at.isoformat(timespec="seconds"),
        "url": capture.url,
        "media_type": capture.media_type,
        "charset": capture.charset,
        "headers": canonical(capture.headers),
        "stated": canonical({key: str(value) for key, value in asdict(capture.stated).items() if value is not None}),
        "columns": canonical(capture.columns),
        "is_line": capture.is_line,
        "size": len(capture.content),
        "tool": f"onrecord {versions.onrecord}",
    }
    connection.execute(insert(CAPTURE).values(row))


def add_records(connection: Connection, document: int, records: Iterable[Record], versions: Versions) -> None:
    """Add the records of a document with their claims, figures and names."""
    for position, record in enumerate(records):
        body = cast("Row", record.to_dict())
        del body["claims"]
        number = insert_number(connection, RECORD, record_row(record, body, document, position, versions))
        point = first_point(body)
        if point:
            index_point(connection, number, *point)
        insert_all(connection, CLAIM, claim_rows(record, number, versions))
        insert_all(connection, FIGURE, figure_rows(body, number))
        insert_all(connection, NAME, name_rows(body, number))


def record_row(record: Record, body: Row, document: int, position: int, versions: Versions) -> Row:
    """The columns of a record."""
    point = first_point(body)
    return {
        "document": document,
        "id": record.id,
        "position": position,
        "kind": str(record.kind),
        "plover": body["type"]["plover"],
        "acled_event": body["type"]["acled_event"],
        "acled_sub_event": body["type"]["acled_sub_event"],
        "realis": body["realis"],
        "certainty": certainty_of(record),
        "earliest": body["time"]["earliest"],
        "latest": body["time"]["latest"],
        "day": body["time"]["latest"] or body["time"]["earliest"] or "",
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "country": next((place["country"] for place in body["places"] if place["country"]), None),
        "body": canonical(body),
        "version": versions.id,
    }


def certainty_of(record: Record) -> str:
    """How sure the surest telling is that it happened (FactBank)."""
    order = [str(certainty) for certainty in (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)]
    told = {str(claim.factuality.certainty) for claim in record.claims if claim.slot == "happened"}
    return next((certainty for certainty in order if certainty in told), order[-1])


def first_point(body: Mapping[str, Any]) -> tuple[float, float] | None:
    """Latitude and longitude of the most specific place that has them."""
    settled = (place for place in body["places"] if place["latitude"] is not None and place["longitude"] is not None)
    return next(((place["latitude"], place["longitude"]) for place in settled), None)


def claim_rows(record: Record, number: int, versions: Versions) -> list[Row]:
    """The columns of its claims, in its order."""
    return [
        {
            "record": number,
            "id": claim.id,
            "position": position,
            "slot": str(claim.slot),
            "body": canonical(claim_dict(claim)),
            "version": versions.id,
        }
        for position, claim in enumerate(record.claims)
    ]


def figure_rows(body: Mapping[str, Any], number: int) -> list[Row]:
    """Its figures, and what those of one harm come to."""
    told = [(figure, False) for figure in body["toll"] if figure["polarity"] == "asserted"] + [(total, True) for total in body["totals"]]
    return [
        {"record": number, "harm": figure["harm"], "low": figure["low"], "high": figure["high"], "is_total": is_total}
        for figure, is_total in told
    ]


def name_rows(body: Mapping[str, Any], number: int) -> list[Row]:
    """Its names by role, once each."""
    found = [(role, each["name"]) for role, key in ROLES for each in body[key] if each["name"]]
    found += [("source", name) for name in body["sources"]] + [("denier", name) for name in body["denied_by"]]
    found += [("source", figure["source"]) for figure in body["toll"] if figure["source"]]
    return [{"record": number, "role": role, "name": name, "normal": normal_name(name)} for role, name in dict.fromkeys(found)]


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


def insert_number(connection: Connection, table: Any, row: Row) -> int:
    """Insert a row; its number."""
    return int(connection.execute(insert(table).values(row).returning(table.c.number)).scalar_one())


def insert_all(connection: Connection, table: Any, rows: list[Row]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(insert(table), rows)


def remove_records(connection: Connection, document: int) -> None:
    """Take the records of a document away, with everything that belongs to them."""
    drop_points(connection, document)
    connection.execute(delete(RECORD).where(RECORD.c.document == document))


def remove_document(connection: Connection, document: int) -> None:
    """Take away a document that was skipped before and can be read now."""
    connection.execute(delete(DOCUMENT).where(DOCUMENT.c.number == document))


def find_known(connection: Connection, document_id: str) -> Known | None:
    """A document that is in the archive, by its id."""
    columns = DOCUMENT.c.number, DOCUMENT.c.state, DOCUMENT.c.version, DOCUMENT.c.reason
    row = connection.execute(select(*columns).where(DOCUMENT.c.id == document_id)).first()
    return Known(number=row.number, state=State(row.state), version=row.version, reason=row.reason) if row else None


def is_captured(connection: Connection, document: int, name: str) -> bool:
    """True if a document was come by under this name before."""
    return connection.execute(select(CAPTURE.c.number).where(CAPTURE.c.document == document, CAPTURE.c.name == name)).first() is not None
