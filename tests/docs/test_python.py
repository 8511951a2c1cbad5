"""docs/python.md runs from its first block to its last, and its types are right."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import InvalidInputError
from onrecord.pipeline.api import query_of

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL)


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in BLOCKS:
        exec(compile(block, "docs/python.md", "exec"), names)
    said = capsys.readouterr().out
    assert "'acled_sub_event': 'Attack'" in said
    assert "Bankass 2024-03-10" in re.sub(r" +", " ", said)
    assert (tmp_path / "events.csv.manifest.json").is_file()


def test_the_types_of_the_tutorial_are_right(tmp_path: Path) -> None:
    script = tmp_path / "tutorial.py"
    script.write_text("\n".join(BLOCKS), encoding="utf-8")
    words = ["--strict", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache"), str(script)]
    ran = subprocess.run([sys.executable, "-m", "mypy", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_a_filter_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no filter 'colour'; there are actor, box"):
        query_of({"colour": "red"})


@given(st.text(min_size=1).filter(lambda name: not hasattr(onrecord, name)))
def test_the_package_has_no_other_names(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(onrecord, name)
