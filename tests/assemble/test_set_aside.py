"""What was considered and not taken is told, with the rule that says why."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.records import Dropped
from onrecord.model.text import Document
from onrecord.pipeline import read_document

ASIDE = [
    ("A [12-year-old] boy was killed in an attack in Gao on Monday.", "toll", "not.age"),
    ("Gunmen on [14] motorcycles killed three farmers in Gao on Monday.", "toll", "aside.uncounted"),
    ("Gunmen killed three farmers [20 km] from Gao on Monday.", "toll", "not.distance"),
    ("Gunmen killed three farmers in Gao on Monday and took [$ 500].", "toll", "not.money-before"),
    ("Gunmen killed three farmers in Gao on Monday, the mayor said on [Thursday].", "time", "aside.time"),
    ("Soldiers fought gunmen in Gao on Monday for [12 hours].", "time", "aside.duration"),
    ("Gunmen killed three farmers in Gao on Monday, a general told reporters in [Lagos].", "place", "aside.place"),
    ("The mayor said that gunmen might [attack] the town again.", "happened", "factuality.could"),
    ("[Violence] has spread.", "happened", "aside.little-known"),
]


def dropped(text: str) -> list[Dropped]:
    return list(read_document(Document(id="report", text=text, published=date(2021, 6, 16), language="en")).dropped)


@pytest.mark.parametrize(("marked", "slot", "rule"), ASIDE, ids=[rule for _, _, rule in ASIDE])
def test_words_that_gave_no_value_are_told_with_the_reason(marked: str, slot: str, rule: str) -> None:
    words = marked[marked.index("[") + 1 : marked.index("]")]
    found = [row for row in dropped(marked.replace("[", "").replace("]", "")) if row.slot == slot and words in row.evidence.quote]
    assert [row.rule for row in found] == [rule]
    assert bool(found[0].records) == (slot != "happened")


def test_what_a_record_has_is_not_told_as_dropped() -> None:
    assert dropped("Gunmen killed three farmers in Gao on Monday.") == []


def test_numbers_far_from_any_happening_are_not_told() -> None:
    assert dropped("The town has 4,000 houses. Gunmen killed three farmers in Gao on Monday.") == []
