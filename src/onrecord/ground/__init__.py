"""Mentions to values: days, coordinates, actors."""

from __future__ import annotations

from datetime import date

from onrecord.ground.actors import ground_actors
from onrecord.ground.days import ground_times
from onrecord.ground.places import ground_places, place_chain, report_country
from onrecord.model.reading import Grounding, Reading
from onrecord.vocab.actors import ActorList
from onrecord.vocab.gazetteer import Gazetteer


def ground_reading(reading: Reading, *, published: date | None, actors: ActorList, gazetteer: Gazetteer) -> Grounding:
    """Values of a reading's times, places and actors."""
    refs = ground_places(reading.places, gazetteer)
    country = report_country(reading.places)
    return Grounding(
        times=ground_times(reading.times, published=published),
        places=refs,
        actors=ground_actors(reading.actors, actors=actors, report_country=country, published=published),
        place_chains=tuple(place_chain(number, reading.places, refs) for number in range(len(refs))),
        country=country,
    )
