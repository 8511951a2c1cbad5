"""An incident keeps its id with its larger part; no id ever comes to mean another happening."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.identity import keep_ids, new_id
from onrecord.model.incidents import Former, Key, Renewal


def keys(letters: str) -> tuple[Key, ...]:
    return tuple((f"doc {letter}", letter) for letter in letters)


def renew(before: dict[str, str], groups: Sequence[str], *, taken: set[str] | None = None) -> Renewal:
    known = {key: incident for incident, letters in before.items() for key in keys(letters)}
    return keep_ids([keys(group) for group in groups], known, taken=taken or set(before))


def test_a_first_link_gives_new_ids_made_from_the_first_record() -> None:
    found = renew({}, ["ba", "c"])
    assert found.members == {new_id(keys("a")): keys("ab"), new_id(keys("c")): keys("c")}
    assert found.made == set(found.members)


def test_an_incident_that_grows_keeps_its_id_also_where_the_new_record_is_its_first() -> None:
    assert renew({"old": "bc"}, ["abc"]).members == {"old": keys("abc")}


def test_of_two_that_become_one_the_larger_keeps_its_id_and_the_other_leads_to_it() -> None:
    found = renew({"many": "cde", "few": "ab"}, ["abcde"])
    assert found.members == {"many": keys("abcde")}
    assert found.merged == {"few": "many"}
    assert not found.made


def test_of_two_of_one_size_that_become_one_always_the_same_stays() -> None:
    assert renew({"two": "a", "one": "b"}, ["ab"]).merged == {"two": "one"}


def test_of_one_that_is_split_the_larger_part_keeps_the_id_and_the_others_are_named() -> None:
    found = renew({"old": "abc"}, ["a", "bc"])
    assert found.members == {"old": keys("bc"), new_id(keys("a")): keys("a")}
    assert found.parts == {"old": (new_id(keys("a")),)}
    assert found.sources == {new_id(keys("a")): ("old",)}


def test_of_equal_parts_that_with_the_first_record_keeps_the_id() -> None:
    assert renew({"old": "ab"}, ["b", "a"]).members["old"] == keys("a")


def test_an_incident_whose_larger_part_went_into_a_larger_one_leads_there_and_its_rest_is_new() -> None:
    found = renew({"big": "defg", "old": "abc"}, ["abdefg", "c"])
    assert found.merged == {"old": "big"}
    assert found.members == {"big": keys("abdefg"), new_id(keys("c")): keys("c")}


def test_an_id_that_was_ever_given_is_never_given_again() -> None:
    gone = new_id(keys("a"))
    (again,) = renew({}, ["a"], taken={gone}).members
    assert again != gone
    (third,) = renew({}, ["a"], taken={gone, again}).members
    assert third not in {gone, again}


def former(leads: str, held: dict[str, str | None]) -> Former:
    return Former(leads=(leads,), held={keys(letter)[0]: incident for letter, incident in held.items()})


def test_a_merged_id_stands_again_for_just_what_it_held_and_for_new_records_beside() -> None:
    before = dict.fromkeys(keys("abcde"), "whole")
    formers = {"old": former("whole", {"a": "whole", "b": "whole"})}
    for group in ("ab", "abx"):
        found = keep_ids([keys(group), keys("cde")], before, taken={"whole", "old"}, formers=formers)
        assert found.members == {"old": keys(group), "whole": keys("cde")}
        assert found.made == {"old"}
        assert found.sources == {"old": ("whole",)}


def test_of_equal_parts_that_keeps_the_id_which_is_no_merged_ones() -> None:
    formers = {"old": former("whole", {"a": "whole", "b": "whole"})}
    found = keep_ids([keys("ab"), keys("cd")], dict.fromkeys(keys("abcd"), "whole"), taken={"whole", "old"}, formers=formers)
    assert found.members == {"old": keys("ab"), "whole": keys("cd")}


def test_a_merged_id_that_does_not_stand_again_leads_where_most_of_its_records_are() -> None:
    formers = {"old": former("whole", {"a": "whole", "b": "whole", "c": "whole"})}
    found = keep_ids([keys("ab"), keys("cdef")], dict.fromkeys(keys("abcdef"), "whole"), taken={"whole", "old"}, formers=formers)
    assert found.redirected == {"old": new_id(keys("a"))}
    stays = keep_ids([keys("a"), keys("bcdef")], dict.fromkeys(keys("abcdef"), "whole"), taken={"whole", "old"}, formers=formers)
    assert stays.redirected == {}


PARTITIONS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


@given(PARTITIONS, PARTITIONS)
def test_every_earlier_incident_is_kept_or_leads_to_the_one_with_its_larger_part(first: list[int], second: list[int]) -> None:
    letters = "abcdefghi"
    before = {key: str(first[index]) for index, key in enumerate(keys(letters[: len(first)]))}
    groups: dict[int, list[Key]] = {}
    for index, key in enumerate(keys(letters[: len(second)])):
        groups.setdefault(second[index], []).append(key)
    found = keep_ids(groups.values(), before, taken=set(before.values()))
    assert sorted(key for members in found.members.values() for key in members) == sorted(keys(letters[: len(second)]))
    assert found.made.isdisjoint(before.values())
    for incident in {before[key] for key in before if key in keys(letters[: len(second)])}:
        home = found.members[found.merged.get(incident, incident)]
        held = {key for key, each in before.items() if each == incident}
        assert len(held.intersection(home)) == max(len(held.intersection(members)) for members in found.members.values())
