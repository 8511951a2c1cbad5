"""Krippendorff's alpha against the worked examples of his "Computing Krippendorff's Alpha-Reliability" (2011)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.alpha import Distance, alpha, interval, nominal, ratio

BINARY = ("0100000010", "1110010000")  # two observers, ten units
LETTERS = ("aabbdcccedda", "babbbccceddd")  # two observers, twelve units
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")  # four observers; a dot is a missing value
ANSWERS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=20)


def units(*observers: str) -> list[tuple[int, ...]]:
    """What each unit was given."""
    return [tuple(ord(value) - ord("0") for value in unit if value != ".") for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "distance", "value"),
    [(BINARY, nominal, 0.095), (LETTERS, nominal, 0.692), (FOUR, nominal, 0.743), (FOUR, interval, 0.849), (FOUR, ratio, 0.797)],
)
def test_the_published_examples(observers: tuple[str, ...], distance: Distance, value: float) -> None:
    assert alpha(units(*observers), distance) == pytest.approx(value, abs=0.0005)


@pytest.mark.parametrize("answers", [[], [("a", "a"), ("a", "a")], [("a",), ("b",)]])
def test_nothing_is_said_where_nothing_varies(answers: list[tuple[str, ...]]) -> None:
    assert alpha(answers, nominal) is None


@given(ANSWERS)
def test_full_agreement_is_one_whatever_the_scale(answers: list[tuple[int, int]]) -> None:
    same = [(one, one) for one, _ in answers]
    assert all(alpha(same, distance) in {None, 1.0} for distance in (nominal, interval, ratio))


@given(ANSWERS)
def test_neither_the_order_of_units_nor_that_of_coders_counts(answers: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in reversed(answers)]
    for distance in (nominal, interval, ratio):
        assert alpha(turned, distance) == pytest.approx(alpha(answers, distance))
