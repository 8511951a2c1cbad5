"""One row an incident, with all that has room in a table: for CSV, Parquet and GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.export.figures import Wish, bounds_of, number_of
from onrecord.export.incident import Incident
from onrecord.export.sides import party_words

RADIUS_KM = {1: 5, 2: 25, 3: 50, 4: 150, 5: 300, 6: 500, 7: 500}  # of UCDP's precisions, for drawing: 25 is UCDP's own, the others are ours


def rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The row of an incident."""
    place, placed = incident.place or {}, incident.placed or {}
    killed, injured = bounds_of(incident, "killed"), bounds_of(incident, "injured")
    latitude, longitude = incident.point or (None, None)
    documents = incident.documents
    yield {
        "id": incident.id,
        "type": incident.type.get("plover"),
        "mode": incident.type.get("plover_mode"),
        "acled_event": incident.type.get("acled_event"),
        "acled_sub_event": incident.type.get("acled_sub_event"),
        "realis": incident.realis,
        "earliest": incident.days.first,
        "latest": incident.days.last,
        "day_words": incident.day_words,
        "place": place.get("name"),
        "places": "; ".join(str(each["name"]) for each in incident.places),
        "country": incident.country,
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "latitude": latitude,
        "longitude": longitude,
        "precision": placed.get("precision"),
        "actors": "; ".join(map(party_words, incident.actors)),
        "targets": "; ".join(party.name for party in incident.targets),
        "means": "; ".join(dict.fromkeys(str(each["name"]) for _, record in incident.tellings for each in record.get("means") or ())),
        "killed_low": killed[0],
        "killed_high": killed[1],
        "killed": number_of(incident, "killed", wish),
        "injured_low": injured[0],
        "injured_high": injured[1],
        "injured": number_of(incident, "injured", wish),
        "sources": "; ".join(incident.listed("sources")),
        "denied_by": "; ".join(incident.listed("denied_by")),
        "documents": len(documents),
        "publishers": "; ".join(dict.fromkeys(str(each["publisher"]) for each in documents if each.get("publisher"))),
        "urls": " ".join(dict.fromkeys(str(each["url"]) for each in documents if each.get("url"))),
        "quote": next(iter(incident.quotes()), None),
        "coded_by": incident.coder or None,
        "radius_km": RADIUS_KM.get(int(placed.get("precision") or 0)),
    }


def feature(row: Mapping[str, object]) -> Mapping[str, object]:
    """A row as a GeoJSON feature (RFC 7946)."""
    point = [row["longitude"], row["latitude"]]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": dict(row)}
