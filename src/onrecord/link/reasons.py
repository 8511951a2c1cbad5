"""Why two records were linked, in words: the levels they fell into, and what each weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.link.base import keep_numbers
from onrecord.link.levels import Comparison, Weights, comparisons

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHARED = ("sites", "names", "ages", "actors", "means")
SPELT = ("sites", "actors")  # of these each side may have a spelling of its own
FIGURES = ("killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that two records were compared in: the level, what it weighed in bits, and the level in words."""

    name: str
    level: str
    bits: float
    words: str


def find_reasons(
    base: DuckDBPyConnection, pairs: Sequence[tuple[int, int]], weights: Weights
) -> Iterator[tuple[int, int, float, tuple[Reason, ...]]]:
    """For each pair, in the order of its numbers, its weight and its reasons, those that weigh most first."""
    levels = ", ".join(f"c.{comparison.id}" for comparison in comparisons())
    keep_numbers(base, "asked", {"l_n": [left for left, _ in pairs], "r_n": [right for _, right in pairs]})
    cursor = base.execute(
        f"SELECT c.l_n, c.r_n, c.weight, c.p, l, r, [{levels}] FROM compared c JOIN asked USING (l_n, r_n) "
        "JOIN record l ON l.n = c.l_n JOIN record r ON r.n = c.r_n ORDER BY c.l_n, c.r_n"
    )
    for left, right, weight, between, one, other, fallen in cursor.fetchall():
        yield left, right, weight, tuple(to_reasons(between, one, other, fallen, weights))


def to_reasons(
    between: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any], fallen: Sequence[int], weights: Weights
) -> list[Reason]:
    """The reasons of a pair; what is unknown is none."""
    found = [
        Reason(
            name=comparison.id,
            level=comparison.levels[number].id,
            bits=weights[comparison.id, comparison.levels[number].id],
            words=say(comparison, number, between, one, other),
        )
        for comparison, number in zip(comparisons(), fallen, strict=True)
        if not comparison.levels[number].unknown
    ]
    return sorted(found, key=lambda reason: -abs(reason.bits))


def say(comparison: Comparison, number: int, between: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """A level in words, with the values of both records."""
    return (comparison.levels[number].words or comparison.levels[number].id).format(**values(between, one, other))


def values(between: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, str]:
    """What the words of a level can name."""
    shared = {name: ", ".join(str(each) for each in one[name] if each in other[name]) for name in SHARED}
    for name in SPELT:
        shared[name] = shared[name] or " / ".join(str(record[name][0]) for record in (one, other) if record[name])
    bounds = {
        f"{side}_{harm}": to_range(record[f"{harm}_low"], record[f"{harm}_high"])
        for side, record in (("left", one), ("right", other))
        for harm in FIGURES
    }
    return {
        **shared,
        **bounds,
        "km": "?" if between["km"] is None else f"{between['km']:.0f}",
        "days": str(max(0, between["days"] or 0)),
        "published_days": str(between["published_days"]),
        "story": f"{between['story']:.2f}",
        "admin1": (one["admin1"] or "").partition(":")[2],
        "country": one["country"] or "",
        "sub": (one["sub"] or one["plover"] or "of no kind").lower(),
        "left_sub": (one["sub"] or one["plover"] or "no kind").lower(),
        "right_sub": (other["sub"] or other["plover"] or "no kind").lower(),
    }


def to_range(low: int | None, high: int | None) -> str:
    """A figure as it is said."""
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if low is None else f"{low} to {high}"
