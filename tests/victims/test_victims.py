"""People named or singled out as harmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.extract.counts.find import find_figures
from onrecord.extract.victims.find import find_victims
from onrecord.model.mentions import VictimMention
from onrecord.vocab.victims import victim_words

Parse = Callable[[str], Doc]
Short = tuple[str, str | None, int | None, str | None, str | None]


def read(text: str, doc_of: Parse) -> list[VictimMention]:
    doc = doc_of(text)
    return list(find_victims(doc, find_figures(doc)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ali Hassan, a journalist, was shot dead in Mosul.", [("killed", "Ali Hassan", None, None, "journalist")]),
        ("A 12-year-old boy was killed by a shell.", [("killed", None, 12, "male", None)]),
        ("A twenty-nine-year-old woman named Huda Saleh was wounded.", [("injured", "Huda Saleh", 29, "female", None)]),
        ("12-year-old Omar Ali was killed by a shell.", [("killed", "Omar Ali", 12, None, None)]),
        ("A six-year-old girl was wounded.", [("injured", None, 6, "female", None)]),
        ("A pregnant woman, aged 28, was wounded.", [("injured", None, 28, "female", None)]),
        ("Gunmen killed police officer Omar Haddad.", [("killed", "Omar Haddad", None, None, "police officer")]),
        ("Gunmen abducted a foreign journalist.", [("abducted", None, None, None, "foreign journalist")]),
        ("Mrs Alice Brown was hurt.", [("injured", "Alice Brown", None, "female", None)]),
        (
            "The dead were identified as Omar Ali, 23, Sara Haddad, 45 and Huda al-Saleh (aged 9).",
            [("killed", "Omar Ali", 23, None, None), ("killed", "Sara Haddad", 45, None, None), ("killed", "Huda al-Saleh", 9, None, None)],
        ),
        ("The victim was identified as Daniel Ortega, 31, of Leeds.", [("killed", "Daniel Ortega", 31, None, None)]),
    ],
)
def test_victims_are_read_with_what_the_words_say(text: str, wanted: list[Short], doc_of: Parse) -> None:
    assert [(str(one.harm), one.name, one.age, one.sex, one.status) for one in read(text, doc_of)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "One person was killed.",
        "Twelve people were killed.",
        "The suspect was identified as John Brown, 45.",
        "John Brown, 45, saw the attack.",
        "Nobody was hurt.",
    ],
)
def test_who_is_only_counted_or_not_harmed_is_no_victim(text: str, doc_of: Parse) -> None:
    assert read(text, doc_of) == []


def test_a_victims_span_holds_the_name(doc_of: Parse) -> None:
    text = "Gunmen killed police officer Omar Haddad."
    assert [text[one.span.start : one.span.end] for one in read(text, doc_of)] == ["police officer Omar Haddad"]


def test_a_word_tells_one_sex_and_whether_it_is_a_status() -> None:
    assert victim_words()["nun"].sex == "female"
    assert victim_words()["nun"].is_status
    assert not victim_words()["man"].is_status
