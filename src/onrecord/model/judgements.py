"""What people decided on records and claims: right, wrong or unsure, by whom, when and why; a decision is never edited, a later one stands instead."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from onrecord.errors import InvalidValueError
from onrecord.model.records import Json


class Verdict(StrEnum):
    """Whether what a record or claim says is what the report says."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One person's decision on a record, or on one claim of it; `at` is UTC. It hangs on ids made from content, so it outlives reading again."""

    record: str
    claim: str | None = None
    verdict: Verdict
    by: str
    at: str
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse a decision of nobody."""
        if not self.by.strip():
            raise InvalidValueError("a judgement must say who judged, not ''")

    @property
    def subject(self) -> str:
        """Id of the claim that was judged, else of the record."""
        return self.claim or self.record

    @property
    def sha256(self) -> str:
        """Digest of all of it, which the log keeps."""
        return hashlib.sha256(json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()

    def to_dict(self) -> Json:
        """The decision as exports have it."""
        return {key: str(value) if value is not None else None for key, value in asdict(self).items()}


def standing(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """For each record or claim the decision that stands: the latest, given in the order in which they were made."""
    return {judgement.subject: judgement for judgement in judgements}
