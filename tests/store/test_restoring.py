"""Results out of an archive, into another, and out again: the same bytes; what is no result is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.export.back.tables import ATTACK, to_csv
from tests.store.filled import BRIDGE, fill
from tests.store.imported import OTHER, Take, counts, export_to, incidents_in, log_of

from onrecord.errors import InvalidInputError
from onrecord.model.judgements import Verdict
from onrecord.pipeline.deciding import merge
from onrecord.pipeline.importing import import_file
from onrecord.pipeline.incidents import link_archive
from onrecord.store.archive import Archive, create_archive
from onrecord.store.incidents import find_incident, read_members
from onrecord.store.judge import judge
from onrecord.store.search import Query, search_records
from onrecord.store.tables import INCIDENT, RECORD
from onrecord.store.verify import find_faults


@pytest.fixture
def whole(archive: Archive, take: Take, tmp_path: Path) -> Archive:
    """An archive with reports, copies, a page, judgements, merged incidents, and events that people coded."""
    fill(archive, tmp_path / "reports")
    later = {"id": "later", "text": f"GAO - {BRIDGE}", "published": "2024-03-05"}
    (tmp_path / "bridge.jsonl").write_text(json.dumps(later) + "\n", encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "bridge.jsonl"))
    link_archive(archive)
    take(ATTACK, OTHER)
    with archive.writing() as connection:
        for row in connection.execute(select(RECORD.c.id).order_by(RECORD.c.number).limit(2)).all():
            judge(connection, row.id, Verdict.RIGHT, by="Ana", why="read it")
    with archive.reading() as connection:
        read = sorted({record["incident"] for record in search_records(connection, Query(origin="read", kind="incident"))})
    merge(archive, (read[0], read[1]), by="Ana")
    return archive


def test_results_out_and_in_and_out_again_are_the_same_bytes(whole: Archive, other: Archive, tmp_path: Path) -> None:
    first = export_to(whole, tmp_path / "one.jsonl")
    assert b'"redirects"' in first
    found = import_file(other, tmp_path / "one.jsonl", to="jsonl")
    assert (found.faults, found.taken.changed) == ([], 0)
    assert export_to(other, tmp_path / "two.jsonl") == first
    assert list(find_faults(other)) == []
    assert counts(import_file(other, tmp_path / "one.jsonl", to="jsonl")) == (0, 0, 0, found.taken.added)
    assert export_to(other, tmp_path / "two.jsonl") == first


def test_results_from_sqlite_go_into_either_database_and_out_the_same(other: Archive, archive: Archive, tmp_path: Path) -> None:
    fill(other, tmp_path / "reports")
    link_archive(other)
    first = export_to(other, tmp_path / "one.jsonl")
    import_file(archive, tmp_path / "one.jsonl", to="jsonl")
    assert export_to(archive, tmp_path / "two.jsonl") == first
    assert list(find_faults(archive)) == []


def test_restored_results_keep_ids_redirects_and_incidents_and_are_not_linked_again(whole: Archive, other: Archive, tmp_path: Path) -> None:
    export_to(whole, tmp_path / "one.jsonl")
    import_file(other, tmp_path / "one.jsonl", to="jsonl")
    for archive in (whole, other):
        with archive.reading() as connection:
            merged = connection.execute(select(INCIDENT.c.id).where(INCIDENT.c.state == "merged")).scalar_one()
            assert find_incident(connection, merged).id != merged
    link_archive(other)
    with other.reading() as connection, whole.reading() as first:
        assert read_members(connection) == read_members(first)


def test_what_was_read_here_stays_as_it_is_when_its_results_come_in(whole: Archive, tmp_path: Path) -> None:
    export_to(whole, tmp_path / "one.jsonl")
    before = log_of(whole)
    found = import_file(whole, tmp_path / "one.jsonl", to="jsonl")
    assert (found.taken.added, found.taken.changed, found.taken.known) == (0, 0, 7)
    assert [kind for kind, _ in log_of(whole)[len(before) :]] == ["import"]  # the file itself
    assert list(find_faults(whole)) == []


def test_an_id_of_the_file_that_means_another_happening_here_is_given_anew(archive: Archive, other: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    link_archive(archive)
    taken = incidents_in(archive)[0].id
    (tmp_path / "x.jsonl").write_text(
        json.dumps({"id": "x", "text": BRIDGE, "published": "2024-03-06", "title": "x"}) + "\n", encoding="utf-8"
    )
    fill(other, tmp_path, str(tmp_path / "x.jsonl"))
    link_archive(other)
    export_to(other, tmp_path / "one.jsonl")
    lines = (tmp_path / "one.jsonl").read_text(encoding="utf-8").replace(incidents_in(other)[0].id, taken)
    (tmp_path / "two.jsonl").write_text(lines, encoding="utf-8")
    found = import_file(archive, tmp_path / "two.jsonl", to="jsonl")
    assert list(found.renamed) == [taken]
    assert list(find_faults(archive)) == []


ABOUT = {
    "id": "a",
    "title": None,
    "published": None,
    "url": None,
    "publisher": None,
    "language": "en",
    "sha256": "0" * 64,
    "length": 9,
    "text": None,
}
RESULT: dict[str, Any] = {"schema": "onrecord/1", "document": ABOUT, "records": [], "warnings": []}


def line_of(**more: Any) -> bytes:
    return json.dumps({**RESULT, **more}).encode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{not json", "no JSON in UTF-8"),
        (b"\xff\xfe", "no JSON in UTF-8"),
        (b"[" * 100_000, "no JSON in UTF-8"),
        (b"[1]", "[1]; expected a result of onrecord"),
        (b'{"schema": "onrecord/9"}', "{'schema': 'onrecord/9'}"),
        (line_of(document={"id": "\ud800"}), "a NUL, half of a character"),
        (line_of(x=["\0"]), "a NUL, half of a character"),
        (line_of(x=float("nan")), "a NUL, half of a character, or a number"),
        (line_of(document={**ABOUT, "sha256": "0"}), "column document.sha256: '0'"),
        (line_of(document={**ABOUT, "archive_id": "x" * 99}), "1 to 32 characters"),
        (line_of(document={**ABOUT, "text": "123456789"}), "the digest that the document tells"),
        (line_of(judgements=[{"record": "r"}]), "'claim'"),
        (json.dumps({"schema": "onrecord/1", "incident": "x" * 17}).encode(), "1 to 16 characters"),
        (json.dumps({"schema": "onrecord/1", "incident": "x", "coded": {}}).encode(), "'document'"),
    ],
)
def test_a_line_that_is_no_result_is_told_and_the_others_are_taken(archive: Archive, tmp_path: Path, line: bytes, words: str) -> None:
    (tmp_path / "x.jsonl").write_bytes(line + b"\n" + line_of())
    found = import_file(archive, tmp_path / "x.jsonl", to="jsonl")
    assert found.taken.added == 1
    assert [words in fault.words for fault in found.faults] == [True]
    assert list(find_faults(archive)) == []


def test_a_file_without_a_single_result_is_refused_and_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    before = log_of(archive)
    with pytest.raises(InvalidInputError, match=r"x\.jsonl, line 1: .*expected a result of onrecord"):
        import_file(archive, tmp_path / "x.jsonl", to="jsonl")
    assert log_of(archive) == before


EVENTS = st.fixed_dictionaries(
    {
        "event_id_cnty": st.sampled_from(["A1", "A2", "A3", "A4"]),
        "fatalities": st.integers(0, 9).map(str),
        "notes": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
        "location": st.sampled_from(["Bankass", "غاو", "'=Gao", ""]),
    }
)


@settings(max_examples=15, deadline=None)
@given(st.lists(EVENTS, max_size=5))
def test_events_out_and_in_and_out_again_are_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("round")
    (folder / "x.csv").write_text(to_csv("acled", [{**ATTACK, **row} for row in rows]), encoding="utf-8")
    first, second = (create_archive(str(folder / name)) for name in ("one.sqlite", "two.sqlite"))
    import_file(first, folder / "x.csv", to="acled")
    told = export_to(first, folder / "one.jsonl")
    import_file(second, folder / "one.jsonl", to="jsonl")
    assert export_to(second, folder / "two.jsonl") == told
    assert [*find_faults(first), *find_faults(second)] == []
    for archive in (first, second):
        archive.engine.dispose()
