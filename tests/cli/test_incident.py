"""The page of an incident: what, when and where on its second line, slots in one order, copies on one line, moments in UTC."""

from __future__ import annotations

import pytest
from tests.link.accounts import killed, place, record, result

from onrecord.cli.incident import account_line, headline, moment_words, together
from onrecord.link.accounts import tell_accounts


def test_what_when_and_where_are_what_most_records_have() -> None:
    records = [
        record("a", day="2024-03-06", town="Keldin"),
        record("b", day="2024-03-06", kind="Attack", toll=(killed(4),)),
        record("c", town="Keldin", kind="Attack"),
    ]
    assert headline(records).startswith("Attack · 6 March 2024 · Keldin")


def test_where_is_the_first_place_and_the_country() -> None:
    country = {**place("Keldin"), "name": "Afghanistan", "admin1": None, "precision": 6}
    told = record("a", places=[place("Keldin"), place("Harsana"), country])
    assert headline([told]).rpartition(" · ")[2].startswith("Keldin")
    assert "Harsana" not in headline([told])
    assert headline([told]).endswith("Afghanistan")


def test_a_copy_stands_on_the_line_of_its_original() -> None:
    told = record("r", toll=(killed(4, source="a nurse"),))
    documents = [result("wire", told, published="2024-03-07T09:40:00+03:00"), result("paper", told, published="2024-03-07")]
    accounts = tell_accounts([(each["document"], told) for each in documents], copies={"paper": "wire"})
    ((account, names),) = together([each for each in accounts if each.slot == "killed"])
    assert account_line(account, names) == "2024-03-07 06:40 UTC  4  a nurse  in paper, wire  “killed”"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-03-07T09:40:00+03:00", "2024-03-07 06:40 UTC"),
        ("2024-03-07T09:40:00", "2024-03-07 09:40"),
        ("2024-03-07", "2024-03-07"),
        (None, "no day"),
    ],
)
def test_a_moment_is_told_to_the_minute_and_in_utc_where_its_zone_is_known(moment: str | None, words: str) -> None:
    assert moment_words(moment) == words
