"""When and where a happening was: the day and the places that its tellings fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.kinds import is_period
from onrecord.assemble.tellings import Telling
from onrecord.model.claims import Claim
from onrecord.model.mentions import TimeMention
from onrecord.model.reading import EventMention
from onrecord.model.records import Json, iso
from onrecord.model.values import Basis, Kind, Realis, TimeRef

Told = tuple[TimeRef, int, EventMention]  # a time, its number and the mention that tells it
WEEK = 7  # days: from here on it is the period of a total
NO_TIME: Json = {"earliest": None, "latest": None, "text": None, "basis": None}


def find_time(tellings: Sequence[Telling], maker: ClaimMaker, kind: Kind) -> tuple[Json, list[Claim]]:
    """The narrowest time that agrees with the first one told, and a claim for each; nothing is filled in."""
    found = [row for row in told_times(tellings, maker, kind) if is_of(row[0], kind)]
    best = choose([time for time, _, event in found if is_settled(time) and not event.is_late])
    if kind is Kind.INCIDENT and (best is None or is_open(best, tellings)) and (passage := passage_time(tellings, maker, until=best)):
        return passage
    best = best or choose([time for time, _, _ in found if is_settled(time)])  # that somebody died of it in hospital, if no more is told
    best = best or next((time for time, _, _ in found), None)
    best = from_lead_up(best, tellings, maker) if best and kind is Kind.INCIDENT else best
    claims = [time_claim(time, number, event, maker) for time, number, event in found]
    return (time_json(best) if best else dict(NO_TIME)), list({claim.id: claim for claim in claims}.values())


def from_lead_up(time: TimeRef, tellings: Sequence[Telling], maker: ClaimMaker) -> TimeRef:
    """The time with the days before it that the deed took: "retook the town on Wednesday after two days of fighting"."""
    days = [
        days_before(maker.source.reading.times[number])
        for telling in tellings
        for other in telling.events
        if other.is_noun and other.plover == "ASSAULT"
        for number in other.near_times
    ]
    if time.earliest is None or time.earliest != time.latest or not any(days):
        return time
    return replace(time, earliest=time.earliest - timedelta(days=max(days)))


def days_before(mention: TimeMention) -> int:
    """How many days "after two days of" says, if they are few; else none."""
    terms = dict(mention.reading)
    number = terms.get("number", "")
    is_few = terms["kind"] == "duration" and terms.get("prep") == "after" and terms.get("unit") == "day" and number.isdecimal()
    return int(number) if is_few and int(number) < WEEK else 0


def told_times(tellings: Sequence[Telling], maker: ClaimMaker, kind: Kind) -> list[Told]:
    """Times that the grammar ties to the happening; where none of them is settled, also those of its sentences, but no period for an incident."""
    events = [event for telling in tellings for event in telling.events]
    direct = with_values([(number, event) for event in events for number in event.times], maker)
    if any(is_settled(time) and not event.is_late for time, _, event in direct):
        return direct
    found = {event.index for telling in tellings for event in telling.events if any(other.is_found for other in telling.events)}
    near = with_values([(number, replace(event, is_found=event.index in found)) for event in events for number in event.near_times], maker)
    return direct + [row for row in near if kind is Kind.TALLY or not is_period(row[0])]


def is_open(time: TimeRef, tellings: Sequence[Telling]) -> bool:
    """True of "by Thursday two men had been arrested": from when on it can have been, the passage says."""
    return time.earliest is None and any(event.is_done for event in tellings[0].events)


def passage_time(tellings: Sequence[Telling], maker: ClaimMaker, *, until: TimeRef | None) -> tuple[Json, list[Claim]] | None:
    """The day of the passage, of a happening told in it without a day of its own; what came of it was from then on, up to the day of writing."""
    events = sorted((event for telling in tellings for event in telling.events if event.passage_times), key=lambda event: event.is_done)
    if not events or tellings[0].realis not in {Realis.ACTUAL, Realis.FAILED}:
        return None
    found = with_values([(number, events[0]) for number in events[0].passage_times], maker)
    time = choose([time for time, _, _ in found if is_settled(time) and is_of(time, Kind.INCIDENT) and not is_period(time)])
    if time is None:
        return None
    number = next(number for value, number, _ in found if value.text == time.text)
    if events[0].is_done:
        latest = until.latest if until else maker.source.document.publication_day
        if time.earliest and latest and latest < time.earliest:
            return None  # the passage tells of a day that is still to come
        time = replace(time, latest=latest, text=until.text if until else time.text)
    value = time_json(replace(time, basis=Basis.RELATIVE))
    spans = [maker.source.reading.times[number].span, events[0].span]
    return value, [maker.of_event("time", value, events[0], rule="time.passage", spans=spans)]


def with_values(told: Sequence[tuple[int, EventMention]], maker: ClaimMaker) -> list[Told]:
    """Times with their values, those that have one."""
    times, mentions = maker.source.grounding.times, maker.source.reading.times
    return [(as_of(time, mentions[number], event), number, event) for number, event in told if (time := times[number]) is not None]


def as_of(time: TimeRef, mention: TimeMention, event: EventMention) -> TimeRef:
    """A day on which the dead are found, or by which something is done, is the last possible one (codebook, `earliest`, `latest`)."""
    is_last = event.is_found or (event.is_done and ("prep", "by") in mention.reading)
    return replace(time, earliest=None) if is_last and time.latest is not None and not is_period(time) else time


def is_settled(time: TimeRef) -> bool:
    """True if a day bounds it."""
    return time.earliest is not None or time.latest is not None


def is_of(time: TimeRef, kind: Kind) -> bool:
    """A duration is the period of a tally, not the day of an incident unless it is counted to one ("two days after the raid"); "every Friday" is no day of either."""
    return kind is Kind.TALLY or time.type in {"DATE", "TIME"} or (time.earliest is not None and time.earliest == time.latest)


def choose(times: Sequence[TimeRef]) -> TimeRef | None:
    """Of the times that share a day with the first, the narrowest, as far as the first goes; the first day before a vague span."""
    if not times:
        return None
    anchor = next((time for time in times if not is_period(time)), times[0])
    best = min((time for time in times if shares_day(time, anchor)), key=width)
    starts = [time.earliest for time in (best, anchor) if time.earliest]
    ends = [time.latest for time in (best, anchor) if time.latest]
    return replace(best, earliest=max(starts, default=None), latest=min(ends, default=None))


def shares_day(one: TimeRef, other: TimeRef) -> bool:
    """True if two closed or half-open intervals have a day in common."""
    starts = [time.earliest for time in (one, other) if time.earliest]
    ends = [time.latest for time in (one, other) if time.latest]
    return not starts or not ends or max(starts) <= min(ends)


def width(time: TimeRef) -> int:
    """Days that an interval spans; an open one is wider than any."""
    return (time.latest - time.earliest).days if time.earliest and time.latest else 10**6


def time_json(time: TimeRef) -> Json:
    """A time as the contract has it."""
    return {
        "earliest": iso(time.earliest),
        "latest": iso(time.latest),
        "text": time.text,
        "basis": str(time.basis) if time.basis and is_settled(time) else None,
    }


def time_claim(time: TimeRef, number: int, event: EventMention, maker: ClaimMaker) -> Claim:
    """A telling's word on the day."""
    mention = maker.source.reading.times[number]
    return maker.of_event("time", time_json(time), event, rule=mention.rule, spans=[mention.span])
