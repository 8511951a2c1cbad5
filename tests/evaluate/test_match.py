"""Matching one to one, against all that could be."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.match import match

SIZES = st.tuples(st.integers(0, 4), st.integers(0, 4))
TABLES = SIZES.flatmap(
    lambda size: st.lists(st.lists(st.integers(-2, 9), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def best(table: list[list[int]]) -> int:
    """The greatest sum, by trying everything."""
    rows, columns = len(table), len(table[0]) if table else 0
    padded = [*range(columns), *([-1] * rows)]
    sums = (sum(max(0, table[row][column]) for row, column in enumerate(order) if column >= 0) for order in permutations(padded, rows))
    return int(max(sums))


@given(TABLES)
def test_no_other_pairs_weigh_more(table: list[list[int]]) -> None:
    width = len(table[0]) if table else 0
    pairs = match(range(len(table)), range(width), lambda row, column: table[row][column])
    assert sum(table[row][column] for row, column in pairs) == best(table)
    assert all(table[row][column] > 0 for row, column in pairs)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


def test_the_best_pair_gives_way_where_both_sides_gain() -> None:
    weights = {("a", "x"): 3, ("a", "y"): 2, ("b", "x"): 2}
    assert match("ab", "xy", lambda one, other: weights.get((one, other), 0)) == ((0, 1), (1, 0))


@pytest.mark.parametrize(("left", "right"), [("", ""), ("ab", ""), ("", "ab")])
def test_nothing_pairs_with_nothing(left: str, right: str) -> None:
    assert match(left, right, lambda _, __: 1.0) == ()
