"""New records beside those that are linked: nearly as in a full link, whatever came first; and a full link is the same in any order."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.features import Features, Story
from onrecord.link.incremental import find_near
from onrecord.link.linking import Earlier, Linking, link_records
from onrecord.model.incidents import Key

Told = list[tuple[Features, Story]]


def load_benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("linking_benchmark", Path(__file__).parents[2] / "benchmarks" / "linking.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCHMARK = load_benchmark()


def make(records: int) -> Told:
    return [(each, story) for _, each, story in BENCHMARK.make(records)]


FEW, MANY = make(60), make(1200)


def link(told: Told, **more: object) -> Linking:
    return link_records([each for each, _ in told], [story for _, story in told], **more)  # type: ignore[arg-type]


def members(linking: Linking) -> dict[Key, str]:
    return {key: incident.id for incident in linking.incidents for key in incident.members}


@settings(max_examples=15, deadline=None)
@given(st.permutations(FEW))
def test_a_full_link_gives_the_same_in_any_order(told: Told) -> None:
    assert link(told) == link(FEW)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**16), st.integers(2, 8))
def test_records_that_come_in_any_order_are_in_under_one_of_a_hundred_in_other_company(seed: int, batches: int) -> None:
    told = random.Random(seed).sample(MANY, len(MANY))
    assert BENCHMARK.count_others(told, BENCHMARK.link_in_batches(told, batches)) < len(MANY) / 100


def test_only_incidents_that_new_records_may_belong_to_are_grouped_again() -> None:
    before, new = MANY[:1100], MANY[1100:1110]
    linking = link(before + new, earlier=Earlier(incidents=members(link(before))))
    found = members(linking)
    assert {each.id for each, _ in new} <= {record for _, record in found}
    assert len(found) < 100


def test_nothing_new_groups_nothing() -> None:
    assert link(FEW, earlier=Earlier(incidents=members(link(FEW)))) == Linking(incidents=(), links=(), possible=())


def test_documents_that_are_to_be_linked_again_are_with_the_others_of_their_incidents() -> None:
    whole = link(FEW)
    incident = next(each for each in whole.incidents if len(each.members) > 2)
    again = link(FEW, earlier=Earlier(incidents=members(whole), again=frozenset({incident.members[0][0]})))
    assert incident in again.incidents


def test_a_decision_on_records_that_were_linked_before_it_is_heeded() -> None:
    whole = link(FEW)
    one, other = (incident.members[0] for incident in whole.incidents[:2])
    pair = (min(one[1], other[1]), max(one[1], other[1]))
    joined = members(link(FEW, earlier=Earlier(incidents=members(whole)), decided={pair: True}))
    assert joined[one] == joined[other]


def test_what_is_near_a_record_is_its_incident_and_what_is_called_the_same_as_any_of_it() -> None:
    incidents = {1: "a", 2: "a", 3: "b", 4: "b", 5: "c", 6: "d"}
    assert find_near({1}, incidents, {(2, 3): True, (5, 6): False}) == {1, 2, 3, 4}
    assert find_near({7}, incidents, {(5, 6): True}) == {7, 5, 6}
