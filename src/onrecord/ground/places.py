"""Mentions of places -> entries of the gazetteer, settled by what the report says of where they lie."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.mentions import PlaceMention
from onrecord.model.values import Place, PlaceRef
from onrecord.vocab.gazetteer import Gazetteer, Match
from onrecord.vocab.place_keys import name_key

EARTH_KM = 6371.0
CLOSE_KM = 150.0  # within which another place of the report speaks for a candidate
WORLD_CITY = 1_000_000
PRECISIONS: Mapping[str, int] = {
    "ADM1": 4,
    "ADM2": 3,
    "PCLI": 6,
    "admin1": 4,
    "admin2": 3,
    "region": 5,
    "continent": 5,
    "water": 7,
    "country": 6,
    "neighbourhood": 2,
}
LEVELS: Mapping[str, frozenset[str]] = {  # kinds of entry that agree with a class word
    "place.admin1": frozenset({"ADM1", "admin1", "region"}),
    "place.admin2": frozenset({"ADM2", "admin2"}),
    "place.settlement": frozenset({"PPL", "PPLC", "city", "town", "village"}),
    "place.water": frozenset({"water"}),
    "place.site": frozenset({"site", "camp", "base"}),
}
PART_OF_CITY = frozenset({"place.neighbourhood", "place.admin2", "place.site"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the report says of where things are: how often it names each country, and the places already settled."""

    countries: Mapping[str, float]
    main: str | None
    settled: tuple[Place, ...] = ()


def ground_places(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """A value for each mention, in their order; what the words leave open has no place."""
    candidates = [find_matches(mention, gazetteer) for mention in mentions]
    weights = country_weights(mentions, candidates)
    around = Surroundings(countries=weights, main=heaviest(weights))
    chosen: dict[int, Place] = {}
    for _ in range(2):  # the second round knows what the first one settled
        chosen = choose_all(mentions, candidates, around)
        around = Surroundings(countries=weights, main=around.main, settled=tuple(dict.fromkeys(chosen.values())))
    chosen |= spelled_alike(mentions, chosen, around, gazetteer)
    return to_refs(mentions, chosen, gazetteer)


def find_matches(mention: PlaceMention, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """What the gazetteer has under a mention's name."""
    if mention.country:
        country = gazetteer.country(mention.country)
        return (Match(country, 0),) if country else ()
    return gazetteer.find(mention.name)


def country_weights(mentions: Sequence[PlaceMention], candidates: Sequence[tuple[Match, ...]]) -> dict[str, float]:
    """How much the report speaks of each country: names and demonyms, and names that lie in one country alone."""
    weights: Counter[str] = Counter()
    for mention, matches in zip(mentions, candidates, strict=True):
        if mention.country:
            weights[mention.country] += 1.0 if not mention.is_demonym else 0.7
            continue
        shares = prior_shares(matches)
        for code, share in shares.items():
            weights[code] += 0.8 * share
    return dict(weights)


def prior_shares(matches: Sequence[Match]) -> dict[str, float]:
    """How likely a name alone is to lie in each country."""
    masses: Counter[str] = Counter()
    for match in matches:
        if match.place.country:
            masses[match.place.country] += mass(match)
    total = sum(masses.values())
    return {code: (value / total) ** 2 for code, value in masses.items()} if total else {}


def mass(match: Match) -> float:
    """The weight of an entry among its namesakes."""
    people = max(match.place.population, 500) if match.place.id.startswith("geonames:") else 2_000_000
    return float(people) * (1.0, 0.3, 0.15, 0.05)[match.rank]


def heaviest(weights: Mapping[str, float]) -> str | None:
    """The country that weighs most; the first in the alphabet of several."""
    return min(weights, key=lambda code: (-weights[code], code)) if weights else None


def report_country(mentions: Sequence[PlaceMention], refs: Sequence[PlaceRef] = ()) -> str | None:
    """The ISO code of the country that the report is about, None if none stands out."""
    weights: Counter[str] = Counter()
    for number, mention in enumerate(mentions):
        country = mention.country or (refs[number].country if number < len(refs) else None)
        if country:
            weights[country] += (1.0 if mention.is_demonym else 1.2) * (2.0 if number < 3 else 1.0)
    main = heaviest(weights)
    rest = sum(weights.values()) - weights.get(main or "", 0.0)
    return main if main and weights[main] > 0.25 * rest else None


def choose_all(mentions: Sequence[PlaceMention], candidates: Sequence[tuple[Match, ...]], around: Surroundings) -> dict[int, Place]:
    """The entry of each mention that can be settled; containers before what they hold, one name alike throughout."""
    chosen: dict[int, Place] = {}
    by_name: dict[str, Place] = {}
    order = sorted(range(len(mentions)), key=lambda number: (depth(mentions, number), mentions[number].within is None, number))
    for number in order:
        mention = mentions[number]
        key = name_key(mention.name) + (mention.rule if mention.rule in LEVELS else "")
        place = by_name.get(key) if mention.within is None else None
        if place is None:
            container = chosen.get(mention.within) if mention.within is not None else None
            place = choose(mention, candidates[number], container, around)
        if place is not None:
            chosen[number] = place
            by_name.setdefault(key, place)
            by_name.setdefault(name_key(mention.name), place)
    return chosen


def depth(mentions: Sequence[PlaceMention], number: int) -> int:
    """How many containers the words put around a mention."""
    steps, outer = 0, mentions[number].within
    while outer is not None and steps < len(mentions):
        steps, outer = steps + 1, mentions[outer].within
    return steps


def choose(mention: PlaceMention, matches: Sequence[Match], container: Place | None, around: Surroundings) -> Place | None:
    """The best candidate, if it agrees with something the report says and no other is as good."""
    if mention.country:
        return matches[0].place if matches else None
    if container is not None:
        inside = [match for match in matches if lies_in(match.place, container)]
        if not inside and mention.rule in PART_OF_CITY | {"place.words", "place.name"} and container.kind in LEVELS["place.settlement"]:
            return None
        matches = inside or ([] if container.kind == "PCLI" and matches and min(match.rank for match in matches) > 0 else matches)
    scored = sorted(((score(mention, match, around), match.place) for match in matches), key=lambda pair: (-pair[0], pair[1].id))
    if not scored or scored[0][0] < 0:
        return None
    return scored[0][1]


def score(mention: PlaceMention, match: Match, around: Surroundings) -> float:
    """How well a candidate agrees with the report; below 0 nothing but its people speaks for it."""
    place = match.place
    total = sum(around.countries.values()) or 1.0
    share = around.countries.get(place.country or "", 0.0) / total
    points = 3.0 * share + (1.0 if place.country is not None and place.country == around.main else 0.0)
    points += nearness(place, around.settled) - 0.6 * match.rank
    points += level_points(mention, place) + math.log10(max(mass(match), 1000.0)) / 2
    return points - 2.0


def nearness(place: Place, settled: Sequence[Place]) -> float:
    """Points for other settled places of the report in the same subdivision or close by."""
    points = 0.0
    for other in settled[:40]:
        if other.id == place.id or other.kind == "PCLI":
            continue
        if place.admin1 and other.admin1 == place.admin1 and other.country == place.country:
            points += 0.8
        elif kilometres(place, other) < CLOSE_KM:
            points += 0.5
    return min(points, 2.4)


def level_points(mention: PlaceMention, place: Place) -> float:
    """Points for the kind of entry that the words ask for; a bare name is a town's rather than its province's."""
    wanted = LEVELS.get(mention.rule)
    if wanted:
        return 1.5 if place.kind in wanted else -0.5
    if mention.name.endswith(("County", "District", "Township", "Parish")):
        return 1.5 if place.kind == "ADM2" else -0.5
    return -0.4 if place.kind == "ADM2" else 0.0


def lies_in(place: Place, container: Place) -> bool:
    """True if the gazetteer or the distance lets the one lie in the other."""
    if place.id == container.id:
        return False
    if container.country is None:
        return True
    if container.country != place.country:
        return False
    if container.kind in {"ADM1", "admin1"}:
        return place.admin1 == container.name or (place.admin1 is None and kilometres(place, container) < 2 * CLOSE_KM)
    if container.kind == "PCLI":
        return True
    return kilometres(place, container) < CLOSE_KM


def kilometres(one: Place, other: Place) -> float:
    """The distance between two places."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def spelled_alike(
    mentions: Sequence[PlaceMention],
    chosen: Mapping[int, Place],
    around: Surroundings,
    gazetteer: Gazetteer,
) -> dict[int, Place]:
    """Entries of the report's country with the same consonants, for names that the gazetteer does not know."""
    found: dict[int, Place] = {}
    for number, mention in enumerate(mentions):
        if number in chosen or around.main is None or holder(mentions, number, chosen) is not None or mention.country:
            continue
        if gazetteer.find(mention.name):
            continue
        matches = gazetteer.find_spelled_alike(mention.name, country=around.main)
        if len({match.place.name for match in matches}) == 1:
            found[number] = matches[0].place
    return found


def holder(mentions: Sequence[PlaceMention], number: int, chosen: Mapping[int, Place]) -> Place | None:
    """The settled town or narrower place that the words put around a mention, here or where its name stands elsewhere."""
    key = name_key(mentions[number].name)
    for mention in (mentions[number], *(other for other in mentions if name_key(other.name) == key)):
        place = chosen.get(mention.within) if mention.within is not None else None
        if place is not None and place.kind != "PCLI":
            return place
    return None


def to_refs(mentions: Sequence[PlaceMention], chosen: Mapping[int, Place], gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """Values; a place that only its container settles stands at the container's point, less precisely."""
    return tuple(to_ref(number, mentions, chosen, gazetteer) for number in range(len(mentions)))


def to_ref(number: int, mentions: Sequence[PlaceMention], chosen: Mapping[int, Place], gazetteer: Gazetteer) -> PlaceRef:
    """The value of one mention."""
    mention, place = mentions[number], chosen.get(number)
    precision = None if place is None else PRECISIONS.get(place.kind, 1)
    if place is None:
        place = holder(mentions, number, chosen)
        precision = None if place is None else max(2, PRECISIONS.get(place.kind, 2))
    if precision == 1 and (mention.relation in {"near", "between"} or mention.distance_km):
        precision = 2
    country = mention.country or (place.country if place else container_country(mentions, number))
    return PlaceRef(
        name=mention.name,
        place=place,
        country=country,
        precision=precision,
        relation=mention.relation,
        distance_km=mention.distance_km,
    )


def container_country(mentions: Sequence[PlaceMention], number: int) -> str | None:
    """The country that the words put a mention in."""
    seen: set[int] = set()
    outer = mentions[number].within
    while outer is not None and outer not in seen:
        if mentions[outer].country:
            return mentions[outer].country
        seen.add(outer)
        outer = mentions[outer].within
    return None


def place_chain(index: int, mentions: Sequence[PlaceMention], refs: Sequence[PlaceRef]) -> tuple[int, ...]:
    """A place and what holds it, most specific first; its country last, by the mention that names or implies it."""
    chain = [index]
    outer = container(index, mentions)
    while outer is not None and outer not in chain:
        chain.append(outer)
        outer = container(outer, mentions)
    country = refs[index].country
    chain = [number for number in chain if not mentions[number].is_demonym or number == index]
    if country and not any(refs[number].precision == 6 and not mentions[number].is_demonym for number in chain):
        implied = implying(country, mentions)
        if implied is not None and implied not in chain:
            chain.append(implied)
    return tuple(chain)


def container(index: int, mentions: Sequence[PlaceMention]) -> int | None:
    """The mention that the words put around another, here or where its name stands elsewhere."""
    if mentions[index].within is not None:
        return mentions[index].within
    key = name_key(mentions[index].name)
    return next((other.within for other in mentions if other.within is not None and name_key(other.name) == key), None)


def implying(country: str, mentions: Sequence[PlaceMention]) -> int | None:
    """The first mention that names a country, else the first that implies it."""
    of_country = [number for number, mention in enumerate(mentions) if mention.country == country]
    return next((number for number in of_country if not mentions[number].is_demonym), of_country[0] if of_country else None)
