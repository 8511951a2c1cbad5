"""Where a happening was: the places that its tellings fix, most specific first, or those of the scene that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.assemble.claims import ClaimMaker, Source
from onrecord.assemble.tellings import Telling
from onrecord.model.claims import Claim
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention
from onrecord.model.records import Json
from onrecord.model.values import Kind, PlaceRef
from onrecord.vocab.words import word_set

COUNTRY, PROVINCE, DISTRICT, PART = 6, 4, 3, 2  # of UCDP's precisions: a whole country, a province, a district, a part of a town
WIDTHS: Mapping[int | None, int] = {3: 3, 4: 4, 5: 5, COUNTRY: 6, 7: 5}
UNSETTLED: Mapping[str, int] = {
    "place.admin1": 4,
    "place.admin2": 3,
    "place.water": 3,
    "place.nature": 2,
    "place.route": 2,
}  # by the word that calls it so
BEHIND_NAME = 16  # characters: "St Mary's General Hospital"
PARTS_OF_TOWN = frozenset({"place.neighbourhood", "place.site", "place.venue"})


def find_places(tellings: Sequence[Telling], maker: ClaimMaker, kind: Kind, *, scene: Sequence[int] = ()) -> tuple[list[Json], list[Claim]]:
    """The most specific place that agrees with the first one told, then what holds it, then other places; the country last.

    `scene` are the places that a happening takes over which has none of its own.
    """
    source = maker.source
    told = [*((number, tellings[0].lead) for number in scene), *place_words(tellings, source)]
    rows: dict[str, Json] = {}
    numbers: dict[str, int] = {}
    for number in in_order(told, source, kind):
        name = name_of(number, source)
        key = normal_name(name)
        if key not in rows and not source.reading.places[number].is_demonym:
            rows[key] = {**place_json(source.grounding.places[number]), "name": name}
            numbers[key] = number
    ordered = sorted(rows, key=lambda key: is_country(rows[key]))
    claims = []
    for key in ordered:
        event = next((event for number, event in told if number == numbers[key]), tellings[0].lead)
        mention = source.reading.places[numbers[key]]
        rule = "place.scene" if scene else mention.rule
        claims.append(maker.of_event("place", rows[key], event, rule=rule, spans=[mention.site or mention.span]))
    places = [rows[key] for key in ordered]
    implied = implied_country(places, [number for number, _ in told], tellings, maker)
    if implied:
        places.append(implied[0])
        claims.append(implied[1])
    return places, claims


def place_words(tellings: Sequence[Telling], source: Source) -> list[tuple[int, EventMention]]:
    """Places with the mention that tells them, in text order.

    Those tied by grammar; of the first telling, or where no telling has any, also those of its sentence.
    """
    direct = [[(number, event) for event in telling.events for number in event.places] for telling in tellings]
    near = [[(number, event) for event in telling.events for number in event.near_places] for telling in tellings]
    if not any(level(number, source) < COUNTRY for words in direct for number, _ in words):
        return [word for words in (*direct, *near) for word in words]
    return [*(direct[0] or near[0]), *(word for words in direct[1:] for word in words)]


def in_order(told: Sequence[tuple[int, EventMention]], source: Source, kind: Kind) -> list[int]:
    """Numbers of places: the most specific one that can be where the first one is, with what holds it, then the others.

    A total is of the area told first ("across Idlib province, two of them in Saraqib").
    """
    numbers = list(dict.fromkeys(number for number, _ in told))
    if not numbers:
        return []
    anchor = next((number for number in numbers if level(number, source) < COUNTRY), numbers[0])
    sentence = next(event.sentence for number, event in told if number == anchor)
    beside = {number for number, event in told if event.sentence == sentence and kind is Kind.INCIDENT}
    agreeing = [
        number
        for number in numbers
        if number == anchor or lies_in(number, anchor, source) or (number in beside and not are_apart(number, anchor, source))
    ]
    if kind is Kind.INCIDENT:
        agreeing += [number for number, event in told if number not in agreeing and is_spot(number, event, anchor, source)]
    if kind is Kind.INCIDENT and all(level(number, source) >= DISTRICT for number in agreeing):
        agreeing += [number for number in numbers if not are_apart(number, anchor, source)]
    distances = [ref.distance_km for ref in source.grounding.places]
    head = min(agreeing, key=lambda number: (level(number, source), bool(distances[number]), not lies_in(number, anchor, source)))
    return list(dict.fromkeys((*source.grounding.place_chains[head], *numbers)))


def is_spot(number: int, event: EventMention, anchor: int, source: Source) -> bool:
    """True for a square or quarter that no list has, told later of a deed in a town; the hospital where somebody died of it is none."""
    mention = source.reading.places[number]
    if mention.rule not in PARTS_OF_TOWN or event.is_late or source.grounding.places[number].place is not None:
        return False
    words = source.document.text[mention.span.start : mention.span.end + BEHIND_NAME].lower().split()
    return word_set("words.of-care").isdisjoint(words) and not are_apart(number, anchor, source)


def name_of(number: int, source: Source) -> str:
    """A place's name, with the class word that makes it a site's ("Pulse nightclub"); those of provinces, towns and their parts are left off (codebook, `places`)."""
    site = source.reading.places[number].site
    return source.quote(site).quote if site else source.grounding.places[number].name


def lies_in(number: int, other: int, source: Source) -> bool:
    """True if the words put a place in another."""
    if source.reading.places[number].site and not source.reading.places[other].site and are_namesakes(number, other, source):
        return True  # "Brussels airport" and "Brussels"
    refs, chain = source.grounding.places, source.grounding.place_chains[number]
    return normal_name(refs[other].name) in {normal_name(refs[holder].name) for holder in chain if holder != number}


def are_namesakes(number: int, other: int, source: Source) -> bool:
    """True if two places have one name but for a class word."""
    refs = source.grounding.places
    return normal_name(refs[number].name) == normal_name(refs[other].name)


def are_apart(one: int, other: int, source: Source) -> bool:
    """True if two places are known to lie in different countries."""
    first, second = source.grounding.places[one].country, source.grounding.places[other].country
    return first is not None and second is not None and first != second


def level(number: int, source: Source) -> float:
    """How wide a place is: 0 for a part of a town, 1 for a town, up to a country; waters and roads are wider than a town, as they are long."""
    ref, mention = source.grounding.places[number], source.reading.places[number]
    if is_whole(ref) or mention.is_demonym:
        return COUNTRY
    holder = source.grounding.places[mention.within] if mention.within is not None else None
    if mention.rule == "place.route" or any(letter.isdecimal() for letter in ref.name):
        return 0 if holder is not None and holder.precision in {1, PART} else UNSETTLED["place.route"]
    if mention.rule in PARTS_OF_TOWN:
        return 0
    is_at_holder = holder is not None and holder.place is not None and ref.place == holder.place  # no list has it
    if mention.rule in UNSETTLED and (ref.precision is None or is_at_holder):
        return UNSETTLED[mention.rule]
    is_inside = ref.precision == PART and ref.relation not in {"near", "between"} and not ref.distance_km
    return 0 if is_inside else 1 if is_at_holder else WIDTHS.get(ref.precision, 1)


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
