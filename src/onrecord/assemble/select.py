"""What is worth a record: told as having happened, failed or announced, with enough known about it (codebook, decision 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.assemble.claims import Source
from onrecord.assemble.groups import Group
from onrecord.assemble.kinds import SERIES, find_kind
from onrecord.assemble.tellings import DEEDS, Telling, is_same_name
from onrecord.model.claims import Polarity
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention
from onrecord.model.values import Kind, Realis
from onrecord.vocab.codes import types_told_alone
from onrecord.vocab.words import word_set

HELPFUL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})  # what they announce is no threat
AREA = "scope.area."
HABITS = frozenset({"kind.habit", "kind.general"})  # without a number only if it is told who did it and to whom or where
REPORTED = "factuality.would"  # "said that it would": announced, where somebody says it
ECHO = "attack.such-incident.noun"
ENOUGH = 2  # of who, whom, where, when, toll
# Only what is announced is on record as planned; what somebody tries, hopes or is able to do is not (codebook, `realis`).
ANNOUNCED = frozenset({"factuality.will", "factuality.plan", "factuality.intent", "factuality.planned", "factuality.announce"})


def with_context(telling: Telling) -> bool:
    """False for what is only supposed, and for a deed that the report's own voice says did not happen."""
    if telling.realis is Realis.HYPOTHETICAL or is_weapon_only(telling):
        return False
    lead = telling.lead
    if telling.realis is Realis.PLANNED:
        return is_announced(lead)
    if telling.realis is Realis.FAILED or lead.factuality.factuality.polarity is not Polarity.NEGATIVE or telling.figures:
        return True
    return bool(lead.attributions) and lead.family != "harm" and not lead.is_general


def without_echoes(tellings: Sequence[Telling]) -> list[Telling]:
    """Words for a deed told before ("the sixth such incident") tell of that deed; without those that count nothing, or come where nothing violent was told."""
    kept: list[Telling] = []
    deed = None
    for telling in tellings:
        if not is_echo(telling):
            kept.append(telling)
            deed = telling if telling.lead.plover == "ASSAULT" and telling.lead.family in DEEDS else deed
        elif deed is not None and find_kind(telling)[0] is Kind.TALLY:
            kept.append(as_told_before(telling, deed))
    return kept


def as_told_before(telling: Telling, before: Telling) -> Telling:
    """The telling with the deed of an earlier one."""
    deed = before.lead
    return replace(telling, events=tuple(replace(event, family=deed.family, sub_event=deed.sub_event) for event in telling.events))


def is_echo(telling: Telling) -> bool:
    """True for words that only point at the kind of what was told before: "such incidents"."""
    return all(event.rule == ECHO for event in telling.events)


def is_announced(lead: EventMention) -> bool:
    """True for what somebody says that they will do; of diplomacy and speech any wish counts."""
    is_deed = lead.plover == "ASSAULT" or lead.sub_event is not None
    rule = lead.factuality.rule
    return not is_deed or rule in ANNOUNCED or rule == lead.rule or (rule == REPORTED and bool(lead.attributions))


def is_weapon_only(telling: Telling) -> bool:
    """True for a weapon that nobody uses: "he supplied fighters with explosives"."""
    weapons = [telling.reading.means[number].span for event in telling.events for number in event.means]
    return not (telling.figures or any(event.scopes for event in telling.events)) and all(
        event.family == "means" and any(span.overlaps(event.span) for span in weapons) for event in telling.events
    )


def keep_groups(groups: Sequence[Group]) -> list[Group]:
    """Those with enough known about them; of what a report opens with one thing is enough, as it is no background (codebook, decision 3)."""
    news = min(groups, key=lambda group: group.tellings[0].events[0].span.start, default=None)
    return [group for group in groups if keep_group(group, least=1 if group is news and is_deed_told(group) else ENOUGH)]


def is_deed_told(group: Group) -> bool:
    """True if the first words on a happening tell a deed that ACLED has a type for, with a verb, or open the report with a violent one that nobody knows yet."""
    first = group.tellings[0].events
    deeds = [event for event in first if event.sub_event is not None and event.family != "harm"]
    return any(not event.is_noun or (event.sentence == 0 and event.plover == "ASSAULT" and not event.is_definite) for event in deeds)


def keep_group(group: Group, *, least: int = ENOUGH) -> bool:
    """True if at least two things are known about it, or a figure; diplomacy needs both sides, or one side and a place or day."""
    tellings = group.tellings
    known = [
        any(telling.actors for telling in tellings),
        any(telling.targets or any(figure.victims_token is not None for figure in telling.figures) for telling in tellings),
        any(event.places or has_area(event) for telling in tellings for event in telling.events),
        any(telling.has_own_time or (group.kind is Kind.TALLY and telling.time_ids) for telling in tellings),
        any(telling.figures or any(is_counted(event) for event in telling.events) for telling in tellings),
    ]
    if all(is_undone(telling) for telling in tellings):
        return False
    figures = [figure for telling in tellings for figure in telling.figures]
    if figures and all(is_of_harm(telling) for telling in tellings) and all(figure.count.high == 0 for figure in figures):
        return False  # "the officer was not hurt" tells of no happening by itself
    if any(is_of_harm(telling) and gives_number(telling) for telling in tellings):
        return True
    if group.rule in HABITS and not known[4]:
        return known[0] and any(known[1:3])
    if group.kind is Kind.TALLY:
        return any(known)  # that there were many is known by itself
    if is_speech(group):
        return (known[0] and any(known[1:4])) or (known[1] and any(known[2:4])) or any(names_target(telling) for telling in tellings)
    return sum(known) >= least


def is_of_harm(telling: Telling) -> bool:
    """True if it tells only of harm."""
    return all(event.family == "harm" for event in telling.events)


def is_counted(event: EventMention) -> bool:
    """True if words say how many deeds there were: "nine blasts", "the 38th shooting", "dozens of raids", "protests"."""
    number = event.number or event.ordinal or (2 if is_of_protests(event) else 0)
    return (number > 1 and event.family != "aftermath") or any(word.rule == SERIES for word in event.scopes)


def is_of_protests(event: EventMention) -> bool:
    """True for protests in the plural, which no report takes for known."""
    return event.plover == "PROTEST" and event.is_noun and event.is_plural and not event.is_definite


def has_area(event: EventMention) -> bool:
    """True if words of scope say where: "nationwide"."""
    return any(word.rule.startswith(AREA) for word in event.scopes)


def is_undone(telling: Telling) -> bool:
    """True for harm or an arrest that is told only to say that nobody suffered it: "no one was injured"."""
    lead = telling.lead
    is_denied = lead.factuality.factuality.polarity is Polarity.NEGATIVE and telling.realis is Realis.ACTUAL
    return is_denied and bool(telling.figures) and all(figure.count.high == 0 for figure in telling.figures)


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
    return replace(group, threat=not is_of_own_side(telling, source))


def is_of_own_side(telling: Telling, source: Source) -> bool:
    """True if those who are to do it say so themselves, through a spokesman or minister, or nobody else is named."""
    speaker = source.speaker(telling.lead.attributions)
    if speaker is None:
        return telling.lead.factuality.rule != REPORTED
    if any(is_same_name(filler.name, speaker) for filler in telling.actors):
        return True
    return bool(telling.actors) and not word_set("words.spokesperson").isdisjoint(normal_name(speaker).split())
