"""A filled archive of every earlier schema is brought forward: everything in it stays, holds, and can be gone on with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, insert, select
from tests.store.filled import BRIDGE, fill

from onrecord.errors import ArchiveError
from onrecord.model.judgements import Verdict
from onrecord.store.archive import FOLDER, Archive, connect, create_archive, open_archive
from onrecord.store.copy import index_all
from onrecord.store.files import path_of
from onrecord.store.judge import judge
from onrecord.store.migrate import current_revision, known_revisions, newest_revision, upgrade
from onrecord.store.search import Circle, Query, search_records
from onrecord.store.tables import DOCUMENT, RECORD
from onrecord.store.verify import find_faults

KEPT = {path.stem: path for path in sorted((Path(__file__).parent / "archives").glob("*.json"))}
EARLIER = sorted(known_revisions() - {newest_revision()})


def test_an_archive_of_each_earlier_schema_is_kept() -> None:
    assert sorted(KEPT) == EARLIER


def bytes_of(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def tables_of(archive: Archive) -> MetaData:
    """The tables as they are in the database, whatever the code knows."""
    found = MetaData()
    found.reflect(archive.engine, only=lambda name, _: not name.startswith(("document_words", "record_point", "spatial_ref_sys")))
    return found


def build(target: str, files: Path, revision: str) -> dict[str, list[dict[str, Any]]]:
    """A filled archive of a schema, as it was kept; its rows."""
    kept = json.loads(KEPT[revision].read_text(encoding="utf-8"))
    archive = connect(target, files=files)
    upgrade(archive.engine, revision)
    tables = tables_of(archive)
    rows = {name: [{key: bytes_of(value) for key, value in row.items()} for row in kept["tables"][name]] for name in kept["tables"]}
    with archive.writing() as connection:
        for table in tables.sorted_tables:
            if rows.get(table.name):
                connection.execute(insert(table), rows[table.name])
        index_all(connection, tables)
    for sha256, content in kept["files"].items():
        path = path_of(files, sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes_of(content))
    archive.engine.dispose()
    return rows


@pytest.fixture(params=EARLIER)
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def earlier(target: str, tmp_path: Path, revision: str) -> Iterator[tuple[Archive, dict[str, list[dict[str, Any]]]]]:
    """A filled archive of an earlier schema that was brought forward, and what was in it before."""
    before = build(target, tmp_path / "files", revision)
    with pytest.raises(
        ArchiveError, match=f"its schema is {revision}, this onrecord has {newest_revision()}; bring it forward with: onrecord init"
    ):
        open_archive(target, files=tmp_path / "files")
    archive = create_archive(target, files=tmp_path / "files")
    yield archive, before
    archive.engine.dispose()


def test_everything_stays_and_holds(earlier: tuple[Archive, dict[str, list[dict[str, Any]]]]) -> None:
    archive, before = earlier
    assert current_revision(archive.engine) == newest_revision()
    with archive.reading() as connection:
        for table in tables_of(archive).sorted_tables:
            if table.name in before:
                found = [dict(row) for row in connection.execute(select(table)).mappings() if row.get("key") != FOLDER]
                kept = [{key: row[key] for key in before[table.name][0]} for row in found]
                assert sorted(map(repr, kept)) == sorted(map(repr, before[table.name]))
    assert list(find_faults(archive)) == []


def test_it_is_searched_judged_and_added_to(earlier: tuple[Archive, dict[str, list[dict[str, Any]]]], tmp_path: Path) -> None:
    archive, _ = earlier
    with archive.writing() as connection:
        assert {record["places"][0]["name"] for record in search_records(connection, Query(words="cattle market"))} == {"Bankass"}
        assert {record["places"][0]["name"] for record in search_records(connection, Query(circle=Circle(34.73, 36.72, 20)))} == {"Homs"}
        judge(connection, connection.execute(select(RECORD.c.id)).scalars().first() or "", Verdict.RIGHT, by="Ana")
    (tmp_path / "new.txt").write_text(BRIDGE + " The road is open again.", encoding="utf-8")
    assert fill(archive, tmp_path, str(tmp_path / "new.txt")).added == 1
    with archive.reading() as connection:
        assert len(connection.execute(select(DOCUMENT.c.id)).all()) == 9
    assert list(find_faults(archive)) == []
