"""A record: one happening, or one total, as a document tells it; its values are a view over its claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.model.claims import Claim
from onrecord.model.text import Document, Evidence
from onrecord.model.values import Kind

SCHEMA = "onrecord/1"

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An incident or a tally; `values` are the contract's keys between `type` and `scope`, as plain JSON."""

    id: str
    kind: Kind
    values: Json
    mentions: tuple[Evidence, ...]
    claims: tuple[Claim, ...]

    def to_dict(self) -> Json:
        """The record as the output contract has it."""
        return {
            "id": self.id,
            "kind": str(self.kind),
            **self.values,
            "mentions": [evidence_dict(mention) for mention in self.mentions],
            "claims": [claim_dict(claim) for claim in self.claims],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Words that were considered for a slot and not taken; `rule` says why, `records` are those that they stand beside (none: no record at all)."""

    slot: str
    evidence: Evidence
    rule: str
    records: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The words as a result has them."""
        return {"slot": self.slot, **evidence_dict(self.evidence), "rule": self.rule, "records": list(self.records)}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader of the result should know."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was read from one document."""

    document: Document
    records: tuple[Record, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[Notice, ...] = ()

    def to_dict(self) -> Json:
        """The result as the output contract has it."""
        return {
            "schema": SCHEMA,
            "document": document_dict(self.document),
            "records": [record.to_dict() for record in self.records],
            "dropped": [dropped.to_dict() for dropped in self.dropped],
            "warnings": [{"code": notice.code, "message": notice.message} for notice in self.warnings],
        }


def document_dict(document: Document) -> Json:
    """The document's part of a result; its text is given only where it is not the input's own."""
    return {
        "id": document.id,
        "title": document.title,
        "published": iso(document.published),
        "url": document.url,
        "publisher": document.publisher,
        "language": document.language,
        "sha256": document.sha256,
        "length": len(document.text),
        "text": None if document.is_plain else document.text,
    }


def iso(moment: date | datetime | None) -> str | None:
    """ISO 8601, or None."""
    return moment.isoformat() if moment else None


def evidence_dict(evidence: Evidence) -> Json:
    """Offsets and the words."""
    return {"start": evidence.span.start, "end": evidence.span.end, "quote": evidence.quote}


def claim_dict(claim: Claim) -> Json:
    """A claim as the output contract has it."""
    return {
        "id": claim.id,
        "slot": claim.slot,
        "value": claim.value,
        "certainty": str(claim.factuality.certainty),
        "polarity": str(claim.factuality.polarity),
        "attribution": [
            {
                "source": attribution.source,
                "actor_id": attribution.actor_id,
                "cue": attribution.cue,
                "voice": str(attribution.voice),
                "evidence": [evidence_dict(evidence) for evidence in attribution.evidence],
            }
            for attribution in claim.attribution
        ],
        "evidence": [evidence_dict(evidence) for evidence in claim.evidence],
        "rule": claim.rule,
        "score": round(claim.score, 3),
    }
