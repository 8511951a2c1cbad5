"""GDELT's mentions table: a row for each document that tells of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.export.figures import Wish
from onrecord.export.incident import Incident, Json
from onrecord.export.ucdp import number_id

WEB, CITATION_ONLY = 1, 2  # GDELT's collections: the open web, a citation


def refuse(incident: Incident) -> str | None:
    """Why an incident has no rows."""
    return "coded by people: no document is known that mentions it" if incident.is_coded else None


def rows(incident: Incident, _: Wish) -> Iterator[Mapping[str, object]]:
    """The mentions of an incident."""
    for document, record in incident.tellings:
        url = document.get("url")
        happened = [claim for claim in record.get("claims") or () if claim["slot"] == "happened"]
        yield {
            "GLOBALEVENTID": number_id(incident.id),
            "MentionTimeDate": moment(document.get("published")),
            "MentionType": WEB if url else CITATION_ONLY,
            "MentionSourceName": document.get("publisher"),
            "MentionIdentifier": url or document["id"],
            "Actor1CharOffset": offset_of(record, "actor"),
            "Actor2CharOffset": offset_of(record, "target"),
            "ActionCharOffset": next((mention["start"] for mention in record.get("mentions") or ()), None),
            "InRawText": 1,
            "Confidence": round(100 * max((claim["score"] for claim in happened), default=0)) or None,
        }


def offset_of(record: Json, slot: str) -> int | None:
    """Where the first claim of a slot has its words."""
    found = (evidence["start"] for claim in record.get("claims") or () if claim["slot"] == slot for evidence in claim["evidence"])
    return next(iter(found), None)


def moment(published: object) -> str | None:
    """A day, or a day and time, in GDELT's digits; a bare day has no time that could be told."""
    digits = "".join(sign for sign in str(published or "")[:19] if sign.isdigit())
    return digits or None
