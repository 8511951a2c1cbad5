"""Existing data in an archive on both databases: what people coded, results from elsewhere, and that only what is new or edited is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text
from tests.export.back.tables import ATTACK, ROWS
from tests.store.filled import STRIKE, fill
from tests.store.imported import OTHER, Take, counts, export_to, incidents_in, log_of

from onrecord.errors import ArchiveError, InvalidInputError, InvalidValueError, UnknownCodeError
from onrecord.model.pairings import Pairs
from onrecord.model.values import Harm
from onrecord.pipeline.deciding import decide, merge
from onrecord.pipeline.exporting import ExportWish, export_archive
from onrecord.pipeline.importing import import_file
from onrecord.pipeline.incidents import link_archive, tell_archived
from onrecord.pipeline.rereading import reread_archive
from onrecord.pipeline.totals import gather_totals
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.copy import copy_archive
from onrecord.store.incidents import count_unlinked, find_incident, read_members
from onrecord.store.read import find_document, find_twins
from onrecord.store.search import Circle, Figure, Query, search_records
from onrecord.store.tables import CAPTURE, DOCUMENT, RECORD
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document


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


def test_totals_are_held_against_what_was_read_alone(archive: Archive, take: Take, tmp_path: Path) -> None:
    told = f"{STRIKE} More than 40 people have been killed in Syria this month, the Valley Monitor said."
    (tmp_path / "total.jsonl").write_text(json.dumps({"id": "total", "text": told, "published": "2013-03-12"}) + "\n", encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "total.jsonl"))
    link_archive(archive)
    before = gather_totals(archive)
    take({**ATTACK, "event_date": "2013-03-11", "iso": "760", "country": "Syria"})
    assert (len(before.tallies), gather_totals(archive)) == (1, before)
