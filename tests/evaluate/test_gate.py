"""The gate: floors hold or the build fails, and nothing lowers them."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Gate = Callable[..., int]


def load_gate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate", ROOT / "evaluation" / "gate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where a dataclass looks for its module
    spec.loader.exec_module(module)
    return module


GATE = load_gate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gate with one file of gold and no floors."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "reports.jsonl").write_text("{}\n", encoding="utf-8")
    (tmp_path / "floors.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def gate(folder: Path) -> Gate:
    """Runs the gate as if these values had been measured."""

    def run(*arguments: str, **values: float | None) -> int:
        scores = {name: {"value": value, "interval": [0.1, 0.9], "n": 7} for name, value in values.items()}
        return int(GATE.main(list(arguments), folder=folder, measure=lambda _: scores))

    return run


def floors(folder: Path) -> dict[str, Any]:
    stored = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    return dict(stored["reports.jsonl"]["floors"])


def test_without_gold_nothing_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "floors.json").write_text("{}", encoding="utf-8")
    assert GATE.main([], folder=tmp_path) == 0
    assert "skipped: no file of gold" in capsys.readouterr().out


def test_gold_without_floors_fails_until_they_are_set(gate: Gate, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(records=0.7) == 1
    assert "reports.jsonl: no floors are set" in capsys.readouterr().out
    assert json.loads((folder / "floors.json").read_text(encoding="utf-8")) == {}
    assert gate("--raise", records=0.70064, kind=None) == 0
    assert floors(folder) == {"records": 0.7}
    assert gate(records=0.70064) == 0


def test_a_fall_fails_with_measure_value_and_floor(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    gate("--raise", records=0.7, kind=0.9)
    assert gate(records=0.69, kind=0.95) == 1
    told = capsys.readouterr().out
    assert "FAILED reports.jsonl, records: found 0.690, floor 0.700" in told
    assert "reports.jsonl, kind" not in told


def test_raising_lifts_and_never_lowers(gate: Gate, folder: Path) -> None:
    gate("--raise", records=0.7, kind=0.9)
    assert gate("--raise", records=0.8, kind=0.5) == 1
    assert floors(folder) == {"records": 0.8, "kind": 0.9}


def test_without_being_asked_nothing_is_written(gate: Gate, folder: Path) -> None:
    gate("--raise", records=0.7)
    before = (folder / "floors.json").read_bytes()
    assert gate(records=0.9) == 0
    assert (folder / "floors.json").read_bytes() == before


def test_a_measure_that_is_gone_fails(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    gate("--raise", records=0.7, kind=0.9)
    assert gate(records=0.7) == 1
    assert "kind: found –, floor 0.900" in capsys.readouterr().out


def test_gold_that_is_gone_fails(gate: Gate, folder: Path) -> None:
    gate("--raise", records=0.7)
    (folder / "gold" / "reports.jsonl").unlink()
    assert gate(records=0.7) == 1


def test_other_gold_than_the_floors_were_set_on_fails(gate: Gate, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate("--raise", records=0.7)
    (folder / "gold" / "reports.jsonl").write_text("{} \n", encoding="utf-8")
    assert gate(records=0.7) == 1
    assert "not the gold that the floors were set on" in capsys.readouterr().out
    assert gate("--raise", records=0.7) == 0
    assert gate(records=0.7) == 0


def test_the_gate_measures_as_the_command_does() -> None:
    scores = GATE.evaluate(ROOT / "examples" / "gold.jsonl")
    assert scores["records"]["gold"] == 7
    assert scores["quotes"]["value"] == 1.0


def test_the_floors_of_the_project_are_of_its_gold() -> None:
    stored = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    assert stored.keys() <= {path.name for path in (ROOT / "evaluation" / "gold").glob("*.jsonl")}
