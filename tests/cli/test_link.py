"""`onrecord link`: incidents, clusters and reasons from files of results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.link.accounts import WORDS, Json, actor, killed, place, record, result
from typer.testing import CliRunner

from onrecord.cli.app import app, run
from onrecord.cli.link_app import PolicyName
from onrecord.errors import InvalidInputError
from onrecord.link.policies import POLICIES
from onrecord.vocab.actors import load_actors


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Results and the texts that they were read from."""
    told = [
        result(name, record(f"{name}1", day="2024-03-06", town="Keldin", toll=(killed(low),)), text=WORDS["market"] + name)
        for name, low in (("agency", 4), ("daily", 6))
    ]
    told.append(result("port", record("p1", day="2024-03-06", town="Port Azure", kind="Air/drone strike"), text=WORDS["port"] + "port"))
    results, texts = tmp_path / "records.jsonl", tmp_path / "articles.jsonl"
    results.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    lines = [{"id": name, "text": WORDS[words] + name} for name, words in (("agency", "market"), ("daily", "market"), ("port", "port"))]
    texts.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return results, texts


def test_clusters_are_written_for_each_document(files: tuple[Path, Path], tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["link", str(files[0]), "--texts", str(files[1]), "--clusters", str(tmp_path / "clusters.json")])
    assert answer.exit_code == 0
    clusters = json.loads((tmp_path / "clusters.json").read_text(encoding="utf-8"))
    assert clusters["agency"] == clusters["daily"] != clusters["port"]


def test_a_dry_run_prints_each_link_with_its_reasons(files: tuple[Path, Path]) -> None:
    answer = CliRunner().invoke(app, ["link", str(files[0]), "--texts", str(files[1]), "--dry-run"])
    assert "The same incident: 1 links" in answer.stdout
    assert "4 and 6 killed" in answer.stdout
    assert "same day" in answer.stdout


def test_incidents_are_written_with_their_records_and_links(files: tuple[Path, Path]) -> None:
    answer = CliRunner().invoke(app, ["link", str(files[0]), "--texts", str(files[1])])
    incidents = [json.loads(line) for line in answer.stdout.splitlines()]
    (several,) = [incident for incident in incidents if len(incident["records"]) > 1]
    assert several["links"][0]["score"] > 0.9
    assert {"name": "day", "level": "same", "bits": 2.0, "words": "same day"} in several["links"][0]["features"]


def test_a_document_with_two_results_is_refused(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "link", str(files[0]), str(files[0])])
    with pytest.raises(SystemExit, match="2"):
        run()
    assert "line 1: document 'agency' has a result before this one, expected one" in capsys.readouterr().err


def test_an_incident_is_shown_with_all_its_accounts(files: tuple[Path, Path]) -> None:
    answer = CliRunner().invoke(app, ["show", "agency", str(files[0]), "--texts", str(files[1])])
    assert answer.exit_code == 0
    assert "2 documents, 2 independent sources" in answer.stdout
    assert "killed: 4 to 6 (range, 2 accounts)" in answer.stdout
    assert "! killed: daily says 6, agency 4" in answer.stdout


def test_a_policy_makes_one_figure_and_is_named(files: tuple[Path, Path]) -> None:
    answer = CliRunner().invoke(app, ["show", "agency1", str(files[0]), "--accounts", "conservative", "--format", "json"])
    told = json.loads(answer.stdout)
    assert told["policy"]["name"] == "conservative"
    assert [(figure["slot"], figure["low"], figure["high"]) for figure in told["figures"]] == [("killed", 4, 4)]
    assert {account["value"] for account in told["accounts"] if account["slot"] == "killed"} == {"4", "6"}


def test_an_incident_that_is_not_there_is_told(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "show", "zz", str(files[0])])
    with pytest.raises(SystemExit, match="2"):
        run()
    assert "no incident 'zz'" in capsys.readouterr().err


def test_the_records_of_an_archive_are_linked_and_a_copy_is_one_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    story = "KELDIN, March 7, 2024 - A suicide bomber killed four people at a cattle market in Kabul on Wednesday, police said."
    other = "A suicide bombing at the cattle market in Kabul killed six people on Wednesday, Dr Temur Karim said."
    far = "An air strike killed two fishermen off Port Sudan on Monday, the harbour master said."
    lines = [
        {"id": name, "text": text, "published": "2024-03-07"}
        for name, text in (("agency", story), ("daily", story + " "), ("radio", other), ("port", far))
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert CliRunner().invoke(app, ["add", "articles.jsonl", "--processes", "1"]).exit_code == 0
    assert CliRunner().invoke(app, ["link", "--clusters", "clusters.json"]).exit_code == 0
    clusters = json.loads((tmp_path / "clusters.json").read_text(encoding="utf-8"))
    assert clusters["agency"] == clusters["daily"] == clusters["radio"] != clusters["port"]
    shown = CliRunner().invoke(app, ["show", clusters["agency"]]).stdout
    assert "3 documents, 2 independent sources" in shown
    assert "killed: 4 to 6" in shown


def test_totals_are_held_against_the_incidents_that_they_cover(files: tuple[Path, Path]) -> None:
    country = {
        "name": "Afghanistan",
        "country": "AF",
        "admin1": None,
        "admin2": None,
        "relation": "in",
        "distance_km": None,
        "latitude": 33.0,
        "longitude": 66.0,
        "gazetteer": "geonames:1",
        "precision": 6,
    }
    tally = {
        **record("t", toll=(killed(90),), places=[country]),
        "kind": "tally",
        "scope": {"issuer": "Valley Monitor", "as_of": "2024-03-31"},
    }
    tally["time"] = {"earliest": "2024-03-01", "latest": "2024-03-31", "text": "in March", "basis": "relative"}
    with files[0].open("a", encoding="utf-8") as stream:
        stream.write("\n" + json.dumps(result("monitor", tally, published="2024-04-01")))
    answer = CliRunner().invoke(app, ["tallies", str(files[0]), "--texts", str(files[1])])
    assert "Valley Monitor as of 2024-03-31 killed: 90 Afghanistan in monitor" in " ".join(answer.stdout.split())
    assert "1 incident of the archive holds 4 to 6; left over: 84 to 86" in answer.stdout
    line = json.loads(CliRunner().invoke(app, ["tallies", str(files[0]), "--format", "jsonl"]).stdout)
    assert (line["covers"]["left_low"], line["covers"]["left_high"]) == (84, 86)


def test_what_a_person_decides_on_two_records_outlives_every_run_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = (
        "A suicide bomber killed four people at a market in Kabul on Wednesday, police said.",
        "An air strike killed two fishermen off Port Sudan on Monday.",
    )
    lines = [{"id": name, "text": text, "published": "2024-03-07"} for name, text in zip(("agency", "port"), texts, strict=True)]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["add", "articles.jsonl", "--processes", "1"]).exit_code == 0
    first, second = [json.loads(line)["records"][0]["id"] for line in runner.invoke(app, ["export"]).stdout.splitlines()]

    def incidents() -> int:
        assert runner.invoke(app, ["link", "--clusters", "clusters.json"]).exit_code == 0
        return len(set(json.loads((tmp_path / "clusters.json").read_text(encoding="utf-8")).values()))

    assert incidents() == 2
    assert runner.invoke(app, ["same", first, second, "--by", "Ana Diallo", "--why", "one operation"]).exit_code == 0
    assert incidents() == 1
    assert runner.invoke(app, ["different", second, first, "--by", "Ana Diallo"]).exit_code == 0
    assert incidents() == 2
    assert runner.invoke(app, ["same", first, second, "--by", "Ana Diallo"]).exit_code == 0
    assert runner.invoke(app, ["same", first, second, "--by", "Ana Diallo", "--undo"]).exit_code == 0
    assert incidents() == 2
    assert runner.invoke(app, ["verify"]).exit_code == 0
    logged = [json.loads(line) for line in runner.invoke(app, ["log", "--format", "jsonl"]).stdout.splitlines()]
    assert [line["kind"] for line in logged].count("pair") == 4


def test_two_incidents_are_merged_split_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = ("Gunmen killed three traders near Gao in Mali on Sunday.", "An air strike killed two fishermen off Port Sudan on Monday.")
    lines = [{"id": name, "text": text, "published": "2024-03-07"} for name, text in zip(("gao", "port"), texts, strict=True)]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["add", "articles.jsonl", "--processes", "1"]).exit_code == 0
    assert runner.invoke(app, ["link", "-o", "incidents.jsonl"]).exit_code == 0
    first, second = (json.loads(line) for line in (tmp_path / "incidents.jsonl").read_text(encoding="utf-8").splitlines())
    by = ["--by", "Ana Diallo"]
    merged = runner.invoke(app, ["merge", first["id"], second["id"][:6], "--why", "one day of war", *by])
    assert "is a part of" in merged.stderr
    for incident in (first["id"], second["id"]):
        shown = runner.invoke(app, ["show", incident]).stdout
        assert "2 documents" in shown
        assert "one day of war" in shown
    record = second["records"][0]["record"]
    assert "larger part keeps the id" in runner.invoke(app, ["split", first["id"], record, *by]).stderr
    assert "1 document," in runner.invoke(app, ["show", record]).stdout
    assert "decided    1 different" in runner.invoke(app, ["status"]).stdout.replace("1 same, ", "")
    assert "again" in runner.invoke(app, ["split", first["id"], record, *by, "--undo"]).stderr
    assert "2 documents" in runner.invoke(app, ["show", record]).stdout
    assert runner.invoke(app, ["verify"]).exit_code == 0


def test_what_is_added_is_linked_at_once_if_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {
        "agency": "A suicide bomber killed four people at a cattle market in Kabul on Wednesday, police said.",
        "radio": "A suicide bombing at the cattle market in Kabul killed six people on Wednesday, Dr Temur Karim said.",
    }
    runner = CliRunner()
    for name, text in texts.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": text, "published": "2024-03-07"}), encoding="utf-8")
        added = runner.invoke(app, ["add", f"{name}.jsonl", "--processes", "1", "--link"])
        assert added.exit_code == 0
        assert "1 incident records compared with those of" in added.stderr
    assert "2 documents" in runner.invoke(app, ["show", "agency"]).stdout
    results = [json.loads(line) for line in runner.invoke(app, ["export"]).stdout.splitlines()]
    exported = {result["records"][0]["incident"] for result in results if "document" in result}
    assert len(exported) == 1
    assert f"incident {exported.pop()}" in runner.invoke(app, ["records"]).stdout
    assert "compared" not in runner.invoke(app, ["add", "radio.jsonl", "--processes", "1", "--link"]).stderr
    assert "0 incident records compared with those of 2 documents" in runner.invoke(app, ["link", "--since", "last"]).stderr


def test_files_of_results_have_no_moment_since_which_they_could_be_linked(files: tuple[Path, Path]) -> None:
    answer = CliRunner().invoke(app, ["link", str(files[0]), "--since", "last"])
    assert isinstance(answer.exception, InvalidInputError)
    assert "it is for an archive" in str(answer.exception)


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["show", "agency", "--format", "xml"], "'text', 'json'"),
        (["show", "agency", "--accounts", "mean"], "'range', 'conservative', 'latest', 'majority'"),
        (["tallies", "--format", "json"], "'text', 'jsonl'"),
    ],
)
def test_an_unknown_format_or_policy_is_refused_before_anything_is_read(command: list[str], wanted: str, tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, [*command, str(tmp_path / "missing.jsonl")])
    assert answer.exit_code == 2
    assert wanted in " ".join(answer.stderr.replace("│", " ").split())


def test_the_policies_that_can_be_asked_for_are_those_that_there_are() -> None:
    assert list(map(str, PolicyName)) == list(POLICIES)


ESCAPE = "\x1b[31m"  # what turns a terminal red


def test_no_control_character_of_a_file_reaches_the_terminal(tmp_path: Path) -> None:
    totals = [
        {
            **record(f"t{day}", toll=(killed(90),)),
            "kind": "tally",
            "scope": {"issuer": f"Valley{ESCAPE} Monitor", "as_of": f"2024-03-{day}"},
        }
        for day in (30, 31)
    ]
    told = [
        result("agency", record("a1", day="2024-03-06", town="Keldin", toll=(killed(4, source=f"a nurse{ESCAPE}"),))),
        result("monitor", *totals),
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    for command, wanted in ((["show", "agency"], "a nurse [31m"), (["tallies"], "Valley [31m Monitor, killed")):
        answer = CliRunner().invoke(app, [*command, str(path)])
        assert answer.exit_code == 0, answer.exception
        assert wanted in answer.stdout
        assert "\x1b" not in answer.stdout


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (
            {"time": {"earliest": "6 March", "latest": None, "text": None, "basis": None}},
            "records[0].time.earliest: found '6 March', expected a civil day, ISO 8601",
        ),
        ({"time": "in March"}, "records[0].time: found 'in March', expected"),
        ({"places": ["Keldin"]}, "records[0].places[0]: found 'Keldin', expected object"),
        ({"places": [{**place("Keldin"), "latitude": 134.2}]}, "records[0].places[0].latitude: found 134.2, expected at most 90"),
        ({"kind": f"incident{ESCAPE}"}, "records[0].kind: found 'incident\\x1b[31m', expected one of incident, tally"),
    ],
)
def test_a_result_that_is_not_as_the_schema_says_is_told_with_its_line(
    spoil: Json, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [result("agency", record("a1", day="2024-03-06")), result("daily", {**record("d1"), **spoil})]
    (tmp_path / "records.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    for command in (["link"], ["show", "agency"], ["tallies"]):
        monkeypatch.setattr("sys.argv", ["onrecord", *command, str(tmp_path / "records.jsonl")])
        with pytest.raises(SystemExit, match="2"):
            run()
        assert f"records.jsonl, line 2: {fault}" in capsys.readouterr().err


def test_actors_and_places_are_shown_and_new_groups_written_as_rows_of_a_list(files: tuple[Path, Path], tmp_path: Path) -> None:
    told = [
        result(name, record(f"{name}1", town="Keldin", actors=[actor(side, kind="Rebel group")]))
        for name, side in (("agency", "Karsan Brigade"), ("daily", "Qarsan Brigade"))
    ]
    results, new = tmp_path / "sides.jsonl", tmp_path / "new.csv"
    results.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    shown = CliRunner().invoke(app, ["names", str(results)]).stdout
    assert "Groups that no list has, to be confirmed: 1" in shown
    assert "Karsan Brigade = Qarsan Brigade" in shown
    assert "test:Keldin" in shown
    assert CliRunner().invoke(app, ["names", str(results), "--new", str(new)]).exit_code == 0
    (entry,) = [each for each in load_actors(new).entries.values() if each.id.startswith("own:")]
    assert (entry.name, entry.aliases, entry.kind) == ("Karsan Brigade", ("Qarsan Brigade",), "Rebel group")


def test_too_few_records_teach_no_weights(files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "link", str(files[0]), "--train", str(tmp_path / "weights.csv")])
    with pytest.raises(SystemExit, match="2"):
        run()
    assert not (tmp_path / "weights.csv").exists()


def test_a_dry_run_tells_the_links_incident_by_incident(files: tuple[Path, Path]) -> None:
    told = CliRunner().invoke(app, ["link", str(files[0]), "--texts", str(files[1]), "--dry-run"]).stdout.splitlines()
    assert told[0] == "The same incident: 1 links"
    assert told[1].startswith("incident ")
    assert told[1].endswith(", 2 records")
    assert "agency agency1 = daily daily1" in told[2]
