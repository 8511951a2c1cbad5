"""How well an entry of the gazetteer agrees with a report.

Points were set by hand on the development part of the place sets; the order that matters: what the words say, then the country, then
what lies close by, then how many people live there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.model.mentions import PlaceMention
from onrecord.model.values import Place
from onrecord.vocab.gazetteer import Match, country_of_capital
from onrecord.vocab.place_keys import name_key

EARTH_KM = 6371.0
CLOSE_KM = 150.0  # within which another place of the report speaks for an entry
FEWEST_PEOPLE = 500
LISTED_PEOPLE = 2_000_000  # what a region of the project's list weighs among its namesakes
RANKS = (1.0, 0.3, 0.15, 0.05)  # of an entry's own name, another, a shortened one, one spelled alike
DOMINANT = 0.9
GREAT = 500_000
SHORTENED = 2  # rank of a shortened name
REGION, MOST_REGION = 1.0, 2.0  # points for another name that only this subdivision has, and the most that such names give
CHANCES = 1, 8  # provinces and districts of a name up to which another name in the same one is hardly chance
MOST_NAMES = 60  # names that speak for a subdivision: a very long report does not become slow
Region = tuple[str | None, ...]
K = TypeVar("K", str, Region)
MOST_SETTLED = 40  # places that one entry is compared with: a very long report does not become slow
TOWNS = frozenset({"PPL", "PPLC", "city", "town", "village"})
LEVELS: Mapping[str, frozenset[str]] = {  # kinds of entry that agree with a class word
    "place.admin1": frozenset({"ADM1", "admin1", "region"}),
    "place.admin2": frozenset({"ADM2", "admin2"}),
    "place.settlement": TOWNS,
    "place.water": frozenset({"water"}),
    "place.site": frozenset({"site", "camp", "base"}),
}
PART_OF_TOWN = frozenset({"place.neighbourhood", "place.admin2", "place.site", "place.venue", "place.words", "place.name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the report says of where things are: what each name adds to each country, and the places already settled."""

    shares: Mapping[str, Mapping[str, float]]
    regions: Mapping[str, Mapping[Region, float]] = field(default_factory=dict)
    settled: tuple[Place, ...] = ()

    told: dict[str | None, tuple[Mapping[str, float], Mapping[Region, float]]] = field(
        default_factory=dict, compare=False
    )  # by name left out

    def region(self, place: Place, *, without: str) -> float:
        """How many other names of the report can lie in the subdivisions of an entry; a name that can lie in few says more."""
        weights = self._without(without)[1]
        return sum(weights.get(key, 0.0) for key in subdivisions_of(place) if key)

    def countries(self, *, without: str | None = None) -> Mapping[str, float]:
        """How much the report speaks of each country, one name left out."""
        return self._without(without)[0]

    def _without(self, name: str | None) -> tuple[Mapping[str, float], Mapping[Region, float]]:
        """Sums over all names but one, made once for all entries of that name."""
        if name not in self.told:
            self.told[name] = add_up(self.shares, without=name), add_up(self.regions, without=name)
        return self.told[name]


def add_up(weights: Mapping[str, Mapping[K, float]], *, without: str | None) -> dict[K, float]:
    """What all names but one give to each country or subdivision."""
    total: defaultdict[K, float] = defaultdict(float)
    for name, own in weights.items():
        if name != without:
            for key, weight in own.items():
                total[key] += weight
    return dict(total)


def country_shares(mentions: Sequence[PlaceMention], matches: Sequence[tuple[Match, ...]]) -> dict[str, dict[str, float]]:
    """What each name of the report adds to each country: names of countries, words for their people, names that lie there."""
    shares: dict[str, defaultdict[str, float]] = {}
    for mention, found in zip(mentions, matches, strict=True):
        weights = shares.setdefault(name_key(mention.name), defaultdict(float))
        if mention.country:
            weights[mention.country] += 0.7 if mention.is_demonym else 1.0
        else:
            for code, share in prior_shares(found).items():
                weights[code] += 0.8 * share**2
    return {name: dict(weights) for name, weights in shares.items()}


def region_shares(mentions: Sequence[PlaceMention], matches: Sequence[tuple[Match, ...]]) -> dict[str, dict[Region, float]]:
    """The provinces and districts that each name of the report can lie in, alike: "Paris" and "Henry County" are both in Tennessee's."""
    shares: dict[str, dict[Region, float]] = {}
    for mention, found in zip(mentions, matches, strict=True):
        meant = [match for match in found if match.place.kind == "ADM1" and match.rank == 0] or found  # "California" is the state
        levels = [{*level} for level in zip(*(subdivisions_of(match.place) for match in meant if match.rank < SHORTENED), strict=True)]
        if levels and not mention.is_demonym and len(shares) < MOST_NAMES:
            shares[name_key(mention.name)] = {
                key: min(1.0, chance / len(level - {None})) for level, chance in zip(levels, CHANCES, strict=True) for key in level if key
            }
    return shares


def subdivisions_of(place: Place) -> tuple[Region | None, Region | None]:
    """The province and the district that an entry lies in or is."""
    province = (place.country, place.admin1) if place.admin1 else None
    return province, (*province, place.admin2) if province and place.admin2 else None


def prior_shares(matches: Sequence[Match]) -> dict[str, float]:
    """How likely a name alone is to lie in each country."""
    masses: defaultdict[str, float] = defaultdict(float)
    for match in matches:
        if match.place.country:
            masses[match.place.country] += mass(match)
    total = sum(masses.values())
    return {code: value / total for code, value in masses.items()} if total else {}


def mass(match: Match) -> float:
    """The weight of an entry among its namesakes."""
    people = max(match.place.population, FEWEST_PEOPLE) if match.place.id.startswith("geonames:") else LISTED_PEOPLE
    return people * RANKS[match.rank]


def heaviest(weights: Mapping[str, float]) -> str | None:
    """The country that weighs most; the first in the alphabet of several."""
    return min(weights, key=lambda code: (-weights[code], code)) if weights else None


def is_unmistakable(mention: PlaceMention, matches: Sequence[Match], around: Surroundings) -> bool:
    """True if a name has one entry, or is so much the first one's that nobody would say more; not in a country that nothing else speaks of."""
    own = [match for match in matches if match.rank < 2] or list(matches)
    total = sum(map(mass, own))
    first = matches[0]
    countries = around.countries(without=name_key(mention.name))
    if countries and first.place.country and first.place.population < GREAT and not countries.get(first.place.country):
        return False
    same = [match for match in own if kilometres(match.place, first.place) < CLOSE_KM / 3 and match.place.country == first.place.country]
    return (
        mention.rule not in LEVELS and sum(map(mass, same)) >= DOMINANT * total and (len(own) == len(same) or first.place.population == 0)
    )


def score(mention: PlaceMention, match: Match, matches: Sequence[Match], around: Surroundings) -> float:
    """Points of an entry; below 0 if nothing but its people speaks for it."""
    place = match.place
    countries = around.countries(without=name_key(mention.name))
    total = sum(countries.values())
    share = countries.get(place.country or "", 0.0) / total if total else 0.0
    near = nearness(place, around.settled)
    if not any(other.place.kind == "ADM1" and other.rank == 0 for other in matches):
        near += min(MOST_REGION, REGION * around.region(place, without=name_key(mention.name)))
    signal = 3.0 * share + (1.0 if place.country and place.country == heaviest(countries) else 0.0) + near
    signal += level_points(mention, place, matches)
    if mention.country and place.kind != "PCLI":
        signal -= 2.0  # "Lebanon" is the country unless much speaks for Ohio
    if place.country is None and not place.id.startswith("geonames:"):
        signal += 2.0
    if place.kind == "PCLI":
        signal += 1.0
    elif (
        signal <= 0.2
        and mention.within is None
        and not (is_dominant(match, matches) and (share or not total or is_capital(mention, place)))
    ):
        return -1.0
    return signal + math.log10(max(mass(match), 1000.0)) / 2 - 1.2 * match.rank


def is_capital(mention: PlaceMention, place: Place) -> bool:
    """True for the capital of the entry's country, or what is named for it."""
    return place.country is not None and country_of_capital(mention.name) == place.country


def is_dominant(match: Match, matches: Sequence[Match]) -> bool:
    """True for a great city or region whose namesakes nobody means without saying more, and for the only entry of a name."""
    total = sum(map(mass, matches))
    near = [other for other in matches if other.place.country == match.place.country and kilometres(other.place, match.place) < CLOSE_KM]
    return len(near) == len(matches) or (match.place.population >= GREAT and sum(map(mass, near)) >= DOMINANT * total)


def nearness(place: Place, settled: Sequence[Place]) -> float:
    """Points for other settled places of the report in the same subdivision or close by."""
    points = 0.0
    for other in settled[:MOST_SETTLED]:
        if other.id == place.id or other.kind == "PCLI":
            continue
        if place.admin1 and other.admin1 == place.admin1 and other.country == place.country:
            points += 0.8
        elif kilometres(place, other) < CLOSE_KM:
            points += 0.5
    return min(points, 3.2)


def level_points(mention: PlaceMention, place: Place, matches: Sequence[Match]) -> float:
    """Points for the kind of entry that the words ask for; a bare name is a town's rather than its district's or its province's."""
    wanted = LEVELS.get(mention.rule)
    if wanted:
        return 1.5 if place.kind in wanted else -0.5
    if mention.name.endswith(("County", "District", "Township", "Parish")):
        return 1.5 if place.kind == "ADM2" else -0.5
    if (place.kind == "ADM1" and not has_town(place, matches)) or (
        place.kind in TOWNS and name_key(mention.name) in {name_key(place.admin1 or ""), name_key(place.admin2 or "")}
    ):
        return 0.4
    return -0.4 if place.kind in {"ADM1", "ADM2"} else 0.0


def has_town(province: Place, matches: Sequence[Match]) -> bool:
    """True if a town in a province goes by the same name: "Herat, Afghanistan" is the town."""
    return any(
        match.rank < SHORTENED and match.place.kind in TOWNS and subdivisions_of(match.place)[0] == subdivisions_of(province)[0]
        for match in matches
    )


def kilometres(one: Place, other: Place) -> float:
    """The distance between two places."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
