"""Actors and places of many documents: spellings that are one, and names that no list has."""

from __future__ import annotations

import pytest
from tests.link.accounts import actor, place, record, result

from onrecord.link.entities import find_actors, find_places, is_name

ARMED = {"kind": "Rebel group"}


def test_all_names_of_a_listed_actor_are_one() -> None:
    names = ("IS", "ISIL", "Da'esh", "Islamic State", "Islamic State")
    told = [
        result(f"d{number}", record("r", actors=[actor(name, actor_id="actor:islamic-state", **ARMED)]))
        for number, name in enumerate(names)
    ]
    (found,) = find_actors(told)
    assert (found.id, found.names[0], set(found.names), found.documents) == ("actor:islamic-state", "Islamic State", set(names), 5)


def test_a_group_that_no_list_has_is_one_entry_whatever_its_spelling() -> None:
    spelt = ("Karsan Brigade", "Karsan Brigade", "Qarsan Brigade")
    told = [
        result(f"d{number}", record("r", actors=[actor(name, **ARMED)], targets=[actor("armed men", **ARMED)]))
        for number, name in enumerate(spelt)
    ]
    (found,) = find_actors(told)
    assert (found.id, found.names, found.kind, found.documents) == (None, ("Karsan Brigade", "Qarsan Brigade"), "Rebel group", 3)


@pytest.mark.parametrize(
    ("name", "named"), [("Front of the Two Rivers", True), ("YAT", True), ("Rebels", False), ("armed men", False), ("the", False)]
)
def test_a_class_of_actors_is_no_name(name: str, *, named: bool) -> None:
    assert is_name(name) is named


def test_spellings_of_a_place_are_joined_where_country_and_point_agree() -> None:
    here = place("Keldin")
    other = {**here, "name": "Kaldeen", "gazetteer": "test:other", "latitude": here["latitude"] + 0.01}
    abroad = {**other, "gazetteer": "test:abroad", "country": "PK"}
    far = {**other, "gazetteer": "test:far", "latitude": here["latitude"] + 3}
    places = [[here], [here], [other], [abroad], [far]]
    found = find_places(result(f"d{number}", record("r", places=each)) for number, each in enumerate(places))
    assert {(each.id, each.joined, each.documents) for each in found} == {
        ("test:Keldin", ("test:other",), 3), ("test:abroad", (), 1), ("test:far", (), 1),
    }  # fmt: skip
