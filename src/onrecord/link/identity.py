"""Which incident is which after linking again: an id stays with the larger part of its records, and is never given to another happening."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count

from onrecord.model.incidents import Key, Renewal


def keep_ids(groups: Iterable[Sequence[Key]], before: Mapping[Key, str], *, taken: AbstractSet[str] = frozenset()) -> Renewal:
    """Ids for groups of records, of which `before` says in which incident they were; `taken` are all ids that were ever given.

    An incident goes where most of its records went. Of several that went to one group the one that brings most keeps its id, and the others are merged into it; what
    lost to others keeps its id, and those get new ones. Of equal parts the one with the first record counts, of equal incidents the first id.
    """
    listed = sorted(tuple(sorted(group)) for group in groups)
    brought = [Counter(before[key] for key in group if key in before) for group in listed]
    home = find_homes(brought)
    kept = {index: min((-brought[index][each], each) for each in olds)[1] for index, olds in home.items()}
    given = set(taken)
    ids = []
    for index, group in enumerate(listed):
        ids.append(kept.get(index) or new_id(group, given))
        given.add(ids[-1])
    parts = find_parts(brought, ids)
    return Renewal(
        members=dict(zip(ids, listed, strict=True)),
        made=frozenset(ids[index] for index in range(len(listed)) if index not in kept),
        merged={old: ids[index] for index, olds in home.items() for old in olds if old != ids[index]},
        parts={old: tuple(others) for old, others in parts.items()},
        sources={ids[index]: tuple(sorted(counts)) for index, counts in enumerate(brought) if index not in kept and counts},
    )


def find_homes(brought: Sequence[Mapping[str, int]]) -> dict[int, list[str]]:
    """For each group the incidents whose larger part it has."""
    best: dict[str, tuple[int, int]] = {}
    for index, counts in enumerate(brought):
        for incident, records in counts.items():
            if incident not in best or records > best[incident][0]:
                best[incident] = (records, index)
    home: dict[int, list[str]] = defaultdict(list)
    for incident, (_, index) in best.items():
        home[index].append(incident)
    return home


def find_parts(brought: Sequence[Mapping[str, int]], ids: Sequence[str]) -> dict[str, list[str]]:
    """For each incident that several groups have records of the ids of those that are not its own."""
    went: dict[str, list[str]] = defaultdict(list)
    for counts, new in zip(brought, ids, strict=True):
        for incident in counts:
            went[incident].append(new)
    return {incident: [each for each in where if each != incident] for incident, where in sorted(went.items()) if len(where) > 1}


def new_id(members: Sequence[Key], taken: AbstractSet[str] = frozenset()) -> str:
    """An id made from the first record, so that it does not depend on the order of arrival, and from how often that id was given before."""
    first = min(members)
    tries = (first if again == 0 else (*first, str(again)) for again in count())
    ids = (hashlib.sha256("\0".join(each).encode("utf-8", "surrogatepass")).hexdigest()[:16] for each in tries)
    return next(each for each in ids if each not in taken)
