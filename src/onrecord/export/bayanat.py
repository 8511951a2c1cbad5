"""Payloads for Bayanat: a bulletin for each document (coded from itself alone), and an incident that ties them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from onrecord.export.figures import Wish, number_of
from onrecord.export.incident import Incident, Json
from onrecord.export.notes import write_notes

READ, CODED = (
    ("read by onrecord", "Machine Created"),
    ("coded by people, imported by onrecord", "Human Created"),
)  # comment and status: Bayanat asks for both at every save
LONGEST_TITLE = 255


def rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The payloads of an incident: its bulletins first, since it names them."""
    note = write_notes(incident, wish, number_of(incident, "killed", wish))
    for document, record in incident.tellings:
        yield {"kind": "bulletin", "id": f"{incident.id}-{record['id']}", "payload": bulletin(incident, document, record)}
    yield {
        "kind": "incident",
        "id": incident.id,
        "payload": {
            "title": title_of(incident),
            "description": f"<p>{escape(note)}</p>",
            **saved(incident),
            "events": [event(incident)],
            "bulletins": [f"{incident.id}-{record['id']}" for _, record in incident.tellings],
        },
    }


def saved(incident: Incident) -> Mapping[str, object]:
    """What Bayanat asks for at every save."""
    comment, status = CODED if incident.is_coded else READ
    return {"comments": comment, "status": status}


def bulletin(incident: Incident, document: Json, record: Json) -> Mapping[str, object]:
    """A document as Bayanat's bulletin."""
    point = incident.point
    markers = [{"title": str((incident.placed or {}).get("name")), "main": True, "lat": point[0], "lng": point[1]}] if point else []
    return {
        "title": str(document.get("title") or document["id"])[:LONGEST_TITLE],
        "originid": str(record["id"]),
        "source_link": str(document.get("url") or "NA"),
        "publish_date": document.get("published"),
        **saved(incident),
        "description": "".join(f"<p>{escape(str(mention['quote']))}</p>" for mention in record.get("mentions") or ()),
        "geoLocations": markers,
        "events": [event(incident)],
        "meta": {"document": document["id"], "record": record},
    }


def event(incident: Incident) -> Mapping[str, object]:
    """The happening; `estimated` is Bayanat's only word for a day that is not sure."""
    first, last = incident.days.first, incident.days.last
    return {
        "title": title_of(incident),
        "from_date": first.isoformat() if first else None,
        "to_date": last.isoformat() if last else None,
        "estimated": incident.days.span != 0,
    }


def title_of(incident: Incident) -> str:
    """What happened, where, when."""
    what = str(incident.type.get("acled_sub_event") or incident.type.get("plover") or "Event")
    where = f", {incident.place['name']}" if incident.place else ""
    return f"{what}{where}{f', {incident.days.first}' if incident.days.first else ''}"[:LONGEST_TITLE]
