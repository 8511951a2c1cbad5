"""Exports of an archive on both databases: filters, manifest, deleted ids, names withheld, and results that can be linked again."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.store.filled import fill

from onrecord.errors import InvalidInputError, UnknownCodeError
from onrecord.evaluate.results import load_results
from onrecord.export.writers import WRITERS
from onrecord.model.records import SCHEMA
from onrecord.pipeline.exporting import Exporting, ExportWish, export_archive
from onrecord.pipeline.incidents import link_archive
from onrecord.pipeline.reporting import write_report
from onrecord.store.archive import Archive
from onrecord.store.incidents import count_unlinked
from onrecord.store.log import read_detail, read_log
from onrecord.store.search import Query
from onrecord.store.withdraw import withdraw_document


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    """An archive with reports of our own."""
    fill(archive, tmp_path / "reports")
    return archive


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def lines_in(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_every_format_is_written_from_an_archive_with_its_manifest(filled: Archive, tmp_path: Path, writer: Any) -> None:
    manifest = export_archive(filled, ExportWish(format=writer.name, output=tmp_path))
    told = json.loads((tmp_path / f"{writer.name}{writer.suffix}.manifest.json").read_text(encoding="utf-8"))
    assert told["rows"] == manifest.rows
    assert (told["format"], told["schema"], told["versions"][0]["onrecord"]) == (writer.name, SCHEMA, told["onrecord"])
    assert told["files"] == {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in told["files"]}
    with filled.reading() as connection:
        last = list(read_log(connection))[-1]
    assert (last.kind, last.subject, read_detail(last)["files"]) == ("export", writer.name, told["files"])


def test_records_are_linked_first_and_copies_are_of_one_incident(filled: Archive, tmp_path: Path) -> None:
    seen = []
    export_archive(filled, ExportWish(format="casualties", output=tmp_path), tell=lambda state: seen.append((state.linked, state.items)))
    with filled.reading() as connection:
        assert count_unlinked(connection) == 0
    assert seen[0][0] > 0
    market = [row for row in rows_in(tmp_path / "casualties.csv") if row["place"] == "Bankass"]
    assert {row["document"] for row in market} == {"market", "copy"}
    assert len({row["incident"] for row in market}) == 1
    assert {(row["min"], row["max"]) for row in market if row["harm"] == "killed"} == {("14", "17")}


def test_an_incident_is_exported_if_one_of_its_records_is_found(filled: Archive, tmp_path: Path) -> None:
    export_archive(
        filled, ExportWish(format="csv", output=tmp_path, query=Query(publisher="The Daily"), filters={"publisher": "The Daily"})
    )
    (row,) = rows_in(tmp_path / "csv.csv")
    assert (row["place"], row["documents"]) == ("Bankass", "2")
    assert json.loads((tmp_path / "csv.csv.manifest.json").read_text(encoding="utf-8"))["filters"] == {"publisher": "The Daily"}


def test_policies_make_the_figures_and_the_manifest_names_them(filled: Archive, tmp_path: Path) -> None:
    query = Query(publisher="The Daily")
    for accounts, numbers, killed in (("range", "conservative", "14"), ("range", "midpoint", "15"), ("majority", "conservative", "14")):
        export_archive(filled, ExportWish(format="csv", output=tmp_path, query=query, accounts=accounts, numbers=numbers))
        assert [row["killed"] for row in rows_in(tmp_path / "csv.csv")] == [killed]
        told = json.loads((tmp_path / "csv.csv.manifest.json").read_text(encoding="utf-8"))
        assert (told["accounts"], told["numbers"]) == (accounts, numbers)


def test_ids_of_an_earlier_export_that_are_gone_are_told_and_stay_told(filled: Archive, tmp_path: Path) -> None:
    wish = ExportWish(format="csv", output=tmp_path / "x.csv")
    export_archive(filled, wish)
    before = {row["id"]: row["place"] for row in rows_in(tmp_path / "x.csv")}
    (gone,) = (incident for incident, place in before.items() if place == "Homs")
    withdraw_document(filled, str(tmp_path / "reports" / "strike.html"), why="a source is at risk")
    for _ in range(2):
        assert export_archive(filled, wish).deleted == 1
        (row,) = rows_in(tmp_path / "x.csv.deleted.csv")
        assert row["id"] == gone
    assert gone not in {row["id"] for row in rows_in(tmp_path / "x.csv")}


def test_results_have_their_incident_and_can_be_read_as_results(filled: Archive, tmp_path: Path) -> None:
    link_archive(filled)
    export_archive(filled, ExportWish(format="jsonl", output=tmp_path / "x.jsonl"))
    lines = lines_in(tmp_path / "x.jsonl")
    incidents = {line["incident"] for line in lines if "incident" in line}
    told = [record for line in lines if "document" in line for record in line["records"]]
    assert {record["incident"] for record in told if record["kind"] == "incident"} == incidents
    assert not [record for record in told if record["kind"] == "tally" and "incident" in record]
    assert len(load_results(tmp_path / "x.jsonl")) == len([line for line in lines if "document" in line])


def test_results_are_filtered_by_their_records(filled: Archive, tmp_path: Path) -> None:
    export_archive(filled, ExportWish(format="jsonl", output=tmp_path / "x.jsonl", query=Query(words="soldiers", with_copies=False)))
    assert [Path(line["document"]["id"]).name for line in lines_in(tmp_path / "x.jsonl")] == ["bridge.txt"]


def test_private_names_are_withheld_from_results_too(archive: Archive, tmp_path: Path) -> None:
    text = "Gunmen shot dead Amina Sesay, 34, in Doro on Saturday, her neighbour Ibrahim Cole said. Amina Sesay was a nurse."
    (tmp_path / "one.jsonl").write_text(json.dumps({"id": "one", "text": text, "published": "2024-05-06"}) + "\n", encoding="utf-8")
    fill(archive, tmp_path, str(tmp_path / "one.jsonl"))
    for name in ("jsonl", "csv", "claims"):
        export_archive(archive, ExportWish(format=name, output=tmp_path, with_names=False))
        suffix = "jsonl" if name == "jsonl" else "csv"
        said = (tmp_path / f"{name}.{suffix}").read_text(encoding="utf-8")
        assert "Sesay" not in said
        assert "Ibrahim" not in said
        assert "[name withheld]" in said


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"format": "xls", "output": Path("x.xls")}, "no format 'xls'"),
        ({"format": "csv", "output": Path("x.json")}, "ends with .csv"),
        ({"format": "csv", "output": Path("nowhere/x.csv")}, "no folder 'nowhere'"),
        ({"format": "csv"}, "with -o"),
        ({"format": "csv", "output": Path("x.csv"), "accounts": "best"}, "no policy 'best'"),
        ({"format": "csv", "output": Path("x.csv"), "numbers": "best"}, "no numbers policy 'best'"),
        ({"format": "csv", "output": Path("x.csv"), "with_tags": True}, "has no HXL tags"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_done(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: dict[str, Any], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((UnknownCodeError, InvalidInputError), match=message):
        export_archive(archive, ExportWish(**wish))


def test_hxl_tags_stand_below_the_header_and_are_no_row(filled: Archive, tmp_path: Path) -> None:
    manifest = export_archive(filled, ExportWish(format="hdx", output=tmp_path / "x.csv", with_tags=True))
    tags, *rows = rows_in(tmp_path / "x.csv")
    assert (tags["location_code"], tags["events"]) == ("#country+code", "#indicator+event+num")
    assert len(rows) == manifest.rows > 0


def test_an_export_that_stops_midway_leaves_the_earlier_file(filled: Archive, tmp_path: Path) -> None:
    wish = ExportWish(format="csv", output=tmp_path / "x.csv")
    export_archive(filled, wish)
    before = (tmp_path / "x.csv").read_bytes()

    def stop(state: Exporting) -> None:
        if state.items == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_archive(filled, wish, tell=stop)
    assert (tmp_path / "x.csv").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".onrecord")]


def test_a_report_is_written_of_what_is_found(filled: Archive, tmp_path: Path) -> None:
    wish = ExportWish(format="report", output=tmp_path / "r.html", query=Query(publisher="The Daily"), filters={"publisher": "The Daily"})
    assert write_report(filled, wish, title="Bankass") == 1
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "River Front (claimed" in page
    assert "publisher The Daily" in page
    with pytest.raises(InvalidInputError, match="expected a file in a folder"):
        write_report(filled, ExportWish(format="report", output=tmp_path), title="x")
