"""Whom a word of harm counts, where the parser gives them another place or the words a meaning of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.extract.counts.find import find_figures

Parse = Callable[[str], Doc]
FIGURES = [
    ("Three teachers were shot at a school in Lyon.", [("injured", 3)]),
    ("The raid left an old woman and two boys wounded.", [("injured", 1), ("injured", 2)]),
    ("The shooting left 11 people dead and 60 people wounded.", [("killed", 11), ("injured", 60)]),
    ("Police found Ann Poole suffering from a gunshot wound.", [("injured", 1)]),
    ("Police found a man suffering from a fatal gunshot wound.", [("killed", 1)]),
    ("Two cousins stand trial over the fatal shooting of a 15-year-old apprentice.", [("killed", 1)]),
    ("Two men were charged in the shooting deaths of three teenagers.", [("killed", 3)]),
    ("The quarrel led to the death of a herder.", [("killed", 1)]),
    ("The shooting claimed the life of a 3-year-old boy.", [("killed", 1)]),
    ("Shots were fired at the crowd.", []),
    ("The clinic received 160 wounded people, including 31 women; 20 of them died.", [("injured", 160), ("injured", 31), ("killed", 20)]),
    ("A bomb hit a mill, killing seven workers and injuring 16, two of them critically.", [("killed", 7), ("injured", 16), ("injured", 2)]),
    ("Rebels killed the mayor of Huanta, his wife and two bodyguards.", [("killed", 1), ("killed", 1), ("killed", 2)]),
    ("They killed the deputy of the council, a clerk and a driver.", [("killed", 1), ("killed", 1), ("killed", 1)]),
    ("A 19-year-old man was grazed but refused treatment.", [("injured", 1)]),
    ("Two bakers are dead and two more were driven to the hospital.", [("killed", 2), ("injured", 2)]),
    ("Two suspects were hit and taken to Midtown Medical Center.", [("injured", 2)]),
    ("They mourned the deaths of a 7 -year-old boy and an 8-yo girl.", [("killed", 1), ("killed", 1)]),
    ("Some 3 trillion people are said to have died.", []),
    ("The cache is the biggest one seized near the border so far.", []),
    ("June 16 - Two teenagers were shot.", [("injured", 2)]),
    ("The settlers succumbed to the temptation.", []),
    ("The settlers succumbed to their wounds.", [("killed", None)]),
    ("The dead included three children: Said Salah (7), Malak Nur (15 or 16) and Omar Diab (12).", [("killed", 3)]),
    ("The two boys were treated for burns and released.", [("injured", 2)]),
]


@pytest.mark.parametrize(("sentence", "figures"), FIGURES)
def test_a_word_of_harm_counts_whom_it_is_said_of(sentence: str, figures: list[tuple[str, int]], doc_of: Parse) -> None:
    assert [(str(figure.harm), figure.count.high) for figure in find_figures(doc_of(sentence))] == figures


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Early reports said that two men had died, but that proved to be wrong.", "denied"),
        ("Police said that two men had died, but the reports turned out to be false.", "denied"),
        ("Police said that two men had died, but the number was small.", "asserted"),
    ],
)
def test_a_count_that_proved_wrong_is_denied(sentence: str, polarity: str, doc_of: Parse) -> None:
    assert [figure.polarity for figure in find_figures(doc_of(sentence))] == [polarity]


def test_a_year_ago_makes_no_total(doc_of: Parse) -> None:
    figures = find_figures(doc_of("Three people were wounded on a block where a guard was shot just over a year ago."))
    assert [figure.is_total for figure in figures if figure.count.high == 3] == [False]


def test_those_of_a_number_who_are_named_are_a_part_of_it(doc_of: Parse) -> None:
    figures = find_figures(doc_of("Four farmers – two of them identified as Said Ali and Omar Nur – were killed."))
    assert [(figure.count.high, figure.part_of) for figure in figures] == [(4, None), (2, 0)]


def test_a_number_without_a_noun_counts_nobody_in_particular(doc_of: Parse) -> None:
    figures = find_figures(doc_of("The riot left 68 inmates dead and 25 hurt."))
    assert [figure.victims for figure in figures] == ["inmates", None]
