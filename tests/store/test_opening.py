"""An archive is made, opened, brought to the newest schema, or refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, inspect

from onrecord.errors import ArchiveError
from onrecord.store.archive import create_archive, open_archive, open_or_create
from onrecord.store.migrate import current_revision, newest_revision
from onrecord.store.tables import ABOUT, METADATA

OTHERS = {"document_words", "document_words_config", "document_words_data", "document_words_docsize", "document_words_idx", "record_point",
          "record_point_node", "record_point_parent", "record_point_rowid", "spatial_ref_sys"}  # fmt: skip

OTHER_INDEXES = ("ix_document_words", "ix_record_geography", "ix_record_geometry", "Column('vector', TSVECTOR()")


def test_an_archive_is_made_once_and_opened_again(target: str, tmp_path: Path) -> None:
    create_archive(target, files=tmp_path / "files").engine.dispose()
    create_archive(target, files=tmp_path / "files").engine.dispose()
    opened = open_archive(target, files=tmp_path / "files")
    with opened.reading() as connection:
        assert {row.key for row in connection.execute(ABOUT.select())} == {"id", "log", "files"}
    opened.engine.dispose()


def test_the_steps_lead_to_the_tables_that_the_code_knows(target: str, tmp_path: Path) -> None:
    archive = create_archive(target, files=tmp_path / "files")
    with archive.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, kind, _: kind != "table" or name not in OTHERS})
        found = [change for change in compare_metadata(context, METADATA) if not any(name in str(change) for name in OTHER_INDEXES)]
    assert found == []
    assert current_revision(archive.engine) == newest_revision()
    archive.engine.dispose()


def test_the_password_of_a_database_is_not_shown() -> None:
    with pytest.raises(ArchiveError) as raised:
        open_archive("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(raised.value)
    assert "postgresql://me:***@127.0.0.1:1/none" in str(raised.value)
    assert "cannot be reached" in str(raised.value)


def test_an_archive_that_is_not_there_is_told_with_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"there is no archive; make one with: onrecord init .*a\.sqlite"):
        open_archive(str(tmp_path / "a.sqlite"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (".", "this is a folder"),
        ("none/a.sqlite", "there is no folder 'none'"),
        ("mysql://host/name", "not an archive's address"),
    ],
)
def test_a_place_where_no_archive_can_be_is_refused(target: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArchiveError, match=message):
        create_archive(target)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, and longer than sixteen bytes", encoding="utf-8")
    for act in (create_archive, open_archive):
        with pytest.raises(ArchiveError, match="no SQLite database; it was left alone"):
            act(str(path))
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_a_database_with_other_tables_is_refused(target: str, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{target}" if "://" not in target else target.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ledger (sum INTEGER)")
    with pytest.raises(ArchiveError, match="other tables \\(ledger\\)"):
        create_archive(target, files=tmp_path / "files")
    assert inspect(engine).get_table_names() == ["ledger"]
    engine.dispose()


def test_an_archive_of_a_newer_schema_is_not_touched(target: str, tmp_path: Path) -> None:
    archive = create_archive(target, files=tmp_path / "files")
    with archive.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for act in (open_archive, create_archive):
        with pytest.raises(ArchiveError, match="schema is 9999, which this onrecord does not know"):
            act(target, files=tmp_path / "files")
    archive.engine.dispose()


def test_what_fails_in_a_transaction_leaves_nothing(target: str, tmp_path: Path) -> None:
    archive = create_archive(target, files=tmp_path / "files")

    def write_twice() -> None:
        with archive.writing() as connection:
            connection.execute(insert(ABOUT).values(key="one", value="1"))
            connection.execute(insert(ABOUT).values(key="one", value="2"))

    with pytest.raises(ArchiveError, match="the database refused"):
        write_twice()
    with archive.reading() as connection:
        assert {row.key for row in connection.execute(ABOUT.select())} == {"id", "log", "files"}
    archive.engine.dispose()


def test_original_files_stay_where_they_were_put_wherever_the_archive_is_opened_from(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    create_archive(target, files=Path("originals")).engine.dispose()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for opening in (open_archive, open_or_create, create_archive):
        again = opening(target)
        assert again.files == tmp_path / "originals"
        again.engine.dispose()
    create_archive(target, files=tmp_path / "moved").engine.dispose()
    again = open_archive(target)
    assert again.files == tmp_path / "moved"
    again.engine.dispose()
    other = open_archive(target, files=tmp_path / "for once")
    assert other.files == tmp_path / "for once"
    other.engine.dispose()
