"""Several accounts of one happening are one incident; what only resembles it is another."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from tests.link.accounts import WORDS, Json, killed, record, result

from onrecord.link.features import features_of, main_incidents, story_of
from onrecord.link.linking import Linking, link_records, main_clusters

Account = tuple[Json, str]


def link(accounts: Sequence[Account]) -> Linking:
    return link_records([each for told, _ in accounts for each in features_of(told)], [story_of(told, words) for told, words in accounts])


def market(name: str, low: int, *, day: str = "2024-03-06", published: str = "2024-03-07", **more: Any) -> Account:
    return result(name, record(f"{name}1", day=day, town="Keldin", toll=(killed(low),), **more), published=published), WORDS[
        "market"
    ] + f" {name}"


ACCOUNTS: list[Account] = [
    market("agency", 2),
    market("daily", 4),
    market("radio", 6, published="2024-03-08"),
    (result("bridge", record("b1", day="2024-03-06", town="Harsana", kind="Armed clash", toll=(killed(3),))), WORDS["bridge"]),
    (result("port", record("p1", day="2024-03-06", town="Port Azure", kind="Air/drone strike", toll=(killed(4),))), WORDS["port"]),
]


def groups(linking: Linking) -> set[frozenset[str]]:
    return {frozenset(doc for doc, _ in incident.members) for incident in linking.incidents}


def test_accounts_with_other_tolls_are_one_incident_and_other_happenings_are_not() -> None:
    assert groups(link(ACCOUNTS)) == {frozenset({"agency", "daily", "radio"}), frozenset({"bridge"}), frozenset({"port"})}


def test_the_order_of_arrival_makes_no_difference() -> None:
    wanted = link(ACCOUNTS)
    for seed in range(4):
        shuffled = random.Random(seed).sample(ACCOUNTS, len(ACCOUNTS))
        assert link(shuffled) == wanted


def test_a_link_says_its_reasons_in_words() -> None:
    (first,) = link(ACCOUNTS[1:3]).links
    words = {reason.words for reason in first.reasons}
    assert {"same day", "both at keldin", "both suicide bomb", "4 and 6 killed"} <= words
    assert first.score > 0.9
    assert first.weight == sum(reason.bits for reason in first.reasons)


def test_a_group_keeps_the_links_that_hold_it_together_alone() -> None:
    many = [market(f"paper{number}", 4) for number in range(30)]
    linking = link(many)
    assert len(linking.incidents) == 1
    assert len(linking.links) == 29


def test_two_reports_whose_words_stand_in_every_report_are_not_called_copies() -> None:
    many = [(result(f"paper{number}"), "market") for number in range(3_200)]
    alike = [(market(name, 4)[0], "market") for name in ("agency", "daily")]
    (linked,) = link([*many, *alike]).links
    assert "reports in nearly the same words" not in {reason.words for reason in linked.reasons}


def test_the_earlier_strike_that_two_reports_mention_is_an_incident_of_its_own() -> None:
    strike: Json = {"day": "2024-03-01", "town": "Harsana", "kind": "Air/drone strike"}
    accounts = [
        (
            result(name, record(f"{name}1", day="2024-03-06", town="Keldin", toll=(killed(4), killed(6))), record(f"{name}2", **strike)),
            WORDS["market"] + f" {name}",
        )
        for name in ("agency", "daily")
    ]
    found = {frozenset(record for _, record in incident.members) for incident in link(accounts).incidents}
    assert found == {frozenset({"agency1", "daily1"}), frozenset({"agency2", "daily2"})}


def roundup(name: str, *, more: str = "") -> Account:
    def told(number: int, day: str, town: str, low: int) -> Json:
        return record(f"{name}{number}", day=day, town=town, kind="Attack", toll=(killed(low),))

    return result(
        name, told(1, "2024-03-05", "Keldin", 8), told(2, "2024-03-06", "Harsana", 6)
    ), f"{WORDS['market']} {WORDS['bridge']}{more}"


def test_a_round_up_and_its_near_copy_do_not_make_one_of_two_attacks() -> None:
    accounts = [roundup("agency"), roundup("daily", more=" Nobody claimed responsibility.")]
    found = {frozenset(record for _, record in incident.members) for incident in link(accounts).incidents}
    assert found == {frozenset({"agency1", "daily1"}), frozenset({"agency2", "daily2"})}


def test_two_attacks_of_one_round_up_are_not_made_one_by_a_third_report_on_one_of_them() -> None:
    third = (result("radio", record("radio1", day="2024-03-05", town="Keldin", kind="Attack", toll=(killed(9),))), WORDS["market"])
    linking = link([roundup("agency"), roundup("daily", more=" Nobody claimed responsibility."), third])
    found = {frozenset(record for _, record in incident.members) for incident in linking.incidents}
    assert found == {frozenset({"agency1", "daily1", "radio1"}), frozenset({"agency2", "daily2"})}


def test_records_of_copies_without_day_and_place_are_told_apart_by_the_words_that_they_quote() -> None:
    quotes = ("gunmen shot three traders dead", "a bomb killed three soldiers")
    accounts = [
        (
            result(name, *(record(f"{name}{number}", toll=({**killed(3), "quote": quote},)) for number, quote in enumerate(quotes))),
            f"{WORDS['market']} {name}",
        )
        for name in ("agency", "daily")
    ]
    found = {frozenset(record for _, record in incident.members) for incident in link(accounts).incidents}
    assert found == {frozenset({"agency0", "daily0"}), frozenset({"agency1", "daily1"})}


def test_a_report_on_the_day_itself_without_a_day_joins_by_its_words() -> None:
    undated = (result("stringer", record("s1", town="Keldin", toll=(killed(4),)), published="2024-03-06"), WORDS["market"])
    assert frozenset({"agency", "daily", "radio", "stringer"}) in groups(link([*ACCOUNTS, undated]))


def test_copies_of_one_text_have_records_of_one_id_and_are_kept_apart() -> None:
    copies = [
        (result(name, record("same", day="2024-03-06", town="Keldin", toll=(killed(4),))), WORDS["market"]) for name in ("left", "right")
    ]
    (incident,) = link(copies).incidents
    assert incident.members == (("left", "same"), ("right", "same"))


def test_a_document_is_in_the_cluster_of_its_main_incident() -> None:
    linking = link(ACCOUNTS)
    mains = main_incidents([each for told, _ in ACCOUNTS for each in features_of(told)])
    clusters = main_clusters(linking, mains)
    assert clusters["agency"] == clusters["radio"] != clusters["port"]


def test_nothing_is_linked_where_there_is_nothing() -> None:
    assert link([]) == Linking(incidents=(), links=(), possible=())


def test_places_that_are_spelt_otherwise_are_both_named_in_the_reason() -> None:
    first, second = market("agency", 2), market("daily", 4)
    (told,) = second[0]["records"]
    told["places"][0] = {**told["places"][0], "name": "Kaldin"}
    (link_made,) = link([first, second]).links
    (words,) = (reason.words for reason in link_made.reasons if reason.name == "place")
    assert words == "both at keldin / kaldin"


def test_what_nobody_dated_needs_more_than_a_town_and_a_likeness_to_be_one() -> None:
    told = [result(name, record(name, town="Keldin", toll=(killed(number),)), published=None) for name, number in (("a", 4), ("b", 9))]
    linking = link_records([each for one in told for each in features_of(one)], [story_of(one, WORDS["market"]) for one in told])
    assert "nothing known of when" in [reason.words for link in (*linking.links, *linking.possible) for reason in link.reasons]
