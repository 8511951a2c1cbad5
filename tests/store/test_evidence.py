"""What was changed, or is missing, is found and named; what is withdrawn is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select, text, update
from tests.store.filled import MARKET, dump, fill

from onrecord.errors import InvalidInputError, UnknownCodeError
from onrecord.model.captures import Stated
from onrecord.store.archive import Archive
from onrecord.store.files import path_of
from onrecord.store.log import append_log, read_log
from onrecord.store.search import Query, search_records
from onrecord.store.tables import ABOUT, CAPTURE, CLAIM, DOCUMENT, LOG, RECORD
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document

Spoil = Callable[[Connection], object]

SPOILT: list[tuple[str, Spoil, str]] = [
    ("line changed", lambda c: c.execute(update(LOG).where(LOG.c.number == 2).values(subject="x")), "log line 2: changed after it was written"),
    ("line spoilt", lambda c: c.execute(update(LOG).where(LOG.c.number == 2).values(detail="[no JSON")), "log line 2: changed after it was written"),
    ("line missing", lambda c: c.execute(delete(LOG).where(LOG.c.number == 3)), "log: line 3 is missing"),
    ("last lines missing", lambda c: c.execute(delete(LOG).where(LOG.c.number > 5)), "log: lines 6 to 8 are missing at the end"),
    ("head changed", lambda c: c.execute(update(ABOUT).where(ABOUT.c.key == "log").values(value=f"8 {'1' * 64}")), "log: ends at line 8, not as it did"),
    ("time changed", lambda c: c.execute(update(LOG).where(LOG.c.number == 4).values(at="2020-01-01")), "log line 4: changed after it was written"),
    ("text changed", lambda c: c.execute(update(DOCUMENT).where(DOCUMENT.c.number == 1).values(text="x" * 400)), "its text was changed"),
    ("document gone", lambda c: c.execute(delete(DOCUMENT).where(DOCUMENT.c.number == 1)), "in the log, but not in the archive"),
    ("record gone", lambda c: c.execute(delete(RECORD).where(RECORD.c.number == 1)), "its number of records are not those that were logged"),
    ("claim changed", lambda c: c.execute(update(CLAIM).where(CLAIM.c.number == 1).values(body='{"start": 0, "end": 3, "quote": "xyz"}')), "a quote is not the text at its place"),
    ("document unlogged", lambda c: c.execute(update(DOCUMENT).where(DOCUMENT.c.number == 1).values(id="f" * 32)), f"document {'f' * 32}: the log does not know it"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_what_was_changed_behind_the_archive_is_found(archive: Archive, tmp_path: Path, spoil: Spoil, message: str) -> None:
    fill(archive, tmp_path / "reports")
    assert list(find_faults(archive)) == []
    with archive.writing() as connection:
        spoil(connection)
    assert message in "\n".join(find_faults(archive))


def test_an_original_that_is_missing_or_changed_is_named(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    first, second = dump(archive)["document"][:2]
    path_of(archive.files, first["bytes_sha256"]).unlink()
    path_of(archive.files, second["bytes_sha256"]).write_text("other", encoding="utf-8")
    found = list(find_faults(archive))
    assert found[0].startswith(f"document {first['id']}: its original is missing")
    assert found[1].startswith(f"document {second['id']}: its original was changed")
    assert len(found) == 2


def test_lines_of_the_log_are_bound_to_each_other(archive: Archive) -> None:
    with archive.writing() as connection:
        append_log(connection, "export", "r1", {"by": "Müller", "ключ": 1})
        append_log(connection, "export", "r2", {})
    with archive.reading() as connection:
        lines = list(read_log(connection))
    assert [(line.number, line.kind, line.subject) for line in lines[1:]] == [(2, "export", "r1"), (3, "export", "r2")]
    assert [line.previous for line in lines] == ["0" * 64, *(line.hash for line in lines[:-1])]
    assert list(find_faults(archive)) == []


def test_a_withdrawn_document_leaves_a_tombstone_and_nothing_of_its_words(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "secret-source.txt").write_text(MARKET, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "secret-source.txt"))
    sha256 = dump(archive)["document"][0]["bytes_sha256"]
    document = withdraw_document(archive, str(tmp_path / "secret-source.txt"), why="the source asked for it")
    assert not path_of(archive.files, sha256).exists()
    with archive.reading() as connection:
        row = connection.execute(select(DOCUMENT)).one()
        assert (row.id, row.state, row.reason, row.text, row.name) == (document, "withdrawn", "the source asked for it", None, "")
        assert [connection.execute(select(table)).all() for table in (RECORD, CLAIM, CAPTURE)] == [[], [], []]
        assert search_records(connection, Query()) == search_records(connection, Query(words="cattle")) == []
        assert json.loads(list(read_log(connection))[-1].detail) == {"why": "the source asked for it"}
    assert list(find_faults(archive)) == []
    if archive.is_sqlite:
        kept = b"".join(path.read_bytes() for path in Path(archive.name).parent.glob("onrecord.sqlite*"))
        assert [word for word in (b"cattle", b"Bankass", b"secret-source") if word in kept] == []


def test_a_withdrawn_document_is_not_taken_in_again(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MARKET, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "a.txt"))
    withdraw_document(archive, str(tmp_path / "a.txt"), why="a legal duty")
    report = fill(archive, tmp_path, str(tmp_path / "a.txt"))
    assert (report.added, report.known) == (0, 1)
    assert [row["state"] for row in dump(archive)["document"]] == ["withdrawn"]
    assert dump(archive)["capture"] == []
    again = fill(archive, tmp_path, str(tmp_path / "a.txt"), stated=Stated(publisher="The Daily"))
    assert (again.added, again.known) == (0, 1)
    assert list(find_faults(archive)) == []


def test_the_earliest_copy_takes_the_place_of_a_withdrawn_original(archive: Archive, tmp_path: Path) -> None:
    names = [str(tmp_path / f"{number}.txt") for number in range(3)]
    for number, name in enumerate(names):
        Path(name).write_text(MARKET + " " * number, encoding="utf-8")
    fill(archive, tmp_path, *names)
    withdraw_document(archive, names[0], why="a legal duty")
    _, second, third = dump(archive)["document"]
    assert (second["original"], third["original"]) == (None, second["id"])
    assert list(find_faults(archive)) == []


def test_bytes_that_another_document_has_too_stay(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MARKET, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "a.txt"))
    fill(archive, tmp_path, str(tmp_path / "a.txt"), stated=Stated(publisher="The Daily"))
    first, second = dump(archive)["document"]
    withdraw_document(archive, first["id"], why="a legal duty")
    assert path_of(archive.files, second["bytes_sha256"]).exists()
    assert list(find_faults(archive)) == []


def test_withdrawing_asks_for_a_reason_and_one_document(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    document = dump(archive)["document"][0]["id"]
    with pytest.raises(InvalidInputError, match="no reason"):
        withdraw_document(archive, document, why=" ")
    with pytest.raises(UnknownCodeError, match=r"no document 'zz' in the archive$"):
        withdraw_document(archive, "zz", why="x")
    with pytest.raises(UnknownCodeError, match="more than one document ''"):
        withdraw_document(archive, "", why="x")
    withdraw_document(archive, document, why="x")
    with pytest.raises(InvalidInputError, match="was withdrawn before: x"):
        withdraw_document(archive, document, why="y")


def test_hostile_words_are_kept_as_they_are(archive: Archive, tmp_path: Path) -> None:
    words = "'; DROP TABLE record; -- \" % _ \\ Ω \U0001f4a3 Gunmen killed three farmers in Gao on Monday, the mayor said."
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "a.txt"))
    with archive.reading() as connection:
        assert connection.execute(select(DOCUMENT.c.text)).scalar_one() == words
        assert connection.execute(text("SELECT count(*) FROM record")).scalar_one() >= 1
    assert list(find_faults(archive)) == []
