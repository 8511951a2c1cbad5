"""What stands in an archive, as results, records and counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select

from onrecord.errors import UnknownCodeError
from onrecord.model.captures import IMPORTED, READINGS, State
from onrecord.model.judgements import Judgement, standing
from onrecord.model.records import SCHEMA
from onrecord.store.dialects import is_one_of
from onrecord.store.judgements import judgements_in, to_judgement
from onrecord.store.tables import CAPTURE, CLAIM, DOCUMENT, JUDGEMENT, RECORD, VERSION

Json = dict[str, Any]
SHOWN = 6  # ids that a message names


def document_json(row: Any) -> Json:
    """A document as a result has it, with what the archive knows of it beside."""
    return {
        "id": row.name,
        "title": row.title,
        "published": row.published,
        "url": row.url,
        "publisher": row.publisher,
        "language": row.language,
        "sha256": row.text_sha256,
        "length": len(row.text or "") if row.length is None else row.length,
        "text": None if row.is_plain else row.text,
        "archive_id": row.id,
    }


def read_result(connection: Connection, row: Any) -> Json:
    """A document's result as it was read: the output contract, with the version of what read it and what people judged of it."""
    records = connection.execute(select(RECORD).where(RECORD.c.document == row.number).order_by(RECORD.c.position)).all()
    claims = read_claims(connection, [record.number for record in records])
    return {
        "schema": SCHEMA,
        "document": document_json(row),
        "records": [with_claims(record, claims) for record in records],
        "dropped": json.loads(row.dropped),
        "warnings": json.loads(row.warnings),
        "judgements": [judgement.to_dict() for judgement in judgements_in(connection, row.number)],
    }


def record_json(connection: Connection, row: Any) -> Json:
    """A record with its claims, and the version of what read it."""
    return with_claims(row, read_claims(connection, [row.number]))


def read_claims(connection: Connection, records: Collection[int]) -> dict[int, list[Json]]:
    """The claims of some records, by the numbers of these."""
    found: dict[int, list[Json]] = {}
    told = select(CLAIM.c.record, CLAIM.c.body).where(CLAIM.c.record.in_(records)).order_by(CLAIM.c.record, CLAIM.c.position)
    for row in connection.execute(told):
        found.setdefault(row.record, []).append(json.loads(row.body))
    return found


def with_claims(row: Any, claims: Mapping[int, list[Json]]) -> Json:
    """A record as results have it."""
    return {**json.loads(row.body), "claims": claims.get(row.number, []), "version": row.version}


def read_telling(connection: Connection, document: str, record: str) -> tuple[Json, Json]:
    """A document, by its id, and one of its records with its claims."""
    row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == document)).one()
    told = connection.execute(select(RECORD).where(RECORD.c.document == row.number, RECORD.c.id == record)).one()
    return document_json(row), record_json(connection, told)


def read_results(connection: Connection, *, with_copies: bool = True) -> Iterator[Json]:
    """All results in the order in which their documents were added; of withdrawn and skipped documents, and of events that people coded, there are none."""
    query = select(DOCUMENT).where(DOCUMENT.c.state.in_([*map(str, READINGS), str(State.UNREAD)])).order_by(DOCUMENT.c.number)
    if not with_copies:
        query = query.where(DOCUMENT.c.original.is_(None))
    last = 0
    while rows := connection.execute(query.where(DOCUMENT.c.number > last).limit(100)).all():
        for row in rows:
            yield read_result(connection, row)
        last = rows[-1].number


def find_document(connection: Connection, wanted: str) -> Any:
    """The document of an id, the beginning of one, a name that it came by or has itself, or its address.

    Raises:
        UnknownCodeError: if there is none, or more than one.
    """
    by_id = select(DOCUMENT).where(DOCUMENT.c.id.startswith(wanted, autoescape=True)).limit(SHOWN)
    by_name = (
        select(DOCUMENT)
        .join(CAPTURE, CAPTURE.c.document == DOCUMENT.c.number)
        .where(or_(CAPTURE.c.name == wanted, DOCUMENT.c.name == wanted, DOCUMENT.c.url == wanted))
        .distinct()
        .limit(SHOWN)
    )
    found = connection.execute(by_id).all() or connection.execute(by_name).all()
    if not found:
        raise UnknownCodeError(f"no document '{wanted}' in the archive{hint_of(connection, wanted)}")
    return only(found, wanted, "document")


def hint_of(connection: Connection, wanted: str) -> str:
    """What the documents are called that came from a file of several, where such a file is asked for."""
    inside = select(CAPTURE.c.name).where(CAPTURE.c.name.startswith(f"{wanted}, ", autoescape=True)).order_by(CAPTURE.c.number).limit(SHOWN)
    names = [f"'{name}'" for name in connection.execute(inside).scalars()]
    return f"; those of that file are called {', '.join(names)} and so on" if names else ""


def find_twins(connection: Connection, wanted: str) -> list[str]:
    """Ids of the other documents that have a document's bytes or text, or are linked with it as copies.

    Raises:
        UnknownCodeError: if there is no such document, or more than one.
    """
    own = find_document(connection, wanted)
    if own.state in IMPORTED:  # the files that hold its row
        files = select(DOCUMENT.c.id).where(DOCUMENT.c.bytes_sha256 == own.bytes_sha256, DOCUMENT.c.state == str(State.FILE))
        return list(connection.execute(files.order_by(DOCUMENT.c.number)).scalars())
    story = own.number if own.original is None else own.original
    alike = [DOCUMENT.c.bytes_sha256 == own.bytes_sha256, DOCUMENT.c.original == story, DOCUMENT.c.number == story]
    if own.text_sha256 is not None:
        alike.append(DOCUMENT.c.text_sha256 == own.text_sha256)
    kept = DOCUMENT.c.state.in_([str(State.READ), str(State.UNREAD)])
    query = select(DOCUMENT.c.id).where(or_(*alike), kept, DOCUMENT.c.number != own.number).order_by(DOCUMENT.c.number)
    return list(connection.execute(query).scalars())


def read_captures(connection: Connection, document: int) -> Sequence[Any]:
    """When and how a document was come by, each time."""
    return connection.execute(select(CAPTURE).where(CAPTURE.c.document == document).order_by(CAPTURE.c.number)).all()


def find_record(connection: Connection, wanted: str) -> tuple[Any, Any]:
    """The record of an id, or of the beginning of one, with its document; of copies of one text the first.

    Raises:
        UnknownCodeError: if there is none, or more than one.
    """
    rows = connection.execute(
        select(RECORD).where(RECORD.c.id.startswith(wanted, autoescape=True)).order_by(RECORD.c.number).limit(SHOWN)
    ).all()
    if not rows and (judged := find_vanished(connection, wanted)):
        last = judged[-1]
        raise UnknownCodeError(f"record {last.record} is no longer read from its document; {last.by} judged it {last.verdict} ({last.at})")
    firsts = list({row.id: row for row in reversed(rows)}.values())
    record = only(firsts, wanted, "record")
    return record, connection.execute(select(DOCUMENT).where(DOCUMENT.c.number == record.document)).one()


def only(rows: Any, wanted: str, what: str) -> Any:
    """The only one of some rows.

    Raises:
        UnknownCodeError: if there is none, or more than one.
    """
    if not rows:
        raise UnknownCodeError(f"no {what} '{wanted}' in the archive")
    if len(rows) > 1:
        raise UnknownCodeError(f"more than one {what} '{wanted}': {', '.join(sorted(row.id for row in rows))}; give more of its id")
    return rows[0]


def count_all(connection: Connection) -> Json:
    """How much an archive holds."""
    states = connection.execute(select(DOCUMENT.c.state, func.count()).group_by(DOCUMENT.c.state)).all()
    kinds = connection.execute(select(RECORD.c.kind, func.count()).group_by(RECORD.c.kind)).all()
    versions = connection.execute(
        select(VERSION.c.body, func.count(DOCUMENT.c.number))
        .join(DOCUMENT, DOCUMENT.c.version == VERSION.c.id)
        .where(DOCUMENT.c.state == str(State.READ))
        .group_by(VERSION.c.id, VERSION.c.body)
        .order_by(VERSION.c.id)
    ).all()
    copies = connection.execute(select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.original.is_not(None))).scalar_one()
    captures = connection.execute(select(func.count(), func.min(CAPTURE.c.at), func.max(CAPTURE.c.at)).select_from(CAPTURE)).one()
    return {
        "documents": dict(sorted(map(tuple, states))),
        "copies": copies,
        "captures": captures[0],
        "first_capture": captures[1],
        "last_capture": captures[2],
        "records": dict(sorted(map(tuple, kinds))),
        "claims": connection.execute(select(func.count()).select_from(CLAIM)).scalar_one(),
        "coded": count_coded(connection),
        "judged": count_judged(connection),
        "versions": [{**json.loads(body), "documents": count} for body, count in versions],
    }


def count_coded(connection: Connection) -> dict[str, int]:
    """How many events people coded, by who did."""
    rows = connection.execute(
        select(DOCUMENT.c.publisher, func.count().label("events"))
        .where(DOCUMENT.c.state == str(State.CODED))
        .group_by(DOCUMENT.c.publisher)
        .order_by(DOCUMENT.c.publisher)
    )
    return {str(row.publisher): row.events for row in rows}


def count_judged(connection: Connection) -> Json:
    """How many records and claims people judged, by the verdict that stands; `no longer read` are among them."""
    found = standing(to_judgement(row) for row in connection.execute(select(JUDGEMENT).order_by(JUDGEMENT.c.number)))
    verdicts = Counter(str(judgement.verdict) for judgement in found.values())
    here = set(connection.execute(select(RECORD.c.id).where(RECORD.c.id.in_(select(JUDGEMENT.c.record)))).scalars())
    here |= set(connection.execute(select(CLAIM.c.id).where(CLAIM.c.id.in_(select(JUDGEMENT.c.claim)))).scalars())
    return {**dict(sorted(verdicts.items())), "no longer read": len(found.keys() - here)}


def find_vanished(connection: Connection, wanted: str) -> list[Judgement]:
    """Decisions on records of an id, or of the beginning of one, that are no longer read."""
    rows = connection.execute(select(JUDGEMENT).where(JUDGEMENT.c.record.startswith(wanted, autoescape=True)).order_by(JUDGEMENT.c.number))
    return [to_judgement(row) for row in rows]


def find_imported(connection: Connection, records: Iterable[str]) -> str | None:
    """The first of some records that stands in imported documents alone."""
    wanted = list(records)
    found = connection.execute(
        select(RECORD.c.id, DOCUMENT.c.state)
        .join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document)
        .where(is_one_of(connection, RECORD.c.id, wanted))
    ).all()
    read = {row.id for row in found if row.state == State.READ}
    return next((str(row.id) for row in found if row.id not in read), None)
