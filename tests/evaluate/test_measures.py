"""Intervals by drawing documents again, and the agreement of two coders."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.evaluate.codings import FRIDAY, gold

from onrecord.cli.app import evaluate
from onrecord.errors import InvalidGoldError
from onrecord.evaluate.coding import Coding
from onrecord.evaluate.measures import MEASURES, Found, Rate, score_all
from onrecord.evaluate.report import Resampling, compare_coders
from onrecord.evaluate.sheet import Sheet

RESAMPLING = Resampling(resamples=50, seed=3)


def sheets() -> list[Sheet]:
    made = [Sheet(f"d{number}") for number in range(12)]
    for number, sheet in enumerate(made):
        sheet.count("records", hits=number % 4, predicted=3, gold=4)
        sheet.rate("kind", number % 3 == 0)
    return made


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others() -> None:
    one, same, other = (score_all(MEASURES, sheets(), resamples=200, seed=seed) for seed in (5, 5, 6))
    assert one == same
    assert one["records"].interval != other["records"].interval


def test_the_value_lies_in_its_interval() -> None:
    for score in score_all([Found("records"), Rate("kind")], sheets()).values():
        assert score.interval is not None
        assert score.value is not None
        assert score.interval[0] < score.value < score.interval[1]


@pytest.mark.parametrize(("documents", "resamples"), [(1, 100), (12, 0)])
def test_one_document_or_no_draws_give_no_interval(documents: int, resamples: int) -> None:
    assert score_all([Rate("kind")], sheets()[:documents], resamples=resamples)["kind"].interval is None


def test_what_was_never_asked_has_no_value() -> None:
    score = score_all([Rate("realis")], sheets())["realis"]
    assert (score.value, score.interval, score.to_dict()) == (None, None, {"value": None, "interval": None, "n": 0})


def test_the_command_draws_as_often_as_the_library() -> None:
    options = inspect.signature(evaluate).parameters
    assert Resampling(resamples=options["resamples"].default, seed=options["seed"].default) == Resampling()


def test_a_second_coder_is_held_against_the_first() -> None:
    first = gold()
    raid, mine, tally = first.records
    (figure,) = mine.toll
    changed = (
        replace(raid, sub_event="Attack", days=(FRIDAY + timedelta(days=1), None)),
        replace(mine, toll=(replace(figure, low=7, high=7),)),
        replace(tally, places=("Karibib",)),
    )
    agreement = compare_coders([first], [replace(first, records=changed)], resampling=RESAMPLING)
    numbers = {name: (dict(score.counted)["n"], score.value) for name, score in agreement.alphas.items()}
    assert numbers["kind"] == (3, 1.0)
    assert numbers["earliest day"] == (1, 0.0)  # a single pair that differs is what chance gives
    assert numbers["latest day"] == (0, None)
    assert numbers["figure low"][0] == 3
    assert 0.9 < (numbers["figure low"][1] or 0) < 1
    assert agreement.overlaps["records"].value == 1.0
    assert agreement.overlaps["figures in the document"].value == pytest.approx(2 / 3)


def test_documents_of_one_coder_alone_are_left_out_and_told() -> None:
    other = replace(gold(), id="e")
    agreement = compare_coders([gold(), other], [gold()], resampling=RESAMPLING)
    assert (agreement.documents, agreement.notes) == (1, ("1 documents were coded by the first coder alone and are left out",))


@pytest.mark.parametrize(
    ("other", "message"), [(replace(gold(), id="e"), "no document in common"), (replace(gold(), text="Other."), "has two texts")]
)
def test_coders_of_different_texts_are_refused(other: Coding, message: str) -> None:
    with pytest.raises(InvalidGoldError, match=message):
        compare_coders([gold()], [other], resampling=RESAMPLING)
