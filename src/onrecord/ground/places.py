"""Mentions of places -> entries of the gazetteer, settled by what the report says of where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.ground.place_scores import (
    CLOSE_KM,
    LEVELS,
    PART_OF_TOWN,
    TOWNS,
    Surroundings,
    country_shares,
    heaviest,
    is_unmistakable,
    kilometres,
    level_points,
    region_shares,
    score,
)
from onrecord.model.mentions import PlaceMention
from onrecord.model.values import Place, PlaceRef
from onrecord.vocab.gazetteer import Gazetteer, Match
from onrecord.vocab.place_keys import name_key

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
}  # UCDP's where_prec by kind of entry; 1 for the rest
PROVINCE = 4  # "Belgorod region" may stand at its town's point, but is no town
DEEPEST = 12  # places that one lies in, one in the other, by the words


def ground_places(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[PlaceRef, ...]:
    """A value for each mention, in their order; what the words leave open has no place."""
    matches = [find_matches(mention, gazetteer) for mention in mentions]
    shares = country_shares(mentions, matches)
    regions = region_shares(mentions, matches)
    around = Surroundings(shares=shares, regions=regions)
    chosen = choose_all(mentions, matches, around, only_sure=True)
    for number in range(2):  # the first round knows what is sure, the second what the first one settled
        settled = tuple(dict.fromkeys(chosen.values()))
        if number and settled == around.settled:
            break
        around = replace(around, settled=settled)
        chosen = choose_all(mentions, matches, around, only_sure=False)
    chosen |= spelled_alike(mentions, chosen, around, gazetteer)
    return tuple(to_ref(number, mentions, chosen) for number in range(len(mentions)))


def find_matches(mention: PlaceMention, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """What the gazetteer has under a mention's name; a country's name may be a state's or a town's too ("Georgia")."""
    if mention.country is None:
        return gazetteer.find(mention.name)
    country = gazetteer.country(mention.country)
    own = (Match(country, 0),) if country else ()
    if mention.is_demonym:
        return own
    return (*own, *(match for match in gazetteer.find(mention.name) if match.rank == 0 and match.place.country != mention.country))


def report_country(mentions: Sequence[PlaceMention], refs: Sequence[PlaceRef] = ()) -> str | None:
    """The ISO code of the country that the report is about, None if none stands out."""
    weights: defaultdict[str, float] = defaultdict(float)
    for number, mention in enumerate(mentions):
        country = mention.country or (refs[number].country if number < len(refs) else None)
        if country:
            weights[country] += (1.0 if mention.is_demonym else 1.2) * (2.0 if number < 3 else 1.0)
    main = heaviest(weights)
    rest = sum(weights.values()) - weights.get(main or "", 0.0)
    return main if main and weights[main] > 0.25 * rest else None


def choose_all(
    mentions: Sequence[PlaceMention],
    matches: Sequence[tuple[Match, ...]],
    around: Surroundings,
    *,
    only_sure: bool,
) -> dict[int, Place]:
    """The entry of each mention that can be settled; containers before what they hold, one name alike throughout."""
    chosen: dict[int, Place] = {}
    by_name: dict[str, Place] = {}
    order = sorted(range(len(mentions)), key=lambda number: (depth(mentions, number), mentions[number].within is None, number))
    for number in order:
        mention = mentions[number]
        key = f"{name_key(mention.name)} {mention.rule}"
        place = None if mention.within is not None else by_name.get(key) or by_name.get(name_key(mention.name))
        if place is None:
            place = choose(mention, inside(mention, matches[number], chosen), around, only_sure=only_sure)
        if place is not None:
            chosen[number] = place
            by_name.setdefault(key, place)
            by_name.setdefault(name_key(mention.name), place)
    return chosen


def depth(mentions: Sequence[PlaceMention], number: int) -> int:
    """How many containers the words put around a mention."""
    steps, outer = 0, mentions[number].within
    while outer is not None and steps < DEEPEST:
        steps, outer = steps + 1, mentions[outer].within
    return steps


def inside(mention: PlaceMention, matches: Sequence[Match], chosen: Mapping[int, Place]) -> tuple[Match, ...]:
    """The entries that lie where the words put them; all, if none does and the words may be loose."""
    container = chosen.get(mention.within) if mention.within is not None else None
    if container is None:
        return tuple(matches)
    found = tuple(match for match in matches if lies_in(match.place, container))
    is_quarter = container.kind in TOWNS and mention.rule in PART_OF_TOWN
    is_foreign = all(match.place.country != container.country and (match.rank > 0 or container.kind != "PCLI") for match in matches)
    return found if found or is_quarter or is_foreign else tuple(matches)


def choose(mention: PlaceMention, matches: Sequence[Match], around: Surroundings, *, only_sure: bool) -> Place | None:
    """The best entry, if something besides its people speaks for it."""
    if not matches:
        return None
    if mention.is_demonym and mention.country:
        return matches[0].place
    if only_sure:
        if mention.within is None and is_unmistakable(mention, matches, around):
            return max(matches, key=lambda match: (match.rank == matches[0].rank, level_points(mention, match.place, matches))).place
        return best_of(mention, matches, around, 1.0)
    return best_of(mention, matches, around, 0.0)


def best_of(mention: PlaceMention, matches: Sequence[Match], around: Surroundings, least: float) -> Place | None:
    """The entry with the most points, None if it has too few."""
    if least and (mention.within is None or len({match.place.admin1 for match in matches}) > 1):
        return None
    if mention.rule not in LEVELS:  # what a bare name was settled as before says nothing of what lies close by
        own = {match.place.id for match in matches}
        around = replace(around, settled=tuple(place for place in around.settled if place.id not in own))
    scored = sorted(((score(mention, match, matches, around), match.place) for match in matches), key=lambda pair: (-pair[0], pair[1].id))
    return scored[0][1] if scored[0][0] >= least else None


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
    return container.kind == "PCLI" or kilometres(place, container) < CLOSE_KM


def spelled_alike(
    mentions: Sequence[PlaceMention],
    chosen: Mapping[int, Place],
    around: Surroundings,
    gazetteer: Gazetteer,
) -> dict[int, Place]:
    """Entries of the report's country with the same consonants, for names that the gazetteer does not know."""
    found: dict[int, Place] = {}
    main = heaviest(around.countries())
    for number, mention in enumerate(mentions):
        if number in chosen or main is None or holder(mentions, number, chosen) is not None or mention.country:
            continue
        if gazetteer.find(mention.name):
            continue
        matches = gazetteer.find_spelled_alike(mention.name, country=main)
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


def to_ref(number: int, mentions: Sequence[PlaceMention], chosen: Mapping[int, Place]) -> PlaceRef:
    """The value of one mention."""
    mention, place = mentions[number], chosen.get(number)
    precision = None if place is None else PRECISIONS.get(place.kind, 1)
    if place is None:
        place = holder(mentions, number, chosen)
        precision = None if place is None else max(2, PRECISIONS.get(place.kind, 2))
    if place is not None and place.kind in TOWNS and mention.rule == "place.admin1":
        precision = PROVINCE
    if precision == 1 and (mention.rule == "place.neighbourhood" or mention.relation in {"near", "between"} or mention.distance_km):
        precision = 2
    country = place.country if place else mention.country or container_country(mentions, number)
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


def place_chains(mentions: Sequence[PlaceMention], refs: Sequence[PlaceRef]) -> tuple[tuple[int, ...], ...]:
    """The chain of each mention."""
    holders: dict[str, int] = {}
    for mention in mentions:
        if mention.within is not None:
            holders.setdefault(name_key(mention.name), mention.within)
    countries = {mention.country for mention in mentions} | {ref.country for ref in refs}
    implied = {country: implying(country, mentions) for country in countries if country}
    return tuple(place_chain(number, mentions, refs, holders=holders, implied=implied) for number in range(len(refs)))


def place_chain(
    index: int,
    mentions: Sequence[PlaceMention],
    refs: Sequence[PlaceRef],
    *,
    holders: Mapping[str, int],
    implied: Mapping[str, int | None],
) -> tuple[int, ...]:
    """A place and what holds it, most specific first; its country last, by the mention that names or implies it."""
    part = named_part(index, mentions)
    chain = [index] if part is None else [part, index]
    outer = container(index, mentions, holders)
    while outer is not None and outer not in chain and len(chain) < DEEPEST:
        chain.append(outer)
        outer = container(outer, mentions, holders)
    country = refs[index].country
    chain = [number for number in chain if not mentions[number].is_demonym or number == index]
    if country and not any(refs[number].precision == 6 and not mentions[number].is_demonym for number in chain):
        first = implied.get(country)
        if first is not None and first not in chain:
            chain.append(first)
    return tuple(chain)


def named_part(index: int, mentions: Sequence[PlaceMention]) -> int | None:
    """Of "a district of Homs" the district, where the report names one part of that place and no other."""
    if not mentions[index].is_part:
        return None
    key = name_key(mentions[index].name)
    parts = [number for number, other in enumerate(mentions) if other.within is not None and name_key(mentions[other.within].name) == key]
    return parts[0] if len({name_key(mentions[number].name) for number in parts}) == 1 else None


def container(index: int, mentions: Sequence[PlaceMention], holders: Mapping[str, int]) -> int | None:
    """The mention that the words put around another, here or, by `holders`, where its name stands elsewhere."""
    if mentions[index].within is not None:
        return mentions[index].within
    return holders.get(name_key(mentions[index].name))


def implying(country: str, mentions: Sequence[PlaceMention]) -> int | None:
    """The first mention that names a country, else the first that implies it."""
    of_country = [number for number, mention in enumerate(mentions) if mention.country == country]
    return next((number for number in of_country if not mentions[number].is_demonym), of_country[0] if of_country else None)
