"""Mentions to values: days, coordinates, actors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.ground.actors import ground_actors
from onrecord.ground.days import ground_times
from onrecord.ground.places import ground_places, place_chains, report_country
from onrecord.model.reading import Grounding, Reading
from onrecord.model.values import Basis, TimeRef
from onrecord.vocab.actors import ActorList
from onrecord.vocab.gazetteer import Gazetteer

NO_DAY = date(2000, 6, 14)  # stands in where a report has no date at all: any keeps the order of what is told; far from the ends of a year


def stand_in_day(times: Iterable[TimeRef | None]) -> date:
    """The latest day that a report itself dates: it was published soon after."""
    return max((time.latest for time in times if time is not None and time.latest is not None), default=NO_DAY)


def has_dates(times: Iterable[TimeRef | None]) -> bool:
    """True if the report dates something itself: then "on Friday" cannot be set beside it."""
    return any(time is not None and time.granularity == "day" and time.basis is Basis.STATED for time in times)


def ground_reading(reading: Reading, *, published: date | None, actors: ActorList, gazetteer: Gazetteer) -> Grounding:
    """Values of a reading's times, places and actors."""
    refs = ground_places(reading.places, gazetteer)
    country = report_country(reading.places)
    times = ground_times(reading.times, published=published)
    day = published or stand_in_day(times)
    return Grounding(
        times=times,
        compared_times=times if published or has_dates(times) else ground_times(reading.times, published=day),
        day=day,
        places=refs,
        actors=ground_actors(reading.actors, actors=actors, report_country=country, published=published),
        place_chains=place_chains(reading.places, refs),
        country=country,
    )
