"""What people decided on two records or incidents: whether they are one happening, by whom, when and why; a later decision stands instead of an earlier one."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import product

from onrecord.errors import InvalidValueError
from onrecord.model.records import Json

Pair = tuple[str, str]  # two records, in order


class Pairs(StrEnum):
    """Whether two are one incident; `open` takes earlier decisions on the very two back."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One person's decision on two records, or on incidents, each with the records that it held then.

    All are named by ids made from content, so that it outlives reading and linking again; `left` sorts before `right`.
    """

    left: str
    right: str
    verdict: Pairs
    by: str
    at: str
    why: str = ""
    left_records: tuple[str, ...] = ()
    right_records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a decision of nobody, or on one thing."""
        if not self.by.strip():
            raise InvalidValueError("a decision must say who made it, not ''")
        if not self.left < self.right:
            raise InvalidValueError(f"a decision must be on two, the first in order before the second, not {self.left} and {self.right}")

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The id of either side with those of its records, where it is an incident."""
        return (self.left, *self.left_records), (self.right, *self.right_records)

    @property
    def parts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The records of either side."""
        return self.left_records or (self.left,), self.right_records or (self.right,)

    @property
    def records(self) -> frozenset[str]:
        """All records that it is on."""
        return frozenset().union(*self.parts)

    @property
    def pairs(self) -> Iterator[Pair]:
        """Each record of the one side with each of the other."""
        yield from ((min(two), max(two)) for two in product(*self.parts) if two[0] != two[1])

    @property
    def sha256(self) -> str:
        """Digest of all of it, which the log keeps."""
        return hashlib.sha256(json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()

    def to_dict(self) -> Json:
        """The decision as exports have it."""
        plain = {key: str(value) for key, value in asdict(self).items() if not isinstance(value, tuple)}
        sides = {"left_records": list(self.left_records), "right_records": list(self.right_records)}
        return {**plain, **{key: records for key, records in sides.items() if records}}


def standing_decisions(pairings: Iterable[Pairing]) -> list[Pairing]:
    """The decisions that nobody took back, in their order; those made between a merge and its undoing no longer hold what only the merge had put there."""
    found: list[Pairing] = []
    for pairing in pairings:
        if pairing.verdict is Pairs.OPEN:
            found = take_out(found, pairing)
        else:
            found.append(pairing)
    return found


def take_out(standing: Iterable[Pairing], back: Pairing) -> list[Pairing]:
    """Decisions without those on two that are taken back, and without what later ones held because of them."""
    found: list[Pairing] = []
    brought: dict[str, frozenset[str]] = {}  # for each incident what the merge that is taken back had put into it
    merged: frozenset[str] = frozenset()
    for each in standing:
        if (each.left, each.right) != (back.left, back.right):
            found.append(without(each, brought, merged))
            pass_on(found[-1], each, brought)
        elif each.verdict is Pairs.SAME and not merged:
            left, right = map(frozenset, each.parts)
            brought, merged = {each.left: right - left, each.right: left - right}, left | right
    return found


def without(pairing: Pairing, brought: Mapping[str, frozenset[str]], merged: frozenset[str]) -> Pairing:
    """A decision on incidents without the records that a merge had put into them; a side that did not hold all that was `merged` is as it was."""

    def stay(side: str, records: tuple[str, ...]) -> tuple[str, ...]:
        out = brought.get(side, frozenset()) if merged and merged.issubset(records) else frozenset()
        return tuple(each for each in records if each not in out) or records

    return replace(pairing, left_records=stay(pairing.left, pairing.left_records), right_records=stay(pairing.right, pairing.right_records))


def pass_on(kept: Pairing, made: Pairing, brought: dict[str, frozenset[str]]) -> None:
    """What a merge had put into one side of a later merge, that one put into the other side, too."""
    if kept.verdict is not Pairs.SAME:
        return
    gone = made.records - kept.records
    for side in (made.left, made.right):
        brought[side] = brought.get(side, frozenset()) | gone


def decided_pairs(pairings: Iterable[Pairing]) -> dict[Pair, Pairing]:
    """For each two records that somebody decided on the latest decision that stands."""
    return {pair: pairing for pairing in standing_decisions(pairings) for pair in pairing.pairs}


def to_verdicts(decided: Mapping[Pair, Pairing]) -> dict[Pair, bool]:
    """Whether two records are one incident, for each two that were decided on."""
    return {pair: pairing.verdict is Pairs.SAME for pair, pairing in decided.items()}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision that two differ, and those by which they are the same through others."""

    different: Pairing
    same: tuple[Pairing, ...]

    @property
    def words(self) -> str:
        """The contradiction on a line."""
        return f"decisions contradict each other: {words_of(self.different)}; but {chain_words(self.same)}; take one of them back"


def words_of(pairing: Pairing) -> str:
    """A decision in words."""
    return f"{pairing.left} and {pairing.right} are {'the ' if pairing.verdict is Pairs.SAME else ''}{pairing.verdict} ({pairing.by}, {pairing.at})"


def chain_words(pairings: Iterable[Pairing]) -> str:
    """Some decisions in words."""
    return ", ".join(map(words_of, pairings))


def find_bond(decided: Mapping[Pair, Pairing], left: Iterable[str], right: Iterable[str]) -> tuple[Pairing, ...]:
    """The decisions by which any record of one side is the same as any of the other, also through others; none if it is not."""
    same = find_same(decided)
    wholes = find_wholes(same)
    there: dict[str, str] = {wholes[each]: each for each in sorted(right, reverse=True) if each in wholes}
    return next((find_chain(same, each, there[wholes[each]]) for each in sorted(left) if wholes.get(each) in there), ())


def find_same(decided: Mapping[Pair, Pairing]) -> dict[str, dict[str, Pairing]]:
    """For each record those that it was called the same as, each with the decision."""
    same: dict[str, dict[str, Pairing]] = {}
    for (left, right), pairing in decided.items():
        if pairing.verdict is Pairs.SAME:
            same.setdefault(left, {})[right] = pairing
            same.setdefault(right, {})[left] = pairing
    return same


def find_contradictions(decided: Mapping[Pair, Pairing]) -> list[Contradiction]:
    """Decisions that cannot all hold: A is the same as B, and B as C, but A is different from C. Each is told once, with the fewest others."""
    same = find_same(decided)
    wholes = find_wholes(same)
    found: dict[tuple[str, str, str], Contradiction] = {}
    for (left, right), pairing in decided.items():
        key = (pairing.left, pairing.right, pairing.at)
        if pairing.verdict is Pairs.DIFFERENT and key not in found and wholes.get(left, left) == wholes.get(right, right):
            found[key] = Contradiction(pairing, find_chain(same, left, right))
    return list(found.values())


def find_wholes(same: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each record one of those that it is the same as, through others; all that are the same have one."""
    wholes: dict[str, str] = {}
    for first in same:
        waiting = [] if first in wholes else [first]
        wholes.setdefault(first, first)
        while waiting:
            fresh = [each for each in same[waiting.pop()] if each not in wholes]
            wholes.update(dict.fromkeys(fresh, first))
            waiting += fresh
    return wholes


def find_chain(same: Mapping[str, Mapping[str, Pairing]], start: str, end: str) -> tuple[Pairing, ...]:
    """The fewest decisions by which one record is the same as another; none if it is not."""
    came: dict[str, str] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        fresh = [each for each in same.get(here, {}) if each not in came]
        came.update(dict.fromkeys(fresh, here))
        waiting += fresh
    steps: list[Pairing] = []
    while end != start and end in came:
        steps.append(same[end][came[end]])
        end = came[end]
    return tuple(dict.fromkeys(reversed(steps)))
