"""Incident or tally, and which deeds can be one happening."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from onrecord.assemble.tellings import DEEDS, Telling, is_span_of_days
from onrecord.model.mentions import TimeMention
from onrecord.model.reading import EventMention, ScopeMention
from onrecord.model.values import Harm, Kind, Realis, TimeRef
from onrecord.vocab.deeds import can_be_one, is_violent_deed

ARMED = frozenset({"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"})
STATE = frozenset({"State forces", "External/Other forces"})
LONG_SPAN_DAYS = 31  # from here on a span is a period, not the vague day of one happening
NAMING = frozenset({"act", "generic"})  # "explosions" and "wounds" may be those of one deed
MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})  # "talks" are one meeting
ONE_NIGHT = 1
SHORT_SPAN_DAYS = 14  # for deeds in the plural
ONE_HAPPENING = re.compile(r"PT|P[1-6]D$")  # a siege or battle may last hours and days
WEEK = 5
HURT = frozenset({Harm.KILLED, Harm.INJURED})
FEW = 2  # what a bare plural says
VIOLENCE = "attack.violence.noun"
PLAIN = "kind.one-happening"
OUTBREAK = "attack.break-out.verb"  # its day is that of the first harm only
NAMED_AREA = "scope.area.named"
GROUND = "scope.ground"
TOWNS = "scope.area.towns"
AT_ONCE = "scope.at-once"
SERIES = "scope.series"
PEACEFUL = frozenset({"Peaceful protest", "Protest with intervention"})
GREAT = {"killed": 1000, "displaced": 10_000}  # from here on a number is no single happening's


def deed_of(event: EventMention) -> str | None:
    """The sub-event that a mention names in itself, None for attacks whose means are not told and for what follows them.

    What follows an arrest ("is in custody") names the arrest.
    """
    return event.sub_event if event.family not in {"generic", "aftermath"} or event.plover == "COERCE" else None


def deeds_of(tellings: Iterable[Telling]) -> frozenset[str]:
    """Deeds that are named."""
    return frozenset(deed for telling in tellings for event in telling.told if (deed := deed_of(event)))


def are_compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if two sets of deeds can be of one happening; an attack without a name is no arrest and no agreement, and may burn and loot."""
    if not one or not other:
        return not one | other or any(
            is_violent_deed(deed) or (can_be_one(deed, "Attack") and deed not in PEACEFUL) for deed in one | other
        )
    return any(can_be_one(first, second) for first in one for second in other)


def is_crackdown(telling: Telling) -> bool:
    """True for force by a state against people who are not armed: at a protest it is part of it."""
    actors, targets = telling.kinds
    return telling.lead.family == "generic" and bool(actors & STATE) and not targets & ARMED


def is_period(time: TimeRef, *, days: int = LONG_SPAN_DAYS) -> bool:
    """True for a span that holds many happenings."""
    if time.type == "DURATION":
        return not ONE_HAPPENING.match(time.value or "")
    if time.earliest is None or time.latest is None:
        return time.type == "SET"
    return (time.latest - time.earliest).days > days


def find_kind(telling: Telling) -> tuple[Kind, str]:
    """Incident or tally, with the rule that says so; diplomacy and speech are never added up."""
    if telling.lead.sub_event is None and telling.lead.plover not in {*MATERIAL, None}:
        return Kind.INCIDENT, PLAIN
    return next(((Kind.TALLY, rule) for rule, holds in TOTALS if holds(telling)), (Kind.INCIDENT, PLAIN))


def has_total_figure(telling: Telling) -> bool:
    """A figure's own words make it a total."""
    return any(figure.is_total for figure in telling.figures)


def has_scope(telling: Telling) -> bool:
    """Words of scope stand with it: "across the country", "a wave of"; a march or a battle may reach across one town."""
    lead = telling.lead
    words = [(event, word) for event in telling.events for word in event.scopes if makes_total(word, telling)]
    return any(event is lead or event.family != "aftermath" or word.rule == SERIES for event, word in words)


def makes_total(word: ScopeMention, telling: Telling) -> bool:
    """False for an area that one deed can reach over, ground that was taken on one day, and words that make several deeds one."""
    lead = telling.lead
    if word.rule == GROUND:
        return lead.plover == "ASSAULT" and lead.family in {"act", "generic"} and not has_day(own_times(telling))
    if word.rule == TOWNS:
        return lead.is_noun and lead.is_plural
    return word.rule != AT_ONCE and (word.rule != NAMED_AREA or not lead.is_noun or lead.is_plural)


def is_great(telling: Telling) -> bool:
    """A figure is too great for one happening."""
    is_over = any(figure.harm in GREAT and (figure.count.low or 0) >= GREAT[figure.harm] for figure in telling.figures)
    return is_over and not has_day(own_times(telling, beside=OUTBREAK), days=SHORT_SPAN_DAYS)


def is_nth(telling: Telling) -> bool:
    """The number of a deed in a period counts those before it, too: "the third such lynching this year", "the ninth miner killed this year"."""
    is_deed = telling.lead.family in DEEDS or telling.lead.is_noun
    days = WEEK if is_deed else SHORT_SPAN_DAYS
    if not any(number > 1 for number in telling.ordinals) or has_day(own_times(telling), days=days):
        return False
    around = [telling.grounding.compared_times[number] for number in times_in_sentence(telling)] if is_deed else own_times(telling)
    return any(time is not None and is_period(time, days=days) for time in around)


def times_in_sentence(telling: Telling) -> Iterator[int]:
    """All times of its sentence: "the fifth raid that we have recorded since March"."""
    sentence = telling.lead.sentence_span
    near = telling.reading.time_starts.within(sentence.start, sentence.end)
    return (number for number in near if sentence.contains(telling.reading.times[number].span))


def counts_deeds(telling: Telling) -> bool:
    """A number counts the deeds: "nine bomb blasts", not the weapons of one ("dropped two bombs"), nor those that hurt nobody ("two mines were defused")."""
    if telling.realis is not Realis.ACTUAL or any(word.rule == AT_ONCE for event in telling.events for word in event.scopes):
        return False
    deeds = (event for event in telling.events if event.is_noun and (event.family in DEEDS or event.is_habitual))
    return any((event.number or 0) > 1 for event in deeds if event.family != "means" or event is telling.lead)


def spans_period(telling: Telling) -> bool:
    """Harm or deeds over a period, unless one deed is singled out: "killed in two years of fighting"."""
    nouns = [event for event in telling.events if event.is_noun and event.family in {"act", "generic", "means"}]
    if any(not event.is_plural for event in nouns) or not (counts_several(telling) or telling.lead.is_plural):
        return False
    is_of_many = nouns or any(event.rule == VIOLENCE for event in telling.events)
    days = SHORT_SPAN_DAYS if is_of_many else LONG_SPAN_DAYS
    times = ((number, telling.grounding.compared_times[number]) for event in telling.events for number in event.times)
    return any(time is not None and is_period(time, days=days) and not is_after(telling.reading.times[number]) for number, time in times)


def is_after(time: TimeMention) -> bool:
    """True for how long something came after, or other things after it: "they were let go after nine days", "four months after they were taken"."""
    reading = dict(time.reading)
    return reading.get("prep") == "after" or "anchor" in reading


def is_spread(telling: Telling) -> bool:
    """Several were harmed over days that the words make a span: "14 have been shot since Saturday", "over the past four days"."""
    nouns = [event for event in telling.events if event.is_noun and event.family in DEEDS]
    if any(not event.is_plural for event in nouns) or not (counts_several(telling) or hits_several(telling)):
        return False
    numbers = (number for event in telling.events for number in (*event.times, *event.near_times))
    return any(is_span_of_days(telling.reading.times[number]) for number in numbers) or is_within_days(telling)


def is_of_month(telling: Telling) -> bool:
    """Several harmed in a month or longer, over a province or wider, by no deed and nobody that is told: "In March, 94 people were killed in Darfur"."""
    is_bare = all(event.family == "harm" and event.harm in HURT and not event.actors for event in telling.events)
    if not is_bare or telling.direct_settlements or not counts_several(telling):
        return False
    numbers = [number for event in telling.events for number in event.times]
    times = [telling.grounding.compared_times[number] for number in numbers if ("prep", "on") not in telling.reading.times[number].reading]
    return bool(times) and all(time is not None and is_period(time, days=SHORT_SPAN_DAYS) for time in times)


def is_within_days(telling: Telling) -> bool:
    """No deed but harm or arrests, between days that are both told: "from 3 to 10 March, 61 were killed"; shelling may go on for days."""
    if any(event.plover != "COERCE" and deed_of(event) is not None for event in telling.events):
        return False
    days = WEEK if any(event.actors and event.plover != "COERCE" for event in telling.events) else ONE_NIGHT
    return any(is_days_apart(number, telling, days=days) for event in telling.events for number in event.times)


def is_days_apart(number: int, telling: Telling, *, days: int) -> bool:
    """True for a span whose first and last day are told, longer than one deed by somebody, or one night, may be vague by."""
    time = telling.grounding.compared_times[number]
    is_range = dict(telling.reading.times[number].reading).get("range") == "1"
    return is_range and time is not None and is_period(time, days=days)


def hits_several(telling: Telling) -> bool:
    """A number counts what was hit: "treated 31 women who had been raped"."""
    return any((event.number or 0) > 1 for event in telling.events if event.family in DEEDS)


def names_many(telling: Telling) -> bool:
    """Several deeds without a day or a toll of their own, or at several places: "attacks on Aleppo and Daraya"."""
    lead = telling.lead
    if not (lead.is_noun and lead.is_plural and lead.plover in MATERIAL and lead.family in DEEDS):
        return False
    settlements = {ref.name for ref in telling.direct_settlements}
    if len(plural_deeds(telling)) > 1 or len(settlements) > 1:
        return True
    if lead.plover == "PROTEST" and settlements:
        return False  # "protests in Lomé" are those of one day
    return lead.family in NAMING and not lead.is_definite and not has_number(telling) and not has_day(own_times(telling))


def plural_deeds(telling: Telling) -> list[EventMention]:
    """Deeds in the plural: "shootings and bomb blasts"."""
    return [
        event
        for event in telling.events
        if event.is_noun and event.is_plural and event.family in {"act", "generic", "means"} and not event.is_definite
    ]


def is_habit(telling: Telling) -> bool:
    """Told as what somebody does, not as what was done on a day."""
    lasting = telling.lead.is_habitual or any(event.is_habitual and event.is_noun and counts_several(telling) for event in telling.events)
    return lasting and not has_day(own_times(telling))


def counts_several(telling: Telling) -> bool:
    """A figure counts more than one: "forty people were killed in the conflict"."""
    return any((figure.count.low or figure.count.high or 0) > 1 for figure in telling.figures)


def is_general(telling: Telling) -> bool:
    """Told in the perfect of many that nobody counts, without a day: "have seized buses on remote roads"."""
    lead = telling.lead
    is_of_many = lead.is_general and bool(lead.targets) and not telling.kinds[1] & ARMED
    return is_of_many and not has_number(telling) and not has_day(own_times(telling))


def has_number(telling: Telling) -> bool:
    """True for a figure that says more than that there were several."""
    return any(figure.count.high is not None or (figure.count.low or 0) > FEW for figure in telling.figures)


TOTALS: tuple[tuple[str, Callable[[Telling], bool]], ...] = (
    ("kind.total-figure", has_total_figure),
    ("kind.scope", has_scope),
    ("kind.counted-deeds", counts_deeds),
    ("kind.ordinal", is_nth),
    ("kind.great-figure", is_great),
    ("kind.period", spans_period),
    ("kind.span", is_spread),
    ("kind.month", is_of_month),
    ("kind.habit", is_habit),
    ("kind.general", is_general),
    ("kind.plural-deeds", names_many),
)


def own_times(telling: Telling, *, beside: str | None = None) -> list[TimeRef | None]:
    """Times that the grammar ties to it, beside those of mentions by one rule."""
    return [telling.grounding.compared_times[number] for event in telling.events if event.rule != beside for number in event.times]


def has_day(times: Iterable[TimeRef | None], *, days: int = LONG_SPAN_DAYS) -> bool:
    """True if a time is short enough to be one happening's."""
    return any(time is not None and (time.earliest or time.latest) and not is_period(time, days=days) for time in times)
