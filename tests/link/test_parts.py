"""Connected parts, and the fewest pairs that hold them together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.parts import Roots, find_root, strongest_ties, tie

PAIRS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(-5, 5).map(float)).filter(lambda pair: pair[0] < pair[1]))


def parts(pairs: list[tuple[int, int]], numbers: set[int]) -> set[frozenset[int]]:
    roots: Roots = {}
    for left, right in pairs:
        tie(roots, left, right)
    return {frozenset(each for each in numbers if find_root(roots, each) == find_root(roots, number)) for number in numbers}


def test_of_three_links_in_a_circle_the_weakest_is_not_needed() -> None:
    assert strongest_ties([(1, 2, 5.0), (2, 3, 1.0), (1, 3, 4.0)]) == [(1, 2), (1, 3)]


@given(PAIRS)
def test_a_part_is_held_together_by_one_pair_fewer_than_it_has_members(pairs: list[tuple[int, int, float]]) -> None:
    numbers = {number for left, right, _ in pairs for number in (left, right)}
    kept = strongest_ties(pairs)
    whole = parts([(left, right) for left, right, _ in pairs], numbers)
    assert parts(kept, numbers) == whole
    assert len(kept) == len(numbers) - len(whole)
