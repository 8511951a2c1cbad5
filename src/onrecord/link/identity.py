"""Which incident is which after linking again: an id stays with the larger part of its records, and is never given to another happening."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count

from onrecord.model.incidents import NO_FORMERS, Formers, Key, Renewal, find_redirected


def keep_ids(
    groups: Iterable[Sequence[Key]], before: Mapping[Key, str], *, taken: AbstractSet[str] = frozenset(), formers: Formers = NO_FORMERS
) -> Renewal:
    """Ids for groups of records, of which `before` says in which incident they were; `taken` are all ids that were ever given, `formers` those of them that were merged.

    An incident goes where most of its records went. Of several that went to one group the one that brings most keeps its id, and the others are merged into it; what
    lost to others keeps its id, and those get new ones, or stand again under an old one: a merged id that once held the very records of a group, but for new ones, is
    that group's again. Another merged id leads where most of its records are. Of equal parts that which is no merged one's, then the one with the first record counts, of
    equal incidents the first id.
    """
    listed = sorted(tuple(sorted(group)) for group in groups)
    brought = [Counter(before[key] for key in group if key in before) for group in listed]
    old = find_old(listed, before, formers)
    home = find_homes(brought, old)
    kept = {index: min((-brought[index][each], each) for each in olds)[1] for index, olds in home.items()}
    given = set(taken)
    ids = []
    for index, group in enumerate(listed):
        ids.append(kept.get(index) or old.get(index) or new_id(group, given))
        given.add(ids[-1])
    parts = find_parts(brought, ids)
    members = dict(zip(ids, listed, strict=True))
    merged = {each: ids[index] for index, olds in home.items() for each in olds if each != ids[index]}
    return Renewal(
        members=members,
        made=frozenset(ids[index] for index in range(len(listed)) if index not in kept),
        merged=merged,
        redirected=find_redirected(formers, members, merged),
        parts={each: tuple(others) for each, others in parts.items()},
        sources={ids[index]: tuple(sorted(counts)) for index, counts in enumerate(brought) if index not in kept and counts},
    )


def find_old(groups: Sequence[Sequence[Key]], before: Mapping[Key, str], formers: Formers) -> dict[int, str]:
    """For groups that hold, but for records that were in no incident, just what a merged incident held, that incident."""
    known = {frozenset(former.held): incident for incident, former in sorted(formers.items(), reverse=True) if former.held}
    kept = ((index, frozenset(key for key in group if key in before)) for index, group in enumerate(groups) if known)
    return {index: known[keys] for index, keys in kept if keys in known}


def find_homes(brought: Sequence[Mapping[str, int]], old: Collection[int]) -> dict[int, list[str]]:
    """For each group the incidents whose larger part it has; of equal parts one that is not `old`, then the first."""
    best: dict[str, tuple[int, bool, int]] = {}
    for index, counts in enumerate(brought):
        for incident, records in counts.items():
            best[incident] = min(best.get(incident, (0, False, 0)), (-records, index in old, index))
    home: dict[int, list[str]] = defaultdict(list)
    for incident, (_, _, index) in best.items():
        home[index].append(incident)
    return home


def find_parts(brought: Sequence[Mapping[str, int]], ids: Sequence[str]) -> dict[str, list[str]]:
    """For each incident that several groups have records of the ids of those that are not its own."""
    went: dict[str, list[str]] = defaultdict(list)
    for counts, new in zip(brought, ids, strict=True):
        for incident in counts:
            went[incident].append(new)
    return {incident: [each for each in where if each != incident] for incident, where in sorted(went.items()) if len(where) > 1}


def stand_again(incident: str, out: Sequence[Key], whole: str, rest: Sequence[Key], formers: Formers) -> Renewal:
    """An incident that was merged, out of that which it is a part of, which keeps the rest."""
    members = {whole: tuple(sorted(rest)), incident: tuple(sorted(out))}
    return Renewal(
        members=members,
        made=frozenset({incident}),
        redirected=find_redirected(formers, members, {}),
        parts={whole: (incident,)},
        sources={incident: (whole,)},
    )


def new_id(members: Sequence[Key], taken: AbstractSet[str] = frozenset()) -> str:
    """An id made from the first record, so that it does not depend on the order of arrival, and from how often that id was given before."""
    first = min(members)
    tries = (first if again == 0 else (*first, str(again)) for again in count())
    ids = (hashlib.sha256("\0".join(each).encode("utf-8", "surrogatepass")).hexdigest()[:16] for each in tries)
    return next(each for each in ids if each not in taken)
