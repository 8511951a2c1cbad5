"""`onrecord read`: formats, exit status, whole files or none. The parser is replaced: what is tested is the door."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli import app as commands
from onrecord.cli import main
from onrecord.cli.batch import Request
from onrecord.cli.read import choose_format
from onrecord.ingest.intake import Intake
from onrecord.model import records
from onrecord.pipeline import inputs
from onrecord.settings import Settings

REPORT = "At least three people were killed when a shell hit a bakery in the town of Keldin on Monday, the mayor said.\n"
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_parser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def read(intake: Intake, *, settings: Settings) -> records.Result:
        if "fault" in intake.document.text:
            raise AttributeError("broken")
        assert settings.model
        return records.Result(document=intake.document, warnings=intake.notices)

    monkeypatch.setattr(inputs, "read_intake", read)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run() -> Run:
    return lambda *arguments, given=None: CliRunner().invoke(commands.app, list(map(str, arguments)), input=given)


def line(**entry: object) -> str:
    return json.dumps({"text": REPORT, **entry}) + "\n"


def test_a_report_gives_one_json_object_where_there_is_no_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = run("read", "a.txt", "--published", "2024-05-06", "--title", "T", "--publisher", "P", "--url", "https://example.org")
    document = json.loads(done.stdout)["document"]
    assert (done.exit_code, document["published"], document["title"]) == (0, "2024-05-06", "T")
    assert (document["publisher"], document["url"], document["length"]) == ("P", "https://example.org", len(REPORT))


def test_a_page_is_shown_when_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert "0 happenings" in run("read", "a.txt", "--format", "text").stdout


def test_standard_input_is_read(run: Run) -> None:
    assert json.loads(run("read", "-", given=REPORT).stdout)["document"]["id"] == "stdin"


def test_json_lines_give_one_result_a_line_in_order_also_for_bad_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line(id="a") + "{\n" + line(id="fault", text=REPORT + "fault") + line(), encoding="utf-8")
    done = run("read", "in.jsonl")
    results = [json.loads(each) for each in done.stdout.splitlines()]
    assert [result["document"]["id"] for result in results] == ["a", "line-2", "fault", "line-4"]
    assert [bool(result["warnings"]) for result in results] == [False, True, True, False]
    assert done.exit_code == 1
    assert "line 2: malformed JSON" in done.stderr
    assert "a fault of onrecord: AttributeError: broken" in done.stderr


def test_several_inputs_go_on_after_one_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = run("read", "a.txt", "none.txt", "a.txt")
    assert [json.loads(each)["document"]["id"] for each in done.stdout.splitlines()] == ["a.txt", "none.txt", "a.txt"]
    assert done.exit_code == 1
    assert len(json.loads(run("read", "a.txt", "a.txt", "--format", "json").stdout)) == 2


def test_a_report_that_cannot_be_read_gives_a_message_and_no_output(run: Run, tmp_path: Path) -> None:
    done = run("read", "none.txt", "-o", "out.json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "onrecord: none.txt: there is no such file; expected" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_another_language_is_a_warning_and_no_failure(run: Run) -> None:
    done = run("read", "-", given="Trois personnes ont été tuées lundi dans un attentat à la bombe, selon la police.")
    assert done.exit_code == 0


def test_an_output_file_is_whole_or_not_there(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.jsonl").write_text(line(id="a") * 3, encoding="utf-8")
    assert run("read", "in.jsonl", "-o", "out.jsonl").exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    calls: list[int] = []

    def stop(*_: object, **__: object) -> records.Result:
        calls.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(inputs, "read_intake", stop)
    run("read", "in.jsonl", "-o", "out.jsonl")
    run("read", "in.jsonl", "-o", "other.jsonl")
    assert calls
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_link_to_a_file_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert run("read", "a.txt", "-o", "link.json").exit_code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))["schema"] == "onrecord/1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "--published", "soon"], "publication day 'soon' cannot be read; expected YYYY-MM-DD"),
        (["a.txt", "--published", "9999-01-01"], "lies in the future"),
        (["a.txt", "--published", "0999-01-01"], "too early"),
        (["a.txt", "-o", "."], "this is a folder"),
        (["a.txt", "-o", "none/out.json"], "there is no folder"),
        (["a.txt", "--actors", "none.csv"], "setting 'actors': there is no 'none.csv'"),
        (["a.txt", "--rules", "a.txt"], "must be a folder"),
        (["a.txt", "--format", "xml"], "xml"),
        ([], "Missing argument"),
    ],
)
def test_a_command_that_cannot_be_met_ends_with_status_2(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["onrecord", "read", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("request_", "is_terminal", "chosen"),
    [
        (Request(inputs=("a.txt",)), True, "text"),
        (Request(inputs=("a.txt",)), False, "json"),
        (Request(inputs=("a.txt", "b.txt")), False, "jsonl"),
        (Request(inputs=("a.txt", "b.txt")), True, "text"),
        (Request(inputs=("a.jsonl",)), True, "jsonl"),
        (Request(inputs=("a.jsonl.gz",)), False, "jsonl"),
        (Request(inputs=("a.txt",), output=Path("o.json")), True, "json"),
        (Request(inputs=("a.txt",), output=Path("o.txt")), True, "text"),
        (Request(inputs=("a.jsonl",), output=Path("o.json")), True, "json"),
        (Request(inputs=("a.jsonl",), format="text"), False, "text"),
    ],
)
def test_the_format_follows_the_wish_the_file_or_the_inputs(request_: Request, is_terminal: bool, chosen: str) -> None:  # noqa: FBT001
    assert choose_format(request_, is_terminal=is_terminal) == chosen


def test_a_rule_is_explained_and_an_unknown_one_answered_with_the_nearest(run: Run) -> None:
    shown = run("rule", "boilerplate.comment-box")
    assert "Post a Comment" in shown.stdout
    assert "boilerplate.toml" in shown.stdout
    assert "boilerplate.comment-box" in run("rule").stdout
    assert "did you mean 'boilerplate.comment-box'?" in str(run("rule", "boilerplate.coment-box").exception)


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ('[[rule]]\nid = "my.own"\nexamples = ["a"]\n', "unknown table 'rule'"),
        (
            '[[trigger]]\nid = "my.own"\nverbs = ["zap"]\nplover = "ASAULT"\nkind = "act"\nexamples = ["a"]\nnever = ["b"]\n',
            "no PLOVER type",
        ),
    ],
)
def test_rules_that_are_refused_when_reading_are_not_explained_either(run: Run, tmp_path: Path, rules: str, fault: str) -> None:
    (tmp_path / "mine.toml").write_text(rules, encoding="utf-8")
    for command in (("rule", "my.own"), ("rule",)):
        assert fault in str(run(*command, "--rules", tmp_path).exception)
    assert "there is no 'gone'" in str(run("rule", "--rules", "gone").exception)


def test_settings_are_shown_with_their_origin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("max_redirects = 2\n", encoding="utf-8")
    shown = run("settings").stdout
    assert "max_redirects = 2  (from " in shown
    assert "max_characters = 1000000  (default)" in shown


def test_the_version_and_the_help_are_shown(run: Run) -> None:
    assert run("--version").stdout.startswith("onrecord ")
    assert "onrecord read report.txt --published" in run("read", "--help").stdout
