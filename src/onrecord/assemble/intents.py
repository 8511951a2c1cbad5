"""What an announced or refused deed is in PLOVER's terms: a promise, a threat or a refusal, not yet the deed."""

from __future__ import annotations

from onrecord.assemble.select import HELPFUL
from onrecord.assemble.tellings import Telling
from onrecord.model.claims import Polarity
from onrecord.model.values import EventType, Realis
from onrecord.vocab.codes import event_type

# Sides of PLOVER's quad classes; those of speech that is hostile already stay what they are.
INTENT = frozenset({"factuality.will", "factuality.would", "factuality.intent"})  # not a purpose: "resigned to allow a vote"
HARMFUL = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE"})


def as_told(kind: EventType, telling: Telling) -> EventType:
    """The type of a deed as it is told: "will send aid" is an agreement, "will impose a curfew" a threat, "will not take part" a refusal."""
    told = telling.lead.factuality
    is_refused = told.factuality.polarity is Polarity.NEGATIVE
    if is_refused and kind.plover in HELPFUL:
        return event_type("REJECT", None, kind.acled_sub_event)
    if is_refused or telling.realis is not Realis.PLANNED or told.rule not in INTENT:
        return kind
    if kind.plover in HELPFUL:
        return event_type("AGREE", None, kind.acled_sub_event)
    return event_type("THREATEN", None, kind.acled_sub_event) if kind.plover in HARMFUL else kind
