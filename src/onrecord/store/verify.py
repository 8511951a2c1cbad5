"""Whether an archive still holds what was put in: every digest and quote is made again, and the log is followed from its first line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.model.captures import IMPORTED, State
from onrecord.store.archive import Archive
from onrecord.store.files import path_of
from onrecord.store.importing import find_faults_of_imports
from onrecord.store.incidents import find_faults_of_incidents
from onrecord.store.judgements import find_faults_of_judgements
from onrecord.store.log import find_breaks, read_detail, read_log
from onrecord.store.pairings import find_faults_of_pairings
from onrecord.store.tables import CLAIM, DOCUMENT, RECORD

KEPT = frozenset({str(State.READ), str(State.UNREAD)})  # that have bytes of their own, and a text
TOLD = frozenset({*KEPT, str(State.FILE), *map(str, IMPORTED)})  # of which the log knows the digests
BLOCK = 1 << 20


def find_faults(archive: Archive, *, tell: Callable[[int, int], None] = lambda _, __: None) -> Iterator[str]:
    """Everything that does not hold, named; `tell` is given how many documents are checked, and of how many."""
    with archive.reading() as connection:
        yield from find_breaks(connection)
        yield from compare_log(connection)
        yield from find_faults_of_judgements(connection)
        yield from find_faults_of_pairings(connection)
        yield from find_faults_of_incidents(connection)
        yield from find_faults_of_imports(connection)
        total = connection.execute(select(func.count()).select_from(DOCUMENT)).scalar_one()
        for number, row in enumerate(all_documents(connection), start=1):
            yield from check_document(connection, row, archive.files)
            tell(number, total)


def all_documents(connection: Connection) -> Iterator[Any]:
    """Every document, a few at a time."""
    last = 0
    query = select(DOCUMENT).order_by(DOCUMENT.c.number).limit(100)
    while rows := connection.execute(query.where(DOCUMENT.c.number > last)).all():
        yield from rows
        last = rows[-1].number


def check_document(connection: Connection, row: Any, files: Path) -> Iterator[str]:
    """What does not hold of one document."""
    where = f"document {row.id}"
    path = path_of(files, row.bytes_sha256)
    if row.state in {*KEPT, State.FILE}:
        if not path.is_file():
            yield f"{where}: its original is missing ({path})"
        elif digest_of(path) != row.bytes_sha256:
            yield f"{where}: its original was changed ({path})"
    if row.state in KEPT or (row.state == State.RESTORED and row.text is not None):
        if row.text is None or hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest() != row.text_sha256:
            yield f"{where}: its text was changed"
    elif row.text is not None:
        yield f"{where}: {row.state}, but its text is still there"
    yield from check_quotes(connection, row, where)


def check_quotes(connection: Connection, row: Any, where: str) -> Iterator[str]:
    """Quotes that are not the text at their offsets."""
    text = row.text or ""
    bodies = [("what was dropped", row.dropped)]
    for record in connection.execute(select(RECORD.c.number, RECORD.c.id, RECORD.c.body).where(RECORD.c.document == row.number)):
        bodies.append((f"record {record.id}", record.body))
        claims = connection.execute(select(CLAIM.c.id, CLAIM.c.body).where(CLAIM.c.record == record.number))
        bodies += [(f"claim {claim.id}", claim.body) for claim in claims]
    for what, body in bodies if row.text is not None or row.state not in IMPORTED else ():
        if not all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes_of(json.loads(body))):
            yield f"{where}, {what}: a quote is not the text at its place"


def quotes_of(value: Any) -> Iterator[Any]:
    """Everything below a value that has offsets and a quote."""
    if isinstance(value, dict):
        kinds = [type(value.get(key)) for key in ("start", "end", "quote")]
        if kinds == [int, int, str]:
            yield value
        for each in value.values():
            yield from quotes_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from quotes_of(each)


def compare_log(connection: Connection) -> Iterator[str]:
    """Documents that the log does not know, or knows otherwise, and those that it knows and that are gone."""
    told: dict[str, dict[str, Any]] = {}
    withdrawn: set[str] = set()
    for line in read_log(connection):
        if line.kind in {"add", "reread", "import"}:
            told[line.subject] = {**told.get(line.subject, {}), **read_detail(line)}
        elif line.kind == "drop":
            told.pop(line.subject, None)
        elif line.kind == "withdraw":
            withdrawn.add(line.subject)
    counts = select(RECORD.c.document, func.count().label("records")).group_by(RECORD.c.document).subquery()
    rows = connection.execute(
        select(
            DOCUMENT.c.id,
            DOCUMENT.c.state,
            DOCUMENT.c.bytes_sha256,
            DOCUMENT.c.text_sha256,
            func.coalesce(counts.c.records, 0).label("records"),
        ).outerjoin(counts, counts.c.document == DOCUMENT.c.number)
    )
    for row in rows:
        known = told.pop(row.id, None)
        if known is None:
            yield f"document {row.id}: the log does not know it"
        elif (row.id in withdrawn) != (row.state == State.WITHDRAWN):
            yield f"document {row.id}: {row.state}, but the log says otherwise"
        elif row.state in TOLD and (row.bytes_sha256, row.text_sha256, row.records) != (
            known.get("bytes_sha256"),
            known.get("text_sha256"),
            known.get("records"),
        ):
            yield f"document {row.id}: its digests or its number of records are not those that were logged"
    yield from (f"document {missing}: in the log, but not in the archive" for missing in told)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, a block at a time."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            total.update(block)
    return total.hexdigest()
