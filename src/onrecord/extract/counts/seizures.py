"""Verbs that are known for the taking, holding or freeing of people: "men took the imam from his house" counts one."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.extract.counts.rules import HarmRule
from onrecord.extract.triggers.rules import Lexicon
from onrecord.model.mentions import TriggerMention
from onrecord.model.values import Harm

TREATED = frozenset({"treat", "examine", "hospitalize", "hospitalise"})
WARDS = frozenset({"hospital", "clinic", "infirmary"})
MEDICAL = frozenset({"medical", "trauma", "intensive", "hospital"})  # "a medical centre", "intensive care"
SEIZURES = frozenset({Harm.ABDUCTED, Harm.ARRESTED, Harm.CAPTURED, Harm.RELEASED})


def seizures_of(triggers: Sequence[TriggerMention], lexicon: Lexicon) -> dict[int, HarmRule]:
    """The rule by which each such verb of a report counts the people who are its object."""
    entries = ((mention.token, lexicon[mention.rule]) for mention in triggers if not mention.is_noun)
    return {
        token: HarmRule(id=entry.id, harms=(Harm(entry.harm),), words=(), counts="object", only="people")
        for token, entry in entries
        if entry.harm in SEIZURES and "object" in entry.target
    }


def is_discharge(token: Token) -> bool:
    """True for patients who may go: "was treated and released", "released from hospital"."""
    if token.dep_ == "conj" and token.head.lemma_ in TREATED:
        return True
    froms = (noun for word in token.rights if word.lower_ == "from" for noun in word.rights)
    return any(noun.lemma_.lower() in WARDS or any(word.lower_ in MEDICAL for word in noun.lefts) for noun in froms)
