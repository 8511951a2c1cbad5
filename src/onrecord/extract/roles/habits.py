"""Whether a deed is told as what somebody does, not as what was done once: "has been shelling", "regularly attacks", "atrocities"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.roles.anchors import Anchor
from onrecord.extract.roles.grammar import children
from onrecord.vocab.lists import habits

PRESENT = frozenset({"VBZ", "VBP"})
GOING_ON = frozenset({"continue", "keep", "tend", "remain"})
SPANNING = frozenset({"in", "over", "for", "during"})
UNITS = frozenset({"year", "month", "week", "decade"})
MAX_CLIMB = 3


def is_habitual(anchor: Anchor, doc: Doc) -> bool:
    """True if the word itself names many deeds, or its verb is of a habit."""
    if anchor.entry is not None and anchor.entry.habit:
        return True
    verb = doc[anchor.via if anchor.via is not None else anchor.token]
    return verb.pos_ in {"VERB", "AUX"} and (is_going_on(verb) or is_lasting(verb) or is_repeated(verb) or is_continued(verb))


def is_going_on(verb: Token) -> bool:
    """True for what has been done for a while: "have been using mines"."""
    if verb.tag_ != "VBG":
        return False
    forms = {child.lower_ for child in children(verb, "aux")}
    return "been" in forms and bool(forms & {"have", "has", "'ve", "’ve", "had"})


def is_lasting(verb: Token) -> bool:
    """True for a perfect with a span of time: "have been used in recent years", "have targeted clinics since March"."""
    if verb.tag_ != "VBN" or not any(child.lower_ in {"have", "has"} for child in children(verb, "aux")):
        return False
    return any(is_span(noun, child.lower_) for child in children(verb, "prep") for noun in children(child, "pobj"))


def is_span(noun: Token, preposition: str) -> bool:
    """True for a time behind "since", and for years, months and weeks behind "in", "over" or "for"."""
    return (preposition == "since" and noun.ent_type_ == "DATE") or (
        preposition in SPANNING and noun.lemma_ in UNITS and noun.tag_ == "NNS"
    )


def is_repeated(verb: Token) -> bool:
    """True for a verb with a word of habit: "often", "every week", "several times"."""
    for child in children(verb, "advmod", "npadvmod"):
        words = {child.lower_, *(word.lower_ for word in child.lefts)}
        if words & habits():
            return True
    return False


def is_continued(verb: Token) -> bool:
    """True below a verb in the present or perfect that says that it goes on: "continues to hit", "has continued to shell"."""
    for _ in range(MAX_CLIMB):
        if verb.dep_ not in {"xcomp", "conj"}:
            return False
        verb = verb.head
        if verb.lemma_ in GOING_ON:
            return verb.tag_ in PRESENT or any(child.lower_ in {"have", "has"} for child in children(verb, "aux"))
    return False
