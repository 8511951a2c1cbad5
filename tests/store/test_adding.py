"""What is added is kept whole, once, in order, with its evidence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.store.filled import BRIDGE, FRENCH, MARKET, QUIET, dump, fill, write_reports

import onrecord
from onrecord.model.captures import Capture, Method, State, Stated
from onrecord.pipeline.adding import Adding, Report
from onrecord.pipeline.versions import find_versions
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.files import are_whole
from onrecord.store.read import find_document, read_result
from onrecord.store.tables import CAPTURE, DOCUMENT
from onrecord.store.verify import find_faults
from onrecord.store.write import Known


def test_documents_are_read_kept_unread_linked_as_copies_or_skipped(archive: Archive, tmp_path: Path) -> None:
    report = fill(archive, tmp_path / "reports")
    assert (report.found, report.added, report.copies, report.unread, report.known) == (7, 6, 1, 1, 0)
    assert [(name.rsplit("/", 1)[1], reason.split(" (")[0]) for name, reason in report.skipped] == [
        ("wire.jsonl, line 3", "malformed JSON")
    ]
    assert report.is_complete
    states = {row["name"]: row["state"] for row in dump(archive)["document"]}
    assert states["french"] == "unread"
    assert states["market"] == states["copy"] == states["quiet"] == "read"
    assert list(find_faults(archive)) == []


def test_a_stored_result_is_the_result_of_reading(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with archive.reading() as connection:
        stored = read_result(connection, find_document(connection, str(tmp_path / "reports" / "wire.jsonl, line 1")))
    fresh = onrecord.read(MARKET, published="2024-05-06", title="Market attack", publisher="The Daily").to_dict()
    assert all(record.pop("version") for record in stored["records"])
    assert json.dumps(stored["records"], sort_keys=True) == json.dumps(fresh["records"], sort_keys=True)
    assert stored["dropped"] == fresh["dropped"]


def test_the_original_bytes_are_kept_under_their_digest(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    with archive.reading() as connection:
        row = find_document(connection, str(tmp_path / "reports" / "bridge.txt"))
        captures = connection.execute(select(CAPTURE).where(CAPTURE.c.document == row.number)).mappings().all()
    assert are_whole(archive.files, row.bytes_sha256)
    assert (archive.files / row.bytes_sha256[:2] / row.bytes_sha256).read_text(encoding="utf-8") == BRIDGE
    assert [(capture["method"], capture["size"], capture["at"][-6:]) for capture in captures] == [("file", len(BRIDGE), "+00:00")]
    assert captures[0]["tool"] == f"onrecord {onrecord.__version__}"


def test_another_name_of_a_document_that_was_replaced_meanwhile_stops_nothing(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    adding = Adding(archive=archive, versions=find_versions(Settings()), report=Report(), tell=lambda _: None, stamps={})
    gone = Known(number=10**6, state=State.SKIPPED, version=adding.versions.id, reason="not read")
    new = Capture(name="new.txt", content=b"Nobody knows it.", method=Method.FILE, at=datetime.now(UTC))
    same = replace(new, content=BRIDGE.encode(), name="bridge again.txt")
    before = len(dump(archive)["capture"])
    for capture in (new, same):
        adding.count_known(capture, gone)
    assert [row["name"] for row in dump(archive)["capture"][before:]] == ["bridge again.txt"]
    assert list(find_faults(archive)) == []


def test_adding_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    before = dump(archive)
    again = fill(archive, tmp_path / "reports")
    assert (again.added, again.known, len(again.skipped)) == (0, 6, 1)
    assert dump(archive) == before


def test_the_same_bytes_under_another_name_are_one_document_with_two_captures(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BRIDGE, encoding="utf-8")
    first = fill(archive, tmp_path, str(tmp_path / "a.txt"))
    second = fill(archive, tmp_path, str(tmp_path / "b.txt"), str(tmp_path / "b.txt"))
    assert (first.added, second.added, second.known) == (1, 0, 2)
    assert [row["name"] for row in dump(archive)["capture"]] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_the_same_file_twice_in_one_run_is_one_document(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BRIDGE, encoding="utf-8")
    report = fill(archive, tmp_path, str(tmp_path / "a.txt"), str(tmp_path / "a.txt"))
    assert (report.added, report.known) == (1, 1)
    assert len(dump(archive)["document"]) == 1


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (MARKET, True),
        (f"From our correspondent. {MARKET}", True),
        (f"{MARKET} Schools in the town stay closed this week.", True),
        (MARKET.replace("Bankass", "Bandiagara").replace("14", "9").replace("Saturday", "Friday").replace("mayor", "prefect"), False),
        (QUIET, False),
        ("Gunmen attacked a market.", False),
    ],
    ids=["same", "new lead", "new end", "another attack", "another matter", "too short"],
)
def test_copies_of_one_story_are_linked_to_the_first(archive: Archive, tmp_path: Path, text: str, is_copy: bool) -> None:  # noqa: FBT001
    (tmp_path / "first.txt").write_text(MARKET, encoding="utf-8")
    (tmp_path / "second.txt").write_text(text + " ", encoding="utf-8")
    report = fill(archive, tmp_path, str(tmp_path / "first.txt"), str(tmp_path / "second.txt"))
    assert (report.added, report.copies) == (2, int(is_copy))
    first, second = dump(archive)["document"]
    assert second["original"] == (first["id"] if is_copy else None)


def test_a_copy_of_a_copy_is_linked_to_the_original(archive: Archive, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(MARKET + " " * number, encoding="utf-8")
    fill(archive, tmp_path, *(str(tmp_path / f"{number}.txt") for number in range(3)))
    first, *others = dump(archive)["document"]
    assert [row["original"] for row in others] == [first["id"], first["id"]]


def test_what_the_user_states_is_kept_and_makes_another_document(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(QUIET, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "a.txt"))
    fill(archive, tmp_path, str(tmp_path / "a.txt"), stated=Stated(publisher="The Daily"))
    assert [row["publisher"] for row in dump(archive)["document"]] == [None, "The Daily"]


def test_a_text_in_another_language_is_kept_as_evidence_without_records(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "a.txt"))
    with archive.reading() as connection:
        row = connection.execute(select(DOCUMENT)).one()
    assert (row.state, row.text, row.language) == ("unread", FRENCH, "fr")
    assert "only English is read" in row.reason


def test_a_source_that_is_not_there_is_skipped_and_the_rest_goes_on(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(QUIET, encoding="utf-8")
    report = fill(archive, tmp_path, str(tmp_path / "none.txt"), str(tmp_path / "a.txt"))
    assert report.added == 1
    assert [name for name, _ in report.skipped] == [str(tmp_path / "none.txt")]
    assert report.skipped[0][1].startswith("there is no such file")


def test_a_folder_is_taken_in_the_order_of_its_paths_without_hidden_files_and_links_that_lead_out(archive: Archive, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports")
    (tmp_path / "outside.txt").write_text(QUIET, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / ".hidden.txt").write_text(QUIET, encoding="utf-8")
    (folder / "deep").mkdir()
    (folder / "deep" / "quiet.txt").write_text(QUIET, encoding="utf-8")
    fill(archive, folder, str(folder))
    names = [row["name"].removeprefix(f"{folder}/") for row in dump(archive)["capture"]]
    assert names == ["bridge.txt", "strike.html", "wire.jsonl, line 1", "wire.jsonl, line 2", "wire.jsonl, line 3", "wire.jsonl, line 4",
                     "wire.jsonl, line 5", "deep/quiet.txt"]  # fmt: skip


def test_a_document_that_could_not_be_read_is_tried_again_by_another_version(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.pipeline import adding, taking  # noqa: PLC0415
    from onrecord.pipeline.versions import find_versions  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    (tmp_path / "a.txt").write_text(BRIDGE, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(taking, "read_document", lambda *_, **__: int("none"))
        first = fill(archive, tmp_path, str(tmp_path / "a.txt"))
        again = fill(archive, tmp_path, str(tmp_path / "a.txt"))
    assert [report.skipped[0][1][:20] for report in (first, again)] == ["a fault of onrecord:"] * 2
    newer = find_versions(Settings()).__class__(onrecord="9", rules="r", gazetteer="g", model="m")
    monkeypatch.setattr(adding, "find_versions", lambda _: newer)
    assert fill(archive, tmp_path, str(tmp_path / "a.txt")).added == 1
    assert [row["state"] for row in dump(archive)["document"]] == ["read"]
    assert list(find_faults(archive)) == []


def test_a_reason_does_not_say_again_what_it_is_about(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,title\n,No words\n", encoding="utf-8")
    assert fill(archive, tmp_path, str(path)).skipped == [(f"{path}, row 1", "empty; expected the text of a report")]
