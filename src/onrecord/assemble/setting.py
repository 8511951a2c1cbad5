"""When and where a happening was: the day and the places that its tellings fix."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.claims import ClaimMaker
from onrecord.assemble.kinds import is_period
from onrecord.assemble.tellings import Telling
from onrecord.model.claims import Claim
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention
from onrecord.model.records import Json, iso
from onrecord.model.values import Kind, PlaceRef, TimeRef

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


def find_places(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Claim]]:
    """The most specific place that agrees with the first one told, then what holds it, then other places; the country last."""
    source = maker.source
    told = place_words(tellings)
    chain = longest_chain([number for number, _ in told], maker)
    order = dict.fromkeys((*chain, *(number for number, _ in told)))
    rows: dict[str, Json] = {}
    numbers: dict[str, int] = {}
    for number in order:
        ref = source.grounding.places[number]
        mention = source.reading.places[number]
        if mention.is_demonym:
            continue
        key = normal_name(ref.name)
        if key not in rows:
            rows[key] = place_json(ref)
            numbers[key] = number
    ordered = sorted(rows, key=lambda key: is_country(rows[key]))
    claims = []
    for key in ordered:
        event = next((event for number, event in told if number == numbers[key]), tellings[0].lead)
        span = source.reading.places[numbers[key]].span
        claims.append(maker.of_event("place", rows[key], event, rule=source.reading.places[numbers[key]].rule, spans=[span]))
    places = [rows[key] for key in ordered]
    implied = implied_country(places, [number for number, _ in told], tellings, maker)
    if implied:
        places.append(implied[0])
        claims.append(implied[1])
    return places, claims


def place_words(tellings: Sequence[Telling]) -> list[tuple[int, EventMention]]:
    """Places with the mention that tells them, in text order.

    Those tied by grammar; of the first telling, or where no telling has any, also those of its sentence.
    """
    direct = [[(number, event) for event in telling.events for number in event.places] for telling in tellings]
    near = [[(number, event) for event in telling.events for number in event.near_places] for telling in tellings]
    if not any(direct):
        return [word for words in near for word in words]
    return [*(direct[0] or near[0]), *(word for words in direct[1:] for word in words)]


def longest_chain(numbers: Sequence[int], maker: ClaimMaker) -> tuple[int, ...]:
    """The chain of the most specific place that lies in, or is, the first place told."""
    if not numbers:
        return ()
    chains = [maker.source.grounding.place_chains[number] for number in numbers]
    refs = maker.source.grounding.places

    first = normal_name(refs[chains[0][0]].name)
    agreeing = [chain for chain in chains if first in {normal_name(refs[number].name) for number in chain}]
    return max(agreeing, key=len, default=chains[0])


def is_country(row: Json) -> bool:
    """True for a whole country."""
    return row["precision"] == 6


def implied_country(
    places: Sequence[Json], told: Sequence[int], tellings: Sequence[Telling], maker: ClaimMaker
) -> tuple[Json, Claim] | None:
    """The country, if the text makes it plain and no place is the country already; its evidence is the words that imply it."""
    grounding, reading = maker.source.grounding, maker.source.reading
    if any(is_country(row) for row in places):
        return None
    said = [grounding.places[number].country for number in told if reading.places[number].is_demonym]
    country = next((row["country"] for row in places if row["country"]), None) or next(iter(said), None)
    country = country or (None if places else maker.source.country)
    number = best_word_for(country, told, maker) if country else None
    if number is None:
        return None
    mention, ref = reading.places[number], grounding.places[number]
    row = {**place_json(ref), "name": ref.place.name if mention.is_demonym and ref.place else ref.name}
    return row, maker.of_event("place", row, tellings[0].lead, rule="place.implied-country", spans=[mention.span])


def best_word_for(country: object, told: Sequence[int], maker: ClaimMaker) -> int | None:
    """The mention that says a country best: its name anywhere in the report, else a word for its people."""
    grounding, reading = maker.source.grounding, maker.source.reading
    words = [
        number
        for number, ref in enumerate(grounding.places)
        if ref.country == country and (is_whole(ref) or reading.places[number].is_demonym)
    ]
    return min(words, key=lambda number: (reading.places[number].is_demonym, number not in told, number), default=None)


def is_whole(ref: PlaceRef) -> bool:
    """True for a whole country."""
    return ref.precision == 6


def place_json(ref: PlaceRef) -> Json:
    """A place as the contract has it."""
    place = ref.place
    return {
        "name": ref.name,
        "relation": ref.relation,
        "distance_km": ref.distance_km,
        "country": ref.country or (place.country if place else None),
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "gazetteer": place.id if place else None,
        "precision": ref.precision,
    }
