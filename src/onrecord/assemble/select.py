"""What is worth a record: told as having happened, failed or announced, with enough known about it (codebook, decision 3)."""

from __future__ import annotations

from dataclasses import replace

from onrecord.assemble.claims import Source
from onrecord.assemble.cluster import Group
from onrecord.assemble.tellings import Telling, is_same_name
from onrecord.model.claims import Polarity
from onrecord.model.values import Realis
from onrecord.vocab.codes import types_told_alone

HELPFUL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})  # what they announce is no threat
HABIT = "kind.habit"  # without a number only if it is told who did it and to whom or where
ENOUGH = 2  # of who, whom, where, when, toll
# Only what is announced is on record as planned; what somebody tries, hopes or is able to do is not (codebook, `realis`).
ANNOUNCED = frozenset({"factuality.will", "factuality.plan", "factuality.intent", "factuality.planned"})


def with_context(telling: Telling) -> bool:
    """False for what is only supposed, and for a deed that the report's own voice says did not happen."""
    if telling.realis is Realis.HYPOTHETICAL or is_weapon_only(telling):
        return False
    lead = telling.lead
    if telling.realis is Realis.PLANNED and lead.factuality.rule not in ANNOUNCED and lead.plover == "ASSAULT":
        return False
    if lead.factuality.factuality.polarity is not Polarity.NEGATIVE or telling.figures:
        return True
    return bool(lead.attributions) and lead.family != "harm"


def is_weapon_only(telling: Telling) -> bool:
    """True for a weapon that nobody uses: "he supplied fighters with explosives"."""
    weapons = [telling.reading.means[number].span for event in telling.events for number in event.means]
    return not (telling.figures or any(event.scopes or event.number for event in telling.events)) and all(
        event.family == "means" and any(span.overlaps(event.span) for span in weapons) for event in telling.events
    )


def keep_group(group: Group) -> bool:
    """True if at least two things are known about it, or a figure; diplomacy needs both sides, or one side and a place or day."""
    tellings = group.tellings
    known = [
        any(telling.actors for telling in tellings),
        any(telling.targets for telling in tellings),
        any(event.places for telling in tellings for event in telling.events),
        any(event.times for telling in tellings for event in telling.events),
        any(telling.figures for telling in tellings),
    ]
    if all(event.family == "harm" for telling in tellings for event in telling.events):
        return any(gives_number(telling) for telling in tellings) or sum(known) >= ENOUGH
    if group.rule == HABIT and not known[4]:
        return known[0] and any(known[1:3])
    if is_speech(group):
        return (known[0] and any(known[1:4])) or (known[1] and any(known[2:4])) or any(names_target(telling) for telling in tellings)
    return sum(known) >= ENOUGH


def gives_number(telling: Telling) -> bool:
    """True if a figure is more than a bare plural: "six deaths", not "deaths"."""
    return any(figure.count.high is not None or (figure.count.low or 0) > ENOUGH for figure in telling.figures)


def names_target(telling: Telling) -> bool:
    """True if a noun of speech names whom it is about: "calls on the president to step down"."""
    actors = telling.reading.actors
    return (telling.lead.is_noun or not telling.actors) and any(
        filler.actor is not None and not actors[filler.actor].is_generic for filler in telling.lead.targets
    )


def is_speech(group: Group) -> bool:
    """True for diplomacy, statements and other happenings without an ACLED type."""
    lead = group.tellings[0].lead
    return lead.sub_event is None and lead.plover is not None and lead.plover not in types_told_alone()


def mark_threats(group: Group, source: Source) -> Group:
    """A violent deed that somebody else than its own side announces is a threat of the doers, with no ACLED type (codebook, `realis`)."""
    telling = group.tellings[0]
    if telling.realis is not Realis.PLANNED or telling.lead.plover in HELPFUL:
        return group
    speaker = source.speaker(telling.lead.attributions)
    own = speaker is not None and any(is_same_name(filler.name, speaker) for filler in telling.actors)
    return replace(group, threat=not own and speaker is not None)
