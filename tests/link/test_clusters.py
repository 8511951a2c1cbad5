"""Groups: the surest links first, and nothing in one group that excludes each other."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.cluster import Node, group_records
from onrecord.link.exclude import Extent, extent_of

BOMB = ("Suicide bomb", "ASSAULT")


def extent(
    day: int | None = None,
    *,
    kinds: tuple[str | None, str | None] = BOMB,
    town: tuple[float, float] | None = None,
    realis: str = "actual",
    hurts: bool = False,
) -> Extent:
    return extent_of(realis=realis, kinds=kinds, days=(day, day), points=(town,) if town else (), sites=(), hurts=hurts)


def nodes(*extents: Extent) -> list[Node]:
    return [Node(number, f"doc{number}", each, 1.0) for number, each in enumerate(extents)]


def test_a_chain_never_joins_days_that_exclude_each_other() -> None:
    grouping = group_records(nodes(extent(1), extent(4), extent(7)), [(0, 1, 9.0), (1, 2, 8.0)])
    assert grouping.groups == ((0, 1), (2,))


def test_a_chain_never_joins_places_that_exclude_each_other() -> None:
    grouping = group_records(nodes(extent(town=(34.0, 69.0)), extent(), extent(town=(31.0, 64.0))), [(0, 1, 9.0), (1, 2, 8.0)])
    assert grouping.groups == ((0, 1), (2,))


def test_a_chain_never_joins_kinds_that_exclude_each_other() -> None:
    air = extent(kinds=("Air/drone strike", "ASSAULT"))
    grouping = group_records(nodes(extent(), extent(kinds=("Attack", "ASSAULT")), air), [(0, 1, 9.0), (1, 2, 8.0)])
    assert grouping.groups == ((0, 1), (2,))


def test_what_was_planned_is_not_what_happened() -> None:
    assert extent().join(extent(realis="planned")) is None


def test_an_arrest_is_not_the_deed_but_one_that_tells_of_the_dead_may_be() -> None:
    arrest = ("Arrests", "COERCE")
    assert extent().join(extent(kinds=arrest)) is None
    assert extent().join(extent(kinds=arrest, hurts=True)) is not None


def test_places_of_one_name_never_exclude_each_other() -> None:
    left, right = (
        extent_of(realis="actual", kinds=BOMB, days=(1, 1), points=(town,), sites=("springfield",), hurts=False)
        for town in ((42.1, -72.6), (39.8, -89.6))
    )
    assert left.join(right) is not None


def test_what_may_be_one_is_told_and_not_joined() -> None:
    grouping = group_records(nodes(extent(1), extent(1)), [(0, 1, -1.0)])
    assert grouping.groups == ((0,), (1,))
    assert [(tie.left, tie.right) for tie in grouping.possible] == [(0, 1)]


def test_a_link_to_one_of_many_is_not_enough() -> None:
    edges = [(left, right, 6.0) for left, right in combinations(range(4), 2)]
    assert group_records(nodes(*[extent(1)] * 5), [*edges, (3, 4, 3.0)]).groups == ((0, 1, 2, 3), (4,))


def test_what_a_person_calls_one_incident_is_one_whatever_speaks_against_it() -> None:
    listed = nodes(extent(1), extent(30), extent(1))
    assert group_records(listed, [], {(0, 1): True}).groups == ((0, 1), (2,))


def test_what_a_person_calls_two_is_never_one_also_not_through_others() -> None:
    edges = [(0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0)]
    grouping = group_records(nodes(*[extent(1)] * 3), edges, {(0, 2): False})
    assert grouping.groups == ((0, 1), (2,))
    assert grouping.possible == ()


def test_a_record_called_the_same_as_a_member_of_an_incident_joins_it_and_nobody_leaves() -> None:
    listed = [Node(number, doc, extent(1), 3.0) for number, doc in enumerate("abcde")]
    second = Node(5, "a", extent(20, town=(31.0, 64.0)), 12.0)
    edges = [(left, right, 3.0) for left, right in combinations(range(5), 2)]
    assert group_records([*listed, second], edges).groups == ((0, 1, 2, 3, 4), (5,))
    assert group_records([*listed, second], edges, {(0, 5): True}).groups == ((0, 1, 2, 3, 4, 5),)


def test_what_is_the_same_as_one_of_two_that_differ_stays_apart_from_the_other() -> None:
    edges = [(0, 1, 3.0), (2, 3, 9.0)]
    grouping = group_records(nodes(*[extent(1)] * 4), edges, {(0, 2): True, (0, 3): False})
    assert grouping.groups == ((0, 1, 2), (3,))


def test_two_that_are_the_same_come_together_without_others_that_differ() -> None:
    edges = [(0, 1, 3.0), (2, 3, 3.0)]
    grouping = group_records(nodes(*[extent(1)] * 4), edges, {(0, 2): True, (1, 3): False})
    groups = {number: group for group in grouping.groups for number in group}
    assert groups[0] == groups[2]
    assert groups[1] != groups[3]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Node], list[tuple[int, int, float]]]:
    """Records of some days, towns and kinds, and links of all strengths."""
    towns = st.sampled_from([None, (34.0, 69.0), (34.2, 69.1), (31.0, 64.0)])
    kinds = st.sampled_from([("Attack", None), ("Suicide bomb", None), ("Air/drone strike", None), ("Arrests", None), (None, None)])
    made = draw(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 9)), kinds, towns, st.sampled_from("abcd")), min_size=2, max_size=8))
    listed = [Node(number, doc, extent(day, kinds=kind, town=town), 1.0) for number, (day, kind, town, doc) in enumerate(made)]
    pairs = [(left.number, right.number) for left, right in combinations(listed, 2) if left.doc != right.doc]
    return listed, [(left, right, draw(st.integers(-8, 8)) / 1.0) for left, right in pairs if draw(st.booleans())]


@given(cases())
def test_no_group_holds_two_that_exclude_each_other(case: tuple[list[Node], list[tuple[int, int, float]]]) -> None:
    listed, edges = case
    for group in group_records(listed, edges).groups:
        assert all(listed[one].extent.join(listed[other].extent) for one, other in product(group, group) if one != other)


@given(cases(), st.data())
def test_a_decision_that_two_are_the_same_only_joins(case: tuple[list[Node], list[tuple[int, int, float]]], chosen: st.DataObject) -> None:
    listed, edges = case
    pair = chosen.draw(st.sampled_from([(one.number, other.number) for one, other in combinations(listed, 2)]))
    before = {number: set(group) for group in group_records(listed, edges).groups for number in group}
    after = {number: set(group) for group in group_records(listed, edges, {pair: True}).groups for number in group}
    assert after[pair[0]] == after[pair[1]] == before[pair[0]] | before[pair[1]]
    assert all(before[number] <= after[number] for number in before)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_links_makes_no_difference(case: tuple[list[Node], list[tuple[int, int, float]]], shuffled: object) -> None:
    listed, edges = case
    other = list(edges)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert group_records(listed, edges) == group_records(listed[::-1], other)


def in_country(country: str | None, *points: tuple[float, float], sites: tuple[str, ...] = ()) -> Extent:
    return extent_of(realis="actual", kinds=BOMB, days=(1, 1), points=points, sites=sites, hurts=False, country=country)


def test_provinces_of_two_countries_are_never_one_place_also_not_through_others() -> None:
    idlib, khartoum, nowhere = in_country("SY", sites=("idlib",)), in_country("SD", sites=("khartoum",)), in_country(None)
    assert idlib.join(khartoum) is None
    assert idlib.join(in_country("SD", (15.6, 32.5))) is None
    grouping = group_records(nodes(idlib, nowhere, khartoum), [(0, 1, 9.0), (1, 2, 8.0)])
    assert grouping.groups == ((0, 1), (2,))


def test_towns_near_each_other_on_both_sides_of_a_border_may_be_one_place() -> None:
    assert in_country("SY", (36.5, 40.7)).join(in_country("TR", (36.7, 40.7))) is not None
    assert in_country("LY", sites=("tripoli",)).join(in_country("LB", sites=("tripoli",))) is not None


def test_a_province_differs_from_no_town_on_another_day() -> None:
    assert not in_country("SY").differs(extent(4, town=(34.0, 69.0)))


def test_two_towns_of_one_report_are_two_places_if_they_are_further_apart_than_one_is_wide() -> None:
    assert extent(3, town=(34.0, 69.0)).differs(extent(3, town=(34.2, 69.0)))
    assert not extent(3, town=(34.0, 69.0)).differs(extent(3, town=(34.05, 69.0)))
