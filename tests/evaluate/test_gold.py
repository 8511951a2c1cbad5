"""Strict gold: every fault says file, line, field, what was found and what was expected."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InvalidGoldError
from onrecord.evaluate.gold import load_gold

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "gold.jsonl"
Entry = dict[str, Any]
Change = Callable[[Entry], object]


def entry() -> Entry:
    """The first document of the example."""
    first: Entry = json.loads(EXAMPLE.read_text(encoding="utf-8").splitlines()[0])
    return first


def fault_of(path: Path) -> str:
    with pytest.raises(InvalidGoldError) as caught:
        load_gold(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["gold.jsonl", "gold-second.jsonl"])
def test_the_examples_are_gold(name: str) -> None:
    codings = load_gold(ROOT / "examples" / name)
    assert [coding.id for coding in codings] == ["ambush", "teachers", "market", "bomb"]
    for coding in codings:
        assert all(
            coding.text[span.start : span.end] == mention.quote
            for each in coding.records
            for mention in each.mentions
            for span in mention.spans
        )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda row: row.update(colour=1), "colour: an unknown key; expected id,"),
        (lambda row: row["records"][0].update(subevent=None), "records[0].subevent: an unknown key; expected 'sub_event'"),
        (lambda row: row["records"][0].pop("toll"), "records[0].toll: missing; expected it"),
        (lambda row: row.update(published="12 March"), 'published: found "12 March", expected a day as YYYY-MM-DD, or null'),
        (lambda row: row.update(text=""), 'text: found "", expected text that is not empty'),
        (lambda row: row.update(records={}), "records: found {}, expected a list"),
        (lambda row: row["records"].append(3), "records[2]: found 3, expected an object"),
        (lambda row: row["records"][0].update(kind="event"), 'records[0].kind: found "event", expected one of incident, tally'),
        (
            lambda row: row["records"][0].update(sub_event="Armed clashes"),
            "expected one of the codebook's, or null; did you mean 'Armed clash'?",
        ),
        (
            lambda row: row["records"][0]["mentions"].append("gunmen  attacked"),
            'stand in the text as they are; did you mean "Gunmen attacked"?',
        ),
        (
            lambda row: row["records"][0]["targets"].append("a mill"),
            'records[0].targets[2]: found "a mill", expected words that stand in the text',
        ),
        (
            lambda row: row["records"][0]["toll"][1].update(low="five"),
            'records[0].toll[1].low: found "five", expected a whole number, 0 or more',
        ),
        (lambda row: row["records"][0]["toll"][1].update(low=9), "records[0].toll[1].low: found 9, expected no more than high, which is 5"),
        (
            lambda row: row["records"][0]["toll"][0].update(harm="dead"),
            'records[0].toll[0].harm: found "dead", expected one of killed, injured',
        ),
        (lambda row: row["records"][0]["toll"][0].update(part_of_total=0), "part_of_total: found 0, expected true or false"),
        (
            lambda row: row["records"][0].update(earliest="2024-04-01"),
            "records[0].earliest: found 2024-04-01, expected no more than latest",
        ),
        (lambda row: row["records"][0].update(sub_event=None), "records[0].sub_event: found null, expected a type"),
        (lambda row: row["records"][0].update(mentions=[]), "records[0].mentions: found none, expected the words"),
        (lambda row: row["records"][1].update(id="r1"), "records[1].id: found 'r1' again"),
    ],
)
def test_a_fault_says_where_what_and_what_else(change: Change, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    wrong = entry()
    change(wrong)
    path.write_text(json.dumps(wrong) + "\n", encoding="utf-8")
    told = fault_of(path)
    assert told.startswith(f"{path}, line 1: ")
    assert fault in told


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty; expected JSON Lines of gold"),
        (b"\n{\n", "line 2: malformed JSON"),
        (b"[]", "line 1: found a JSON list"),
        (b"\xff", "not UTF-8 at byte 0"),
    ],
)
def test_a_file_that_is_no_json_lines_is_refused(content: bytes, fault: str, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    assert fault in fault_of(tmp_path / "gold.jsonl")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "there is no such file" in fault_of(tmp_path / "gold.jsonl")
    (tmp_path / "gold.jsonl.gz").write_bytes(b"no gzip")
    assert "cannot be read" in fault_of(tmp_path / "gold.jsonl.gz")


def test_an_id_stands_once_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(f"{json.dumps(entry())}\n\n{json.dumps(entry())}\n", encoding="utf-8")
    assert "line 3: id: found 'ambush' again, which line 1 has" in fault_of(tmp_path / "gold.jsonl")


def test_faults_come_all_at_once_and_not_without_end(tmp_path: Path) -> None:
    wrong = entry()
    wrong["records"][0]["targets"] = [f"nobody {number}" for number in range(30)]
    (tmp_path / "gold.jsonl").write_text(json.dumps(wrong), encoding="utf-8")
    told = fault_of(tmp_path / "gold.jsonl").splitlines()
    assert (len(told), told[-1].endswith("and 10 faults more")) == (21, True)


def test_compressed_gold_is_read(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl.gz").write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    assert load_gold(tmp_path / "gold.jsonl.gz") == load_gold(EXAMPLE)
