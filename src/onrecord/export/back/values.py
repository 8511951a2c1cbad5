"""The pieces of a record that a coded row gives; what a row does not say is null, and nothing stands as words of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Json = dict[str, Any]
OTHER = "other"


def record_values(**told: Any) -> Json:
    """The values of a record, those that are not told empty."""
    empty: Json = {key: [] for key in ("places", "actors", "targets", "means", "toll", "totals", "victims", "sources", "denied_by")}
    return {"type": to_type(), "realis": "actual", "time": to_time(None, None), **empty, **told}


def to_type(**told: str | None) -> Json:
    """A type in both standards."""
    return {"plover": None, "plover_mode": None, "acled_event": None, "acled_sub_event": None, **told}


def to_time(first: date | None, last: date | None) -> Json:
    """First and last possible day."""
    return {
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
        "text": None,
        "basis": None,
    }


def to_place(name: str, **told: Any) -> Json:
    """A place as its coder names it."""
    empty = dict.fromkeys(("distance_km", "country", "admin1", "admin2", "latitude", "longitude", "gazetteer", "precision"))
    return {"name": name, "relation": "in", **empty, **told}


def place_name(name: str, latitude: float | None, longitude: float | None) -> str:
    """The name of a place, of a bare point its degrees; empty where there is neither."""
    return name or ("" if latitude is None or longitude is None else f"{latitude}, {longitude}")


def to_actor(name: str, kind: str = OTHER, status: str = "stated", by: str | None = None) -> Json:
    """Somebody who acts."""
    return {"name": name, "actor_id": None, "kind": kind, "status": status, "by": by}


def to_target(name: str, kind: str = OTHER) -> Json:
    """Somebody to whom it is done."""
    return {"name": name, "actor_id": None, "kind": kind}


def to_figure(harm: str, low: int | None, high: int | None, **told: Any) -> Json:
    """A figure of a coder's own: it quotes nobody, and no words."""
    number = low if low is not None and low == high else None
    figure = {"harm": harm, "low": low, "best": number, "high": high, "approx": False, "victims": None, "source": None}
    return {**figure, "polarity": "asserted", "part_of_total": False, "quote": None, "claim": None, **told}


def to_totals(toll: Iterable[Mapping[str, Any]]) -> list[Json]:
    """What the figures of each harm come to: there is one that is no part."""
    return [
        {"harm": figure["harm"], "low": figure["low"], "high": figure["high"], "claims": []}
        for figure in toll
        if not figure["part_of_total"]
    ]
