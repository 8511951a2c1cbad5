"""PLOVER's data fields, with offsets into the texts and its auxiliary modes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.export.countries import country_of
from onrecord.export.figures import Wish, number_of
from onrecord.export.incident import Incident, Json, Party
from onrecord.vocab.codes import quad_classes

AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "failed": "negation"}  # our realis to PLOVER's auxiliary modes
RESOLUTION = {1: 4, 2: 5, 3: 3, 4: 2, 5: 2, 6: 1}  # UCDP's precision to PLOVER's: 5 below a city, 4 city, 3 district, 2 province, 1 country
SIZES = {"dead": "killed", "injured": "injured", "arrested": "arrested"}


def refuse(incident: Incident) -> str | None:
    """Why an incident has no line."""
    if incident.is_coded:
        return "coded by people: no words of a text to give offsets of"
    return None if incident.type.get("plover") else "no PLOVER type"


def rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The line of an incident."""
    plover = str(incident.type["plover"])
    modes = [mode for mode in (incident.type.get("plover_mode"), AUXILIARY.get(incident.realis)) if mode]
    sizes = {name: number for name, harm in SIZES.items() if (number := number_of(incident, harm, wish)) is not None}
    yield {
        "id": incident.id,
        "date": incident.days.first,
        "enddate": incident.days.last,
        "actor": list(map(entity, incident.actors)),
        "recipient": list(map(entity, incident.targets)),
        "event": [plover],
        "mode": modes,
        "event_loc": location(incident.place) if incident.place else None,
        "event_text": list(incident.quotes()),
        "size": sizes,
        "quad_code": quad_classes()[plover],
        "text_info": [
            {"document": document["id"], **{key: mention[key] for key in ("start", "end", "quote")}}
            for document, record in incident.tellings
            for mention in record.get("mentions") or ()
        ],
        "cite_info": [citation(document) for document in incident.documents],
    }


def entity(party: Party) -> Mapping[str, object]:
    """A party as a PLOVER entity, with what is said of its part."""
    told = {"entity_text": party.name, "identifier_id": party.actor_id, "kind": party.kind}
    return {**told, "status": list(party.statuses), "by": list(party.by)} if party.statuses else told


def location(place: Json) -> Mapping[str, object]:
    """A place as a PLOVER location."""
    gazetteer = str(place.get("gazetteer") or "")
    return {
        "extracted_place": place["name"],
        "geonameid": gazetteer.removeprefix("geonames:") if gazetteer.startswith("geonames:") else None,
        "lat": place.get("latitude"),
        "lon": place.get("longitude"),
        "province": place.get("admin1"),
        "district": place.get("admin2"),
        "country_code": country_of(place.get("country")).iso3 or None,
        "resolution": RESOLUTION.get(int(place.get("precision") or 0)),
    }


def citation(document: Json) -> Mapping[str, object]:
    """A document as a PLOVER citation."""
    return {
        "document": document["id"],
        "title": document.get("title"),
        "publication": document.get("publisher"),
        "published": document.get("published"),
        "url": document.get("url"),
        "language": document.get("language"),
    }
