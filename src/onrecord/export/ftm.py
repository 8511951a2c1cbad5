"""FollowTheMoney entities: an Event for each incident, its documents, the groups involved, and a note for each figure, since FollowTheMoney has no counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from onrecord.export.bayanat import title_of
from onrecord.export.figures import Wish, number_of
from onrecord.export.incident import Incident, Json, Party
from onrecord.export.notes import with_quote, write_notes
from onrecord.export.sides import ORGANISED, people

Entity = Mapping[str, object]


def rows(incident: Incident, wish: Wish) -> Iterator[Entity]:
    """The entities of an incident; one that stands in several incidents has one id, as FollowTheMoney merges them."""
    schema = "Document" if incident.is_coded else "Article"
    documents = [entity(schema, f"document {document['id']}", article(document)) for document in incident.documents]
    groups = [
        entity("LegalEntity", f"group {party.actor_id or party.name.casefold()}", {"name": [party.name]}) for party in groups_of(incident)
    ]
    yield from documents
    yield from groups
    event = {
        **properties(incident, wish),
        "proof": [str(each["id"]) for each in documents],
        "involved": [str(each["id"]) for each in groups],
    }
    yield {"id": incident.id, "schema": "Event", "properties": {key: values for key, values in event.items() if values}}
    yield from notes(incident)


def properties(incident: Incident, wish: Wish) -> dict[str, list[str]]:
    """What an Event says."""
    first, last = incident.days.first, incident.days.last
    return {
        "name": [title_of(incident)],
        "summary": [write_notes(incident, wish, number_of(incident, "killed", wish))],
        "date": [first.isoformat()] if first and first == last else [],
        "startDate": [first.isoformat()] if first and first != last else [],
        "endDate": [last.isoformat()] if last and first != last else [],
        "location": [str(place["name"]) for place in incident.places],
        "country": [incident.country.lower()] if incident.country else [],
        "keywords": [str(value) for value in (incident.type.get("plover"), incident.type.get("acled_sub_event")) if value],
        "recordId": [incident.id],
        "sourceUrl": list(dict.fromkeys(str(document["url"]) for document in incident.documents if document.get("url"))),
        "publisher": list(dict.fromkeys(str(document["publisher"]) for document in incident.documents if document.get("publisher"))),
    }


def groups_of(incident: Incident) -> Iterator[Party]:
    """Organised groups on either side; people and crowds are no entities of their own."""
    yield from (party for party in (*people(incident.actors), *people(incident.targets)) if party.kind in ORGANISED)


def article(document: Json) -> dict[str, list[str]]:
    """A document's properties."""
    told = {"title": document.get("title") or document["id"], "sourceUrl": document.get("url"), "publisher": document.get("publisher")}
    told["publishedAt"] = str(document["published"])[:10] if document.get("published") else None
    return {key: [str(value)] for key, value in told.items() if value}


def notes(incident: Incident) -> Iterator[Entity]:
    """Each figure as a note on the event."""
    for document, record in incident.tellings:
        for figure in record.get("toll") or ():
            words = with_quote(document, figure)
            yield entity(
                "Note", f"note {incident.id} {record['id']} {figure.get('claim')}", {"entity": [incident.id], "description": [words]}
            )


def entity(schema: str, key: str, told: Mapping[str, list[str]]) -> Entity:
    """An entity with an id that is made from what it is."""
    return {
        "id": hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest(),
        "schema": schema,
        "properties": dict(told),
    }
