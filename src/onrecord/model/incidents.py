"""Incidents as an archive keeps them: each has an id that never comes to mean another happening, and leaves word of where it went."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Key = tuple[str, str]  # document and record: copies of one text have records of one id


class Standing(StrEnum):
    """Whether an incident is there, is part of another now, or has no record left."""

    OPEN = "open"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """Incidents as they are to be from now on.

    `members` holds every incident that was looked at with its records; `merged` names for each that ended the one that has its larger part now; `parts` for each that
    lost records to others those others, and `sources` for each new one those whose records it took.
    """

    members: Mapping[str, tuple[Key, ...]]
    made: frozenset[str] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def digest_members(members: Iterable[Key]) -> str:
    """Digest of what an incident holds, which the log keeps; the order makes no difference."""
    return hashlib.sha256(json.dumps(sorted(members), ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
