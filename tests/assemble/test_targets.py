"""To whom or what it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.model.text import Document
from onrecord.pipeline import read_document


def targets_in(text: str) -> list[str]:
    """The targets of the first record of a report."""
    document = Document(id="report", text=text, published=date(2022, 3, 9), language="en")
    records: Any = read_document(document).to_dict()["records"]
    return [row["name"] for row in records[0]["targets"]]


CASES = [
    ("Soldiers shot dead two protesters in Gitega on Monday.", ["protesters"]),
    ("Rebels shot down a helicopter near Torit on Monday.", ["helicopter"]),
    ("Police defused a bomb in Lyon on Monday.", ["bomb"]),
    ("A bomb killed a colonel, his driver and two bodyguards in Daraa on Monday.", ["colonel", "driver", "bodyguards"]),
    ("A bomb exploded in Kabul on Monday, killing two teachers.", ["teachers"]),
    ("Militiamen raided the village of Boma on Monday, killing nine herders.", ["herders"]),
    ("Troops fired bullets at dozens of students in Gitega on Monday.", ["students"]),
]


@pytest.mark.parametrize(("text", "targets"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_record_names_who_or_what_was_hit(text: str, targets: list[str]) -> None:
    assert targets_in(text) == targets


def test_the_gunman_is_no_target_where_others_are_named() -> None:
    assert targets_in("A gunman killed two clerks at a bank in Trier on Monday. The gunman was shot dead.") == ["clerks"]
