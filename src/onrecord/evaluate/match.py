"""One-to-one matching of the greatest total weight (Kuhn 1955, Munkres 1957; the shortest augmenting paths of Jonker and Volgenant 1987)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")
Pairs = tuple[tuple[int, int], ...]
NOBODY = -1


def match(left: Sequence[Left], right: Sequence[Right], weigh: Callable[[Left, Right], float]) -> Pairs:
    """Pairs (index of left, index of right) with the greatest sum of weights; a weight of 0 or less never pairs."""
    weights = [[max(0.0, weigh(one, other)) for other in right] for one in left]
    if len(left) <= len(right):
        pairs = _assign(weights, len(right))
    else:
        pairs = [(row, column) for column, row in _assign([list(line) for line in zip(*weights, strict=True)], len(left))]
    return tuple(sorted((row, column) for row, column in pairs if weights[row][column] > 0))


@dataclass(slots=True)
class _Prices:
    """What rows and columns cost by now, and which row owns each column; the last column is a stand-in for the row being placed."""

    rows: list[float]
    columns: list[float]
    owner: list[int]


@dataclass(slots=True)
class _Search:
    """The cheapest way to each column from the row being placed."""

    cost: list[float]
    before: list[int]
    done: set[int] = field(default_factory=set)


def _assign(weights: list[list[float]], width: int) -> list[tuple[int, int]]:
    """A column for every row, of the greatest sum; there are at least as many columns as rows."""
    prices = _Prices([0.0] * len(weights), [0.0] * (width + 1), [NOBODY] * (width + 1))
    for row in range(len(weights)):
        _place(row, weights, prices, width)
    return [(row, column) for column, row in enumerate(prices.owner[:width]) if row != NOBODY]


def _place(row: int, weights: list[list[float]], prices: _Prices, width: int) -> None:
    """Give a row its column, and others new ones where that is better for all."""
    search = _Search([math.inf] * width, [NOBODY] * width)
    prices.owner[width] = row
    column = width
    while prices.owner[column] != NOBODY:
        column = _step(column, weights, prices, search, width)
    while column != width:
        prices.owner[column] = prices.owner[search.before[column]]
        column = search.before[column]


def _step(column: int, weights: list[list[float]], prices: _Prices, search: _Search, width: int) -> int:
    """From a column, with the row that owns it, on to the column that is cheapest to reach."""
    search.done.add(column)
    row = prices.owner[column]
    free = [other for other in range(width) if other not in search.done]
    for other in free:
        cost = -weights[row][other] - prices.rows[row] - prices.columns[other]
        if cost < search.cost[other]:
            search.cost[other], search.before[other] = cost, column
    nearest = min(free, key=search.cost.__getitem__)
    _pay(search.cost[nearest], free, prices, search)
    return nearest


def _pay(cost: float, free: Sequence[int], prices: _Prices, search: _Search) -> None:
    """Change prices so that the cheapest way costs nothing."""
    for column in search.done:
        prices.rows[prices.owner[column]] += cost
        prices.columns[column] -= cost
    for column in free:
        search.cost[column] -= cost
