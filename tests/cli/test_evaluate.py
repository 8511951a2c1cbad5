"""`onrecord evaluate`: the table, the numbers, the faults, two coders, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.cli.app import app
from onrecord.ingest.intake import Intake
from onrecord.model import records
from onrecord.pipeline import gold as reading
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("gold.jsonl", "gold-second.jsonl"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    return lambda *arguments: CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def results(run: Run) -> str:
    assert run("read", "gold.jsonl", "-o", "out.jsonl").exit_code == 0
    return "out.jsonl"


def test_texts_are_read_and_the_table_is_plain_where_there_is_no_terminal(run: Run) -> None:
    done = run("evaluate", "gold.jsonl")
    assert done.exit_code == 0
    assert done.stdout.startswith("gold.jsonl: 4 documents\nmeasure ")
    assert "quotes of evidence: 0 are not the text at their offsets." in done.stdout
    assert "\x1b" not in done.stdout


def test_results_at_hand_give_the_same_numbers_as_reading_now(run: Run, results: str) -> None:
    now, at_hand = run("evaluate", "gold.jsonl"), run("evaluate", "gold.jsonl", "--results", results)
    assert now.stdout == at_hand.stdout


def test_json_holds_every_measure_with_its_interval(run: Run, results: str, tmp_path: Path) -> None:
    assert run("evaluate", "gold.jsonl", "--results", results, "--seed", 9, "--resamples", 20, "-o", "n.json").exit_code == 0
    numbers = json.loads((tmp_path / "n.json").read_text(encoding="utf-8"))
    assert (numbers["gold"], numbers["documents"], numbers["resamples"], numbers["seed"]) == ("gold.jsonl", 4, 20, 9)
    assert numbers["measures"]["records"].keys() == {"value", "precision", "recall", "interval", "hits", "predicted", "gold"}
    assert numbers["measures"]["kind"].keys() == {"value", "interval", "n"}
    assert numbers["agreement"] is None


def test_no_draws_give_no_intervals(run: Run, results: str) -> None:
    shown = run("evaluate", "gold.jsonl", "--results", results, "--resamples", 0).stdout
    assert " to " not in shown.replace("against", "")
    assert "drawn again" not in shown


def test_every_fault_is_a_line_with_its_quote(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    done = run("evaluate", "gold.jsonl", "--results", "none.jsonl", "--errors", "faults.jsonl")
    faults = [json.loads(line) for line in (tmp_path / "faults.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {fault["fault"] for fault in faults} == {"record missed", "figure missed"}
    assert faults[0] == {
        "document": "ambush",
        "fault": "record missed",
        "record": "r1",
        "gold": "Armed clash",
        "read": None,
        "quote": "Gunmen attacked a police post",
    }
    assert "! 4 documents of gold have no result and count as found empty; the first is 'ambush'" in done.stdout
    assert f"onrecord: {len(faults)} faults written to faults.jsonl" in done.stderr


def test_two_coders_are_compared_field_by_field(run: Run, results: str) -> None:
    done = run("evaluate", "gold.jsonl", "--results", results, "--second", "gold-second.jsonl")
    lines = [line.split() for line in done.stdout.split("Two coders, ")[1].splitlines()]
    assert ["records", "1.000", "0.857", "0.923"] in [line[:4] for line in lines]
    assert ["sub_event", "0.820", "nominal", "6"] in [line[:2] + line[-2:] for line in lines]
    numbers = run("evaluate", "gold.jsonl", "--results", results, "--second", "gold-second.jsonl", "--format", "json").stdout
    assert json.loads(numbers)["agreement"]["alpha"]["figure low"]["scale"] == "ratio"


def test_a_text_that_could_not_be_read_is_told_and_counts_as_empty(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(intake: Intake, *, settings: Settings) -> records.Result:
        raise AttributeError(f"broken {settings.model}")

    monkeypatch.setattr(reading, "read_intake", read)
    done = run("evaluate", "gold.jsonl")
    assert done.exit_code == 1
    assert "a fault of onrecord: AttributeError: broken" in done.stderr
    assert "0 of 7 found" in done.stdout


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.jsonl"], "none.jsonl: there is no such file; expected JSON Lines of gold"),
        (["gold.jsonl", "--second", "none.jsonl"], "none.jsonl: there is no such file"),
        (["gold.jsonl", "--results", "gold.jsonl"], "gold.jsonl, line 1: schema: found None, expected results"),
        (["gold.jsonl", "--results", "x.jsonl", "--rules", "mine"], "--rules says how texts are read, but with --results none is"),
        (["gold.jsonl", "-o", "no/folder.txt"], "there is no folder 'no' to write to"),
        (["gold.jsonl", "--errors", "no/folder.txt"], "there is no folder 'no' to write to"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "evaluate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert message in " ".join(capsys.readouterr().err.split())
