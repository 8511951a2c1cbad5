"""The JSON Schema says what the output contract says."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from tests.sample import Json, sample_result

from onrecord.model.values import Harm, Kind, Realis
from onrecord.schema import load_schema, schema_text
from onrecord.schema.check import CHECKS, SILENT, find_faults

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
    assert list(find_faults(result))


def test_a_result_as_the_contract_has_it_has_no_faults() -> None:
    assert list(find_faults(sample_result())) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda result: result["document"].update(published="6 May 2024"), "document.published: found '6 May 2024', expected an ISO day"),
        (lambda result: result["document"].update(published="2024-02-31"), "document.published: found '2024-02-31', expected an ISO day"),
        (
            lambda result: result["document"].update(published="2024-05-06T25:00+00:00"),
            "document.published: found '2024-05-06T25:00+00:00'",
        ),
        (
            lambda result: result["records"][0]["time"].update(earliest="2024-13-01"),
            "records[0].time.earliest: found '2024-13-01', expected a civil",
        ),
        (lambda result: result["records"][0]["time"].update(latest=7), "records[0].time.latest: found 7, expected a civil day, ISO 8601"),
        (
            lambda result: result["records"][0]["places"][0].update(latitude="north"),
            "records[0].places[0].latitude: found 'north', expected number or null",
        ),
        (
            lambda result: result["records"][0]["places"][0].update(latitude=float("nan")),
            "records[0].places[0].latitude: found nan, expected at least -90",
        ),
        (lambda result: result["records"][0].update(places=[None]), "records[0].places[0]: found null, expected object"),
        (lambda result: result["records"][0].pop("victims"), "records[0].victims: found nothing, expected this key"),
        (
            lambda result: result["records"][0]["toll"][0].update(low=2**63),
            "records[0].toll[0].low: found 9223372036854775808, expected integer",
        ),
        (lambda result: result.update(records="x" * 99), f"records: found '{'x' * 59}…, expected array"),
    ],
)
def test_a_fault_is_told_with_its_place_what_was_found_and_what_is_expected(spoil: Callable[[Any], object], words: str) -> None:
    result = copy.deepcopy(sample_result())
    spoil(result)
    assert any(fault.startswith(words) for fault in find_faults(result)), list(find_faults(result))


def test_all_that_the_schema_asks_is_checked() -> None:
    def words(schema: object) -> set[str]:
        if isinstance(schema, list):
            return set().union(*map(words, schema))
        if not isinstance(schema, dict):
            return set()
        inner = [each for key in ("properties", "$defs") for each in schema.get(key, {}).values()]
        inner += [schema.get(key) for key in ("items", "if", "then", "allOf")]
        return set(schema) | words(inner)

    assert words(load_schema()) - SILENT - {"then"} == set(CHECKS)
