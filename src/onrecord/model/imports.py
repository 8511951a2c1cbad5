"""What an imported file holds: events as people coded them, or results that were read elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.model.captures import State, Versions
from onrecord.model.claims import Attribution, Certainty, Claim, Factuality, Polarity, Voice
from onrecord.model.judgements import Judgement
from onrecord.model.records import Record
from onrecord.model.text import Evidence, Span
from onrecord.model.values import Kind

Json = Mapping[str, Any]
CODED = "coded"  # key of a record under which its format, its coder and its row stand
VIEWED = frozenset({"id", "kind", "mentions", "claims", "version", "incident"})  # keys of a record that are no values
LONGEST_ID, LONGEST_LANGUAGE = 32, 20  # characters that a database holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that is imported: its format, what it is called, who coded it (results were read by programs), the digest of its bytes and how many there are."""

    format: str
    name: str
    by: str | None
    sha256: str
    size: int

    @property
    def id(self) -> str:
        """Id of the document that stands for it."""
        return id_of("file", self.format, self.name, self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of an imported file. `incidents` says in which incident each of its records is; an event is one of its own where it says nothing."""

    id: str
    line: int
    state: State
    name: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    text: str | None = None
    text_sha256: str | None = None
    length: int | None = None
    copy_of: str | None = None
    records: tuple[Record, ...] = ()
    dropped: tuple[Json, ...] = ()
    warnings: tuple[Json, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    incidents: Mapping[str, str] = field(default_factory=dict)
    versions: Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An incident of imported results, with the ids that lead to it: each with the id that it became a part of, and when."""

    id: str
    redirects: tuple[tuple[str, str, str], ...] = ()


def id_of(*parts: str | None) -> str:
    """An id made from what something is, as long as those of documents and records."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:LONGEST_ID]


def to_record(told: Json) -> Record:
    """A record as results have it.

    Raises:
        InvalidValueError: if words are not as long as their span, a claim has no evidence, or its certainty and polarity do not go together.
    """
    return Record(
        id=told["id"],
        kind=Kind(told["kind"]),
        values={key: value for key, value in told.items() if key not in VIEWED},
        mentions=tuple(map(to_evidence, told["mentions"])),
        claims=tuple(map(to_claim, told["claims"])),
    )


def to_claim(told: Json) -> Claim:
    """A claim as results have it."""
    return Claim(
        id=told["id"],
        slot=told["slot"],
        value=told["value"],
        factuality=Factuality(Certainty(told["certainty"]), Polarity(told["polarity"])),
        attribution=tuple(map(to_attribution, told["attribution"])),
        evidence=tuple(map(to_evidence, told["evidence"])),
        rule=told["rule"],
        score=told["score"],
    )


def to_attribution(told: Json) -> Attribution:
    """Who said it, as results have it."""
    return Attribution(
        source=told["source"],
        actor_id=told["actor_id"],
        cue=told["cue"],
        voice=Voice(told["voice"]),
        evidence=tuple(map(to_evidence, told["evidence"])),
    )


def to_evidence(told: Json) -> Evidence:
    """Words with their place."""
    return Evidence(Span(told["start"], told["end"]), told["quote"])
