"""Incidents for Atlos: its CSV import, and for each incident the source material with our claims as metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.export.figures import Wish, number_of
from onrecord.export.incident import Incident
from onrecord.export.notes import write_notes
from onrecord.export.sides import CIVILIANS, ORGANISED, people
from onrecord.export.tables import read_table


def rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The row of an incident."""
    latitude, longitude = incident.point or (None, None)
    yield {
        "status": "To Do",
        "description": write_notes(incident, wish, number_of(incident, "killed", wish)),
        "sensitive": "Graphic Violence" if incident.figure("killed") or incident.figure("injured") else "Not Sensitive",
        "type": types_of(incident),
        "impact": ", ".join(impacts(incident)),
        "date": incident.days.first if incident.days.span == 0 else None,
        "general_location": "; ".join(str(place["name"]) for place in incident.places),
        "latitude": latitude,
        "longitude": longitude,
        "more_info": f"onrecord {incident.id}",
        "urls": "|".join(dict.fromkeys(str(document["url"]) for document in incident.documents if document.get("url"))),
    }


def types_of(incident: Incident) -> str:
    """Atlos's type of the ACLED sub-event type; Other where it has none."""
    known = {row["sub_event_type"]: row["atlos_type"] for row in read_table("atlos_types")}
    return known.get(str(incident.type.get("acled_sub_event")), "Other")


def impacts(incident: Incident) -> Iterator[str]:
    """Death and injury as Atlos tags them: by who they are that it was done to, without numbers."""
    kinds = {party.kind for party in people(incident.targets)}
    for harm, tag in (("killed", "Death"), ("injured", "Injury")):
        figure = incident.figure(harm)
        if figure and figure.high != 0:
            yield from (f"{tag}/{who}" for who, found in (("Civilian", CIVILIANS in kinds), ("Combatant", kinds & ORGANISED)) if found)
