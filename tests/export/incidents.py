"""Incidents written by hand, from records as the output contract has them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.export.incident import Figure, Incident, Telling, Total, gather

Json = dict[str, object]
ATTACK = {"plover": "ASSAULT", "plover_mode": None, "acled_event": "Violence against civilians", "acled_sub_event": "Attack"}


def place(name: str = "Keldin", **more: object) -> Json:
    """A place in a made-up corner of a real country."""
    return {
        "name": name, "relation": "in", "country": "ML", "admin1": "Mopti", "admin2": None, "latitude": 14.5, "longitude": -4.2, "gazetteer": "geonames:1",
        "precision": 1, **more,
    }  # fmt: skip


def actor(name: str, kind: str, status: str = "stated", by: str | None = None) -> Json:
    """Somebody who acts."""
    return {"name": name, "actor_id": None, "kind": kind, "status": status, "by": by}


def target(name: str, kind: str = "Civilians") -> Json:
    """Somebody to whom it is done."""
    return {"name": name, "actor_id": None, "kind": kind}


def figure(harm: str = "killed", low: int | None = 3, high: int | None = 3, **more: object) -> Json:
    """A figure of a toll."""
    best = low if low == high else None
    told = {
        "harm": harm,
        "low": low,
        "best": best,
        "high": high,
        "approx": False,
        "victims": "people",
        "source": None,
        "polarity": "asserted",
    }
    return {**told, "part_of_total": False, "quote": "killed three people", "claim": "c1", **more}


def record(**more: object) -> Json:
    """A record of an attack on one day."""
    return {
        "id": "r1", "kind": "incident", "type": ATTACK, "realis": "actual", "time": {"earliest": "2024-03-10", "latest": "2024-03-10", "text": "Sunday", "basis": "relative"},
        "places": [place()], "actors": [actor("Dawn Front", "Rebel group", "accused", "the mayor")], "targets": [target("villagers")], "means": [],
        "toll": [figure()], "totals": [{"harm": "killed", "low": 3, "high": 3, "claims": ["c1"]}], "victims": [], "sources": ["the mayor"], "denied_by": [],
        "mentions": [{"start": 0, "end": 6, "quote": "stormed"}], "scope": None, "claims": [claim()], **more,
    }  # fmt: skip


def claim(**more: object) -> Json:
    """A claim on a figure."""
    said: Json = {"source": "the mayor", "actor_id": None, "cue": "said", "voice": "indirect", "evidence": []}
    told = {"id": "c1", "slot": "toll", "value": {"harm": "killed", "low": 3}, "certainty": "CT", "polarity": "+", "attribution": [said]}
    return {**told, "evidence": [{"start": 7, "end": 26, "quote": "killed three people"}], "rule": "count.harm", "score": 0.9, **more}


def document(name: str = "a", **more: object) -> Json:
    """A document without its text."""
    return {
        "id": name,
        "title": "Attack in Keldin",
        "published": "2024-03-11",
        "publisher": "The Valley",
        "url": None,
        "language": "en",
        **more,
    }


def incident(*records: Json, figures: Iterable[Figure] | None = None, name: str = "5f0c2a9100000000", **more: object) -> Incident:
    """An incident of some records, each of a document of its own; `more` changes the only record of one that is not given."""
    tellings: list[Telling] = [(document(f"d{number}"), each) for number, each in enumerate(records or [record(**more)], start=1)]
    return gather(
        name, tellings, figures=[Figure(harm="killed", low=3, high=3, words="killed three people")] if figures is None else figures
    )


def total(**more: object) -> Total:
    """A total of a month."""
    scope = {"issuer": "Valley Monitor", "as_of": "2024-03-31"}
    return Total(
        document=document(),
        record=record(id="t1", kind="tally", scope=scope, totals=[{"harm": "killed", "low": 40, "high": 40, "claims": ["c1"]}], **more),
    )
