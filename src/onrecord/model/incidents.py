"""Incidents as an archive keeps them: each has an id that never comes to mean another happening, and leaves word of where it went."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Key = tuple[str, str]  # document and record: copies of one text have records of one id


class Standing(StrEnum):
    """Whether an incident is there, is part of another now, or has no record left."""

    OPEN = "open"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """Incidents as they are to be from now on.

    `members` holds every incident that was looked at with its records; `made` are those of them that were not there before: new ones, and merged ones that stand again;
    `merged` names for each that ended the one that has its larger part now, and `redirected` for each that had ended before the one that it leads to instead;
    `parts` for each that lost records to others those others, and `sources` for each that was made those whose records it took.
    """

    members: Mapping[str, tuple[Key, ...]]
    made: frozenset[str] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)
    redirected: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """An incident that was merged: the ids to which it leads, one after the other, and the incident of each record that it held then and that is still there.

    A record that is in none has None.
    """

    leads: tuple[str, ...]
    held: Mapping[Key, str | None]


Formers = Mapping[str, Former]
NO_FORMERS: Formers = MappingProxyType({})


def find_redirected(formers: Formers, members: Mapping[str, Sequence[Key]], merged: Mapping[str, str]) -> dict[str, str]:
    """Where merged ids lead from now on that do not stand again and most of whose records are elsewhere than where they led.

    `members` are incidents with what they hold now, `merged` those that became a part of others.
    """
    after = {key: incident for incident, keys in members.items() for key in keys}
    ends: dict[str, str] = {each: each for each in members} | dict(merged)  # where ids end that an id may come by on its way
    found = {}
    for incident, former in sorted(formers.items(), key=lambda entry: len(entry[1].leads)):
        where = Counter(place for key, was in former.held.items() if (place := after.get(key, was)))
        leads = next((ends[each] for each in former.leads if each in ends), former.leads[-1])
        if incident not in members and where and where[leads] < max(where.values()):
            ends[incident] = found[incident] = min(where, key=lambda each: (-where[each], each))
    return found


def digest_members(members: Iterable[Key]) -> str:
    """Digest of what an incident holds, which the log keeps; the order makes no difference."""
    return hashlib.sha256(json.dumps(sorted(members), ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
