"""What people decided on pairs of records: whether they tell of one incident, by whom, when and why; a later decision stands instead of an earlier one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from onrecord.errors import InvalidValueError
from onrecord.model.records import Json


class Pairs(StrEnum):
    """Whether two records are of one incident; `open` takes an earlier decision back."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One person's decision on two records, named by ids made from content, so that it outlives reading and linking again; `left` sorts before `right`."""

    left: str
    right: str
    verdict: Pairs
    by: str
    at: str
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse a decision of nobody, or on one record."""
        if not self.by.strip():
            raise InvalidValueError("a decision must say who made it, not ''")
        if not self.left < self.right:
            raise InvalidValueError(
                f"a decision must be on two records, the first in order before the second, not {self.left} and {self.right}"
            )

    @property
    def sha256(self) -> str:
        """Digest of all of it, which the log keeps."""
        return hashlib.sha256(json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()

    def to_dict(self) -> Json:
        """The decision as exports have it."""
        return {key: str(value) for key, value in asdict(self).items()}


def standing_pairings(pairings: Iterable[Pairing]) -> dict[tuple[str, str], bool]:
    """For each pair that somebody decided on whether it is one incident, by the latest decision; those that were taken back are gone."""
    last = {(pairing.left, pairing.right): pairing.verdict for pairing in pairings}
    return {pair: verdict is Pairs.SAME for pair, verdict in last.items() if verdict is not Pairs.OPEN}
