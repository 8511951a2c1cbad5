"""Whether what stands in the slots of a word is what its entry in the lexicon asks for."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.extract.roles.grammar import fill_slot
from onrecord.extract.triggers.rules import stems_of
from onrecord.vocab.triggers import Condition, Trigger

NOTHING = "@none"
ANYTHING = "@any"
MAX_HEADS = 12  # of a hostile list


def meets(token: Token, trigger: Trigger, classes: Mapping[str, frozenset[str]], via: Token | None) -> bool:
    """True if every slot that must be filled rightly is, and none is filled wrongly."""
    if any(not is_met(token, condition, classes, via) for condition in trigger.needs):
        return False
    return not any(is_met(token, condition, classes, via) for condition in trigger.unless)


def is_met(token: Token, condition: Condition, classes: Mapping[str, frozenset[str]], via: Token | None) -> bool:
    """True if one of the words, or a word of one of the classes, stands in a slot."""
    slot, words = condition
    heads = heads_in(token, slot, via)
    if not heads:
        return NOTHING in words
    if ANYTHING in words:
        return True
    return any(is_one_of(head, words, classes) for head in heads)


def heads_in(token: Token, slot: str, via: Token | None) -> tuple[Token, ...]:
    """What stands in a slot of a word, or of the light verb that carries its roles."""
    found = fill_slot(token, slot)[:MAX_HEADS]
    if not found and via is not None and slot not in {"object", "compound", "poss", "of"}:
        found = fill_slot(via, slot)[:MAX_HEADS]
    return tuple(head for head in found if head.i != token.i)


def is_one_of(head: Token, words: frozenset[str], classes: Mapping[str, frozenset[str]]) -> bool:
    """True if a head is one of some words or of their classes."""
    stems = {head.lower_, head.lemma_.lower(), *stems_of(head.lower_)}
    if not stems.isdisjoint(words):
        return True
    return any(is_in_class(head, stems, classes[word[1:]]) for word in words if word.startswith("@") and word[1:] in classes)


def is_in_class(head: Token, stems: set[str], members: frozenset[str]) -> bool:
    """True if a head's lemma or its entity label is in a class."""
    return not stems.isdisjoint(members) or bool(head.ent_type_ and head.ent_type_ in members)
