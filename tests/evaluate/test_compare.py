"""Readings against gold, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.evaluate.codings import TEXT, coding, gold, killed, record

from onrecord.evaluate.coding import CodedActor, CodedQuote, Coding
from onrecord.evaluate.compare import compare_codings
from onrecord.evaluate.measures import MEASURES, Score, score_all
from onrecord.evaluate.names import find_sentences, same_name

THURSDAY = date(2021, 7, 8)


def scores(read: Coding) -> dict[str, Score]:
    return score_all(MEASURES, [compare_codings(gold(), read)], resamples=0)


def mixed() -> Coding:
    """The raid with faults, the mine by other words, a false record with the tally's figure."""
    raid = record(
        1,
        "struck",
        days=(THURSDAY, THURSDAY),
        places=("Namibia", "Karibib"),
        attackers=(CodedActor(name="the raiders", status="claimed"),),
        toll=(killed(4, None, "At least 4"),),
    )
    mine = record(2, "killed six", sub_event="Remote explosive/landmine/IED", places=("USAKOS",), toll=(killed(6, 6, "killed six"),))
    false = record(3, "died", targets=("guards",), toll=(killed(75, 75, "75"),))
    return coding(raid, mine, false)


def test_gold_against_itself_is_right_in_everything() -> None:
    sheet = compare_codings(gold(), gold())
    assert {score.value for score in score_all(MEASURES, [sheet]).values()} <= {1.0, None}
    assert sheet.faults == []


def test_nothing_read_has_no_recall_and_no_precision() -> None:
    found = scores(coding())["records"]
    assert (found.value, found.precision, found.recall) == (0.0, None, 0.0)


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("records", (2, 3, 3)),
        ("tallies", (0, 0, 1)),
        ("attackers", (1, 1, 1)),
        ("targets", (0, 0, 1)),
        ("sources", (0, 0, 1)),
        ("figures at their record", (2, 3, 3)),
        ("figures in the document", (3, 3, 3)),
    ],
)
def test_what_is_found_missed_and_false(name: str, counted: tuple[int, ...]) -> None:
    assert tuple(dict(scores(mixed())[name].counted).values()) == counted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", 1.0),
        ("sub_event", 0.5),
        ("realis", 1.0),
        ("dates exact", 0.5),
        ("dates within a day", 1.0),
        ("first place", 0.5),
        ("first place, half credit", 0.75),
        ("attacker status", 0.0),
        ("figure source given", 0.5),
        ("figure source name", 0.0),
        ("figure polarity", 1.0),
        ("figure part_of_total", 1.0),
    ],
)
def test_what_is_right_of_the_records_that_were_found(name: str, value: float) -> None:
    assert scores(mixed())[name].value == value


def test_every_fault_is_told_with_its_words() -> None:
    faults = {(fault.fault, fault.quote) for fault in compare_codings(gold(), mixed()).faults}
    assert faults >= {
        ("record missed", "75 were killed"),
        ("record false", "died"),
        ("sub_event", "Raiders struck Karibib"),
        ("figure missed", "75 were killed"),
        ("figure source name", "At least 4 guards"),
    }


def test_one_sentence_is_enough_only_with_kind_and_figure() -> None:
    same = coding(record(1, "killed six", kind="incident", toll=(killed(6, 6, "six"),)))
    other = coding(record(1, "killed six", kind="incident", toll=(killed(7, 7, "six"),)))
    assert [dict(scores(read)["records"].counted)["hits"] for read in (same, other)] == [1, 0]


def test_two_figures_alike_are_told_apart_by_their_source() -> None:
    two = (killed(6, 6, "killed six", source="police"), killed(6, 6, "killed six"))
    sheet = compare_codings(coding(record(1, "A mine", toll=two)), coding(record(1, "A mine", toll=two[::-1])))
    assert [sheet.counts[f"figure source {what}"][:2] for what in ("given", "name")] == [(2.0, 2.0), (1.0, 1.0)]


@pytest.mark.parametrize(("quote", "value"), [("Raiders", 1.0), ("raiders", 0.0)])
def test_a_quote_is_the_text_at_its_offsets(quote: str, value: float) -> None:
    read = Coding(id="d", text=TEXT, evidence=(CodedQuote(start=0, end=7, quote=quote),))
    assert scores(read)["quotes"].value == value


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("the Council", "council", 1.0),
        ("Núñez", "nunez", 1.0),
        ("city council", "council", 0.5),
        ("councillor", "council", 0.0),
        (None, "", 0.0),
    ],
)
def test_names_are_the_same_without_case_articles_and_diacritics(one: str | None, other: str, value: float) -> None:
    assert same_name(one, other) == value


def test_sentences_do_not_end_at_a_title() -> None:
    text = "Gen. Shikongo left. He said 'no.' Then\nit rained."
    assert [text[span.start : span.end].strip() for span in find_sentences(text)] == [
        "Gen. Shikongo left.",
        "He said 'no.'",
        "Then",
        "it rained.",
    ]
