"""Accounts of one incident: who says what, what replaces what, who is independent, and figures by policy."""

from __future__ import annotations

import pytest
from tests.link.accounts import Json, killed, record, result

from onrecord.errors import UnknownCodeError
from onrecord.link.accounts import Account, count_origins, find_contradictions, tell_accounts
from onrecord.link.policies import POLICIES, choose


def accounts(*tellings: tuple[str, str | None, str | None, Json], copies: dict[str, str] | None = None) -> tuple[Account, ...]:
    """Accounts of documents: name, publisher, moment of publication, figure."""
    told = []
    for name, publisher, published, figure in tellings:
        (incident,) = (document := result(name, record("r", toll=(figure,)), published=published, publisher=publisher))["records"]
        told.append((document["document"], incident))
    return tell_accounts(told, copies=copies)


def bounds(found: tuple[Account, ...], policy: str) -> tuple[int | None, int | None]:
    (figure,) = choose(found, policy)
    return figure.low, figure.high


NIGHT, MORNING, NOON = "2024-03-07T01:11:00+04:30", "2024-03-07T09:11:00+04:30", "2024-03-07T12:40:00+04:30"


def test_a_later_account_of_one_source_supersedes_its_earlier_one() -> None:
    found = accounts(("a", "Agency", NIGHT, killed(2)), ("b", "Agency", MORNING, killed(4)))
    assert [(account.value, account.superseded) for account in found] == [("2", True), ("4", False)]
    assert bounds(found, "range") == (4, 4)


def test_another_source_supersedes_nothing() -> None:
    found = accounts(("a", None, NIGHT, killed(2, source="the mayor")), ("b", None, MORNING, killed(4, source="Dr Karim")))
    assert not any(account.superseded for account in found)
    assert bounds(found, "range") == (2, 4)


def test_one_source_with_and_without_its_article_is_one() -> None:
    assert count_origins(accounts(("a", None, NIGHT, killed(2, source="The mayor")), ("b", None, NOON, killed(2, source="mayor")))) == 1


def test_a_copy_is_no_further_source() -> None:
    tellings = (("a", "Agency", NIGHT, killed(2)), ("b", "Daily", MORNING, killed(2)))
    assert count_origins(accounts(*tellings)) == 2
    assert count_origins(accounts(*tellings, copies={"b": "a"})) == 1
    assert count_origins(accounts(*tellings, ("c", "Radio", NOON, killed(2)), copies={"b": "a", "c": "a"})) == 1


def test_copies_of_a_report_that_is_not_here_are_one_source() -> None:
    tellings = (("b", "Daily", MORNING, killed(2)), ("c", "Radio", NOON, killed(2)))
    assert count_origins(accounts(*tellings, copies={"b": "a", "c": "a"})) == 1


def test_a_late_copy_of_an_old_report_brings_back_no_old_figure() -> None:
    tellings = (("a", "Agency", NIGHT, killed(2)), ("b", "Agency", MORNING, killed(4)), ("c", "Daily", NOON, killed(2)))
    found = accounts(*tellings, copies={"c": "a"})
    assert {account.document: account.superseded for account in found} == {"a": True, "b": False, "c": True}
    assert bounds(found, "latest") == (4, 4)


def test_a_publisher_that_quotes_another_is_that_other() -> None:
    assert count_origins(accounts(("a", "Agency", NIGHT, killed(2)), ("b", "Daily", MORNING, killed(2, source="Agency")))) == 1


def test_a_report_that_names_its_sources_is_none_beside_them() -> None:
    quoted, own = killed(2, source="the mayor"), killed(2)
    told = result("a", record("r", toll=(quoted, own)), publisher="Daily")
    assert count_origins(tell_accounts([(told["document"], told["records"][0])])) == 1


def test_two_spellings_of_a_person_are_one_source() -> None:
    assert (
        count_origins(
            accounts(("a", None, NIGHT, killed(2, source="Sorab Karim Zayed")), ("b", None, NOON, killed(3, source="Surab Kareem Zayid")))
        )
        == 1
    )
    assert (
        count_origins(
            accounts(("a", None, NIGHT, killed(2, source="Sorab Karim Zayed")), ("b", None, NOON, killed(3, source="Temur Dilshad")))
        )
        == 2
    )


def test_a_publisher_that_brings_its_own_report_again_says_it_at_the_later_time() -> None:
    found = accounts(("a", "Agency", NIGHT, killed(2)), ("b", "Agency", MORNING, killed(4)), copies={"b": "a"})
    assert [(account.value, account.superseded) for account in found] == [("2", True), ("4", False)]


def test_that_no_civilian_died_bounds_no_toll_of_all() -> None:
    none = {**killed(0, source="the ministry"), "victims": "civilians"}
    found = accounts(("a", None, NIGHT, none), ("b", None, NOON, killed(4, source="residents")))
    assert bounds(found, "range") == (4, 4)
    assert find_contradictions(found) == ()


def test_figures_that_cannot_both_be_right_contradict_each_other() -> None:
    found = accounts(("a", None, NIGHT, killed(2, source="the ministry")), ("b", None, NIGHT, killed(9, source="residents")))
    assert find_contradictions(found) == ("killed: residents says 9, the ministry 2",)


def test_open_figures_do_not_contradict_what_they_allow() -> None:
    at_least = {**killed(4, source="residents"), "high": None}
    assert find_contradictions(accounts(("a", None, NIGHT, at_least), ("b", None, NIGHT, killed(9, source="the ministry")))) == ()


def test_a_denied_figure_is_shown_and_takes_no_part() -> None:
    denied = {**killed(9, source="the ministry"), "polarity": "denied"}
    found = accounts(("a", None, NIGHT, denied), ("b", None, NIGHT, killed(2, source="residents")))
    assert {account.source: account.denied for account in found} == {"the ministry": True, "residents": False}
    assert bounds(found, "range") == (2, 2)


def test_a_part_of_a_total_takes_no_part() -> None:
    part = {**killed(1, source="residents"), "part_of_total": True}
    assert bounds(accounts(("a", None, NIGHT, part), ("b", None, NIGHT, killed(5))), "range") == (5, 5)


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [("range", (2, 9)), ("conservative", (2, 2)), ("latest", (4, 4)), ("majority", (4, 4))],
)
def test_each_policy_makes_its_own_figure(policy: str, wanted: tuple[int, int]) -> None:
    found = accounts(
        ("a", None, NIGHT, killed(9, source="residents")),
        ("b", None, NIGHT, killed(2, source="the ministry")),
        ("c", None, MORNING, killed(4, source="the hospital")),
        ("d", None, NOON, killed(4, source="Dr Karim")),
    )
    assert bounds(found, policy) == wanted


def test_an_open_end_stays_open_where_nobody_closes_it() -> None:
    assert bounds(accounts(("a", None, NIGHT, {**killed(4), "high": None})), "range") == (4, None)


def test_who_denies_that_it_happened_is_told() -> None:
    document = result("a", record("r", denied_by=["the army"]))
    (account,) = tell_accounts([(document["document"], document["records"][0])])
    assert (account.slot, account.speaker, account.denied) == ("happened", "the army", True)


def test_every_policy_says_in_words_what_it_does() -> None:
    assert all(policy.__doc__ for policy in POLICIES.values())
    with pytest.raises(UnknownCodeError, match="there are range, conservative, latest, majority"):
        choose((), "mean")


@pytest.mark.parametrize(
    "later",
    [
        {**killed(9), "polarity": "denied"},
        {**killed(2), "high": None, "quote": "people were killed"},
        {**killed(2), "low": None, "high": None, "quote": "an unknown number died"},
    ],
    ids=["denied", "bare plural", "no bound"],
)
def test_what_gives_no_number_of_its_own_replaces_no_number(later: Json) -> None:
    found = accounts(("a", "Agency", NIGHT, killed(4)), ("b", "Agency", MORNING, later))
    assert not any(account.superseded for account in found)


@pytest.mark.parametrize("words", ["at least two people were killed", "2 or more died"])
def test_at_least_two_is_a_number_where_it_is_said(words: str) -> None:
    found = accounts(("a", "Agency", NIGHT, killed(1)), ("b", "Agency", MORNING, {**killed(2), "high": None, "quote": words}))
    assert [account.superseded for account in found] == [True, False]


def test_a_number_replaces_an_earlier_bare_plural() -> None:
    bare = {**killed(2), "high": None, "quote": "people were killed"}
    found = accounts(("a", "Agency", NIGHT, bare), ("b", "Agency", MORNING, killed(4)))
    assert [account.superseded for account in found] == [True, False]


def test_moments_are_compared_in_one_zone() -> None:
    first, second = "2024-03-07T01:00:00+04:30", "2024-03-06T21:00:00Z"  # the second is half an hour later
    found = accounts(("b", "Agency", second, killed(4)), ("a", "Agency", first, killed(2)))
    assert [(account.value, account.superseded) for account in found] == [("2", True), ("4", False)]
    assert bounds(accounts(("a", "Radio", first, killed(2)), ("b", "Agency", second, killed(4))), "latest") == (4, 4)


@pytest.mark.parametrize(
    ("first", "second", "superseded"),
    [
        ("2024-03-07", MORNING, False),
        ("2024-03-06", MORNING, False),
        ("2024-03-05", MORNING, True),
        (MORNING, "2024-03-07", False),
        (MORNING, "2024-03-09", True),
        ("2024-03-06", "2024-03-07", True),
        ("2024-03-07", "2024-03-07", False),
        (None, MORNING, False),
    ],
)
def test_a_bare_day_is_earlier_only_where_it_is_so_in_every_zone(first: str | None, second: str, *, superseded: bool) -> None:
    found = accounts(("a", "Agency", first, killed(2)), ("b", "Agency", second, killed(4)))
    assert {account.document: account.superseded for account in found} == {"a": superseded, "b": False}


def two_and_three() -> Json:
    """A record that adds two figures of different victims, beside an earlier count that it sets aside."""
    toll = (
        {**killed(2), "claim": "c1", "quote": "two soldiers"},
        {**killed(3), "claim": "c2", "quote": "three guards"},
        {**killed(1), "claim": "c3", "quote": "a guard"},
    )
    tellings = [{"low": 5, "high": 5, "claims": ["c1", "c2"]}]
    total = [{"harm": "killed", "low": 5, "high": 5, "claims": ["c1", "c2"], "tellings": tellings}]
    return {**record("r", toll=toll), "totals": total}


def test_figures_of_different_victims_are_one_account_of_their_sum() -> None:
    document = result("a", two_and_three())
    found = tell_accounts([(document["document"], document["records"][0])])
    assert bounds(found, "range") == bounds(found, "majority") == (5, 5)
    assert [(account.value, account.is_part) for account in found if account.slot == "killed"] == [
        ("1", True),
        ("2", True),
        ("3", True),
        ("5", False),
    ]
    assert find_contradictions(found) == ()


def test_a_record_without_tellings_has_its_figures_as_they_are() -> None:
    assert bounds(accounts(("a", None, None, killed(2)), ("b", None, None, killed(4))), "range") == (2, 4)
