"""The words that bear on factuality, read from the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.model.claims import Certainty
from onrecord.model.values import Realis
from onrecord.vocab.rules import load_rules, texts

PLACES = frozenset(
    {"modal", "perfect", "negation", "mark", "adverb", "adjective", "verb", "noun", "preposition", "governor", "purpose", "caught"}
)
ALLOWED = frozenset({"on", "words", "certainty", "polarity", "realis", "tense", "only", "examples", "never"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A group of words; the comment of the file tells the meaning of each field."""

    id: str
    on: str
    certainty: Certainty
    flips: bool
    realis: Realis
    past_only: bool
    words: tuple[str, ...]
    only: frozenset[str]
    examples: tuple[str, ...]
    never: tuple[str, ...]


@lru_cache(maxsize=1)
def load_factuality_rules() -> tuple[Rule, ...]:
    """Read the rules once.

    Raises:
        InvalidRuleError: if a rule says where its words stand in no known way.
    """
    path = files("onrecord.vocab") / "data" / "en" / "factuality.toml"
    rows = load_rules(path, allowed=ALLOWED, required=ALLOWED - {"tense", "only"})
    wrong = [str(row["id"]) for row in rows if row["on"] not in PLACES or row["polarity"] not in {"same", "flip"}]
    if wrong:
        raise InvalidRuleError(f"{path.name}: {', '.join(wrong)}: 'on' must be one of {sorted(PLACES)}, 'polarity' same or flip")
    return tuple(
        Rule(
            id=str(row["id"]),
            on=str(row["on"]),
            certainty=Certainty(str(row["certainty"])),
            flips=row["polarity"] == "flip",
            realis=Realis(str(row["realis"])),
            past_only=row.get("tense") == "past",
            words=texts(row, "words"),
            only=frozenset(texts(row, "only")),
            examples=texts(row, "examples"),
            never=texts(row, "never"),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def rules_by_word() -> dict[tuple[str, str], Rule]:
    """The rule of a word at its place; a rule for the past stands under "verb-past"."""
    found: dict[tuple[str, str], Rule] = {}
    for rule in load_factuality_rules():
        for word in rule.words:
            found.setdefault(("verb-past" if rule.past_only else rule.on, word), rule)
    return found


def rule_of(place: str, word: str) -> Rule | None:
    """The rule of a word at its place."""
    return rules_by_word().get((place, word))
