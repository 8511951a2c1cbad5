"""The commands of an archive, as a person calls them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.store.filled import MARKET, write_reports
from typer.testing import CliRunner, Result

from onrecord.cli.app import app
from onrecord.cli.output import say


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    write_reports(tmp_path / "reports")
    return tmp_path


def call(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def added() -> None:
    assert call("add", "reports", "--processes", "1").exit_code == 1  # one line of the reports is no JSON


def test_add_makes_the_archive_and_tells_what_was_done_and_what_was_skipped(in_folder: Path) -> None:
    done = call("add", "reports", "--processes", "1", "--report", "done.json")
    assert done.exit_code == 1
    assert re.search(r"6 documents added \(1 copy of another\) with \d+ records, 0 known before, 1 skipped, in [\d.]+ s\n", done.stdout)
    assert "onrecord: skipped reports/wire.jsonl, line 3: malformed JSON" in done.stderr
    report = json.loads((in_folder / "done.json").read_text(encoding="utf-8"))
    assert (report["complete"], report["found"], report["added"], report["skipped"][0]["name"]) == (
        True,
        7,
        6,
        "reports/wire.jsonl, line 3",
    )
    assert (in_folder / "onrecord.sqlite").is_file()
    assert (in_folder / "onrecord.files").is_dir()


def test_lines_are_taken_from_standard_input() -> None:
    done = call("add", "-", "--processes", "1", stdin=json.dumps({"id": "a", "text": MARKET, "published": "2024-05-06"}) + "\n")
    assert done.exit_code == 0
    assert "1 document added" in done.stdout
    assert "standard input, line 1" in str(call("withdraw", "standard input, line 2", "--why", "x").exception) + "standard input, line 1"


def test_status_counts_what_the_archive_holds() -> None:
    added()
    shown = call("status").stdout
    assert "documents  5 read, 1 skipped, 1 unread; 1 is a copy of another" in shown
    assert "read by    onrecord 0.1.0, rules " in shown
    counts = json.loads(call("status", "--format", "json").stdout)
    assert counts["documents"] == {"read": 5, "skipped": 1, "unread": 1}
    assert counts["versions"][0]["documents"] == 5


def test_search_shows_a_line_a_record_and_how_many_there_are() -> None:
    added()
    shown = call("search", "cattle", "market", "--figure", "killed>=10", "--no-copies").stdout
    assert "Attack · 4 May 2024 (“Saturday”) · Bankass, Mali" in shown
    assert "1–1 of 1 records" in shown
    lines = call("search", "--near", "34.73,36.72,20", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["places"][0]["name"] for line in lines] == ["Homs"]
    assert "0–0 of 0 records" in call("search", "nowhere").stdout


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--near", "1,2", "expected LAT,LON,KM, 3 numbers between commas"),
        ("--near", "95,0,10", "expected a latitude from -90 to 90"),
        ("--box", "1,2,3,x", "expected S,W,N,E"),
        ("--since", "Monday", "expected a day as YYYY-MM-DD"),
        ("--kind", "attack", "expected one of incident, tally"),
        ("--type", "atack", "did you mean 'Attack'?"),
        ("--certainty", "sure", "expected one of CT, PR, PS, U"),
        ("--figure", "killed", "expected a harm"),
        ("--country", "Kenja", "did you mean 'Kenya'?"),
        ("--country", "XX", "expected the name of a country or its ISO 3166 code"),
    ],
)
def test_a_search_that_is_not_understood_says_what_was_expected(option: str, value: str, message: str) -> None:
    added()
    assert message in str(call("search", option, value).exception)


@pytest.mark.parametrize("country", ["SY", "sy", "Syria", "syria"])
def test_a_country_is_known_by_its_code_and_by_its_name(country: str) -> None:
    added()
    assert "1–1 of 1 records" in call("search", "--country", country).stdout


def test_a_file_of_several_documents_is_no_document_and_the_names_of_those_are_told() -> None:
    added()
    fault = str(call("withdraw", "reports/wire.jsonl", "--why", "x").exception)
    assert "those of that file are called 'reports/wire.jsonl, line 1', 'reports/wire.jsonl, line 2'" in fault


def test_records_are_listed_page_by_page() -> None:
    added()
    total = re.search(r"1–1 of (\d+) records", call("records", "--limit", "1").stdout)
    assert total
    assert len(call("records", "--limit", "100", "--format", "jsonl").stdout.splitlines()) == int(total[1])


def test_a_stored_record_is_explained_with_what_was_dropped() -> None:
    added()
    record = json.loads(call("search", "cattle", "--type", "Attack", "--format", "jsonl").stdout.splitlines()[0])
    shown = call("explain", record["id"][:8]).stdout
    assert "told by the report → mayor (“said”)" in shown
    assert "claims" not in record
    assert "no record 'zz' in the archive" in str(call("explain", "zz").exception)


def test_a_judgement_is_kept_shown_counted_and_changed_by_a_later_one() -> None:
    added()
    record = json.loads(call("search", "cattle", "--type", "Attack", "--format", "jsonl").stdout.splitlines()[0])["id"]
    assert "judged     none" in call("status").stdout
    done = call("judge", record[:10], "right", "--by", "Ana", "--why", "as it says")
    assert done.stdout == f"record {record} is judged right by Ana; onrecord explain {record[:8]} shows it\n"
    assert call("judge", record, "wrong", "--by", "Ben").exit_code == 0
    assert " · judged wrong" in call("records", "--limit", "50").stdout
    assert "judged     1 wrong" in call("status").stdout
    shown = call("explain", record).stdout
    assert re.search(r"right +record, by Ana, .* “as it says”\nwrong +record, by Ben, ", shown)
    assert [line["kind"] for line in map(json.loads, call("log", "--format", "jsonl").stdout.splitlines())][-2:] == ["judge", "judge"]
    assert "expected one of right, wrong, unsure" in str(call("judge", record, "good", "--by", "Ana").exception)
    assert "every digest, every quote and the log hold" in call("verify").stdout


def test_export_writes_the_results_in_the_output_contract(in_folder: Path) -> None:
    added()
    assert call("export", "-o", "all.jsonl").exit_code == 0
    results = [json.loads(line) for line in (in_folder / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [result["document"]["id"].rsplit("/", 1)[-1] for result in results] == [
        "bridge.txt",
        "strike.html",
        "market",
        "copy",
        "french",
        "quiet",
    ]
    assert {result["schema"] for result in results} == {"onrecord/1"}
    assert len(call("export", "--no-copies").stdout.splitlines()) == 5


def test_verify_is_silent_on_faults_only_where_there_are_none(in_folder: Path) -> None:
    added()
    assert "7 documents checked: every digest, every quote and the log hold" in call("verify").stdout
    next(path for path in (in_folder / "onrecord.files").rglob("*") if path.is_file()).write_text("other", encoding="utf-8")
    broken = call("verify")
    assert broken.exit_code == 1
    assert "its original was changed" in broken.stdout
    assert "1 fault" in broken.stdout


def test_the_log_tells_what_was_done_without_names() -> None:
    added()
    call("export", "-o", "all.jsonl")
    document = json.loads(call("search", "cattle", "--format", "jsonl").stdout.splitlines()[0])["document"]["archive_id"]
    assert call("withdraw", document[:10], "--why", "a legal duty").exit_code == 0
    lines = [json.loads(line) for line in call("log", "--format", "jsonl").stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["init", *["add"] * 7, "export", "withdraw"]
    assert lines[-1]["why"] == "a legal duty"
    assert "wire.jsonl" not in call("log").stdout
    assert "withdraw" in call("log").stdout


def test_a_copy_is_made_and_verifies() -> None:
    added()
    assert "7 documents copied" in call("copy", "onrecord.sqlite", "backup.sqlite").stdout
    assert "every digest, every quote and the log hold" in call("verify", "--archive", "backup.sqlite").stdout


def test_an_archive_that_is_not_there_is_told() -> None:
    for command in (
        ["status"],
        ["search", "x"],
        ["records"],
        ["verify"],
        ["log"],
        ["export"],
        ["explain", "x"],
        ["judge", "x", "right", "--by", "y"],
        ["withdraw", "x", "--why", "y"],
    ):
        assert "there is no archive; make one with: onrecord init onrecord.sqlite" in str(call(*command).exception)


def test_init_says_what_comes_next() -> None:
    assert "Next: onrecord add SOURCE" in call("init", "mine.sqlite").stdout


def test_many_documents_are_read_by_several_processes_in_the_same_order(in_folder: Path) -> None:
    call("add", "reports", "--processes", "1", "--archive", "one.sqlite")
    call("add", "reports", "--processes", "2", "--archive", "two.sqlite")
    exported = [call("export", "--archive", name).stdout for name in ("one.sqlite", "two.sqlite")]
    assert exported[0] == exported[1]
    assert len(exported[0].splitlines()) == 6


def test_reading_again_tells_what_changed(in_folder: Path) -> None:
    added()
    assert "0 documents read again, 0 changed" in call("reread").stdout
    shown = call("reread", "--all", "--processes", "1", "--report", "again.json").stdout
    assert "5 documents read again, 0 changed; records: 0 appeared, 0 changed, 0 vanished; claims: " in shown
    assert json.loads((in_folder / "again.json").read_text(encoding="utf-8"))["changes"] == []


def test_an_explained_record_says_how_its_document_is_taken_back_and_who_has_its_words_too() -> None:
    added()
    record = json.loads(call("search", "cattle", "--no-copies", "--format", "jsonl").stdout.splitlines()[0])
    document = record["document"]["archive_id"]
    shown = call("explain", record["id"]).stdout
    assert f"Document  {document}\n" in shown
    assert "reports/wire.jsonl, line 1: line, 20" in shown
    assert f"onrecord withdraw {document[:12]} --why REASON" in shown
    done = call("withdraw", "market", "--why", "a legal duty")  # the id that the line gives its report
    assert f"document {document} is withdrawn" in done.stdout
    assert "1 document with the same text, or nearly so, is still there: " in done.stderr


def test_a_line_is_whole_in_a_pipe_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    added()
    assert len(call("records").stdout.splitlines()) == 2 * len(call("records", "--format", "jsonl").stdout.splitlines()) + 1
    assert len(call("log").stdout.splitlines()) == len(call("log", "--format", "jsonl").stdout.splitlines())


def test_a_line_is_broken_between_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    say("one two three " * 6)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 40
    assert [line.startswith("    ") for line in lines] == [False, True, True]


def test_an_export_is_not_written_under_the_name_of_another_format(in_folder: Path) -> None:
    added()
    for name in ("x.csv", "x.json", "x.xlsx"):
        assert "JSON Lines are written, one result a line; expected for example -o x.jsonl" in str(call("export", "-o", name).exception)
        assert not (in_folder / name).exists()


def test_a_page_of_records_has_an_end() -> None:
    added()
    assert call("records", "--limit", "1001").exit_code == 2
    assert call("records", "--offset", str(10**30)).exit_code == 2


def test_a_key_that_holds_the_text_under_another_name_is_told(in_folder: Path) -> None:
    (in_folder / "a.jsonl").write_text(json.dumps({"body": MARKET, "date": "2024-05-06"}) + "\n", encoding="utf-8")
    assert "for onrecord add say which holds it: --map text=body" in call("add", "a.jsonl").stderr
    assert 'no "boddy", which --map says holds the text; there are body, date' in call("add", "a.jsonl", "--map", "text=boddy").stderr
    assert "documents  2 skipped" in call("status").stdout
    assert call("add", "a.jsonl", "--map", "text=body,published=date").exit_code == 0
    assert "documents  1 read;" in call("status").stdout
    assert "every digest, every quote and the log hold" in call("verify").stdout
    assert call("withdraw", "a.jsonl, line 1", "--why", "a legal duty").exit_code == 0
    assert [path for path in (in_folder / "onrecord.files").rglob("*") if path.is_file()] == []


def test_what_was_added_with_a_day_is_known_without_one(in_folder: Path) -> None:
    (in_folder / "a.txt").write_text(MARKET, encoding="utf-8")
    assert "1 document added" in call("add", "a.txt", "--published", "2024-05-06").stdout
    assert "0 documents added with 0 records, 1 known before" in call("add", "a.txt").stdout
    done = call("add", "a.txt", "--published", "2024-05-07")
    assert "1 document added (1 copy of another)" in done.stdout
    assert "1 of them are in the archive already, with another --published or --publisher or with none" in done.stderr
