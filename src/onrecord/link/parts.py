"""Connected parts of what is tied together in pairs, and the fewest pairs that hold each part together."""

from __future__ import annotations

from collections.abc import Iterable

Roots = dict[int, int]  # of each number another one of its part; the smallest of a part, its root, has itself


def find_root(roots: Roots, number: int) -> int:
    """The smallest number of the part that a number belongs to; one that is not known is a part of its own."""
    found = roots.setdefault(number, number)
    while (above := roots[found]) != found:
        roots[found] = found = roots[above]
    return found


def tie(roots: Roots, one: int, other: int) -> bool:
    """Make one part of two; False if they are one already."""
    left, right = find_root(roots, one), find_root(roots, other)
    roots[max(left, right)] = min(left, right)
    return left != right


def strongest_ties(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs that hold each part together with the greatest weight, one fewer than it has members (Kruskal 1956); sorted."""
    roots: Roots = {}
    ranked = sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))
    return sorted((left, right) for left, right, _ in ranked if tie(roots, left, right))
