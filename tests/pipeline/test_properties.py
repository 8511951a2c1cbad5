"""What must hold of every reading, whatever the text."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import InvalidInputError
from onrecord.model.captures import Stated
from onrecord.model.records import Json
from onrecord.pipeline.inputs import read_results
from onrecord.schema import load_schema
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
VALIDATOR = jsonschema.Draft202012Validator(load_schema())
PIECES = (
    "At least 12 people were killed in an air strike near Aleppo on Sunday, the Observatory said.",
    "Rebels seized the town from government forces, killing dozens.",
    "“No one was hurt,” said the mayor, who denied that shells had hit a school.",
    "A man, 34, and his two sons died when a mine exploded in Kharkiv last week.",
    "The group claimed responsibility.",
    "Police arrested about 40 protesters in Nairobi.",
    "Between 20 and 30 soldiers were abducted by gunmen, according to Col. Ali Hassan.",
    "More than 70,000 have died in two years of fighting.",
    "It also said that it would strike again.",
    "The army allegedly shelled Homs's Baba Amr at dawn.",
    "Ministers met in Geneva; talks with the envoy failed.",
    "killed killed 5 killed",
    "12 dead, 30 hurt",
    "in on at the, said that who were",
    "\n\n",
    "\r\n",
    "\t \u2028",
    "\U0001f4a5 شهيد 死亡",
    "the " * 30,
    "((((((([[[",
    "''\"\"“”‘’",
)
REPORTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), min_size=1, max_size=8).map(" ".join)
DAYS = st.one_of(st.none(), st.dates(min_value=date(1800, 1, 1), max_value=date(2026, 1, 1)))


def read(text: str, published: date | None = None) -> Json:
    try:
        return onrecord.read(text, published=published).to_dict()
    except InvalidInputError:
        return {"schema": "onrecord/1", "records": [], "warnings": [], "refused": True}


def records(result: Json) -> list[dict[str, object]]:
    found = result["records"]
    assert isinstance(found, list)
    return found


def quotes(value: object) -> Iterator[dict[str, object]]:
    """Everything in a result that has offsets and a quote."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        for each in value.values():
            yield from quotes(each)
    elif isinstance(value, list):
        for each in value:
            yield from quotes(each)


def check(text: str, result: Json) -> None:
    """All that must hold of one result."""
    if result.get("refused"):
        return
    VALIDATOR.validate(result)
    for quote in quotes(result):
        assert text[int(str(quote["start"])) : int(str(quote["end"]))] == quote["quote"]
    ids = [record["id"] for record in records(result)]
    assert len(ids) == len(set(ids))
    for record in records(result):
        check_record(text, record)


def check_record(text: str, record: Json) -> None:
    claims: list[Json] = record["claims"]  # type: ignore[assignment]
    known = {claim["id"] for claim in claims}
    assert len(known) == len(claims)
    toll: list[Json] = record["toll"]  # type: ignore[assignment]
    for figure in toll:
        bounds = [figure[key] for key in ("low", "best", "high") if figure[key] is not None]
        assert bounds == sorted(bounds)  # type: ignore[type-var]
        assert str(figure["quote"]) in text
        assert figure["claim"] in known
    totals: list[Json] = record["totals"]  # type: ignore[assignment]
    assert all(total["low"] is None or total["high"] is None or total["low"] <= total["high"] for total in totals)  # type: ignore[operator]
    time: Json = record["time"]  # type: ignore[assignment]
    assert time["earliest"] is None or time["latest"] is None or str(time["earliest"]) <= str(time["latest"])
    mentions: list[Json] = record["mentions"]  # type: ignore[assignment]
    assert [mention["start"] for mention in mentions] == sorted(mention["start"] for mention in mentions)  # type: ignore[type-var]


@given(text=REPORTS, published=DAYS)
@example(text="\x00", published=None)
@example(text="a\u0300" * 200, published=None)
@example(text="said " * 500, published=date(1800, 1, 1))
@example(text=", killing 3" * 200, published=date(2024, 2, 29))
def test_every_reading_keeps_to_the_contract(text: str, published: date | None) -> None:
    check(text, read(text, published))


@given(text=st.text(max_size=400))
def test_any_unicode_is_read_or_refused_but_never_crashes(text: str) -> None:
    check(text, read(text, date(2024, 5, 6)))


@given(text=REPORTS)
def test_the_same_text_read_twice_gives_the_same_result(text: str) -> None:
    assert read(text, date(2024, 5, 6)) == read(text, date(2024, 5, 6))


@given(texts=st.lists(REPORTS, min_size=2, max_size=4), order=st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(texts: list[str], order: object) -> None:
    before = {text: read(text) for text in texts}
    shuffled = list(texts)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {text: read(text) for text in shuffled} == before


@given(text=REPORTS)
def test_the_day_of_publication_changes_days_and_no_id(text: str) -> None:
    undated, dated = (records(read(text, day)) for day in (None, date(2024, 5, 6)))
    common = {str(record["mentions"]) for record in undated} & {str(record["mentions"]) for record in dated}
    ids = [{str(record["mentions"]): record["id"] for record in found} for found in (undated, dated)]
    assert all(ids[0][mentions] == ids[1][mentions] for mentions in common)


@pytest.mark.parametrize("name", ["market.txt", "checkpoint.html", "reports.jsonl", "coalition.txt"])
def test_the_bundled_examples_keep_to_the_contract_and_give_records(name: str) -> None:
    for result, is_failed in read_results(str(EXAMPLES / name), stated=Stated(), settings=Settings()):
        shown = result.to_dict()
        assert not is_failed
        assert shown["records"]
        check(result.document.text, copy.deepcopy(shown))
        assert json.loads(json.dumps(shown)) == shown


def test_a_comment_box_gives_no_records() -> None:
    box = "Comments\nPost a Comment\nThey bombed us and killed 50 people in Homs."
    report = "Two people were killed in Gao on Monday, police said. " + "The road to the town was closed until the evening. " * 8
    assert all(int(str(quote["end"])) <= len(report) for quote in quotes(read(f"{report}\n{box}")))


def test_another_language_gives_a_warning_and_no_records() -> None:
    result = read("Trois personnes ont été tuées lundi dans un attentat à la bombe à Paris, selon la police.")
    assert result["records"] == []
    assert "not-english" in str(result["warnings"])
