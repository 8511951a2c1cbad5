"""Results of the contract as codings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.sample import TEXT, sample_result

from onrecord.errors import InvalidGoldError
from onrecord.evaluate.coding import Coding
from onrecord.evaluate.report import Resampling, evaluate_results
from onrecord.evaluate.results import load_results, pair_results

GOLD = (Coding(id="report.txt", text=TEXT),)


def result(**changes: Any) -> dict[str, Any]:
    return {**sample_result(), **changes}


def test_what_is_compared_are_tallies_and_incidents_with_a_type_of_acled() -> None:
    ((_, read),), notes = pair_results(GOLD, [result()])
    assert [(record.id, record.kind) for record in read.records] == [("r1", "incident"), ("r4", "tally")]
    assert notes == ()


def test_every_value_comes_along() -> None:
    ((_, read),), _ = pair_results(GOLD, [result()])
    clash = read.records[0]
    assert (clash.places, clash.targets, clash.sources, clash.denied_by) == (
        ("Keldin", "Valdoria"),
        ("police post",),
        ("the mayor",),
        ("The army",),
    )
    assert [(figure.key, figure.source, figure.part_of_total) for figure in clash.toll][2] == (("injured", 2, 2), "the mayor", True)
    assert (clash.attackers[0].status, str(clash.days[0]), clash.quote) == ("claimed", "2024-05-05", "stormed")


def test_quotes_are_looked_for_everywhere_and_wrong_ones_are_counted() -> None:
    wrong = result()
    wrong["records"][0]["claims"][0]["attribution"][0]["evidence"][0]["start"] += 1
    evaluation = evaluate_results(GOLD, [wrong], resampling=Resampling(resamples=0))
    assert [fault.quote for fault in evaluation.faults if fault.fault == "quotes"] == ["the mayor said"]
    assert (evaluation.scores["quotes"].value or 0) < 1


def test_what_does_not_fit_is_noted() -> None:
    other = result(document={**result()["document"], "sha256": "0" * 64})
    stray = result(document={"id": "stray"})
    gold = (*GOLD, Coding(id="unread", text="No."))
    _, notes = pair_results(gold, [other, stray])
    assert [note.split(";")[-1].strip() for note in notes] == ["the first is 'unread'", "the first is 'stray'", "the first is 'report.txt'"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ({"schema": "other/1"}, "schema: found 'other/1', expected results"),
        (result(document={}), "document.id: found none"),
        (result(records=None), "records: found no list"),
    ],
)
def test_what_is_no_result_is_refused(line: object, fault: str, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(InvalidGoldError, match=fault):
        load_results(tmp_path / "out.jsonl")


def test_two_results_of_one_document_are_refused(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text(f"{json.dumps(result())}\n{json.dumps(result())}\n", encoding="utf-8")
    with pytest.raises(InvalidGoldError, match=r"'report.txt' has 2 results, expected one"):
        load_results(tmp_path / "out.jsonl")


def test_a_record_that_breaks_the_contract_is_refused() -> None:
    with pytest.raises(InvalidGoldError, match=r"result of 'report.txt' is not as the contract has it"):
        pair_results(GOLD, [result(records=[{"kind": "tally", "mentions": [{}]}])])
