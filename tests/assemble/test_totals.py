"""What the figures of one happening come to: each victim once, and nobody twice."""

from __future__ import annotations

from typing import Any

import pytest

import onrecord

Row = dict[str, Any]


def read(text: str) -> list[Row]:
    return onrecord.read(text, published="2024-06-20").to_dict()["records"]  # type: ignore[return-value]


TOTALS = [
    ("The death toll of a bombing in Gao on Monday rose to eight after two of the wounded died, a doctor said.", {"killed": (8, 8)}),
    (
        "The death toll of the bombing of a bus near Gao rose to eight after two of the injured died in hospital, a doctor said on Monday.",
        {"killed": (8, 8)},
    ),
    ("Marcus Bell and five others were shot at a house party in Tulsa on Saturday night.", {"injured": (6, 6)}),
    ("A stabbing on Tuesday in Leeds left a 12-year-old boy and two men wounded, police said.", {"injured": (3, 3)}),
    (
        "A 25-year-old man is now fighting for his life and three others were hospitalized after a gunman opened fire at a depot in Gary.",
        {"injured": (4, 4)},
    ),
    ("One officer was killed and another was killed hours later in the same street in Cali.", {"killed": (2, 2)}),
    (
        (
            "Two boys were shot in Gary on Monday. In addition to the boys, a 15-year-old cyclist was shot in the leg "
            "and another girl was hurt by flying glass."
        ),
        {"injured": (4, 4)},
    ),
    (
        "Officers found a 22-year-old man suffering from a gunshot wound on Elm Street. He was taken to hospital, where he was pronounced dead.",
        {"killed": (1, 1)},
    ),
    ("Luis Ortega, 19, died at the hospital on Sunday. He suffered a gunshot wound to the neck.", {"killed": (1, 1)}),
    ("Police found Ann Poole, 33, suffering from a gunshot wound. Poole was taken to hospital, where Poole died.", {"killed": (1, 1)}),
    (
        "The suspect was shot dead by a deputy in Omaha. The deputy was shot in the arm and is in hospital.",
        {"killed": (1, 1), "injured": (1, 1)},
    ),
    ("Mia Stone, 2, was shot and killed in Akron, where Leo Park was killed as well.", {"killed": (2, 2)}),
    (
        "Five people were found dead in a house in Provo on Monday. Police said the tenant shot his brothers and their wives before killing himself.",
        {"killed": (5, 5)},
    ),
    ("A gunman killed three people at a bank in Mesa on Monday before killing himself.", {"killed": (4, 4)}),
    (
        "Early reports said two people had died in the shooting in Mobile, but that proved to be wrong. Four people were wounded.",
        {"injured": (4, 4)},
    ),
    (
        "Six people were shot outside a club in Reno. Five of the people were treated at a hospital and a sixth person was treated at the scene.",
        {"injured": (6, 6)},
    ),
    ("Two men were shot and killed in Dover on Sunday. Two other people were shot and wounded.", {"killed": (2, 2), "injured": (2, 2)}),
    ("A baker shot his 16-year-old daughter in Dover on Sunday and killed her mother.", {"killed": (1, 1), "injured": (1, 1)}),
    (
        "A teen is dead and another is injured in Dover after a wedding feast. Police said they were shot outside.",
        {"killed": (1, 1), "injured": (1, 1)},
    ),
    (
        "Detectives in Reno look into the fatal shooting of a woman on Monday. The victim had suffered a gunshot wound.",
        {"killed": (1, 1)},
    ),
    (
        "A woman was charged in the fatal shooting of her 4-year-old grandson in Reno. Officers found a 4-year-old boy with gunshot wounds.",
        {"killed": (1, 1)},
    ),
    ("The suspect was killed. Police said he was the only person injured in the shooting in Dover.", {"killed": (1, 1)}),
    (
        "Guerrillas attacked the mayor of Huanta today. The driver was seriously wounded. A passer-by was hit by a bullet.",
        {"injured": (2, 2)},
    ),
    ("A teacher was killed in Gao on Monday. The teacher, a mother of two, was shot at home.", {"killed": (1, 1)}),
    ("At least 23 people were killed at a market in Konduga. A third bomber was shot dead by soldiers.", {"killed": (24, None)}),
    (
        "A car bomb killed four guards in Gao. Fourteen people were taken to a hospital, where three of them succumbed to their injuries.",
        {"killed": (7, 7), "injured": (14, 14)},
    ),
    ("Five people were shot in Reno on Sunday and two of them died.", {"injured": (3, 3), "killed": (2, 2)}),
    (
        "A 15-year-old boy and a 30-year-old man were wounded in a shooting in Gary on Friday. A bullet also grazed a 62-year-old woman.",
        {"injured": (3, 3)},
    ),
    ("The two guards were treated for their wounds after the raid in Gao and released.", {"injured": (2, 2)}),
]


@pytest.mark.parametrize(("text", "totals"), TOTALS)
def test_everybody_who_was_harmed_counts_once(text: str, totals: dict[str, tuple[int, int]]) -> None:
    (record,) = [one for one in read(text) if one["totals"]]
    assert {row["harm"]: (row["low"], row["high"]) for row in record["totals"]} == totals


LOG = """Akron police log, Sunday, June 16, 2024

1:15 a.m. A 24-year-old man was shot in the leg on Copley Road.
2:40 a.m. A woman was stabbed in the arm outside a bar on Copley Road.
11:05 p.m. Two men were shot on Copley Road.
"""


def test_entries_of_a_log_with_other_victims_are_happenings_of_their_own() -> None:
    assert [(row["low"], row["high"]) for record in read(LOG) for row in record["totals"]] == [(1, 1), (1, 1), (2, 2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In March 2024, 4,000 people were killed in Sudan.", "tally"),
        ("In March, 45 civilians were killed and 60 wounded in the country, the mission said.", "tally"),
        ("In March 2024, 19 people were killed in Kano.", "incident"),
        ("In March 2012, a soldier killed 16 villagers in Kandahar.", "incident"),
        ("On 5 March, 45 people were killed in the country.", "incident"),
    ],
)
def test_the_dead_of_a_month_in_no_town_are_a_total(text: str, kind: str) -> None:
    assert [record["kind"] for record in read(text)] == [kind]
