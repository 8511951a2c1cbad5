"""`onrecord import` and `onrecord compare` of an archive, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.export.back.tables import ATTACK, GED, to_csv
from typer.testing import CliRunner, Result

from onrecord.cli.app import app

REPORT = "Gunmen attacked a cattle market in Bankass, in central Mali, on Saturday, killing at least 14 people and wounding about 30, the mayor said."


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "acled.csv").write_text(
        to_csv("acled", [ATTACK, {**ATTACK, "event_id_cnty": "MLI902", "fatalities": "many"}]), encoding="utf-8"
    )
    (tmp_path / "ged.csv").write_text(to_csv("ucdp-ged", [GED]), encoding="utf-8")
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_import_makes_the_archive_and_tells_what_it_skipped(in_folder: Path) -> None:
    done = call("import", "acled", "acled.csv", "--report", "done.json")
    assert done.exit_code == 1
    assert done.stdout == "1 incidents added, 0 changed, 0 gone, 0 as they were, 1 rows skipped; acled.csv\n"
    assert "skipped acled.csv, line 3, column fatalities: 'many' is no number; expected a number" in done.stderr
    told = json.loads((in_folder / "done.json").read_text(encoding="utf-8"))
    assert (told["added"], told["skipped"][0]["column"]) == (1, "fatalities")
    assert "coded by   ACLED: 1 incidents, imported" in call("status").stdout
    assert call("verify").exit_code == 0


def test_an_imported_incident_is_listed_shown_and_explained_as_what_it_is() -> None:
    call("import", "acled", "acled.csv")
    found = json.loads(call("search", "--country", "ML", "--format", "jsonl").stdout)
    assert "· imported · incident" in call("records").stdout
    shown = call("show", found["incident"]).stdout
    assert "2024-05-04  ACLED  in MLI901" in shown
    assert "“" not in shown
    explained = call("explain", found["id"]).stdout
    assert "Coded by ACLED (acled); it rests on no words of a report" in explained
    assert "notes  Gunmen raided a market." in explained
    assert "“" not in explained


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("acled", "nowhere.csv"), "there is no such file"),
        (("xls", "acled.csv"), "'xls' is no format that is imported; there are acled, ucdp-ged, csv, jsonl"),
        (("ucdp-ged", "acled.csv"), "acled.csv, line 1: expected the columns of UCDP GED"),
    ],
)
def test_what_cannot_be_imported_is_told_with_what_can(words: tuple[str, str], message: str) -> None:
    assert message in str(call("import", *words).exception)


def test_one_archive_is_compared_with_itself_and_the_page_has_a_chart(in_folder: Path) -> None:
    (in_folder / "r.jsonl").write_text(json.dumps({"id": "r", "text": REPORT, "published": "2024-05-06"}) + "\n", encoding="utf-8")
    call("add", "r.jsonl", "--processes", "1")
    call("import", "acled", "acled.csv")
    call("import", "ucdp-ged", "ged.csv")
    shown = call("compare", "onrecord.sqlite", "--by", "ACLED", "--html", "x.html").stdout
    assert "= 2024-05-04  Bankass  overlapping" in shown
    assert "MLI901, Violence against civilians, Dawn Front; Civilians (Mali), killed 15" in shown
    assert "Bankass: 1 both, 0 onrecord.sqlite (read) alone, 0 onrecord.sqlite (ACLED) alone; killed: at least 14 against 15" in shown
    page = (in_folder / "x.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "Place by place" in page
    lines = call("compare", "onrecord.sqlite", "acled.csv", "--origin-a", "imported", "--by", "UCDP GED", "--format", "jsonl")
    assert "line 3, column fatalities" in str(lines.exception)
    (in_folder / "acled.csv").write_text(to_csv("acled", [ATTACK]), encoding="utf-8")
    (told,) = map(
        json.loads,
        call(
            "compare", "onrecord.sqlite", "acled.csv", "--origin-a", "imported", "--by", "UCDP GED", "--format", "jsonl"
        ).stdout.splitlines(),
    )
    assert (told["left"], told["figures"]) == ("MLI-2024-3-77-1, Dawn Front; Civilians, killed 14 to 20", "overlapping")
    assert call("compare", "acled.csv", "ged.csv", "--until", "2024-05-01").stdout.splitlines()[-1] == "In both: 0."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("acled.csv",), "acled.csv: expected two sets, or one archive"),
        (("acled.csv", "ged.csv", "--origin-a", "read"), "a table has no origin 'read'"),
        (("acled.csv", "ged.csv", "--by", "ACLED"), "--by ACLED: expected a side"),
        (("acled.csv", "ged.csv", "--since", "May"), "--since May: expected a day"),
        (("x.sqlite", "y.sqlite", "--origin-b", "mine"), "'mine': expected one of read, imported, all"),
    ],
)
def test_what_cannot_be_compared_is_told(words: tuple[str, ...], message: str) -> None:
    assert message in str(call("compare", *words).exception)
