"""`onrecord annotate`: one layer of reading, as JSON Lines or marked in the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from onrecord.cli.annotate import choose_format
from onrecord.cli.app import LayerName, app
from onrecord.cli.batch import Request
from onrecord.cli.marked import print_layer
from onrecord.model.records import Json, Notice
from onrecord.model.text import Document
from onrecord.pipeline import layers
from onrecord.pipeline.layer import KEYS, Layer
from onrecord.pipeline.layers import LAYERS

REPORT = "Malian troops killed three men in Gao on Monday, the mayor said. Every week they meet.\n"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    return lambda *arguments, given=None: CliRunner().invoke(app, ["annotate", *map(str, arguments)], input=given)


def spans_of(run: Run, layer: str, *more: str) -> list[Json]:
    found: list[Json] = json.loads(run("a.txt", "--layer", layer, *more).stdout)[KEYS[layer]]
    return found


def words(span: Json) -> str:
    return REPORT[int(str(span["start"])) : int(str(span["end"]))]


def marked(found: Layer, *, is_plain: bool) -> str:
    stream = StringIO()
    colours = None if is_plain else "truecolor"
    console = Console(file=stream, width=100, color_system=colours, force_terminal=not is_plain, highlight=False)  # type: ignore[arg-type]
    print_layer(found, console=console, is_plain=is_plain)
    return stream.getvalue()


def layer_of(text: str, *spans: Json, name: str = "place") -> Layer:
    return Layer(document=Document(id="a", text=text), name=name, spans=spans)


def test_every_layer_can_be_asked_for() -> None:
    assert list(KEYS) == list(LAYERS) == [str(name) for name in LayerName]


@pytest.mark.parametrize("layer", KEYS)
def test_every_span_of_a_layer_names_its_rule(run: Run, layer: str) -> None:
    found = spans_of(run, layer)
    assert found
    assert all(span["rule"] for span in found)


def test_attributions_have_source_cue_and_content(run: Run) -> None:
    said = spans_of(run, "attribution")[0]
    parts = {key: REPORT[slice(*said[key])] for key in ("source", "cue", "content")}  # type: ignore[misc]
    assert (parts["source"], parts["cue"]) == ("the mayor", "said")
    assert parts["content"].startswith("Malian troops")


def test_a_time_has_a_value_also_where_its_day_stays_open(run: Run) -> None:
    assert {words(time): time["value"] for time in spans_of(run, "time", "--published", "2024-05-06")}["Monday"] == "2024-05-06"
    assert all(time["value"] and time["type"] for time in spans_of(run, "time"))


def test_places_have_coordinates_and_a_countrys_people_are_none(run: Run) -> None:
    (gao,) = spans_of(run, "place")
    assert words(gao) == "Gao"
    assert gao["latitude"] == pytest.approx(16.27, abs=0.1)


def test_a_name_in_an_organisations_name_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Nairobi Peace Institute said that three people were killed.", encoding="utf-8")
    assert [span["rule"] for span in spans_of(run, "place")] == ["place.of-organisation"]


def test_json_lines_give_one_line_a_document_also_for_bad_ones(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(document: Document, layer: str, **_: object) -> Layer:
        if document.id == "fault":
            raise AttributeError("broken")
        return Layer(document=document, name=layer)

    monkeypatch.setattr(layers, "read_layer", read)
    lines = [json.dumps({"id": name, "text": REPORT}) for name in ("a", "fault")]
    (tmp_path / "in.jsonl").write_text("\n".join([lines[0], "{", lines[1]]), encoding="utf-8")
    done = run("in.jsonl", "--layer", "time", "-o", "out.jsonl")
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(each["id"], each["timexes"], bool(each["warnings"])) for each in found] == [
        ("a", [], False),
        ("line-2", [], True),
        ("fault", [], True),
    ]
    assert done.exit_code == 1
    assert "a fault of onrecord: AttributeError: broken" in done.stderr


def test_a_report_that_cannot_be_read_gives_a_message_and_no_output(run: Run, tmp_path: Path) -> None:
    done = run("none.txt", "--layer", "time", "-o", "out.jsonl")
    assert (done.exit_code, (tmp_path / "out.jsonl").exists()) == (1, False)
    assert "onrecord: none.txt: there is no such file; expected" in done.stderr


def test_an_unknown_layer_is_refused_with_those_that_there_are(run: Run) -> None:
    done = run("a.txt", "--layer", "colour")
    assert done.exit_code == 2
    assert "attribution" in done.stderr


def test_in_a_pipe_spans_stand_in_brackets_with_their_rules(run: Run) -> None:
    shown = run("a.txt", "--layer", "attribution", "--format", "text").stdout
    assert "[the mayor|source attribution.say] [said|cue attribution.say]." in shown


def test_nested_spans_close_from_the_inside() -> None:
    outer: Json = {"start": 0, "end": 9, "rule": "outer"}
    inner: Json = {"start": 4, "end": 9, "rule": "inner"}
    assert "[Old [Keldi|inner]|outer]n" in marked(layer_of("Old Keldin", outer, inner), is_plain=True)


def test_hostile_text_is_neither_mark_nor_command() -> None:
    text = "[x|rule] \x1b[31mred\x07 \u202eback [bold]word[/bold]\nGao"
    shown = marked(layer_of(text, {"start": len(text) - 3, "end": len(text), "rule": "place.name"}), is_plain=True)
    assert "[[x|rule]] [[31mred back [[bold]]word[[/bold]]\n[Gao|place.name]\n" in shown


def test_on_a_terminal_spans_are_coloured() -> None:
    shown = marked(layer_of("In Gao, \x1b]0;title\x07all", {"start": 3, "end": 6, "rule": "place.name"}), is_plain=False)
    assert "In \x1b[1;32mGao\x1b[0m, ]0;title all" in shown


def test_warnings_stand_at_the_end() -> None:
    found = Layer(document=Document(id="a", text="Gao"), name="time", warnings=(Notice("code", "too\x1b short"),))
    assert marked(found, is_plain=True).endswith("! too short\n")


@pytest.mark.parametrize(
    ("request_", "is_terminal", "chosen"),
    [
        (Request(inputs=("a.txt",)), True, "text"),
        (Request(inputs=("a.txt",)), False, "jsonl"),
        (Request(inputs=("a.jsonl",)), True, "jsonl"),
        (Request(inputs=("a.txt",), output=Path("o.txt")), False, "text"),
        (Request(inputs=("a.txt",), format="jsonl"), True, "jsonl"),
    ],
)
def test_the_format_follows_the_wish_the_file_or_the_inputs(request_: Request, is_terminal: bool, chosen: str) -> None:  # noqa: FBT001
    assert choose_format(request_, is_terminal=is_terminal) == chosen
