"""What is tried, planned, wanted, denied or imagined, and what of it goes on record: sentences of our own."""

from __future__ import annotations

import pytest
from tests.assemble.test_records import coded, only

NOTHING = [
    "Residents of Zuwara fear an attack on the camp.",
    "Nobody was killed in Sunday's vote in Bissau.",
    "No one has been kidnapped in Agadez since 2019, the mayor said.",
    "If rebels attack Bangui, peacekeepers will respond.",
    "The rebels urged their supporters to kill the governor of Yola.",
    "The police want to arrest the mayor of Cali.",
    "Soldiers went to Pibor to arrest the militia's leader.",
    "He said an attack on Rafah would kill thousands.",
    "Lawmakers debated a bill on how to punish those who kidnap children in Abuja.",
    "The ministry said it would not hesitate to bomb Hodeida.",
    "The students are expected to protest in Dhaka on Sunday.",
    "A spokesman said the army does not target reporters.",
    "Analysts said the group could attack ports in Yemen.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_feared_wanted_asked_for_or_did_not_happen_is_no_record(text: str) -> None:
    assert coded(text) == []


NOT_DONE = [
    ("Gunmen tried to abduct the imam of Tillaberi in Niger on Sunday but fled when villagers raised the alarm.", "failed"),
    ("Two men are accused of plotting to blow up a bridge in Mitrovica.", "failed"),
    ("A gunman nearly killed the mayor of Tumaco on Monday.", "failed"),
    ("The army will bomb Gao again if convoys are ambushed, Mali's defence minister warned.", "planned"),
    ("The rebels have vowed to avenge their leader by killing officials in Pattani.", "planned"),
]


@pytest.mark.parametrize(("text", "realis"), NOT_DONE)
def test_what_failed_or_its_own_side_announces_is_told_as_such(text: str, realis: str) -> None:
    assert only(text)["realis"] == realis


def test_what_an_offensive_is_meant_to_reach_is_part_of_it() -> None:
    record = only("Government forces launched a new offensive to retake Mosul on Monday.")
    assert (record["realis"], record["type"]["acled_sub_event"]) == ("actual", "Armed clash")
