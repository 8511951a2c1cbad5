"""Pairs with weights -> groups: the surest links first, and never two records in one group that exclude each other."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from onrecord.link.exclude import Extent

SAME = 0.0  # bits from which two groups are one incident
POSSIBLE = -2.0  # bits from which a person should look at them
NOT_COMPARED = -3.0  # bits that two records of different documents weigh that had too little in common to be compared
ONE_DOCUMENT = -2.0  # bits that two records of one document weigh: its telling keeps them apart
TOLD_APART = -8.0  # and as many more where it gives them other days and other places
HEAVIEST = 12.0  # how much more a record that is told at length counts in a group than one that is mentioned once


@dataclass(frozen=True, slots=True)
class Node:
    """A record as it is grouped: its number, its document, its extent, and how much is told of it."""

    number: int
    doc: str
    extent: Extent
    mass: float


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two groups, each named by its first record, and the mean weight between them."""

    left: int
    right: int
    weight: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of record numbers, and the pairs of groups that may be one."""

    groups: tuple[tuple[int, ...], ...]
    possible: tuple[Tie, ...]


@dataclass(slots=True)
class Group:
    """Records that are one incident so far; `ties` holds for each other group the weights between them, times the masses, and the masses."""

    members: list[int]
    extent: Extent
    mass: float
    documents: dict[str, float]
    apart: set[int] = field(default_factory=set)
    ties: dict[int, tuple[float, float]] = field(default_factory=dict)


def group_records(
    nodes: Sequence[Node], edges: Iterable[tuple[int, int, float]], decided: Mapping[tuple[int, int], bool] = MappingProxyType({})
) -> Grouping:
    """Records that are linked with each other, as groups, each sorted, in the order of their first members.

    Average linkage: two groups become one while the mean weight of all pairs between them is at least SAME, the highest first, equal ones by number, so that the
    order of arrival makes no difference. What a person decided on two records (`decided`: one incident or not) holds before all else: those called the same bring
    their groups together after that, so that no other record leaves its group for it. A record weighs by how much is told of it, so that a mention in passing does
    not part two long accounts.
    """
    listed = list(edges)
    same = sorted(pair for pair, is_same in decided.items() if is_same)
    apart = [pair for pair, is_same in decided.items() if not is_same]
    first: set[tuple[int, int]] = set()
    while True:
        groups = to_groups(nodes, listed)
        unite_all(groups, sorted(first))
        keep_apart(groups, apart, same)
        grow(groups)
        blocked = unite_all(groups, [pair for pair in same if pair not in first])
        if not blocked:
            break
        first.update(blocked)  # others in their groups were called different: so these two come together before any other joins them
    return Grouping(
        tuple(sorted(tuple(sorted(group.members)) for group in groups.values())),
        tuple(sorted(Tie(left, right, mean(groups, left, right)) for left, right in find_possible(groups))),
    )


def to_groups(nodes: Sequence[Node], edges: Sequence[tuple[int, int, float]]) -> dict[int, Group]:
    """Each record as a group of its own."""
    groups = {node.number: Group([node.number], node.extent, node.mass, {node.doc: node.mass}) for node in nodes}
    for left, right, weight in edges:
        mass = groups[left].mass * groups[right].mass
        groups[left].ties[right] = groups[right].ties[left] = (weight * mass, mass)
    for one, other in told_apart(nodes):
        groups[one.number].ties[other.number] = groups[other.number].ties[one.number] = (TOLD_APART * one.mass * other.mass, 0.0)
    return groups


def told_apart(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of records of one document that have other days and other places."""
    by_document: dict[str, list[Node]] = {}
    for node in nodes:
        by_document.setdefault(node.doc, []).append(node)
    for told in by_document.values():
        yield from ((one, other) for one, other in combinations(told, 2) if one.extent.differs(other.extent))


def grow(groups: dict[int, Group]) -> None:
    """Join groups, the surest first, while what speaks for it is enough."""
    queue = [(-mean(groups, left, right), left, right) for left, group in groups.items() for right in group.ties if left < right]
    queue = [entry for entry in queue if -entry[0] >= SAME]
    heapq.heapify(queue)
    while queue:
        weight, left, right = heapq.heappop(queue)
        if left in groups and right in groups[left].ties and -weight == mean(groups, left, right):  # else one of them has grown since
            for number in join(groups, left, right):
                heapq.heappush(queue, (-mean(groups, left, number), min(left, number), max(left, number)))


def unite_all(groups: dict[int, Group], same: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bring the groups of each two records together that a person called the same; the pairs whose groups hold records that are to be kept apart."""
    place = {member: number for number, group in groups.items() for member in group.members}
    blocked = []
    for left, right in same:
        one, other = sorted((place[left], place[right]))
        if one != other and not groups[one].apart.isdisjoint(groups[other].members):
            blocked.append((left, right))
        elif one != other:
            place.update(dict.fromkeys(groups[other].members, one))
            unite(groups, one, other, groups[one].extent.join(groups[other].extent) or groups[one].extent)
    return blocked


def keep_apart(groups: dict[int, Group], apart: Iterable[tuple[int, int]], same: Iterable[tuple[int, int]]) -> None:
    """Note which records a person called different; what is the same as one of them is kept from the other, too."""
    alike = gather(same)
    place = {member: number for number, group in groups.items() for member in group.members}
    for left, right in apart:
        ours, theirs = alike.get(left, {left}), alike.get(right, {right})
        if left not in theirs:  # else they were called the same through others, and that holds
            for here, there in ((ours, theirs), (theirs, ours)):
                for number in here:
                    groups[place[number]].apart |= there


def gather(same: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """For each record that was called the same as another all that are the same as it, also through others, and itself."""
    found: dict[int, set[int]] = {}
    for left, right in same:
        both = found.get(left, {left}) | found.get(right, {right})
        found.update(dict.fromkeys(both, both))
    return found


def join(groups: dict[int, Group], left: int, right: int) -> list[int]:
    """Make one group of two, unless they exclude each other; the groups that the one may still be joined with."""
    extent = groups[left].extent.join(groups[right].extent)
    if extent is None or not groups[left].apart.isdisjoint(groups[right].members):
        del groups[left].ties[right], groups[right].ties[left]
        return []
    unite(groups, left, right, extent)
    return [other for other in groups[left].ties if mean(groups, left, other) >= SAME]


def unite(groups: dict[int, Group], left: int, right: int, extent: Extent) -> None:
    """The group on the right goes into that on the left."""
    kept, gone = groups[left], groups.pop(right)
    kept.ties.pop(right, None)
    gone.ties.pop(left, None)
    kept.apart |= gone.apart
    kept.members += gone.members
    kept.extent = extent
    kept.mass += gone.mass
    for document, mass in gone.documents.items():
        kept.documents[document] = kept.documents.get(document, 0.0) + mass
    for other, (weight, mass) in gone.ties.items():
        before, already = kept.ties.get(other, (0.0, 0.0))
        kept.ties[other] = groups[other].ties[left] = (before + weight, already + mass)
        del groups[other].ties[right]


def mean(groups: Mapping[int, Group], left: int, right: int) -> float:
    """The mean weight of all pairs between two groups, of which most may not have been compared."""
    one, other = groups[left], groups[right]
    weight, compared = one.ties[right]
    pairs = one.mass * other.mass
    if len(other.documents) < len(one.documents):
        one, other = other, one
    together = sum(mass * other.documents.get(document, 0.0) for document, mass in one.documents.items())
    return (weight + ONE_DOCUMENT * together + NOT_COMPARED * (pairs - compared - together)) / pairs


def find_possible(groups: Mapping[int, Group]) -> Iterable[tuple[int, int]]:
    """Pairs of groups that may be one: what speaks for it is not enough, and nothing excludes it."""
    for left, group in groups.items():
        for right in group.ties:
            if (
                left < right
                and mean(groups, left, right) >= POSSIBLE
                and group.extent.join(groups[right].extent)
                and group.apart.isdisjoint(groups[right].members)
            ):
                yield left, right
