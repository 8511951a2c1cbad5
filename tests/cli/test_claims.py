"""`onrecord read --explain`: why a record says what it says."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.sample import Json, claim, record, sample_result
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.claims import ALL, check_record, print_claims, value_words
from onrecord.errors import UnknownCodeError

REPORT = "Gunmen killed three farmers in Gao on Monday, the mayor said.\n"


def explained(result: Json, wanted: str = ALL) -> str:
    stream = StringIO()
    print_claims(result, wanted=wanted, rules_dir=None, console=Console(file=stream, width=100, color_system=None))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def one_claim(**more: object) -> Json:
    return {"records": [record(1, "stormed", claims=[{**claim("actor", {"name": "Gunmen"}, "Gunmen", number=1), **more}])]}


def test_a_claim_is_explained_by_words_rule_example_source_certainty_and_score() -> None:
    shown = explained(one_claim(rule="factuality.plain", certainty="PR"))
    assert "actor name Gunmen\n    words “Gunmen”\n" in shown
    assert "rule factuality.plain: Told as a fact, with no word that makes it less" in shown
    assert "as in “Gunmen attacked the village on Monday.”" in shown
    assert "told by the report\n" in shown
    assert "sure probable; score 0.9" in shown


def test_the_chain_of_sources_begins_with_the_report() -> None:
    chain = [{"source": "the governor", "cue": "said"}, {"source": None, "cue": "reportedly"}]
    assert "the report → the governor (“said”) → somebody (“reportedly”)" in explained(one_claim(attribution=chain))


def test_a_denied_claim_says_so() -> None:
    assert "sure certain, said not to be so; score" in explained(one_claim(polarity="-"))


def test_a_rule_that_is_not_known_is_named_all_the_same() -> None:
    assert "rule my.own.rule\n" in explained(one_claim(rule="my.own.rule"))


def test_hostile_words_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in explained(one_claim(value={"name": "\x1b[31m\u202e[bold]x"}, evidence=[{"quote": "\x1b]0;x\x07"}]))
    assert "[bold]x" in explained(one_claim(value="[bold]x"))


def test_one_record_is_explained_by_the_beginning_of_its_id() -> None:
    result = sample_result()
    assert explained(result, "r2").count("Why:") == 1
    assert explained(result).count("Why:") == 4
    with pytest.raises(UnknownCodeError, match="no record 'zz' to explain; there are r1, r2"):
        check_record(result, "zz")


def test_what_was_considered_and_dropped_is_told_with_the_reason() -> None:
    shown = explained(sample_result())
    beside, _, rest = shown.partition("told of, and on no record")
    assert "considered and dropped\n  “Geneva”  not its place: A place that no words tie to the happening" in beside
    assert "“burn”  no record: A deed on no record: too little is told" in rest
    assert "on no record" not in explained(sample_result(), "r1")
    assert "considered and dropped" not in explained(sample_result(), "r2")


def test_a_value_is_told_in_words() -> None:
    value = {"name": "Gao", "country": None, "at": [1, 2], "is": True}
    assert value_words(value) == "name Gao, at 1, 2, is true"


def test_the_page_is_followed_by_what_its_values_rest_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = CliRunner().invoke(app, ["read", "a.txt", "--published", "2024-05-06", "--explain", "all"])
    assert "1 happening ·" in done.stdout
    assert "told by the report → mayor (“said”)" in done.stdout.replace("the mayor", "mayor")
    for wrong in (["--format", "json"], ["-o", "o.json"]):
        assert "--explain is for people" in str(CliRunner().invoke(app, ["read", "a.txt", "--explain", "all", *wrong]).exception)
    assert "no record 'zz'" in str(CliRunner().invoke(app, ["read", "a.txt", "--explain", "zz", "-o", "o.txt"]).exception)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
