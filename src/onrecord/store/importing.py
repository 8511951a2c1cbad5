"""What imported files hold into the archive: only what is new or not as it was is written, each with its line in the log; what a later file of one name lacks leaves a tombstone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select, update

from onrecord.errors import ArchiveError
from onrecord.model.captures import IMPORTED, NORMALISATION, Method, State, Versions
from onrecord.model.imports import Entry, Source
from onrecord.model.records import Record, claim_dict
from onrecord.model.text import whole
from onrecord.store.dialects import forget_text, index_texts
from onrecord.store.incidents import release_all, release_members
from onrecord.store.log import append_logs, now, read_detail, read_log
from onrecord.store.rows import Row, canonical, insert_all, insert_numbers, name_key
from onrecord.store.tables import CAPTURE, CLAIM, DOCUMENT, RECORD
from onrecord.store.withdraw import EMPTY
from onrecord.store.write import keep_versions
from onrecord.store.write_records import add_records, remove_records

LINE = "import"  # kind of the log's lines
AT_ONCE = 500  # documents
KEPT = ("name", "title", "published", "url", "publisher", "language", "text_sha256", "length", "dropped", "warnings")
PLACES_OF_NAME = 590  # characters of a file's name that a capture has room for beside the line


@dataclass(slots=True)
class Taken:
    """What became of a file's entries. `known` were read here, `withdrawn` were taken back before; neither is touched."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    known: int = 0
    withdrawn: int = 0
    records: int = 0
    keys: dict[str, list[tuple[str, str]]] = field(
        default_factory=dict
    )  # records of each incident that the file names, where they were taken


def add_file(connection: Connection, source: Source, path: str, tool: Versions) -> bool:
    """Keep a file as evidence, once; True if it is new.

    Raises:
        ArchiveError: if it was withdrawn.
    """
    row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == source.id)).first()
    if row is not None and row.state == State.WITHDRAWN:
        raise ArchiveError(f"{path}: these bytes were withdrawn: {row.reason}; they are not taken in again")
    if row is not None:
        return False
    keep_versions(connection, tool)
    told = {"name": source.name, "title": source.format, "publisher": source.by, "text_sha256": None, "length": None}
    values = {**told, **dict.fromkeys(("published", "url", "language", "text")), "dropped": "[]", "warnings": "[]"}
    (number,) = insert_numbers(connection, DOCUMENT, [document_row(source.id, State.FILE, values, source, tool)])
    insert_all(connection, CAPTURE, [capture_row(number, whole(path)[-PLACES_OF_NAME:], source, tool)])
    detail = {"state": str(State.FILE), "bytes_sha256": source.sha256, "text_sha256": None, "records": 0, "version": tool.id}
    append_logs(connection, [(LINE, source.id, detail)])
    return True


def document_row(document: str, state: State, values: Mapping[str, Any], source: Source, versions: Versions) -> Row:
    """The columns of a document."""
    publisher = values["publisher"]
    return {
        **values,
        "id": document,
        "state": str(state),
        "reason": None,
        "bytes_sha256": source.sha256,
        "normalisation": NORMALISATION,
        "publisher_normal": name_key(publisher) if publisher else None,
        "is_plain": values["text"] is None,
        "skipped_spans": "[]",
        "signature": None,
        "version": versions.id,
    }


def capture_row(document: int, name: str, source: Source, tool: Versions) -> Row:
    """The columns of a capture."""
    return {
        "document": document,
        "name": name,
        "method": str(Method.IMPORT),
        "at": now(),
        "headers": "[]",
        "stated": canonical({"format": source.format, **({"by": source.by} if source.by else {})}),
        "columns": "[]",
        "is_line": False,
        "size": source.size,
        "tool": f"onrecord {tool.onrecord}",
    }


def values_of(entry: Entry) -> Row:
    """What an entry says of its document."""
    told = {
        key: getattr(entry, key) for key in ("name", "title", "published", "url", "publisher", "language", "text", "text_sha256", "length")
    }
    return {**told, "dropped": canonical(list(entry.dropped)), "warnings": canonical(list(entry.warnings))}


def digest_entry(entry: Entry) -> str:
    """Digest of all that an entry says."""
    return digest(values_of(entry), [body_of(record) for record in entry.records])


def body_of(record: Record) -> list[object]:
    """A record as it will stand in the archive: its id, its body, the bodies of its claims."""
    body = record.to_dict()
    del body["claims"]
    return [record.id, canonical(body), [canonical(claim_dict(claim)) for claim in record.claims]]


def digest(values: Mapping[str, Any], bodies: Sequence[list[object]]) -> str:
    """Digest of a document's columns and its records, with their claims."""
    return hashlib.sha256(canonical([[values[key] for key in KEPT], bodies]).encode("utf-8", "surrogatepass")).hexdigest()


def digests_of(connection: Connection, rows: Sequence[Any]) -> dict[int, str]:
    """The same digests of documents as they stand in the archive, by number."""
    numbers = [row.number for row in rows]
    found: dict[int, list[list[object]]] = {number: [] for number in numbers}
    claims: dict[int, list[object]] = {}
    records = connection.execute(
        select(RECORD.c.number, RECORD.c.document, RECORD.c.id, RECORD.c.body)
        .where(RECORD.c.document.in_(numbers))
        .order_by(RECORD.c.document, RECORD.c.position)
    ).all()
    for record in records:
        claims[record.number] = []
        found[record.document].append([record.id, record.body, claims[record.number]])
    told = select(CLAIM.c.record, CLAIM.c.body).join(RECORD, RECORD.c.number == CLAIM.c.record).where(RECORD.c.document.in_(numbers))
    for claim in connection.execute(told.order_by(CLAIM.c.record, CLAIM.c.position)):
        claims[claim.record].append(claim.body)
    return {row.number: digest(row._mapping, found[row.number]) for row in rows}  # noqa: SLF001  SQLAlchemy's public name


def take_entries(connection: Connection, entries: Sequence[Entry], source: Source, tool: Versions, taken: Taken) -> None:
    """Write what is new, or not as it was."""
    rows = {row.id: row for row in connection.execute(select(DOCUMENT).where(DOCUMENT.c.id.in_([entry.id for entry in entries])))}
    digests = digests_of(connection, [row for row in rows.values() if row.state in IMPORTED])
    fresh: list[Entry] = []
    for entry in entries:
        row = rows.get(entry.id)
        if row is not None and row.state not in {*IMPORTED, State.GONE}:
            taken.withdrawn += row.state == State.WITHDRAWN
            taken.known += row.state != State.WITHDRAWN
            continue
        if row is not None and digests.get(row.number) == digest_entry(entry):
            taken.unchanged += 1
        else:
            fresh.append(entry)
        for record, incident in entry.incidents.items():
            taken.keys.setdefault(incident, []).append((entry.id, record))
    is_new = {entry.id for entry in fresh if entry.id not in rows or rows[entry.id].state == State.GONE}
    taken.added += len(is_new)
    taken.changed += len(fresh) - len(is_new)
    taken.records += sum(len(entry.records) for entry in fresh)
    write_entries(connection, fresh, rows, source, tool)


def write_entries(connection: Connection, fresh: Sequence[Entry], rows: Mapping[str, Any], source: Source, tool: Versions) -> None:
    """Write documents with their records, those that are there in the place of what they were."""
    for versions in {entry.versions.id: entry.versions for entry in fresh}.values():
        keep_versions(connection, versions)
    new = [entry for entry in fresh if entry.id not in rows]
    made = insert_numbers(
        connection, DOCUMENT, [document_row(entry.id, entry.state, values_of(entry), source, entry.versions) for entry in new]
    )
    numbers = {entry.id: number for entry, number in zip(new, made, strict=True)} | {document: row.number for document, row in rows.items()}
    for entry in fresh:
        if entry.id in rows:
            replace_document(connection, rows[entry.id], entry, source)
    index_texts(connection, [(numbers[entry.id], entry.title, entry.text) for entry in fresh if entry.text])
    for some in with_one_version(fresh):
        add_records(connection, [(numbers[each.id], each.records) for each in some], some[0].versions)
    add_captures(connection, [(numbers[entry.id], entry) for entry in fresh], source, tool)
    link_copies(connection, fresh, numbers)
    append_logs(connection, [(LINE, entry.id, detail_of(entry, source)) for entry in fresh])
    for entry in fresh:
        if entry.id in rows:
            release_members(connection, numbers[entry.id], by="import", why=f"no longer in the results of document {entry.id}")


def with_one_version(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries in their order, as many together as one version read."""
    some: list[Entry] = []
    for entry in entries:
        if some and some[0].versions != entry.versions:
            yield some
            some = []
        some.append(entry)
    if some:
        yield some


def replace_document(connection: Connection, row: Any, entry: Entry, source: Source) -> None:
    """A document as it is now; its records go, for those that it has now."""
    if row.text is not None:
        forget_text(connection, row.number, row.title, row.text)
    remove_records(connection, row.number)
    values = document_row(entry.id, entry.state, values_of(entry), source, entry.versions)
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.number == row.number).values(**values))


def add_captures(connection: Connection, entries: Sequence[tuple[int, Entry]], source: Source, tool: Versions) -> None:
    """Note on which line of which file each document stood."""
    numbers = [number for number, _ in entries]
    there = connection.execute(select(CAPTURE.c.document, CAPTURE.c.name).where(CAPTURE.c.document.in_(numbers))).all()
    known = {(row.document, row.name) for row in there}
    named = [(number, line_name(source, entry.line)) for number, entry in entries]
    insert_all(connection, CAPTURE, [capture_row(number, name, source, tool) for number, name in named if (number, name) not in known])


def line_name(source: Source, line: int | str) -> str:
    """What a line of a file is called."""
    return f"{source.name[-PLACES_OF_NAME + 30 :]}, line {line}"


def link_copies(connection: Connection, fresh: Sequence[Entry], numbers: Mapping[str, int]) -> None:
    """Documents that are copies of others, where those are there."""
    wanted = {entry.copy_of for entry in fresh if entry.copy_of}
    known = {row.id: row.number for row in connection.execute(select(DOCUMENT.c.id, DOCUMENT.c.number).where(DOCUMENT.c.id.in_(wanted)))}
    for entry in fresh:
        if original := known.get(entry.copy_of or ""):
            connection.execute(update(DOCUMENT).where(DOCUMENT.c.number == numbers[entry.id]).values(original=original))


def detail_of(entry: Entry, source: Source) -> dict[str, object]:
    """What the log says of an entry that was taken: no name and no words."""
    return {
        "state": str(entry.state),
        "bytes_sha256": source.sha256,
        "text_sha256": entry.text_sha256,
        "records": len(entry.records),
        "content_sha256": digest_entry(entry),
        "version": entry.versions.id,
    }


def bury_missing(connection: Connection, source: Source, seen: set[str]) -> int:
    """Let go of what earlier files of this name and format held and this one does not; how many there are."""
    files = select(DOCUMENT.c.bytes_sha256).where(
        DOCUMENT.c.state == str(State.FILE), DOCUMENT.c.name == source.name, DOCUMENT.c.title == source.format
    )
    told_here = select(CAPTURE.c.document).where(
        CAPTURE.c.name.startswith(line_name(source, ""), autoescape=True)
    )  # not in a file with the same bytes
    told = select(DOCUMENT.c.number, DOCUMENT.c.id, DOCUMENT.c.title, DOCUMENT.c.text).where(
        DOCUMENT.c.state.in_(list(map(str, IMPORTED))), DOCUMENT.c.bytes_sha256.in_(files), DOCUMENT.c.number.in_(told_here)
    )
    gone = [row for row in connection.execute(told.order_by(DOCUMENT.c.number)) if row.id not in seen]
    for first in range(0, len(gone), AT_ONCE):
        bury(connection, gone[first : first + AT_ONCE])
    return len(gone)


def bury(connection: Connection, gone: Sequence[Any]) -> None:
    """Empty some documents, with a line in the log for each."""
    numbers, why = [row.number for row in gone], "not in the later file of its name"
    for row in gone:
        if row.text is not None:
            forget_text(connection, row.number, row.title, row.text)
    remove_records(connection, *numbers)
    connection.execute(delete(CAPTURE).where(CAPTURE.c.document.in_(numbers)))
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.original.in_(numbers)).values(original=None))
    emptied = {**EMPTY, "state": str(State.GONE), "length": None, "reason": why}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.number.in_(numbers)).values(**emptied))
    append_logs(connection, [(LINE, row.id, {"state": str(State.GONE), "why": why}) for row in gone])
    release_all(connection, numbers, by="import", why=f"its last record went, {why}")


def find_faults_of_imports(connection: Connection) -> Iterator[str]:
    """Imported documents that are not as the log has them: they have no text that could be read again, so all they say is held against its digest."""
    told = {line.subject: read_detail(line) for line in read_log(connection) if line.kind == LINE}
    last = 0
    query = select(DOCUMENT).where(DOCUMENT.c.state.in_(list(map(str, (*IMPORTED, State.GONE))))).order_by(DOCUMENT.c.number)
    while rows := connection.execute(query.where(DOCUMENT.c.number > last).limit(AT_ONCE)).all():
        digests = digests_of(connection, rows)
        for row in rows:
            known = told.get(row.id, {})
            if row.state != known.get("state"):
                yield f"document {row.id}: {row.state}, but the log says otherwise"
            elif row.state != State.GONE and digests[row.number] != known.get("content_sha256"):
                yield f"document {row.id}: what was imported was changed"
        last = rows[-1].number
