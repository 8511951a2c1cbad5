"""The words that attribute, read from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.model.claims import Certainty, Factuality, Polarity
from onrecord.vocab.rules import Row, load_rules, refuse, texts

REQUIRED = frozenset({"takes", "stance", "certainty", "polarity", "examples", "never"})
WORDS = ("verbs", "nouns", "adjectives", "adverbs", "prepositions", "marks")
FLAGS = ("addressee", "impersonal", "strong")
STANCES = frozenset(
    {"state", "claim", "accuse", "suspect", "deny", "doubt", "correct", "decline", "threaten", "request", "comment", "intend"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A group of words that attribute alike; the comment of the file tells the meaning of each field."""

    id: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    adverbs: tuple[str, ...]
    prepositions: tuple[str, ...]
    takes: frozenset[str]
    objects: frozenset[str]
    verdicts: frozenset[str]
    addressee: bool
    impersonal: bool
    strong: bool
    stance: str
    factuality: Factuality
    examples: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules by word. A verb may stand in several rules; "point out" is found by verb and particle."""

    rules: tuple[Rule, ...]
    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, Rule]
    adjectives: dict[str, Rule]
    adverbs: dict[str, Rule]
    prepositions: tuple[tuple[tuple[str, ...], Rule], ...]
    by_id: dict[str, Rule]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon once.

    Raises:
        InvalidRuleError: if a rule has no words, a word stands twice in it, or its stance is unknown.
    """
    path = files("onrecord.vocab") / "data" / "en" / "attribution.toml"
    rows = load_rules(path, allowed=REQUIRED | frozenset(WORDS) | frozenset((*FLAGS, "objects", "verdicts")), required=REQUIRED)
    refuse(path, (fault for row in rows for fault in _faults(row)))
    rules = tuple(_to_rule(row) for row in rows)
    verbs: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for verb in rule.verbs:
            verbs[verb] = (*verbs.get(verb, ()), rule)
    return Lexicon(
        rules=rules,
        verbs=verbs,
        nouns={noun: rule for rule in rules for noun in rule.nouns},
        adjectives={adjective: rule for rule in rules for adjective in rule.adjectives},
        adverbs={adverb: rule for rule in rules for adverb in rule.adverbs},
        prepositions=tuple((tuple(phrase.split()), rule) for rule in rules for phrase in rule.prepositions),
        by_id={rule.id: rule for rule in rules},
    )


def _faults(row: Row) -> Iterator[str]:
    words = [word for key in WORDS for word in texts(row, key)]
    if not words:
        yield f"{row['id']}: must have words under one of {', '.join(WORDS)}"
    if repeated := sorted({word for word in words if words.count(word) > 1}):
        yield f"{row['id']}: repeated words: {', '.join(repeated)}"
    if row["stance"] not in STANCES:
        yield f"{row['id']}: stance must be one of {', '.join(sorted(STANCES))}, not {row['stance']!r}"


def _to_rule(row: Row) -> Rule:
    try:
        factuality = Factuality(Certainty(str(row["certainty"])), Polarity(str(row["polarity"])))
    except ValueError as error:
        raise InvalidRuleError(f"attribution.toml: {row['id']}: {error}") from error
    return Rule(
        id=str(row["id"]),
        verbs=texts(row, "verbs"),
        nouns=texts(row, "nouns"),
        adjectives=texts(row, "adjectives"),
        adverbs=texts(row, "adverbs"),
        prepositions=texts(row, "prepositions"),
        takes=frozenset(texts(row, "takes")),
        objects=frozenset(texts(row, "objects")),
        verdicts=frozenset(texts(row, "verdicts")),
        addressee=bool(row.get("addressee", False)),
        impersonal=bool(row.get("impersonal", False)),
        strong=bool(row.get("strong", False)),
        stance=str(row["stance"]),
        factuality=factuality,
        examples=texts(row, "examples"),
        never=texts(row, "never"),
    )
