"""Records into the archive, with their claims, figures, names and points: all of a batch in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, delete

from onrecord.model.captures import Versions
from onrecord.model.claims import Certainty
from onrecord.model.records import Record, claim_dict
from onrecord.store.dialects import drop_points, index_points
from onrecord.store.rows import Row, canonical, insert_all, insert_numbers, insert_plain, name_key
from onrecord.store.search import LONG
from onrecord.store.tables import CLAIM, FIGURE, NAME, NAME_WORD, OUTLINE, RECORD

LARGEST = 2**63 - 1
ROLES = (("actor", "actors"), ("target", "targets"), ("victim", "victims"), ("place", "places"))


def add_records(connection: Connection, found: Iterable[tuple[int, Sequence[Record]]], versions: Versions) -> None:
    """Add the records of some documents, given by number."""
    rows: list[Row] = []
    told: list[tuple[Record, Row]] = []
    for document, records in found:
        for position, record in enumerate(records):
            body = cast("Row", record.to_dict())
            del body["claims"]
            told.append((record, body))
            rows.append(record_row(record, body, document, position, versions))
    numbers = insert_numbers(connection, RECORD, rows)
    index_points(connection, [(number, *point) for number, (_, body) in zip(numbers, told, strict=True) if (point := first_point(body))])
    numbered = list(zip(numbers, told, strict=True))
    insert_all(connection, CLAIM, [row for number, (record, _) in numbered for row in claim_rows(record, number, versions)])
    insert_all(connection, FIGURE, [row for number, (_, body) in numbered for row in figure_rows(body, number)])
    names = [row for number, (_, body) in numbered for row in name_rows(body, number)]
    insert_all(connection, NAME, names)
    insert_plain(connection, NAME_WORD, ("record", "role", "word", "normal"), word_rows(names))


def remove_records(connection: Connection, *documents: int) -> None:
    """Take the records of some documents away, with everything that belongs to them or was made of them."""
    drop_points(connection, *documents)
    connection.execute(delete(OUTLINE).where(OUTLINE.c.document.in_(documents)))
    connection.execute(delete(RECORD).where(RECORD.c.document.in_(documents)))


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
        "is_long": is_long(body["time"]["earliest"], body["time"]["latest"]),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "country": next((place["country"] for place in body["places"] if place["country"]), None),
        "body": canonical(body),
        "version": versions.id,
    }


def is_long(earliest: str | None, latest: str | None) -> bool:
    """True for days that the index of last days does not find: more than a month, or an open end."""
    if earliest is None or latest is None:
        return earliest is not None or latest is not None
    return date.fromisoformat(latest) - date.fromisoformat(earliest) > LONG


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
        {"record": number, "harm": figure["harm"], "low": held(figure["low"]), "high": held(figure["high"]), "is_total": is_total}
        for figure, is_total in told
    ]


def held(figure: int | None) -> int | None:
    """A figure to search by; one beyond what a database holds is as much as it holds."""
    return None if figure is None else min(figure, LARGEST)


def name_rows(body: Mapping[str, Any], number: int) -> list[Row]:
    """Its names by role, once each."""
    found = [(role, each["name"]) for role, key in ROLES for each in body[key] if each["name"]]
    found += [("source", name) for name in body["sources"]] + [("denier", name) for name in body["denied_by"]]
    found += [("source", figure["source"]) for figure in body["toll"] if figure["source"]]
    return [{"record": number, "role": role, "name": name, "normal": name_key(name)} for role, name in dict.fromkeys(found)]


def word_rows(names: Iterable[Row]) -> list[tuple[int, str, str, str]]:
    """The words of names, by which they are found: record, role, word and the whole name."""
    return list(dict.fromkeys((row["record"], row["role"], word, row["normal"]) for row in names for word in row["normal"].split()))
