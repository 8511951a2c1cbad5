"""Krippendorff's alpha: how far coders agree beyond what chance would give.

Krippendorff, Content Analysis, 4th edition (2018), chapter 12; Hayes and Krippendorff, Communication Methods and Measures 1 (2007), 77-89;
the worked examples of the tests are those of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). 1 is full agreement, 0 is what
chance would give, below 0 is disagreement on purpose. He asks for .800, and .667 for tentative conclusions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

Distance = Callable[[Any, Any], float]


def alpha(units: Iterable[Sequence[Hashable]], distance: Distance) -> float | None:
    """Alpha of units, each with the values that coders gave it; None where nothing varies. A unit with one value says nothing."""
    paired = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in paired for value in unit)
    number = values.total()
    expected = sum(values[one] * values[other] * distance(one, other) for one, other in combinations(values, 2))
    if not expected:
        return None
    observed = sum(distance(one, other) / (len(unit) - 1) for unit in paired for one, other in combinations(unit, 2))
    return 1 - observed * (number - 1) / expected


def nominal(one: Hashable, other: Hashable) -> float:
    """Categories: the same or not."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Numbers whose differences mean the same everywhere, such as days."""
    return float((one - other) ** 2)


def ratio(one: float, other: float) -> float:
    """Counts with a true zero: 2 against 4 is as far apart as 200 against 400."""
    return ((one - other) / (one + other)) ** 2 if one != other else 0.0
