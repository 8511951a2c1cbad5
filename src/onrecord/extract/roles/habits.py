"""Whether a deed is told as what somebody does, not as what was done once: "has been shelling", "regularly attacks", "atrocities"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.roles.anchors import Anchor
from onrecord.extract.roles.grammar import children, fill_slot
from onrecord.vocab.lists import habits
from onrecord.vocab.words import word_set

PRESENT = frozenset({"VBZ", "VBP"})
GOING_ON = frozenset({"continue", "keep", "tend", "remain"})
SPANNING = frozenset({"in", "over", "for", "during"})
STOPS = frozenset({".", "!", "?", '"', "”", ";"})
BOUND = frozenset({"det", "poss", "nummod", "relcl"})
UNITS = frozenset({"year", "month", "week", "decade"})
WOUNDING = frozenset({"shoot", "stab", "knife", "slash", "hit", "strike"})
MAX_CLIMB = 3


def is_habitual(anchor: Anchor, doc: Doc) -> bool:
    """True if the word itself names many deeds, or its verb is of a habit."""
    entry, token = anchor.entry, doc[anchor.token]
    if entry is not None and ((entry.habit and token.dep_ != "attr") or (entry.lasting and goes_on(token))):
        return True  # but not "the attack was a war crime"
    verb = doc[anchor.via if anchor.via is not None else anchor.token]
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    return is_going_on(verb) or is_lasting(verb) or is_repeated(verb) or is_continued(verb) or is_pursued(verb)


def goes_on(noun: Token) -> bool:
    """True for what is no single deed, told in the perfect: "fighting has claimed nine lives"."""
    if any(child.dep_ in {"det", "poss", "nummod"} for child in noun.lefts) or noun.dep_ != "nsubj":
        return False
    return noun.head.tag_ == "VBN" and is_perfect(noun.head)


def is_perfect(verb: Token) -> bool:
    """True for "has", "have" with a participle."""
    return any(child.lower_ in {"have", "has", "'ve", "’ve"} for child in children(verb, "aux"))


def is_general(anchor: Anchor, doc: Doc, things: frozenset[int]) -> bool:
    """True for a perfect or present whose object is a bare plural: "have seized buses", "who murder peasants" tell of no single deed.

    `things` are tokens of weapons, times and deeds: "have fired rockets" may be one attack. A line without a stop is a headline, whose present is the news.
    """
    verb = doc[anchor.token]
    if verb.pos_ != "VERB" or not (is_present(verb) or (verb.tag_ == "VBN" and is_perfect(verb))):
        return False
    harmed = fill_slot(verb, "object")
    return bool(harmed) and all(
        noun.tag_ == "NNS" and noun.i not in things and not any(child.dep_ in BOUND for child in noun.children) for noun in harmed
    )


def is_present(verb: Token) -> bool:
    """True for a verb in the present, or a participle that goes with one, in a sentence with a stop."""
    for _ in range(MAX_CLIMB):
        if verb.tag_ in PRESENT or any(child.tag_ in PRESENT and child.lemma_ in {"be", "do"} for child in children(verb, "aux")):
            return verb.doc[verb.sent.end - 1].text in STOPS
        if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "conj", "acl", "pcomp"} or children(verb, "aux"):
            return False
        verb = verb.head
    return False


def is_going_on(verb: Token) -> bool:
    """True for what has been done for a while: "have been using mines"."""
    if verb.tag_ != "VBG":
        return False
    forms = {child.lower_ for child in children(verb, "aux")}
    return "been" in forms and bool(forms & {"have", "has", "'ve", "’ve", "had"})


def is_lasting(verb: Token) -> bool:
    """True for a perfect with a span of time: "have been used in recent years", "have targeted clinics since March"."""
    if verb.tag_ != "VBN" or not is_perfect(verb):
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
        if child.lower_ == "times" and verb.lemma_ in WOUNDING:
            continue  # "shot him three times"
        if words & habits():
            return True
    return False


def is_pursued(verb: Token) -> bool:
    """True of what somebody is said to do again and again: "accused of planting mines", "known for robbing drivers"."""
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.head.lemma_ not in word_set("words.pursuing"):
        return False
    done = [noun for child in (verb, *verb.conjuncts) for noun in children(child, "dobj")]
    return bool(done) and all(noun.tag_ == "NNS" and not any(child.dep_ in BOUND for child in noun.children) for noun in done)


def is_continued(verb: Token) -> bool:
    """True below a verb in the present or perfect that says that it goes on: "continues to hit", "has continued to shell"."""
    for _ in range(MAX_CLIMB):
        if verb.dep_ not in {"xcomp", "conj"}:
            return False
        verb = verb.head
        if verb.lemma_ in GOING_ON:
            return verb.tag_ in PRESENT or any(child.lower_ in {"have", "has"} for child in children(verb, "aux"))
    return False
