"""What a rule says of somebody's part in an act, and what the shapes of its grammar share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.attribution.extents import child_of, is_passive
from onrecord.vocab.triggers import load_lexicon

NOBODY = frozenset({"no", "nobody", "none", "neither"})
PARTS = frozenset({"hand", "role", "part", "involvement"})
LIGHT = frozenset(
    {
        "carry", "launch", "conduct", "stage", "mount", "commit", "perpetrate", "execute", "make", "open", "perform", "be", "have", "use", "undertake",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of responsibility.toml. `bare`: the act need not be named behind the party ("police suspect the gang")."""

    id: str
    shape: str
    status: str
    words: frozenset[str]
    objects: frozenset[str]
    gerund: bool
    clause: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What a rule found, in tokens."""

    rule: Rule
    cue: Token
    party: Token
    acts: tuple[Token, ...]
    by: Token | None
    status: str | None = None  # where it is another than the rule's


def is_happening(act: Token) -> bool:
    """True of a word of the trigger lexicon."""
    patterns = load_lexicon().patterns
    return act.lemma_.lower() not in LIGHT and act.lemma_.lower() in patterns["verbs" if act.pos_ in {"VERB", "AUX"} else "nouns"]


def behind(word: Token, prepositions: set[str]) -> tuple[Token, ...]:
    """What some prepositions of a word bring, light verbs with their objects."""
    found = (
        act
        for child in word.children
        if child.dep_ == "prep" and child.lower_ in prepositions
        for act in child.children
        if act.dep_ in {"pobj", "pcomp"}
    )
    return tuple(part for act in found for part in with_object(act))


def theme_of(verb: Token) -> Token | None:
    """What a verb is about: its object, its passive subject, or the noun it stands behind."""
    if is_passive(verb):
        subject = child_of(verb, "nsubjpass")
        return verb.head if subject is not None and verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"} else subject
    return verb.head if verb.tag_ == "VBN" and verb.dep_ == "acl" else child_of(verb, "dobj")


def with_object(act: Token) -> tuple[Token, ...]:
    """The act, its conjuncts, and the object that a light verb brings; the word that says most first."""
    brought = [thing for verb in (act, *act.conjuncts) if verb.lemma_.lower() in LIGHT for thing in _things(verb)]
    if any(thing.lemma_ in PARTS for thing in brought):
        return tuple(deed for thing in brought for deed in behind(thing, {"in"}))  # "of having a hand in it"
    return (*brought, act, *act.conjuncts)


def _things(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"dobj", "attr"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ == "behind":
            yield from (thing for thing in child.children if thing.dep_ == "pobj")


def is_nobody(token: Token) -> bool:
    """True of "nobody", "no group"."""
    return token.lower_ in NOBODY or any(child.lower_ in NOBODY for child in token.children if child.dep_ in {"det", "neg"})
