"""The JSON Schema says what the output contract says."""

from __future__ import annotations

import copy
from collections.abc import Callable

import jsonschema
import pytest
from tests.sample import Json, sample_result

from onrecord.model.values import Harm, Kind, Realis
from onrecord.schema import load_schema, schema_text

VALIDATOR = jsonschema.Draft202012Validator(load_schema())


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(load_schema())
    assert schema_text().endswith("}\n")


def test_a_result_as_the_contract_has_it_is_valid() -> None:
    VALIDATOR.validate(sample_result())


def test_keys_may_be_added_everywhere() -> None:
    result: Json = {**sample_result(), "more": 1}
    result["records"][0]["more"] = 1  # type: ignore[index]
    VALIDATOR.validate(result)


def test_closed_sets_are_those_of_the_values() -> None:
    definitions: dict[str, Json] = load_schema()["$defs"]  # type: ignore[assignment]
    assert definitions["harm"]["enum"] == [str(harm) for harm in Harm]
    record = definitions["record"]["properties"]
    assert record["kind"]["enum"] == [str(kind) for kind in Kind]  # type: ignore[index]
    assert record["realis"]["enum"] == [str(realis) for realis in Realis]  # type: ignore[index]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda result: result.pop("warnings"),
        lambda result: result.update(schema="onrecord/2"),
        lambda result: result["document"].update(published="6 May 2024"),
        lambda result: result["document"].update(published="2024-05-06T10:00:00"),
        lambda result: result["document"].update(sha256="abc"),
        lambda result: result["records"][0].pop("victims"),
        lambda result: result["records"][0].update(claims=[]),
        lambda result: result["records"][0].update(mentions=[]),
        lambda result: result["records"][0].update(kind="total"),
        lambda result: result["records"][0].update(realis=None),
        lambda result: result["records"][0]["type"].update(acled_sub_event="Skirmish"),
        lambda result: result["records"][0]["type"].update(plover="FIGHT"),
        lambda result: result["records"][0]["time"].update(basis="guessed"),
        lambda result: result["records"][0]["places"][0].update(precision=8),
        lambda result: result["records"][0]["places"][0].update(country="Valdoria"),
        lambda result: result["records"][0]["actors"][0].update(status="known"),
        lambda result: result["records"][0]["actors"][0].update(kind="Rebels"),
        lambda result: result["records"][0]["toll"][0].update(low=-1),
        lambda result: result["records"][0]["toll"][0].update(best=3.5),
        lambda result: result["records"][0]["toll"][0].update(harm="dead"),
        lambda result: result["records"][0]["claims"][0].update(evidence=[]),
        lambda result: result["records"][0]["claims"][0].update(slot="who"),
        lambda result: result["records"][0]["claims"][0].update(certainty="U", polarity="+"),
        lambda result: result["records"][0]["claims"][0].update(score=1.1),
        lambda result: result["records"][2].pop("scope"),
        lambda result: result["dropped"][0].update(slot="who"),
        lambda result: result["dropped"][0].pop("rule"),
    ],
)
def test_what_breaks_the_contract_is_refused(spoil: Callable[[Json], object]) -> None:
    result = copy.deepcopy(sample_result())
    spoil(result)
    assert not VALIDATOR.is_valid(result)
