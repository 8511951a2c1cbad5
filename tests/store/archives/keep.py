"""Writes a filled archive of the newest schema beside this file, for the tests of later steps: `python -m tests.store.archives.keep`.

An archive that was kept once is never written again: what it holds is what users of that schema have. Its rows are plain, so that both databases take them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import select
from tests.store.filled import QUIET, fill

from onrecord.model.judgements import Verdict
from onrecord.model.pairings import Pairs
from onrecord.pipeline.incidents import link_archive
from onrecord.pipeline.rereading import reread_archive
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.judge import judge
from onrecord.store.log import append_log
from onrecord.store.migrate import newest_revision
from onrecord.store.pairings import pair
from onrecord.store.tables import METADATA, RECORD
from onrecord.store.withdraw import withdraw_document

HERE = Path(__file__).parent


def main() -> None:
    """Fill an archive with reports of our own, and keep its rows and its original files."""
    path = HERE / f"{newest_revision()}.json"
    if path.exists():
        sys.exit(f"{path} was kept before")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        archive = create_archive("onrecord.sqlite")
        fill(archive, Path("reports"))
        Path("quiet.txt").write_text(QUIET, encoding="utf-8")
        fill(archive, Path(), "quiet.txt")
        withdraw_document(archive, "quiet.txt", why="a legal duty")
        reread_archive(archive, settings=Settings(), with_current=True, processes=1)
        with archive.writing() as connection:
            first, *others = connection.execute(select(RECORD.c.id).distinct().order_by(RECORD.c.id)).scalars()
            judge(connection, first, Verdict.RIGHT, by="Ana", why="read it")
            pair(connection, (first, others[0]), Pairs.DIFFERENT, by="Ana", why="other days")
            append_log(connection, "export", "jsonl", {"documents": 6, "copies": True})
        link_archive(archive)
        path.write_text(json.dumps(kept(archive), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        archive.engine.dispose()


def kept(archive: Archive) -> dict[str, Any]:
    """The rows of all tables, and the original files, bytes as hex digits."""
    with archive.reading() as connection:
        tables = {table.name: [dict(row) for row in connection.execute(select(table)).mappings()] for table in METADATA.sorted_tables}
    files = {path.name: path.read_bytes() for path in sorted(archive.files.rglob("*")) if path.is_file()}
    return {"tables": {name: [plain(row) for row in rows] for name, rows in tables.items()}, "files": plain(files)}


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its bytes as hex digits."""
    return {key: {"hex": value.hex()} if isinstance(value, bytes) else value for key, value in row.items()}


if __name__ == "__main__":
    main()
