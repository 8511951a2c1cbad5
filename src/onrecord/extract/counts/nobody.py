"""Harm that nobody suffered: "the officer was not hurt", "without injuring anyone", "no deaths or injuries" (codebook, bounds: 0, 0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.counts.contexts import UNREAL, is_plainly_negated
from onrecord.extract.counts.cues import Cue
from onrecord.extract.counts.phrases import NOBODY, At, Phrase, measure
from onrecord.model.values import Harm

HURT = "injured.wound"
CASUALTIES = "killed.casualties"
ANYBODY = frozenset({"anyone", "anybody"})
CLIMB = 3  # from "casualties" to the verb that is denied
NOT = frozenset({"not", "n't", "n’t", "never"})


def harms_of_nobody(cue: Cue) -> tuple[Harm, ...]:
    """The harms of a cue; "no casualties" is of the dead and the injured."""
    return (Harm.KILLED, Harm.INJURED) if cue.rule.id == CASUALTIES else cue.rule.harms


def unharmed(cue: Cue, phrases: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """As in "The officer was not hurt": those of whom harm is denied."""
    if cue.rule.id == HURT and is_plainly_negated(cue.token):
        told = (phrase for phrase in phrases if phrase.is_definite or phrase.kind == "person")
        yield from (replace(phrase, count=NOBODY, kind="number") for phrase in told)


def denied_of_any(cue: Cue) -> Phrase | None:
    """As in "without injuring anyone", "did not cause any casualties"."""
    token = cue.token
    anyone = next((child for child in token.rights if child.dep_ == "dobj" and is_any(child)), None)
    if anyone is None and not (token.pos_ == "NOUN" and is_any(token)):
        return None
    said = denial_of(token)
    last = token if anyone is None else anyone
    return None if said is None else nobody(said, last)


def is_any(token: Token) -> bool:
    """True for "anyone" and "any guards"."""
    return token.lower_ in ANYBODY or any(child.lower_ == "any" for child in token.lefts)


def denial_of(token: Token) -> Token | None:
    """The "not" or "without" that a harm word is under; none where a modal makes it a wish or a guess."""
    for _ in range(CLIMB):
        words = list(token.lefts)
        if any(word.dep_ == "aux" and word.lower_ in UNREAL for word in words):
            return None
        said = next((word for word in words if word.dep_ == "neg" and word.lower_ in NOT), None)
        if said is not None:
            return said
        if token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without":
            return token.head
        if token.dep_ not in {"dobj", "pobj", "prep", "conj"}:
            return None
        token = token.head
    return None


def none_joined(cue: Cue, at: At) -> Phrase | None:
    """As in "no deaths or injuries", where the second noun shares the "no" of the first."""
    token = cue.token
    if token.dep_ != "conj" or token.head.pos_ != "NOUN" or not any(word.lower_ in {"or", "nor"} for word in token.head.rights):
        return None
    first = measure(token.head, at)
    return nobody(token.doc[first.first], token) if first is not None and first.count.high == 0 else None


def is_none_of(token: Token) -> bool:
    """As in "no loss of life", "without loss of life"."""
    start = token.left_edge.i
    return any(child.lower_ == "no" for child in token.lefts) or (start > 0 and token.doc[start - 1].lower_ == "without")


def nobody(first: Token, last: Token) -> Phrase:
    """A phrase that counts nobody, from a word to another."""
    return Phrase(first=first.i, last=last.i + 1, head=last.i, kind="number", count=NOBODY, rule="count.none")
