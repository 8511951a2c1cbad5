"""A whole archive to another place or database, row by row and file by file; the copy is equal, and verifies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select, text

from onrecord.errors import ArchiveError
from onrecord.store.archive import FOLDER, Archive
from onrecord.store.files import path_of
from onrecord.store.tables import (
    ABOUT,
    BAND,
    CAPTURE,
    CLAIM,
    DOCUMENT,
    FIGURE,
    FORMER,
    INCIDENT,
    JUDGEMENT,
    LOG,
    MEMBER,
    METADATA,
    NAME,
    NAME_WORD,
    OUTLINE,
    PAIRING,
    RECORD,
    VERSION,
)
from onrecord.store.write import KEPT

ORDER = (
    VERSION,
    DOCUMENT,
    CAPTURE,
    BAND,
    RECORD,
    CLAIM,
    FIGURE,
    NAME,
    NAME_WORD,
    JUDGEMENT,
    PAIRING,
    INCIDENT,
    MEMBER,
    FORMER,
    OUTLINE,
    LOG,
)  # what is referred to stands before what refers to it
AT_ONCE = 500


def copy_archive(source: Archive, target: Archive) -> int:
    """Copy everything into a new archive; how many documents.

    Raises:
        ArchiveError: if the target holds documents already, or cannot be written.
    """
    with target.reading() as connection:
        if connection.execute(select(func.count()).select_from(DOCUMENT)).scalar_one():
            raise ArchiveError(f"{target.name}: this archive has documents of its own; expected an empty one")
    copy_files(source, target)
    with source.reading() as reading, target.writing() as writing:
        writing.execute(delete(LOG))
        writing.execute(delete(ABOUT).where(ABOUT.c.key != FOLDER))  # each has its own
        about = reading.execute(select(ABOUT).where(ABOUT.c.key != FOLDER)).mappings()
        writing.execute(insert(ABOUT), [dict(row) for row in about])
        for table in ORDER:
            for rows in batches(reading, table):
                writing.execute(insert(table), rows)
        index_all(writing)
        return writing.execute(select(func.count()).select_from(DOCUMENT)).scalar_one()


def copy_files(source: Archive, target: Archive) -> None:
    """Copy the original files that are not there yet.

    Raises:
        ArchiveError: if one is missing or cannot be written.
    """
    with source.reading() as connection:
        digests = connection.execute(select(DOCUMENT.c.bytes_sha256).where(DOCUMENT.c.state.in_(KEPT)).distinct()).scalars().all()
    for sha256 in digests:
        path, copied = path_of(source.files, sha256), path_of(target.files, sha256)
        if copied.exists():
            continue
        try:
            copied.parent.mkdir(parents=True, exist_ok=True)
            part = copied.with_name(f".part-{sha256}")
            shutil.copyfile(path, part)
            part.replace(copied)
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be copied to {copied}: {error.strerror or error}") from error


def batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table in its order, some at a time."""
    order = table.c.number if "number" in table.c else next(iter(table.c))
    result = connection.execute(select(table).order_by(order), execution_options={"yield_per": AT_ONCE})
    for rows in result.mappings().partitions(AT_ONCE):
        yield [dict(row) for row in rows]


def index_all(connection: Connection, tables: MetaData = METADATA) -> None:
    """What each database does in its own way: SQLite's indexes of words and points, PostgreSQL's next numbers."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO document_words(document_words) VALUES ('rebuild')"))
        connection.execute(
            text("INSERT INTO record_point SELECT number, latitude, latitude, longitude, longitude FROM record WHERE latitude IS NOT NULL")
        )
        return
    for table in tables.sorted_tables:
        if table.name != LOG.name and "number" in table.c:
            name = table.name
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), greatest(max(number), 1)) FROM {name}"))  # noqa: S608  our own names
