"""A result written by hand, as the output contract has it, with the text that it was read from."""

from __future__ import annotations

import hashlib

TEXT = (
    "Gunmen stormed a police post in Keldin at dawn on Sunday, killing at least three officers and wounding 12 people, "
    "including two children, the mayor said.\n"
    "The Dawn Front said it had carried out the attack. The army denied that it had lost control of the town.\n"
    "The group threatened to burn every post in the valley.\n"
    "About 40 people have been killed in the province since March, according to the Valley Monitor.\n"
    "Talks were held in Geneva."
)
Json = dict[str, object]


def span(quote: str, after: int = 0) -> Json:
    """Offsets of some words of the text."""
    start = TEXT.index(quote, after)
    return {"start": start, "end": start + len(quote), "quote": quote}


def claim(slot: str, value: object, quote: str, *, number: int, certainty: str = "CT", source: str | None = None) -> Json:
    """A claim on some words of the text."""
    said = {"source": source, "actor_id": None, "cue": "said", "voice": "indirect", "evidence": [span("the mayor said")]}
    return {
        "id": f"c{number}",
        "slot": slot,
        "value": value,
        "certainty": certainty,
        "polarity": "+",
        "attribution": [said] if source else [],
        "evidence": [span(quote)],
        "rule": "trigger.storm",
        "score": 0.9,
    }


def figure(harm: str, low: int | None, best: int | None, high: int | None, **more: object) -> Json:
    """A figure of a toll."""
    plain = {
        "approx": False,
        "victims": None,
        "source": None,
        "polarity": "asserted",
        "part_of_total": False,
        "quote": "three",
        "claim": "c9",
    }
    return {"harm": harm, "low": low, "best": best, "high": high, **plain, **more}


def place(name: str, **more: object) -> Json:
    """A place that no gazetteer has."""
    keys = ("distance_km", "country", "admin1", "admin2", "latitude", "longitude", "gazetteer", "precision")
    return {"name": name, "relation": "in", **dict.fromkeys(keys), **more}


def actor(name: str, status: str = "stated", by: str | None = None) -> Json:
    """Who acts."""
    return {"name": name, "actor_id": None, "kind": "Rebel group", "status": status, "by": by}


def record(number: int, quote: str, **more: object) -> Json:
    """A record with one mention and little else."""
    return {
        "id": f"r{number}",
        "kind": "incident",
        "type": {"plover": "ASSAULT", "plover_mode": None, "acled_event": "Battles", "acled_sub_event": "Armed clash"},
        "realis": "actual",
        "time": {"earliest": None, "latest": None, "text": None, "basis": None},
        "places": [],
        "actors": [],
        "targets": [],
        "means": [],
        "toll": [],
        "totals": [],
        "victims": [],
        "sources": [],
        "denied_by": [],
        "mentions": [span(quote)],
        "claims": [claim("happened", True, quote, number=number)],
        **more,
    }


def sample_result() -> Json:
    """A clash, a threat, talks of an unknown day, and a total."""
    clash = record(
        1,
        "stormed",
        time={"earliest": "2024-05-05", "latest": "2024-05-05", "text": "at dawn on Sunday", "basis": "relative"},
        places=[place("Keldin", relation="near", distance_km=4), place("Valdoria")],
        actors=[actor("Dawn Front", "claimed", "Dawn Front")],
        targets=[{"name": "police post", "actor_id": None, "kind": "State forces"}],
        means=[{"name": "rifles", "claim": "c3"}],
        toll=[
            figure("killed", 3, None, None, victims="officers", source="the mayor", quote="at least three officers"),
            figure("injured", 12, 12, 12, victims="people", source="the mayor", quote="12 people"),
            figure("injured", 2, 2, 2, victims="children", source="the mayor", quote="two children", part_of_total=True),
        ],
        totals=[
            {"harm": "killed", "low": 3, "high": None, "claims": ["c9"]},
            {"harm": "injured", "low": 12, "high": 12, "claims": ["c9"]},
        ],
        victims=[{"name": "Ana Orlo", "age": 34, "sex": "female", "status": "teacher", "harm": "killed", "claim": "c4"}],
        sources=["the mayor"],
        denied_by=["The army"],
        mentions=[span("stormed"), span("killing"), span("attack")],
        claims=[claim("happened", True, "stormed", number=1, certainty="PR", source="the mayor")],
    )
    threat = record(
        2,
        "threatened",
        realis="planned",
        type={"plover": "THREATEN", "plover_mode": "violent", "acled_event": None, "acled_sub_event": None},
        time={"earliest": "2024-05-06", "latest": None, "text": None, "basis": None},
    )
    talks = record(
        3, "Talks", type={"plover": "CONSULT", "plover_mode": None, "acled_event": None, "acled_sub_event": None}, places=[place("Geneva")]
    )
    total = record(
        4,
        "killed in the province",
        kind="tally",
        type=dict.fromkeys(("plover", "plover_mode", "acled_event", "acled_sub_event")),
        time={"earliest": "2024-03-01", "latest": "2024-05-06", "text": "since March", "basis": "relative"},
        places=[place("Valdoria")],
        toll=[figure("killed", 40, 40, 40, approx=True, victims="people", source="Valley Monitor", quote="About 40 people")],
        sources=["Valley Monitor"],
        scope={"issuer": "Valley Monitor", "as_of": "2024-05-06"},
    )
    return {
        "schema": "onrecord/1",
        "document": {
            "id": "report.txt",
            "title": "Gunmen storm police post",
            "published": "2024-05-06",
            "url": None,
            "publisher": "Example Post",
            "language": "en",
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "length": len(TEXT),
            "text": None,
        },
        "records": [clash, threat, total, talks],
        "dropped": [
            {"slot": "place", **span("Geneva"), "rule": "aside.place", "records": ["r1"]},
            {"slot": "happened", **span("burn"), "rule": "aside.little-known", "records": []},
        ],
        "warnings": [{"code": "encoding-detected", "message": "not UTF-8; read as cp1252"}],
    }
