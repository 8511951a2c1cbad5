"""Reports that look like violence and tell of none, and violence that stands beside such words: sentences of our own."""

from __future__ import annotations

import pytest
from tests.assemble.test_records import coded, only

NO_VIOLENCE = [
    "Nine people died when a minibus skidded off a mountain road near Tlemcen on Friday.",
    "A car hit a tree near Paarl on Sunday, killing two.",
    "A bus carrying nuns plunged off a bridge near Cusco on Friday, killing nine and injuring 30.",
    "A tanker crash outside Kaduna left thirty people dead and forty injured.",
    "A mudslide in Petropolis destroyed 40 homes on Sunday and left 12 people missing. Most of the dead were children.",
    "Measles has killed 200 children in Borno this year.",
    "A plane carrying 40 passengers crashed near Pokhara on Monday, killing all aboard.",
    "A fire at a detention centre killed 38 migrants in Tapachula on Monday.",
    "An explosion at a paint factory in Lahore injured six workers on Sunday.",
    "A fire caused by a short circuit destroyed 90 stalls in Zinder on Saturday and burned two guards to death.",
    "Two divers were killed by a shark off the coast of Durban on Sunday.",
    "Police held a drill in Osaka on Monday in which gunmen took 30 hostages on a ferry.",
    "In the last episode a sniper kills the president of a small republic.",
    "The two supermarkets in Leeds have been locked in a price war since May.",
    "The minister in Accra came under fire from the opposition on Monday.",
    "Former president Luis Mora died in Lima on Monday. He was 84.",
    "Savings in Lagos are eaten up by inflation that destroys the currency.",
    "Both men were released from a hospital in Leeds on Monday.",
]


@pytest.mark.parametrize("text", NO_VIOLENCE)
def test_accidents_nature_illness_plays_and_drills_are_no_record(text: str) -> None:
    assert coded(text) == []


VIOLENCE = [
    ("A bomb went off in a bus in Kano on Monday. Twelve people died in the fire.", 12),
    ("Gunmen killed nine people in the flooded town of Bor on Monday.", 9),
    ("Gunmen attacked a polio team in Karachi on Monday, killing two nurses.", 2),
    ("Rebels shot down a helicopter near Goma on Monday. Eight soldiers died in the crash.", 8),
    ("A truck packed with explosives slammed into a wall of the fort in Gao, killing four guards.", 4),
    ("Guards killed three men in Bor, a priest said, but the police said that they had drowned.", 3),
    ("A film director was stabbed to death in Oran on Monday.", 1),
    ("A soldier died in Gao on Monday, the army said.", 1),
    ("A woman died in Derby on Monday. She had been found with stab wounds at her home.", 1),
]


@pytest.mark.parametrize(("text", "killed"), VIOLENCE)
def test_violence_beside_such_words_is_on_record(text: str, killed: int) -> None:
    assert [row["low"] for row in only(text)["toll"] if row["harm"] == "killed"] == [killed]


def test_a_year_counts_no_deeds() -> None:
    assert only("The group carried out a 2017 attack on a hotel in Kismayo that killed 21 people.")["kind"] == "incident"
