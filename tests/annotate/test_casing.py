"""Lines in Headline Case or CAPITALS are cased as running text, so that they are parsed as such; everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate import annotate_document
from onrecord.annotate.casing import find_headlines, recase_lines
from onrecord.model.text import Document

COMMON = frozenset({"nice", "burn", "kill", "detain", "shell", "shot", "joint", "old"})


def recase(text: str) -> str:
    return recase_lines(text, find_headlines(text), common=COMMON)


@pytest.mark.parametrize(
    ("line", "recased"),
    [
        ("Blast Kills Nine Guards At Dam", "Blast kills nine guards at Dam"),
        ("Rebels Shell Town, Troops Detain Two Suspects", "Rebels shell Town, troops detain two suspects"),
        ("GUNMEN KILL TWO SOLDIERS IN MALI", "Gunmen kill two soldiers in Mali"),
        ("US TROOPS KILLED BY IED IN KABUL ON FRIDAY", "US troops killed by IED in Kabul on Friday"),
        ("Bomb Attack Kills Four In Nice, France", "Bomb attack kills four in Nice, France"),
        ("Bomb Attack Kills Four In New Corella", "Bomb attack kills four in New Corella"),
        ("Syrian Soldiers Killed In March", "Syrian soldiers killed in March"),
    ],
)
def test_a_headline_is_cased_as_running_text(line: str, recased: str) -> None:
    assert recase(line) == recased


def test_running_text_shows_which_words_are_names() -> None:
    headline = "Joint Command Says Bandits Burn Mill In Old Mill Village"
    text = "Bandits burned the mill on Monday, the Joint Command said. The village of Tora lost a mill."
    assert recase(f"{headline}\n{text}") == f"Joint Command says bandits burn mill in old mill village\n{text}"


def test_a_name_in_the_running_text_gives_its_case_to_a_line_of_capitals() -> None:
    text = "Fighters of the RSF killed two people near El Fasher."
    assert recase(f"RSF KILLED TWO PEOPLE NEAR EL FASHER\n{text}") == f"RSF killed two people near El Fasher\n{text}"


@pytest.mark.parametrize(
    "text",
    [
        "Two guards were killed near the dam.",
        "Commander Omar Haddad and Sergeant Ali Noor were shot.",
        "Tora Dam, Corella Hills, Mali",
        "Blast kills nine guards at Tora Dam",
        "KILLED",
        "",
    ],
)
def test_a_line_that_is_no_headline_stays(text: str) -> None:
    assert recase(text) == text


@given(
    text=st.text(max_size=80)
    | st.lists(st.sampled_from(["Attack", "KILLED", "İzmir", "ẞ", "In", "ﬁre", "O'Neil's", "\n", "Troops"])).map(" ".join)
)
def test_offsets_stay_and_only_case_changes(text: str) -> None:
    recased = recase(text)
    assert len(recased) == len(text)
    assert recased.casefold() == text.casefold() or recased.lower() == text.lower() or recased.upper() == text.upper()


def test_the_parser_sees_the_deed_of_a_headline() -> None:
    doc = annotate_document(Document(id="a", text="Force Detains Bandit Commander In Tora Valley\n\nThe force left later."))
    detains = doc[1]
    assert (detains.lemma_, detains.pos_, detains.idx) == ("detain", "VERB", 6)
    assert {child.lemma_.lower() for child in detains.children} >= {"force", "commander"}
