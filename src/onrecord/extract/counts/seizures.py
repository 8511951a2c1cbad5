"""Verbs that are known for the taking, holding or freeing of people: "men took the imam from his house" counts one."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.counts.rules import HarmRule
from onrecord.extract.triggers.rules import Lexicon
from onrecord.model.mentions import TriggerMention
from onrecord.model.values import Harm

SEIZURES = frozenset({Harm.ABDUCTED, Harm.ARRESTED, Harm.CAPTURED, Harm.RELEASED})


def seizures_of(triggers: Sequence[TriggerMention], lexicon: Lexicon) -> dict[int, HarmRule]:
    """The rule by which each such verb of a report counts the people who are its object."""
    entries = ((mention.token, lexicon[mention.rule]) for mention in triggers if not mention.is_noun)
    return {
        token: HarmRule(id=entry.id, harms=(Harm(entry.harm),), words=(), counts="object", only="people")
        for token, entry in entries
        if entry.harm in SEIZURES and "object" in entry.target
    }
