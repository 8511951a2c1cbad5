"""When and where a happening was: the day and the places that its tellings fix."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.kinds import is_period
from onrecord.assemble.tellings import Telling
from onrecord.model.claims import Claim
from onrecord.model.reading import EventMention
from onrecord.model.records import Json, iso
from onrecord.model.values import Kind, TimeRef

NO_TIME: Json = {"earliest": None, "latest": None, "text": None, "basis": None}


def find_time(tellings: Sequence[Telling], maker: ClaimMaker, kind: Kind) -> tuple[Json, list[Claim]]:
    """The narrowest time that agrees with the first one told, and a claim for each; nothing is filled in."""
    told = [(number, event) for telling in tellings for event in telling.events for number in event.times]
    told = told or [(number, event) for telling in tellings for event in telling.events for number in event.near_times]
    found = [(time, number, event) for number, event in told if (time := maker.source.grounding.times[number]) is not None]
    settled = [row for row in found if row[0].earliest or row[0].latest]
    claims = [time_claim(time, number, event, maker) for time, number, event in found if is_of(time, kind)]
    best = choose([time for time, _, _ in settled if is_of(time, kind)]) or next((time for time, _, _ in found if is_of(time, kind)), None)
    return (time_json(best) if best else dict(NO_TIME)), list({claim.id: claim for claim in claims}.values())


def is_of(time: TimeRef, kind: Kind) -> bool:
    """A duration is the period of a tally, not the day of an incident; "every Friday" is no day of either."""
    return kind is Kind.TALLY or time.type in {"DATE", "TIME"}


def choose(times: Sequence[TimeRef]) -> TimeRef | None:
    """Of the times that share a day with the first, the narrowest; the first day before a vague span."""
    if not times:
        return None
    anchor = next((time for time in times if not is_period(time)), times[0])
    agreeing = [time for time in times if shares_day(time, anchor)]
    return min(agreeing, key=width)


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
    is_settled = time.earliest is not None or time.latest is not None
    return {
        "earliest": iso(time.earliest),
        "latest": iso(time.latest),
        "text": time.text,
        "basis": str(time.basis) if time.basis and is_settled else None,
    }


def time_claim(time: TimeRef, number: int, event: EventMention, maker: ClaimMaker) -> Claim:
    """A telling's word on the day."""
    mention = maker.source.reading.times[number]
    return maker.of_event("time", time_json(time), event, rule=mention.rule, spans=[mention.span])
