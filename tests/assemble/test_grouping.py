"""Which tellings are one happening, seen at the figures of its record: short reports of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document

Row = dict[str, Any]
PUBLISHED = date(2021, 6, 16)  # a Wednesday


def coded(text: str) -> list[Row]:
    """Records that ACLED has a type for, and tallies."""
    document = Document(id="report", text=text, published=PUBLISHED, language="en")
    records: list[Row] = read_document(document).to_dict()["records"]  # type: ignore[assignment]
    return [record for record in records if record["kind"] == "tally" or record["type"]["acled_sub_event"]]


def tolls(text: str) -> list[set[tuple[str, int | None, int | None]]]:
    """The figures of each record."""
    return [{(row["harm"], row["low"], row["high"]) for row in record["toll"]} for record in coded(text)]


ITEMS = """Situation report
- On 7 June, gunmen attacked a checkpoint at Makalondi, killing three gendarmes. Two assailants were also killed.
- On 8 June, a mine struck a bus near Torodi. Officials spoke of seven dead; a nurse in Torodi told us that nine bodies had been received.
- On 8 June, residents of Inates said that jets bombed a herders' camp. Nobody was hurt.
- In the week of 2-8 June, aid workers recorded 19 incidents in the region, with 31 civilians killed and 12 abducted.
"""


def test_a_separate_incident_and_the_same_period_are_apart() -> None:
    text = (
        "Soldiers shot dead a boy in Gorom on Monday. In a separate incident near Kollo, a driver rammed a bus stop, wounding two women. "
        "Forty herders have been killed since January, the ministry says. Ten settlers were killed over the same period."
    )
    assert [(record["kind"], *tolls) for record, tolls in zip(coded(text), tolls(text), strict=True)] == [
        ("incident", ("killed", 1, 1)),
        ("incident", ("injured", 2, 2)),
        ("tally", ("killed", 40, 40)),
        ("tally", ("killed", 10, 10)),
    ]


def test_items_of_a_list_are_happenings_apart() -> None:
    assert [sorted(toll) for toll in tolls(ITEMS)] == [
        [("killed", 2, 2), ("killed", 3, 3)],
        [("killed", 7, 7), ("killed", 9, 9)],
        [("injured", 0, 0)],
        [("abducted", 12, 12), ("killed", 31, 31)],
    ]


ONE = [
    (
        "two speakers each have a figure",
        "A bomb hit a bus near Gorom on Monday. Officials spoke of seven dead; a nurse in Dori said nine bodies had been brought in.",
        {("killed", 7, 7), ("killed", 9, 9)},
    ),
    (
        "an attack that burns as well as kills",
        "Raiders attacked the hamlet of Gorom on Monday, killing eight herders and setting fire to barns. The dead included two teachers.",
        {("killed", 8, 8), ("killed", 2, 2)},
    ),
    (
        "an outcome that destroys as well as kills",
        "On Monday a jet bombed the village of Kollo. A nurse was killed and a mill was destroyed. Four weavers were injured.",
        {("killed", 1, 1), ("destroyed", 1, 1), ("injured", 4, 4)},
    ),
    (
        "two bombs of one strike",
        "On Monday a warplane dropped two bombs on the village of Kollo. Four weavers were injured.",
        {("injured", 4, 4)},
    ),
    (
        "a toll that rose on a later day",
        "A car bomb went off at a market in Hilla on Monday. The death toll rose to 31 on Tuesday.",
        {("killed", 31, 31)},
    ),
    (
        "the explosion of an air strike",
        "An air strike hit a mill in Taiz on Monday. The explosion killed three porters.",
        {("killed", 3, 3)},
    ),
    (
        "arrests at a protest",
        "Some 3,000 students marched through Pristina on Monday. Police looked on and 14 people were detained.",
        {("arrested", 14, 14)},
    ),
    (
        "flight from the fighting that is told after another deed",
        "Clashes broke out in Malakal on Tuesday; 30 people were killed in the fighting and 10,000 fled to a base.",
        {("killed", 30, 30), ("displaced", 10_000, 10_000)},
    ),
    (
        "those captured and those arrested",
        "Soldiers captured a commander in Sabari on Monday. Two other men were detained during the operation.",
        {("captured", 1, 1), ("arrested", 2, 2)},
    ),
    (
        "a death of wounds on a later day",
        "A bomb wounded 20 people in Quetta on Monday. A teacher died on Wednesday of wounds he suffered in the blast.",
        {("injured", 20, 20), ("killed", 1, 1)},
    ),
    (
        "harm in a clause on the gathering that was attacked",
        "A bombing at a rally for President Obi which killed over 26 people and wounded 42 was claimed by the group.",
        {("killed", 27, None), ("injured", 42, 42)},
    ),
    (
        "the strikes told before",
        "Israeli strikes on Tyre killed 22 people on Monday. The strikes killed several children, a doctor said.",
        {("killed", 22, 22), ("killed", 3, None)},
    ),
]


@pytest.mark.parametrize(("text", "figures"), [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_happening_is_one_record(text: str, figures: set[tuple[str, int | None, int | None]]) -> None:
    assert tolls(text) == [figures]


TWO = [
    (
        "words that point back go with what was told last",
        (
            "Rebels shelled the port of Mocha on Monday and killed five sailors. Hours later jets bombed a radar post near Dhamar. "
            "A doctor spoke of three guards killed in that raid."
        ),
        [{("killed", 5, 5)}, {("killed", 3, 3)}],
    ),
    (
        "an outcome goes with the deed told last",
        "A bomb killed nine people in Basra on Monday. In Mosul a gunman opened fire at a wedding on Tuesday. Six guests were wounded.",
        [{("killed", 9, 9)}, {("injured", 6, 6)}],
    ),
    (
        "elsewhere",
        "Gunmen killed nine farmers in Gwoza on Monday. Elsewhere, four traders were killed.",
        [{("killed", 9, 9)}, {("killed", 4, 4)}],
    ),
    (
        "what a superlative reaches back to",
        "Gunmen killed nine farmers in Gwoza on Monday. It was the worst violence there since March 2019, when 40 people were killed.",
        [{("killed", 9, 9)}, {("killed", 40, 40)}],
    ),
    (
        "a killing that its own words describe",
        "A truck bomb wounded 14 people in Herat on Monday. A spokesman was silent on the killing of two judges in Kunduz.",
        [{("injured", 14, 14)}, {("killed", 2, 2)}],
    ),
    (
        "a relative clause behind a name of time",
        "A bomber killed six clerks in Herat on Sunday. A spokesman called it revenge for air strikes on Kunduz last week in which 20 people died.",
        [{("killed", 6, 6)}, {("killed", 20, 20)}],
    ),
    (
        "a town beside an incident whose country is named as well",
        "Gunmen killed six clerks in Herat on Sunday. It was among the gravest attacks in Afghanistan. A bomb in Kunduz on Sunday killed 20 people.",
        [{("killed", 6, 6)}, {("killed", 20, 20)}],
    ),
    (
        "what a deed answers",
        (
            "Rebels shelled Taiz on Sunday in retaliation for an air strike on Hodeidah a week earlier that killed 12 fishermen. "
            "Five people died in the shelling. The air strike had destroyed two boats."
        ),
        [{("killed", 5, 5)}, {("killed", 12, 12), ("destroyed", 2, 2)}],
    ),
    (
        "the first and the second of two",
        "Two churches in Kaduna were attacked on Sunday. The first attack killed nine people. The second killed three.",
        [{("killed", 9, 9)}, {("killed", 3, 3)}],
    ),
    (
        "a second bombing hours after the first attack",
        (
            "The first attack killed 26 people in Herat on Monday. The second bombing came in Kabul and killed 22. "
            "Hours after the first, that second bombing hit a gate in Kabul, and 38 porters were injured."
        ),
        [{("killed", 26, 26)}, {("killed", 22, 22), ("injured", 38, 38)}],
    ),
    (
        "an arrest is made after an air strike, not by it",
        "An air strike killed a commander in Khost on Monday. Soldiers later captured two of his men.",
        [{("killed", 1, 1)}, {("captured", 2, 2)}],
    ),
    (
        "two people by name at two places",
        (
            "Rebels kidnapped the deputy Ana Ruiz in Cali on Monday. They took her car as well. "
            "The mayor Pedro Gil was kidnapped in Tame, and two guards were injured."
        ),
        [{("abducted", 1, 1)}, {("abducted", 1, 1), ("injured", 2, 2)}],
    ),
    (
        "looting, and people who fled the fighting before it",
        (
            "Rebels seized the town of Bukama on Monday after a day of clashes. On the same evening men looted the parish and carried off two nurses. "
            "At least 6,000 people have fled."
        ),
        [{("displaced", 6000, None)}, {("abducted", 2, 2)}],
    ),
]


@pytest.mark.parametrize(("text", "figures"), [row[1:] for row in TWO], ids=[row[0] for row in TWO])
def test_two_happenings_are_two_records(text: str, figures: list[set[tuple[str, int | None, int | None]]]) -> None:
    assert tolls(text) == figures


def test_nobody_hurt_is_said_of_what_was_told_right_before() -> None:
    records = coded("A bomb killed nine people in Basra on Monday. In Mosul police freed two hostages on Tuesday. They were unharmed.")
    assert [row["quote"] for row in records[-1]["toll"]][-1] == "They were unharmed"


def test_force_against_a_protest_is_one_record_with_it() -> None:
    records = coded("Soldiers in Chad opened fire on people protesting in Moundou on Monday, killing at least four.")
    assert [record["type"]["acled_sub_event"] for record in records] == ["Excessive force against protesters"]


def test_what_a_relative_clause_tells_does_not_take_over() -> None:
    records = coded(
        "A bomb went off at a bank in Herat on Monday. A clerk came from a village that jets bombed in Kunduz in May. Fourteen people were wounded."
    )
    assert [len(record["toll"]) for record in records if record["type"]["acled_sub_event"] == "Remote explosive/landmine/IED"] == [1]


def test_both_attacks_are_those_that_were_counted() -> None:
    text = (
        "On 3 May two suicide bombings killed 48 people in Herat and Kabul. The first attack hit a rally in Herat. The second hit a gate in Kabul. "
        "Women were among the dead in both attacks. The rebels claimed the attacks."
    )
    records = coded(text)
    assert records[0]["kind"] == "tally"
    assert [row["name"] for row in records[0]["actors"]] == ["rebels"]


def test_captives_told_with_two_words_have_one_total() -> None:
    record = coded("Soldiers captured a commander in Sabari on Monday. They detained the commander and three other men in a compound.")[0]
    assert len(record["totals"]) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A bomb hit the Rex hotel in Herat on Monday. The Spanish consulate in Herat was also attacked by gunmen earlier this year.", 2),
        (
            "An air strike hit the Bilal mosque in Herat on Monday, killing nine. Earlier that day rebels had carried out a mortar attack against a border post in Herat.",
            2,
        ),
        ("Gunmen attacked the Rex hotel in Herat on Monday. They also shot at a police station.", 1),
    ],
)
def test_what_was_done_to_another_target_is_another_deed(text: str, count: int) -> None:
    assert len(coded(text)) == count
