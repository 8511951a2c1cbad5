"""Existing data in an archive on both databases: what people coded, results from elsewhere, and that only what is new or edited is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from tests.export.back.tables import ATTACK, ROWS, to_csv
from tests.store.filled import BRIDGE, fill

from onrecord.errors import ArchiveError, InvalidInputError, InvalidValueError, UnknownCodeError
from onrecord.model.judgements import Verdict
from onrecord.model.pairings import Pairs
from onrecord.model.values import Harm
from onrecord.pipeline.deciding import decide, merge
from onrecord.pipeline.exporting import ExportWish, export_archive
from onrecord.pipeline.importing import Imported, import_file
from onrecord.pipeline.incidents import link_archive, tell_archived
from onrecord.pipeline.rereading import reread_archive
from onrecord.settings import Settings
from onrecord.store.archive import Archive, create_archive
from onrecord.store.copy import copy_archive
from onrecord.store.incidents import count_unlinked, find_incident, read_members
from onrecord.store.judge import judge
from onrecord.store.log import read_detail, read_log
from onrecord.store.read import find_document, find_twins
from onrecord.store.search import Circle, Figure, Query, search_records
from onrecord.store.tables import CAPTURE, DOCUMENT, INCIDENT, RECORD
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document

Take = Callable[..., Imported]
OTHER = {
    **ATTACK,
    "event_id_cnty": "MLI902",
    "event_date": "2024-05-09",
    "location": "Gao",
    "latitude": "16.27",
    "longitude": "-0.04",
    "fatalities": "4",
}


@pytest.fixture
def take(archive: Archive, tmp_path: Path) -> Take:
    """Write a table and import it."""

    def taken(*rows: dict[str, str], to: str = "acled", name: str = "table.csv", **more: Any) -> Imported:
        (tmp_path / name).write_text(to_csv(to, rows), encoding="utf-8")
        return import_file(archive, tmp_path / name, to=to, **more)

    return taken


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """A second archive, empty."""
    made = create_archive(str(tmp_path / "other.sqlite"))
    yield made
    made.engine.dispose()


def counts(found: Imported) -> tuple[int, int, int, int]:
    return found.taken.added, found.taken.changed, found.taken.gone, found.taken.unchanged


def log_of(archive: Archive) -> list[tuple[str, dict[str, Any]]]:
    with archive.reading() as connection:
        return [(line.kind, read_detail(line)) for line in read_log(connection)]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_what_people_coded_comes_in_as_incidents_with_their_own_provenance(archive: Archive, take: Take, tmp_path: Path, name: str) -> None:
    assert counts(take(ROWS[name], to=name, by="A team")) == (1, 0, 0, 0)
    with archive.reading() as connection:
        file, row = connection.execute(select(DOCUMENT).order_by(DOCUMENT.c.number)).all()
        captures = connection.execute(select(CAPTURE).order_by(CAPTURE.c.number)).all()
        (found,) = search_records(connection, Query(origin="imported"))
    assert (file.state, file.name, row.state, row.publisher) == ("file", "table.csv", "coded", "A team")
    assert (archive.files / file.bytes_sha256[:2] / file.bytes_sha256).read_bytes() == (tmp_path / "table.csv").read_bytes()
    assert [(capture.method, capture.tool) for capture in captures] == [("import", "onrecord 0.1.0")] * 2
    assert captures[1].name == "table.csv, line 2"
    assert found["coded"] == {"format": name, "by": "A team", "row": {key: value for key, value in ROWS[name].items() if value}}
    assert (found["origin"], found["mentions"]) == ("imported", [])
    assert found["incident"] in {row.id for row in incidents_in(archive)}
    assert list(find_faults(archive)) == []


def incidents_in(archive: Archive) -> list[Any]:
    with archive.reading() as connection:
        return list(connection.execute(select(INCIDENT).order_by(INCIDENT.c.number)).all())


def test_the_same_file_again_changes_nothing(archive: Archive, take: Take) -> None:
    take(ATTACK, OTHER)
    before = log_of(archive)
    assert counts(take(ATTACK, OTHER)) == (0, 0, 0, 2)
    assert log_of(archive) == before


def test_an_edited_file_adds_changes_and_buries_only_what_is_not_as_it_was(archive: Archive, take: Take) -> None:
    third = {**ATTACK, "event_id_cnty": "MLI903"}
    take(ATTACK, OTHER)
    first, second = (row.id for row in incidents_in(archive))
    lines = len(log_of(archive))
    assert counts(take({**ATTACK, "fatalities": "17"}, third)) == (1, 1, 1, 0)
    states = {row.id: row.state for row in incidents_in(archive)}
    assert (states[first], states[second]) == ("open", "gone")
    told = [(kind, detail.get("state") or detail.get("change")) for kind, detail in log_of(archive)[lines:]]
    assert sorted(told) == sorted(
        [("import", "file"), ("import", "coded"), ("import", "coded"), ("import", "gone"), ("incident", "gone"), ("incident", "made")]
    )
    with archive.reading() as connection, pytest.raises(UnknownCodeError, match=r"no longer there .* not in the later file of its name"):
        find_incident(connection, second)
    assert counts(take(ATTACK, OTHER)) == (1, 1, 1, 0)
    assert {row.id: row.state for row in incidents_in(archive)}[second] == "open"
    assert list(find_faults(archive)) == []


def test_a_file_of_another_name_adds_to_what_is_there_and_buries_nothing(take: Take) -> None:
    take(ATTACK)
    assert counts(take(OTHER, name="niger.csv")) == (1, 0, 0, 0)
    assert counts(take(ATTACK, name="both.csv")) == (0, 0, 0, 1)
    assert counts(take(name="niger.csv")) == (0, 0, 1, 0)
    assert counts(take(name="both.csv")) == (0, 0, 0, 0)  # its row rests on the first file, which still has it


def test_a_bad_row_is_told_and_what_it_said_before_stays(archive: Archive, take: Take) -> None:
    take(ATTACK, OTHER)
    found = take({**ATTACK, "event_date": "May"}, OTHER)
    assert [fault.words for fault in found.faults] == ["line 2, column event_date: 'May' is no day; expected YYYY-MM-DD"]
    assert counts(found) == (0, 0, 0, 1)
    assert [row.state for row in incidents_in(archive)] == ["open", "open"]
    found = take({**ATTACK, "event_id_cnty": ""})
    assert (counts(found), found.is_unsure) == ((0, 0, 0, 0), True)
    assert [fault.found for fault in take(ATTACK, ATTACK, OTHER).faults] == ["'MLI901' stands on line 2, too"]


def test_a_file_that_is_none_leaves_nothing_behind(archive: Archive, take: Take, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("colour,size\nred,1\n", encoding="utf-8")
    before = log_of(archive)
    with pytest.raises(InvalidInputError, match=r"x\.csv, line 1: expected the columns of ACLED"):
        import_file(archive, tmp_path / "x.csv", to="acled")
    assert log_of(archive) == before
    assert not [path for path in archive.files.rglob("*") if path.is_file()]


def test_what_people_coded_is_searched_like_records_and_is_never_linked(archive: Archive, take: Take, tmp_path: Path) -> None:
    fill(archive, tmp_path / "reports")
    link_archive(archive)
    with archive.reading() as connection:
        before = read_members(connection)
    take(ATTACK)
    figures = (Figure(Harm.KILLED, "=", 15),)
    wanted = Query(circle=Circle(14.0667, -3.5167, 5), actor="Dawn Front", figures=figures, publisher="acled", type="Attack")
    with archive.reading() as connection:
        (found,) = search_records(connection, wanted)
        assert {each.get("origin") for each in search_records(connection, Query(origin="read"))} == {None}
        assert count_unlinked(connection) == 0
    assert found["sources"] == ["Radio Bankass", "The Coast"]
    link_archive(archive)
    with archive.reading() as connection:
        after = read_members(connection)
    assert {key: incident for key, incident in after.items() if key in before} == before
    with pytest.raises(InvalidValueError, match="was imported"):
        merge(archive, (found["incident"], next(iter(before.values()))), by="Ana")
    with pytest.raises(InvalidValueError, match="was imported"):
        decide(archive, (found["id"], next(iter(before))[1]), Pairs.SAME, by="Ana")
    told = tell_archived(archive, found["incident"])
    assert [document["publisher"] for document, _ in told.tellings] == ["ACLED"]
    assert reread_archive(archive, settings=Settings(), with_current=True, processes=1).documents == 5
    assert list(find_faults(archive)) == []


def test_exports_hold_what_was_read_unless_what_people_coded_is_asked_for(archive: Archive, take: Take, tmp_path: Path) -> None:
    take(ATTACK)
    wish = ExportWish(format="csv", output=tmp_path)
    assert export_archive(archive, wish).rows == 1
    fill(archive, tmp_path / "reports")
    manifest = export_archive(archive, wish)
    left = manifest.left_out["imported, beside what was read (--origin imported or all has them)"]
    assert (manifest.filters, left) == ({"origin": "read"}, 1)
    assert "ACLED" not in (tmp_path / "csv.csv").read_text(encoding="utf-8")
    assert [version["rules"] for version in manifest.versions] != ["none"]
    assert export_archive(archive, ExportWish(format="csv", output=tmp_path, query=Query(origin="all"))).rows == manifest.rows + 1
    export_archive(archive, ExportWish(format="acled", output=tmp_path, query=Query(origin="imported")))
    told = (tmp_path / "acled.csv").read_text(encoding="utf-8")
    assert "Gunmen raided a market." in told
    assert "Radio Bankass; The Coast" in told


def test_a_sum_that_ucdp_coded_is_a_total_and_in_no_incident(archive: Archive, take: Take, other: Archive, tmp_path: Path) -> None:
    found = take({**ROWS["ucdp-ged"], "event_clarity": "2"}, to="ucdp-ged")
    assert (found.totals, found.unlinked, incidents_in(archive)) == (1, 0, [])
    assert export_archive(archive, ExportWish(format="csv", output=tmp_path)).rows == 0
    assert export_archive(archive, ExportWish(format="tallies", output=tmp_path)).rows == 1
    first = export_to(archive, tmp_path / "one.jsonl")
    import_file(other, tmp_path / "one.jsonl", to="jsonl")
    assert export_to(other, tmp_path / "two.jsonl") == first
    assert [*find_faults(archive), *find_faults(other)] == []


@pytest.mark.parametrize("name", ["jsonl", "acled", "bayanat", "sqlite"])
def test_without_names_the_notes_of_coders_stay_behind(archive: Archive, take: Take, tmp_path: Path, name: str) -> None:
    take({**ATTACK, "notes": "Amina Sesay was shot.", "source": "Ibrahim Cole; The Coast"})
    (tmp_path / "out").mkdir()
    export_archive(archive, ExportWish(format=name, output=tmp_path / "out", with_names=False, query=Query(origin="imported")))
    (said,) = (path.read_bytes() for path in (tmp_path / "out").glob(f"{name}.*") if path.name.count(".") == 1)
    assert b"Sesay" not in said
    assert b"Ibrahim" not in said


def test_a_withdrawn_row_never_comes_again_and_a_withdrawn_file_takes_what_rests_on_it(archive: Archive, take: Take) -> None:
    take(ATTACK, OTHER)
    with archive.reading() as connection:
        (file,) = find_twins(connection, "MLI901")
    withdraw_document(archive, "MLI901", why="a source is at risk")
    found = take({**ATTACK, "notes": "told anew"}, OTHER, name="later.csv")
    assert (counts(found), found.taken.withdrawn) == ((0, 0, 0, 1), 1)
    withdraw_document(archive, file, why="the licence ended")
    with archive.reading() as connection:
        assert connection.execute(select(RECORD.c.id)).all() == []
        assert find_document(connection, file).state == "withdrawn"
    with pytest.raises(ArchiveError, match="these bytes were withdrawn: the licence ended"):
        take(ATTACK, OTHER)
    assert list(find_faults(archive)) == []


def test_verify_tells_of_an_event_that_was_changed_behind_its_back(archive: Archive, take: Take) -> None:
    take(ATTACK)
    with archive.writing() as connection:
        connection.execute(text("UPDATE record SET body = replace(body, '15', '51')"))
    assert [fault.partition(": ")[2] for fault in find_faults(archive)] == ["what was imported was changed"]
    next(path for path in archive.files.rglob("*") if path.is_file()).write_bytes(b"others")
    assert [fault.partition(" (")[0].partition(": ")[2] for fault in find_faults(archive)][1:] == ["its original was changed"]


def test_a_copy_of_an_archive_has_the_imported_files_too(archive: Archive, take: Take, other: Archive) -> None:
    take(ATTACK)
    copy_archive(archive, other)
    assert list(find_faults(other)) == []


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


def export_to(archive: Archive, path: Path) -> bytes:
    export_archive(archive, ExportWish(format="jsonl", output=path))
    return path.read_bytes()


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
