"""The words that attribute, read from the vocabulary."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from onrecord.model.claims import Certainty, Factuality, Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A group of words that attribute alike; the comment of the file tells the meaning of each field."""

    id: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adverbs: tuple[str, ...]
    prepositions: tuple[str, ...]
    takes: frozenset[str]
    addressee: bool
    impersonal: bool
    strong: bool
    stance: str
    factuality: Factuality
    examples: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules by word. A verb may stand in several rules; phrases ("point out") are found by verb and particle."""

    rules: tuple[Rule, ...]
    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, Rule]
    adverbs: dict[str, Rule]
    prepositions: tuple[tuple[tuple[str, ...], Rule], ...]
    by_id: dict[str, Rule]


def _words(row: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", row.get(key, [])))


def _rule(row: dict[str, object]) -> Rule:
    certainty, polarity = Certainty(str(row["certainty"])), Polarity(str(row["polarity"]))
    return Rule(
        id=str(row["id"]),
        verbs=_words(row, "verbs"),
        nouns=_words(row, "nouns"),
        adverbs=_words(row, "adverbs"),
        prepositions=_words(row, "prepositions"),
        takes=frozenset(_words(row, "takes")),
        addressee=bool(row.get("addressee", False)),
        impersonal=bool(row.get("impersonal", False)),
        strong=bool(row.get("strong", False)),
        stance=str(row["stance"]),
        factuality=Factuality(certainty, polarity),
        examples=_words(row, "examples"),
        never=_words(row, "never"),
    )


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon once."""
    path = files("onrecord.vocab") / "data" / "en" / "attribution.toml"
    rules = tuple(_rule(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["rule"])
    verbs: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for verb in rule.verbs:
            verbs[verb] = (*verbs.get(verb, ()), rule)
    return Lexicon(
        rules=rules,
        verbs=verbs,
        nouns={noun: rule for rule in rules for noun in rule.nouns},
        adverbs={adverb: rule for rule in rules for adverb in rule.adverbs},
        prepositions=tuple((tuple(phrase.split()), rule) for rule in rules for phrase in rule.prepositions),
        by_id={rule.id: rule for rule in rules},
    )
