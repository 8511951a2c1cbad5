"""Words that tell the sex or the status of a victim."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError

PATH = files("onrecord.vocab") / "data" / "en" / "victims.csv"


@dataclass(frozen=True, slots=True)
class VictimWord:
    """What a noun says of one person."""

    sex: str | None
    is_status: bool


@lru_cache(maxsize=1)
def victim_words() -> dict[str, VictimWord]:
    """The list, by word.

    Raises:
        InvalidRuleError: if a word stands twice, or a value is unknown.
    """
    lines = PATH.read_text(encoding="utf-8").splitlines()
    found: dict[str, VictimWord] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        word = row["word"]
        if word in found or row["sex"] not in {"", "male", "female"} or row["status"] not in {"yes", "no"}:
            raise InvalidRuleError(f"victims.csv: {word}: stands twice, or sex is not male, female or empty, or status is not yes or no")
        found[word] = VictimWord(row["sex"] or None, row["status"] == "yes")
    return found
