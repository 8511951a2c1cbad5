"""One whole number of bounds and words."""

from __future__ import annotations

import pytest

from onrecord.errors import UnknownCodeError
from onrecord.export.incident import Figure
from onrecord.export.numbers import NUMBERS, numbers_policy

CASES = [
    # words, low, high, country, acled, conservative, midpoint
    ("killed 12 people", 12, 12, "ML", 12, 12, 12),
    ("at least 12 people", 12, None, "ML", 12, 12, 12),
    ("between 20 and 31 people", 20, 31, "ML", 20, 20, 25),
    ("up to nine people", None, 9, "ML", 0, 0, 9),
    ("dozens of villagers", 24, None, "ML", 12, 24, 24),
    ("at least two dozen villagers", 24, None, "ML", 24, 24, 24),
    ("scores of villagers", 40, None, "ML", 20, 40, 40),
    ("hundreds of villagers", 200, None, "ML", 100, 200, 200),
    ("several villagers", 3, None, "ML", 3, 3, 3),
    ("villagers were killed", 2, None, "ML", 3, 2, 2),
    ("villagers were killed", 2, None, "SY", 10, 2, 2),
    ("at least two villagers", 2, None, "SY", 2, 2, 2),
    ("killed and wounded villagers", None, None, "ML", 3, 0, 0),
]


@pytest.mark.parametrize(("words", "low", "high", "country", "made"), [(*case[:4], case[4:]) for case in CASES])
def test_each_policy_makes_its_number(words: str, low: int | None, high: int | None, country: str, made: tuple[int, ...]) -> None:
    figure = Figure(harm="killed", low=low, high=high, words=words)
    assert tuple(NUMBERS[name](figure, country) for name in ("acled", "conservative", "midpoint")) == made


def test_an_unknown_policy_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownCodeError, match="acled, conservative, midpoint"):
        numbers_policy("guess")
