"""Weights that an archive teaches without labels: what its own compared pairs say of how often each level agrees within one incident and beyond."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import InvalidInputError
from onrecord.link.base import open_base
from onrecord.link.compare import compare_all, find_candidates
from onrecord.link.features import Features, Story
from onrecord.link.levels import Comparison, Weights, comparisons, default_weights

ROUNDS = 3  # from the packaged weights on. More rounds drift: on articles on shootings ten joined more pairs, of which fewer were right
LEAST = 1_000  # pairs; fewer teach less than the packaged weights hold
INTERCEPT = "kind"  # a comparison that is never unknown: its levels carry the odds that two compared records are of one incident at all

Pattern = tuple[tuple[int, ...], int]  # the levels of a pair, and how many pairs have them


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Weights in bits, and how many pairs they were learnt from."""

    weights: Weights
    pairs: int


def learn_weights(features: Iterable[Features | str], stories: Iterable[Story | str]) -> Learnt:
    """Weights by expectation maximization (Fellegi and Sunter 1969; Winkler 1988), which begins at the packaged ones and stays near them.

    Raises:
        InvalidInputError: if there are too few pairs to learn from.
    """
    with open_base(features, stories) as base:
        find_candidates(base)
        compare_all(base, comparisons(), default_weights())
        levels = ", ".join(comparison.id for comparison in comparisons())
        rows = base.execute(f"SELECT {levels}, count(*) FROM compared GROUP BY ALL ORDER BY ALL").fetchall()
    pairs = sum(row[-1] for row in rows)
    if pairs < LEAST:
        raise InvalidInputError(
            f"{pairs:,} pairs of records are too few to learn from; expected {LEAST:,} or more; the packaged weights stay"
        )
    return Learnt(weights=fit([(tuple(row[:-1]), row[-1]) for row in rows], default_weights()), pairs=pairs)


def fit(patterns: Sequence[Pattern], weights: Weights) -> dict[tuple[str, str], float]:
    """The weights after some rounds."""
    found = dict(weights)
    for _ in range(ROUNDS):
        same = [probability(levels, found) for levels, _ in patterns]
        found = renew(patterns, same)
    return found


def probability(levels: Sequence[int], weights: Weights) -> float:
    """How probable it is that a pair with these levels is of one incident."""
    bits = sum(
        weights.get((comparison.id, comparison.levels[number].id), 0.0) for comparison, number in zip(comparisons(), levels, strict=True)
    )
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


def renew(patterns: Sequence[Pattern], same: Sequence[float]) -> dict[tuple[str, str], float]:
    """The weights that these probabilities make likely; each level is taken to have been seen once more on both sides."""
    found: dict[tuple[str, str], float] = {}
    for place, comparison in enumerate(comparisons()):
        known = [number for number, level in enumerate(comparison.levels) if not level.unknown]
        inside, beyond = dict.fromkeys(known, 1.0), dict.fromkeys(known, 1.0)
        for (levels, count), one in zip(patterns, same, strict=True):
            if levels[place] in inside:
                inside[levels[place]] += count * one
                beyond[levels[place]] += count * (1 - one)
        found.update(to_bits(comparison, inside, beyond))
    total = sum(count for _, count in patterns)
    joined = sum(count * one for (_, count), one in zip(patterns, same, strict=True))
    odds = math.log2((joined + 1) / (total - joined + 1))
    return {key: bits + odds if key[0] == INTERCEPT else bits for key, bits in found.items()}


def to_bits(comparison: Comparison, inside: Mapping[int, float], beyond: Mapping[int, float]) -> dict[tuple[str, str], float]:
    """What each level adds to the log2 odds."""
    ours, theirs = sum(inside.values()), sum(beyond.values())
    return {
        (comparison.id, comparison.levels[number].id): math.log2(inside[number] / ours / (beyond[number] / theirs)) for number in inside
    }
