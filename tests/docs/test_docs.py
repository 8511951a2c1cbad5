"""README and docs say what the program does: parts that it writes are fresh, and everything is mentioned."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

import onrecord
from onrecord.cli.app import app
from onrecord.evaluate.measures import MEASURES
from onrecord.settings import Settings, setting_names
from onrecord.vocab.rules import rule_files

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]
)
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line.strip()]


def load_render() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render", ROOT / "docs" / "render.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RENDER = load_render()


@pytest.mark.parametrize(("file", "name", "render"), RENDER.PARTS, ids=[part[1] for part in RENDER.PARTS])
def test_what_the_program_writes_into_a_page_is_fresh(file: str, name: str, render: object) -> None:
    content = (ROOT / file).read_text(encoding="utf-8")
    assert callable(render)
    assert content == RENDER.renew(content, name, render()), "run: python docs/render.py"


def command_names() -> list[str]:
    return [str(command.name or getattr(command.callback, "__name__", "")) for command in app.registered_commands]


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_mentioned(name: str) -> None:
    assert f"onrecord {name}" in PAGES


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_mentioned(name: str) -> None:
    assert f"`{name}`" in PAGES


@pytest.mark.parametrize("name", sorted({path.name for path in rule_files()}))
def test_every_rule_file_is_mentioned(name: str) -> None:
    assert f"`{name}`" in PAGES


@pytest.mark.parametrize("path", sorted((ROOT / "examples").iterdir()), ids=lambda path: path.name)
def test_every_example_is_mentioned(path: Path) -> None:
    assert path.name in PAGES


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)", PAGES))))
def test_no_link_is_broken(target: str) -> None:
    assert any((folder / target).exists() for folder in (ROOT, ROOT / "docs", ROOT / "examples"))


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_readme_name_what_there_is(command: str) -> None:
    words = shlex.split(command, comments=True)
    start = next(number for number, word in enumerate(words) if word.endswith(("onrecord", "pytest")))
    if words[start].endswith("onrecord"):
        assert words[start + 1] in command_names()


def test_the_two_commands_for_a_fresh_machine_stand_in_the_readme() -> None:
    fresh = [command for command in COMMANDS if command.startswith("python3 -m venv")]
    assert [command.split()[-1] for command in fresh] == ["text", "pytest"]


def test_the_gold_that_the_page_shows_is_the_example() -> None:
    page = (ROOT / "docs" / "evaluate.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    lines = (ROOT / "examples" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(shown) in [json.loads(line) for line in lines]


def test_every_measure_is_explained() -> None:
    page = (ROOT / "docs" / "evaluate.md").read_text(encoding="utf-8")
    assert [
        measure.name for measure in MEASURES if f"`{measure.name.split(', ')[0]}`" not in page and f"**{measure.name}**" not in page
    ] == []


def test_the_lists_of_a_user_that_the_page_shows_are_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    actors, places = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (rules,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    folder = tmp_path / "rules"
    folder.mkdir()
    for path, text in ((tmp_path / "actors.csv", actors), (tmp_path / "places.csv", places), (folder / "mine.toml", rules)):
        path.write_text(text, encoding="utf-8")
    settings = Settings(actors=tmp_path / "actors.csv", places=tmp_path / "places.csv", rules=folder)
    result = onrecord.read("BL macheted three herders near Lower Mbari on Monday.", published="2024-03-05", settings=settings)
    (record,) = cast("list[dict[str, Any]]", result.to_dict()["records"])
    assert record["actors"][0]["actor_id"] == "mine:blue-lions"
    assert record["places"][0]["latitude"] == 8.12
    assert record["type"]["acled_sub_event"] == "Attack"
