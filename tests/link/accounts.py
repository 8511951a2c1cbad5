"""Results written by hand, as the output contract has them, of several reports on happenings that were made up."""

from __future__ import annotations

import hashlib
from typing import Any

Json = dict[str, Any]

TOWNS = {
    "Keldin": (34.21, 69.1, "Keldin Province"),
    "Harsana": (34.3, 69.12, "Keldin Province"),
    "Port Azure": (31.0, 64.2, "Azure Coast"),
}
WORDS = {
    "market": "Keldin cattle market bomber Karwan minaret butchers Dilshad ambulances stalls Wednesday bazaar traders Temur",
    "bridge": "Harsana bridge convoy engineers Sorkhan river pontoon ambush lorries Baktash brigade militia ford",
    "port": "Port Azure harbour tanker strike drone pier cranes Nasrin coastguard fuel depot night fire",
}


HAPPENED: Json = {
    "id": "h", "slot": "happened", "value": True, "certainty": "CT", "polarity": "+", "attribution": [],
    "evidence": [{"start": 0, "end": 6, "quote": "Keldin"}], "rule": "test", "score": 1.0,
}  # fmt: skip


def place(name: str) -> Json:
    """A town of this country that is not on any map."""
    latitude, longitude, admin1 = TOWNS[name]
    point = {"latitude": latitude, "longitude": longitude, "gazetteer": f"test:{name}", "precision": 1}
    return {"name": name, "relation": "in", "distance_km": None, "country": "AF", "admin1": admin1, "admin2": None, **point}


def killed(low: int | None, high: int | None = None, *, source: str | None = None) -> Json:
    """A figure of people killed."""
    high = low if high is None else high
    return {
        "harm": "killed", "low": low, "best": low if low == high else None, "high": high, "approx": False, "victims": "people",
        "source": source, "polarity": "asserted", "part_of_total": False, "quote": "killed", "claim": f"c{low}{high}{source}",
    }  # fmt: skip


def record(
    name: str, *, day: str | None = None, town: str | None = None, kind: str = "Suicide bomb", toll: tuple[Json, ...] = (), **more: object
) -> Json:
    """An incident; `name` is its id."""
    low = [figure["low"] for figure in toll if figure["low"] is not None]
    high = [figure["high"] for figure in toll if figure["high"] is not None]
    totals = (
        [{"harm": "killed", "low": min(low, default=None), "high": max(high, default=None), "claims": [figure["claim"] for figure in toll]}]
        if toll
        else []
    )
    return {
        "id": name,
        "kind": "incident",
        "type": {"plover": "ASSAULT", "plover_mode": None, "acled_event": "Explosions/Remote violence", "acled_sub_event": kind},
        "realis": "actual",
        "time": {"earliest": day, "latest": day, "text": "that day" if day else None, "basis": "relative" if day else None},
        "places": [place(town)] if town else [],
        "actors": [], "targets": [], "means": [], "toll": list(toll), "totals": totals, "victims": [], "sources": [], "denied_by": [],
        "scope": None, "mentions": [{"start": 0, "end": 6, "quote": "Keldin"}], "claims": [HAPPENED],
        **more,
    }  # fmt: skip


def result(name: str, *records: Json, published: str | None = "2024-03-07", publisher: str | None = None, text: str = "") -> Json:
    """What was read from a document with some text."""
    document = {
        "id": name,
        "title": None,
        "published": published,
        "url": None,
        "publisher": publisher,
        "language": "en",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": len(text),
        "text": None,
    }
    return {"schema": "onrecord/1", "document": document, "records": list(records), "warnings": []}


def actor(name: str, **more: object) -> Json:
    """Who acts."""
    return {"name": name, "actor_id": None, "kind": "other", "status": "stated", "by": None, **more}
