"""Whether what stands in the slots of a word is what its entry in the lexicon asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.roles.grammar import TIMES, fill_slot, is_passive
from onrecord.extract.triggers.rules import number_words, stems_of
from onrecord.vocab.triggers import Condition, Trigger

NOTHING = "@none"
ANYTHING = "@any"
PROPER = "@proper"  # a name, whosever it is
ARMED = "armed"
MODIFYING = frozenset({"compound", "amod", "nmod"})
DASHES = frozenset({"-", "–"})
UNTOLD = "@speech-party"  # who speaks is often left out ("has been accused of")
MAX_HEADS = 12  # of a hostile list


@dataclass(frozen=True, slots=True)
class Senses:
    """What class a word is of: by the classes' lemmas and the parser's entities, but a place that we found is a place, no person.

    `armed` are tokens of forces and armed groups by name ("the M23", "Al Shabaab").
    """

    classes: Mapping[str, frozenset[str]]
    places: frozenset[int] = frozenset()
    armed: frozenset[int] = frozenset()

    def holds(self, name: str, head: Token, stems: set[str]) -> bool:
        """True if a head is of a class."""
        members = self.classes.get(name, frozenset())
        if not stems.isdisjoint(members) or (name == ARMED and head.i in self.armed):
            return True
        label = "GPE" if head.i in self.places else head.ent_type_
        return bool(label) and label in members


def meets(token: Token, trigger: Trigger, senses: Senses, via: Token | None) -> bool:
    """True if every slot that must be filled rightly is, and none is filled wrongly."""
    if any(not is_met(token, condition, senses, via) for condition in trigger.needs):
        return False
    return not any(is_met(token, condition, senses, via) for condition in trigger.unless)


def is_met(token: Token, condition: Condition, senses: Senses, via: Token | None) -> bool:
    """True if one of the words, or a word of one of the classes, stands in a slot."""
    slot, words = condition
    heads = heads_in(token, slot, via)
    if not heads:
        return NOTHING in words or (slot == "subject" and UNTOLD in words and token.pos_ == "VERB" and is_passive(token))
    if ANYTHING in words:
        return any(head.ent_type_ not in TIMES for head in heads)  # "under attack for hours" names no cause
    return any(is_one_of(head, words, senses) for head in heads)


def heads_in(token: Token, slot: str, via: Token | None) -> tuple[Token, ...]:
    """What stands in a slot of a word, of the light verb that carries its roles, or of the verb that it is the object of."""
    found = fill_slot(token, slot)[:MAX_HEADS]
    if not found and via is not None and slot not in {"object", "compound", "poss", "of"}:
        found = fill_slot(via, slot)[:MAX_HEADS]
    if not found and slot.startswith("prep:"):  # the parser may give it to the one or the other: "hit [a bus with a bomb]"
        beside = (token.head,) if token.dep_ == "dobj" else fill_slot(token, "object")[:1] if token.pos_ == "VERB" else ()
        found = tuple(head for other in beside for head in fill_slot(other, slot)[:MAX_HEADS])
    return tuple(part for head in found if head.i != token.i for part in (head, *counted(head)))


def counted(head: Token) -> tuple[Token, ...]:
    """What a number word counts ("dozens of soldiers")."""
    if head.lower_ not in number_words():
        return ()
    return fill_slot(head, "of")[:MAX_HEADS]


def is_one_of(head: Token, words: frozenset[str], senses: Senses) -> bool:
    """True if a head, or a head with the word before it ("air force", "sit-in"), is one of some words or of their classes."""
    if PROPER in words and head.pos_ == "PROPN":
        return True
    stems = {head.lower_, head.lemma_.lower(), *stems_of(head.lower_), *with_modifier(head)}
    if not stems.isdisjoint(words):
        return True
    return any(senses.holds(word[1:], head, stems) for word in words if word.startswith("@"))


def with_modifier(head: Token) -> set[str]:
    """A head with the noun or adjective right before it, also over a dash."""
    if head.i == 0:
        return set()
    before, joint = head.nbor(-1), " "
    if before.text in DASHES and before.i > 0:
        before, joint = before.nbor(-1), "-"
    if before.dep_ not in MODIFYING or before.head != head:
        return set()
    return {f"{before.lower_}{joint}{form}" for form in (head.lower_, head.lemma_.lower())}
