"""A claim: one source's word on one slot of one record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import InvalidValueError
from onrecord.model.text import Evidence


class Certainty(StrEnum):
    """How sure the source is (FactBank: certain, probable, possible, unknown)."""

    CERTAIN = "CT"
    PROBABLE = "PR"
    POSSIBLE = "PS"
    UNKNOWN = "U"


class Polarity(StrEnum):
    """Whether the source says that it is so, that it is not, or leaves it open (FactBank)."""

    POSITIVE = "+"
    NEGATIVE = "-"
    UNKNOWN = "u"


class Voice(StrEnum):
    """How the words of a source are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Factuality:
    """Certainty and polarity, as in FactBank.

    Raises:
        InvalidValueError: if the pair is none of FactBank's.
    """

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE

    def __post_init__(self) -> None:
        graded = self.certainty is not Certainty.UNKNOWN
        if self.polarity is not Polarity.UNKNOWN and not graded:
            raise InvalidValueError(f"an unknown certainty has polarity 'u', not '{self.polarity}'")
        if self.polarity is Polarity.UNKNOWN and self.certainty in {Certainty.PROBABLE, Certainty.POSSIBLE}:
            raise InvalidValueError(f"polarity 'u' goes with CT or U, not {self.certainty}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said it: source as named, cue, voice. `evidence` holds the words of the source and of the cue."""

    source: str | None
    cue: str
    voice: Voice
    evidence: tuple[Evidence, ...]
    actor_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source's word on one slot of one record; `value` is plain JSON as the contract has it.

    `attribution` is outermost first; empty is the text's own voice. `score` is 0 to 1.

    Raises:
        InvalidValueError: if it has no evidence, or its score is not 0 to 1.
    """

    id: str
    slot: str
    value: object
    factuality: Factuality
    attribution: tuple[Attribution, ...]
    evidence: tuple[Evidence, ...]
    rule: str
    score: float

    def __post_init__(self) -> None:
        if not self.evidence:
            raise InvalidValueError(f"claim {self.id} on '{self.slot}' must have evidence, not none")
        if not 0 <= self.score <= 1:
            raise InvalidValueError(f"a score must be 0 to 1, not {self.score}")
