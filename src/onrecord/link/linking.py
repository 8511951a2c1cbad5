"""All of linking in one call: records of many documents -> incidents, the links that hold them together, and what may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from onrecord.link.base import keep_numbers, open_base
from onrecord.link.cluster import Tie
from onrecord.link.compare import compare_all, find_candidates, find_handles
from onrecord.link.features import Features, Story
from onrecord.link.groups import find_groups
from onrecord.link.identity import new_id
from onrecord.link.incremental import compare_fresh
from onrecord.link.levels import Weights, comparisons, standing_weights
from onrecord.link.parts import strongest_ties
from onrecord.link.reasons import Reason, find_reasons
from onrecord.model.incidents import Key

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records and what speaks for and against one incident; `weight` is in bits, `score` the probability that they make."""

    left: Key
    right: Key
    weight: float
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The weight as a probability."""
        return 1 / (1 + 2**-self.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Records of one happening; the id is made from its first record, so that it does not depend on the order of arrival."""

    id: str
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Incidents that are there, by their records, and the documents whose records are nevertheless to be compared as new ones are."""

    incidents: Mapping[Key, str]
    again: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Incidents of several records or one, the links that hold them together, and the links between two that may be one."""

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    possible: tuple[Link, ...]


def link_records(  # noqa: PLR0913  what is linked, and what is known beside
    features: Iterable[Features | str],
    stories: Iterable[Story | str],
    *,
    weights: Weights | None = None,
    decided: Mapping[tuple[str, str], bool] = MappingProxyType({}),
    earlier: Earlier | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Linking:
    """Group records into incidents. `decided` says of pairs of records, by their ids, whether a person called them one incident; `tell` is called with each step.

    With `earlier` only records that are in none of its incidents are compared with all; what is returned are the incidents that they are in or may be in, and no others.
    """
    with open_base(features, stories) as base:
        weighed = weights or standing_weights()
        keys = [(doc, record) for doc, record in base.execute("SELECT doc, id FROM record ORDER BY n").fetchall()]
        numbered = number_pairs(keys, decided)
        tell(f"comparing {len(keys):,} records")
        meant = compare_records(base, keys, numbered, weighed, earlier)
        within = {pair: is_same for pair, is_same in numbered.items() if meant.issuperset(pair)}
        tell("grouping what may be one")
        groupings = list(find_groups(base, within))
        groups = [group for grouping in groupings for group in grouping.groups]
        alone = meant.difference(*groups)
        groups = sorted([*groups, *((number,) for number in alone)])
        tell("writing down reasons")
        return Linking(
            incidents=tuple(to_incident([keys[number - 1] for number in group]) for group in groups),
            links=explain_groups(base, groups, keys, weighed),
            possible=explain_ties(base, [tie for grouping in groupings for tie in grouping.possible], groups, keys, weighed),
        )


def compare_records(
    base: DuckDBPyConnection, keys: Sequence[Key], decided: Mapping[tuple[int, int], bool], weights: Weights, earlier: Earlier | None
) -> set[int]:
    """Compare all records, or the new ones with all; the numbers of those that are to be grouped."""
    if earlier is None:
        find_candidates(base)
        compare_all(base, comparisons(), weights)
        return set(range(1, len(keys) + 1))
    find_handles(base)
    fresh = {number for number, key in enumerate(keys, start=1) if key not in earlier.incidents or key[0] in earlier.again}
    incidents = {number: earlier.incidents[key] for number, key in enumerate(keys, start=1) if key in earlier.incidents}
    return compare_fresh(base, fresh, incidents, decided, weights)


def number_pairs(keys: Sequence[Key], decided: Mapping[tuple[str, str], bool]) -> dict[tuple[int, int], bool]:
    """Decisions by the numbers of records; of copies of one text each has its own number."""
    wanted = {record for pair in decided for record in pair}
    numbers: dict[str, list[int]] = {}
    for number, (_, record) in enumerate(keys, start=1):
        if record in wanted:
            numbers.setdefault(record, []).append(number)
    return {
        (one, other): is_same
        for (left, right), is_same in decided.items()
        for one in numbers.get(left, ())
        for other in numbers.get(right, ())
    }


def to_incident(members: Sequence[Key]) -> Incident:
    """A group as an incident."""
    return Incident(id=new_id(members), members=tuple(sorted(members)))


def explain_groups(base: DuckDBPyConnection, groups: Sequence[Sequence[int]], keys: Sequence[Key], weights: Weights) -> tuple[Link, ...]:
    """The compared pairs that hold the groups together: of a group of four hundred records a link less, not each of its eighty thousand pairs."""
    inside = [(number, index) for index, group in enumerate(groups) if len(group) > 1 for number in group]
    keep_numbers(base, "grouped", {"n": [number for number, _ in inside], "g": [index for _, index in inside]})
    pairs = base.execute(
        "SELECT l_n, r_n, weight FROM compared JOIN grouped a ON a.n = l_n JOIN grouped b ON b.n = r_n AND a.g = b.g"
    ).fetchall()
    return explain_pairs(base, strongest_ties(pairs), keys, weights)


def explain_ties(
    base: DuckDBPyConnection, ties: Sequence[Tie], groups: Sequence[Sequence[int]], keys: Sequence[Key], weights: Weights
) -> tuple[Link, ...]:
    """The strongest pair of each two groups that may be one."""
    members = {group[0]: group for group in groups}
    wanted = [(left, right, number) for number, tie in enumerate(ties) for left in members[tie.left] for right in members[tie.right]]
    sides = {"l_n": [min(a, b) for a, b, _ in wanted], "r_n": [max(a, b) for a, b, _ in wanted], "tie": [number for _, _, number in wanted]}
    keep_numbers(base, "wanted", sides)
    found = base.execute(
        "SELECT tie, l_n, r_n FROM compared JOIN wanted USING (l_n, r_n) ORDER BY tie, weight, l_n DESC, r_n DESC"
    ).fetchall()
    pairs = {tie: (left, right) for tie, left, right in found}  # the last one of each tie, the strongest, stays
    return explain_pairs(base, list(pairs.values()), keys, weights)


def explain_pairs(base: DuckDBPyConnection, pairs: Sequence[tuple[int, int]], keys: Sequence[Key], weights: Weights) -> tuple[Link, ...]:
    """Links with their reasons."""
    found = find_reasons(base, pairs, weights)
    return tuple(Link(left=keys[left - 1], right=keys[right - 1], weight=weight, reasons=reasons) for left, right, weight, reasons in found)


def main_clusters(linking: Linking, mains: Iterable[Features]) -> dict[str, str]:
    """For each document the incident of its main record."""
    incident_of = {key: incident.id for incident in linking.incidents for key in incident.members}
    return {main.doc: incident_of[main.doc, main.id] for main in mains}
