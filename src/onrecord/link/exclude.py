"""What can never be one incident: days, places or kinds that exclude each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.link.levels import data, read_table

APART_DAYS = 3  # days between two happenings beyond which they are two; reports that tell of one are often a day off, seldom more
APART_KM = 60.0  # kilometres between two towns or districts beyond which they are two places
WIDE_KM = 10.0  # kilometres between two towns of one report from which they are two places, as "in separate incidents" tells of them
EARLIEST, LATEST = -(10**6), 10**7
KM_PER_DEGREE = 111.2
EARTH_KM = 6371.0
VIOLENCE = "Attack"  # the kind that any force can be
CUSTODY = frozenset({"custody"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record is, as far as it fixes that: its points (towns and districts), the names of its places, and its country."""

    points: tuple[tuple[float, float], ...]
    sites: tuple[str, ...]
    country: str | None = None

    def meets(self, other: Spot) -> bool:
        """True unless all that is known of one is elsewhere than all that is known of the other."""
        if self == other or any(site in other.sites for site in self.sites):
            return True
        if not (self.points and other.points):
            return self.country is None or other.country is None or self.country == other.country
        return any(km(one, another) <= APART_KM for one in self.points for another in other.points)

    def shares(self, other: Spot) -> bool:
        """True if both have a point or a name."""
        return any(point in other.points for point in self.points) or any(site in other.sites for site in self.sites)


@dataclass(frozen=True, slots=True)
class Extent:
    """When, where and of what kind the records of a group are: the latest first day, the earliest last day, all spots, the families that all have."""

    first: int
    last: int
    spots: tuple[Spot, ...]
    families: frozenset[str] | None
    realis: str

    def differs(self, other: Extent) -> bool:
        """True of two that have each a day and a town or district, and no such place in common, where their days differ or their places are further apart than one is wide."""
        if self.first != self.last or other.first != other.last:
            return False
        fixed, others = ([spot for spot in extent.spots if spot.points] for extent in (self, other))
        if not (fixed and others) or any(one.shares(another) for one in fixed for another in others):
            return False
        between = (km(here, there) for one in fixed for another in others for here in one.points for there in another.points)
        return self.first != other.first or min(between) > WIDE_KM

    def join(self, other: Extent) -> Extent | None:
        """The extent of both groups together; None if any record of one excludes any record of the other."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        families = common(self.families, other.families)
        if self.realis != other.realis or first - last > APART_DAYS or (families is not None and not families):
            return None
        if not all(one.meets(another) for one in self.spots for another in other.spots):
            return None
        return Extent(first, last, tuple(dict.fromkeys(self.spots + other.spots)), families, self.realis)


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points that are not far from each other; more than any limit for those that are."""
    height = abs(one[0] - other[0]) * KM_PER_DEGREE
    return height if height > APART_KM else haversine(one, other)


def haversine(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres on the globe."""
    south, west, north, east = map(math.radians, (*one, *other))
    chord = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def extent_of(  # noqa: PLR0913  what a record is told by
    *,
    realis: str,
    kinds: tuple[str | None, str | None],
    days: tuple[int | None, int | None],
    points: tuple[tuple[float, float], ...],
    sites: tuple[str, ...],
    hurts: bool,
    country: str | None = None,
) -> Extent:
    """The extent of one record. A province or country fixes no place within the country; days that are not known exclude none."""
    first, last = days
    spots = (Spot(points, sites, country),) if points or country else ()
    return Extent(EARLIEST if first is None else first, LATEST if last is None else last, spots, families_of(*kinds, hurts=hurts), realis)


def families_of(sub: str | None, plover: str | None, *, hurts: bool) -> frozenset[str] | None:
    """The families of a kind, None where nothing is known of them; an arrest in whose telling people are killed or hurt tells of the deed, too."""
    found = families().get(sub or "") or families().get(plover or "")
    return found | families()[VIOLENCE] if found == CUSTODY and hurts else found


def common(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """What both have; one that is not known takes the other's."""
    if one is None or other is None:
        return other if one is None else one
    return one & other


@lru_cache(maxsize=1)
def families() -> Mapping[str, frozenset[str]]:
    """The families of each type."""
    return {row["type"]: frozenset(row["families"].split("|")) for row in read_table(data("families.csv"))}
