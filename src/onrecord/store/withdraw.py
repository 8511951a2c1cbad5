"""Taking a document back: its bytes, its text and its records go; a tombstone with the reason stays."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, delete, select, text, update

from onrecord.errors import InvalidInputError
from onrecord.model.captures import IMPORTED, State
from onrecord.store.archive import Archive
from onrecord.store.dialects import forget_text
from onrecord.store.files import remove_bytes
from onrecord.store.incidents import release_members
from onrecord.store.judgements import withdraw_judgements
from onrecord.store.log import append_log
from onrecord.store.pairings import withdraw_pairings
from onrecord.store.read import find_document
from onrecord.store.tables import BAND, CAPTURE, DOCUMENT
from onrecord.store.write import is_kept
from onrecord.store.write_records import remove_records

EMPTY = {
    "state": str(State.WITHDRAWN),
    "length": None,
    "name": "",
    "title": None,
    "text": None,
    "text_sha256": None,
    "url": None,
    "publisher": None,
    "publisher_normal": None,
    "published": None,
    "language": None,
    "signature": None,
    "original": None,
    "skipped_spans": "[]",
    "dropped": "[]",
    "warnings": "[]",
}


def withdraw_document(archive: Archive, wanted: str, *, why: str) -> str:
    """Withdraw the document of an id or name; its id.

    Raises:
        UnknownCodeError: if there is none, or more than one.
        InvalidInputError: if no reason is given, or it was withdrawn before.
    """
    if not why.strip():
        raise InvalidInputError("no reason; expected why the document is withdrawn, for the log")
    with archive.writing() as connection:
        row = find_document(connection, wanted)
        if row.state == State.WITHDRAWN:
            raise InvalidInputError(f"document {row.id} was withdrawn before: {row.reason}")
        for each in (row, *rows_of(connection, row)):
            take_back(connection, each, why)
        is_shared = is_kept(connection, row.bytes_sha256)
    if not is_shared:
        remove_bytes(archive.files, row.bytes_sha256)
    wipe(archive)
    return str(row.id)


def rows_of(connection: Connection, row: Any) -> Sequence[Any]:
    """Of an imported file the documents that rest on it; they go with it."""
    if row.state != State.FILE:
        return ()
    resting = select(DOCUMENT).where(DOCUMENT.c.bytes_sha256 == row.bytes_sha256, DOCUMENT.c.state.in_(list(map(str, IMPORTED))))
    return connection.execute(resting.order_by(DOCUMENT.c.number)).all()


def take_back(connection: Connection, row: Any, why: str) -> None:
    """Empty a document, with a line in the log."""
    withdraw_judgements(connection, row.number)
    withdraw_pairings(connection, row.number)
    remove_records(connection, row.number)
    if row.text is not None:
        forget_text(connection, row.number, row.title, row.text)
    connection.execute(delete(BAND).where(BAND.c.document == row.number))
    connection.execute(delete(CAPTURE).where(CAPTURE.c.document == row.number))
    pass_on(connection, row.number)
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.number == row.number).values(**EMPTY, reason=why))
    append_log(connection, "withdraw", row.id, {"why": why})
    release_members(connection, row.number, by="withdraw", why=f"its last record went with document {row.id}, which was withdrawn")


def pass_on(connection: Connection, number: int) -> None:
    """The earliest copy of a withdrawn original becomes the original of the others."""
    heir = connection.execute(select(DOCUMENT.c.number).where(DOCUMENT.c.original == number).order_by(DOCUMENT.c.number).limit(1)).scalar()
    if heir is not None:
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.original == number).values(original=heir))
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.number == heir).values(original=None))


def wipe(archive: Archive) -> None:
    """Leave nothing of what was deleted in the database's own files: in the index of words, in free pages, in the write-ahead log."""
    if archive.is_sqlite:
        with archive.writing() as connection:
            connection.execute(text("INSERT INTO document_words(document_words) VALUES ('optimize')"))
        with closing(archive.engine.raw_connection()) as raw:
            raw.cursor().execute("VACUUM").close()
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        return
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(
            "VACUUM document, record, claim, figure, name, capture, band, judgement, pairing, member, former, outline"
        )
