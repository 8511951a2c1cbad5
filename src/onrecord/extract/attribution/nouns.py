"""Attributions that hang on a noun: "X's claim that ...", "reports by Y of ...", "has doubts about ..."."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, child_of, extent_of, noun_phrase, trim, verb_group
from onrecord.extract.attribution.rules import Rule
from onrecord.extract.attribution.speakers import speaker_extent, speaker_of
from onrecord.vocab.words import word_set

GIVERS = frozenset({"by", "from", "of"})
VERBAL = frozenset({"VERB", "AUX"})


def find_noun(noun: Token, rule: Rule) -> Draft | None:
    """The draft of a noun with what is said as its clause; a preposition is enough where it is told who says it."""
    light = _light_verb(noun)
    speaker = _speaker(noun, light)
    content = _clause(noun, rule) or (_prepositional(noun, rule, speaker) if speaker is not None else None)
    if content is None:
        return None
    source = _source(speaker, light, content) if speaker is not None else None
    start = noun.i
    if light is not None and speaker is not None and speaker.i < light.i < noun.i:
        start = verb_group(light)[0]
    return Draft(
        rule=rule,
        head=noun.i,
        cue=(start, noun.i + 1),
        speaker=speaker.i if speaker is not None else None,
        source=source,
        content=(content,),
        shape="noun",
    )


def _speaker(noun: Token, light: Token | None) -> Token | None:
    """Who gives it, or who does with it: of "the general repeated his claim" the general."""
    giver = _giver(noun)
    if light is None or (giver is not None and giver.pos_ != "PRON"):
        return giver
    return speaker_of(light) or giver


def _source(speaker: Token, light: Token | None, content: Extent) -> Extent | None:
    start, end = speaker_extent(speaker, light) if light is not None and speaker.i < light.i else noun_phrase(speaker)
    if start <= content[0] < end:
        end = content[0]
    return (start, end) if start < end else None


def _light_verb(noun: Token) -> Token | None:
    """The verb of "makes the claim", "has doubts"."""
    verb = noun.head
    return verb if noun.dep_ == "dobj" and verb.pos_ in VERBAL and verb.lemma_.lower() in word_set("words.light-telling") else None


def _clause(noun: Token, rule: Rule) -> Extent | None:
    clause = next((child for child in noun.children if child.i > noun.i and _is_content(child, rule)), None)
    return trim(noun.doc, extent_of(clause)) if clause is not None else None


def _prepositional(noun: Token, rule: Rule, speaker: Token) -> Extent | None:
    """What stands behind the preposition of "their criticism of the raid", unless that is who speaks."""
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in rule.takes and not child.is_ancestor(speaker):
            return trim(noun.doc, (child.i + 1, child.right_edge.i + 1))
    return None


def _is_content(child: Token, rule: Rule) -> bool:
    if child.dep_ not in {"acl", "ccomp", "relcl"} or child.pos_ not in VERBAL:
        return False
    if any(word.lower_ == "that" and (word.dep_ == "mark" or word.tag_ == "IN") for word in child.children):
        return "clause" in rule.takes
    to = any(word.lower_ == "to" and word.dep_ == "aux" for word in child.children)
    is_perfect = any(word.lemma_ == "have" and word.dep_ == "aux" for word in child.children)  # "the claim to have shot down a jet"
    return to and ("infinitive" in rule.takes or (is_perfect and "clause" in rule.takes))


def _giver(noun: Token) -> Token | None:
    """X of "X's claim" and "a statement by X"."""
    owner = child_of(noun, "poss")
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in GIVERS:
            giver = child_of(child, "pobj")
            return giver if child.lower_ != "of" or giver is None or _clause_after(noun, giver) else None
    return None


def _clause_after(noun: Token, giver: Token) -> bool:
    """True of "the claim of the rebels that ...": what follows "of" is otherwise what is said ("claims of fraud")."""
    return any(child.dep_ in {"acl", "ccomp", "relcl"} and child.i > giver.i for child in noun.children)
