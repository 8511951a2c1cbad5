"""What the formats are made from: an incident with its accounts and the figures that a policy chose, or a total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.model.imports import CODED
from onrecord.model.values import Realis

Json = Mapping[str, Any]
Telling = tuple[Json, Json]  # a document and one of its records, in the output contract
DENIED = "denied"
COUNTRY = 6  # UCDP's precision: only the country is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A harm's number by an accounts policy, either end open, with the words of the account that gives the lower end (the upper where there is none)."""

    harm: str
    low: int | None
    high: int | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """First and last possible day; either may be unknown."""

    first: date | None
    last: date | None

    @property
    def span(self) -> int | None:
        """Days between the first and the last possible one; None if an end is open."""
        return (self.last - self.first).days if self.first and self.last else None

    @property
    def middle(self) -> date | None:
        """The day half way; None if an end is open."""
        return self.first + timedelta(days=(self.span or 0) // 2) if self.first and self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who acts, or to whom it is done; `statuses` are all that sources say of an actor's part."""

    name: str
    kind: str
    actor_id: str | None = None
    statuses: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    @property
    def is_denied(self) -> bool:
        """True if everybody who names it says that it was not this one."""
        return bool(self.statuses) and set(self.statuses) == {DENIED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening: what most of its records say of type, day and place, and all that any of them says of people, sources and figures."""

    id: str
    tellings: tuple[Telling, ...]
    figures: tuple[Figure, ...]
    superseded: frozenset[str] = frozenset()  # claims whose figure its source has replaced by a later one
    type: Json
    realis: str
    days: Days
    day_words: str | None
    places: tuple[Json, ...]
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]

    @property
    def is_coded(self) -> bool:
        """True of one that people coded: its records have a row of theirs, and no words of a report."""
        return bool(self.coder)

    @property
    def coder(self) -> str:
        """Who coded it; empty of one that was read."""
        return next((str(record[CODED]["by"]) for _, record in self.tellings if CODED in record), "")

    @property
    def coder_words(self) -> str:
        """What its coder noted, as ACLED's notes do."""
        return next((str(record[CODED]["row"].get("notes") or "") for _, record in self.tellings if CODED in record), "")

    @property
    def place(self) -> Json | None:
        """Its first place."""
        return self.places[0] if self.places else None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the first place that has them, a country only where nothing else does."""
        placed = self.placed
        return (float(placed["latitude"]), float(placed["longitude"])) if placed else None

    @property
    def placed(self) -> Json | None:
        """The first place with a point."""
        pointed = [place for place in self.places if place.get("latitude") is not None and place.get("longitude") is not None]
        return next((place for place in pointed if place.get("precision") != COUNTRY), pointed[0] if pointed else None)

    @property
    def country(self) -> str | None:
        """ISO 3166 code of its first place that has one."""
        return next((str(place["country"]) for place in self.places if place.get("country")), None)

    def figure(self, harm: str) -> Figure | None:
        """What the policy chose for a harm."""
        return next((figure for figure in self.figures if figure.harm == harm), None)

    @property
    def documents(self) -> tuple[Json, ...]:
        """The documents that tell of it, each once."""
        return tuple({str(document["id"]): document for document, _ in self.tellings}.values())

    def listed(self, key: str) -> tuple[str, ...]:
        """All names that its records hold under a key (`sources`, `denied_by`), each once."""
        return tuple(dict.fromkeys(str(name) for _, record in self.tellings for name in record.get(key) or ()))

    def quotes(self) -> tuple[str, ...]:
        """The words that tell of it, each once."""
        return tuple(dict.fromkeys(mention["quote"] for _, record in self.tellings for mention in record.get("mentions") or ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A tally as a document gives it; no incident format takes it in."""

    document: Json
    record: Json

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.record["id"])


def gather(incident: str, tellings: Sequence[Telling], *, figures: Iterable[Figure] = (), superseded: Iterable[str] = ()) -> Incident:
    """One incident of its records: by type, realis, day and place what most of them say, of equally many what the first says."""
    records = [record for _, record in tellings]
    days, words = choose_days(records)
    return Incident(
        id=incident,
        tellings=tuple(tellings),
        figures=tuple(figures),
        superseded=frozenset(superseded),
        type=most(record["type"] for record in records if any(record["type"].values())) or {},
        realis=str(most(record["realis"] for record in records) or Realis.ACTUAL),
        days=days,
        day_words=words,
        places=order_places(records),
        actors=merge_parties(entry for record in records for entry in record.get("actors") or ()),
        targets=merge_parties(entry for record in records for entry in record.get("targets") or ()),
    )


def most(values: Iterable[Any]) -> Any:
    """The value that stands most often, the first of equally many; None of nothing."""
    found = list(values)
    counts = Counter(map(repr, found))
    return max(found, key=lambda value: counts[repr(value)], default=None)


def choose_days(records: Iterable[Json]) -> tuple[Days, str | None]:
    """The days that most records tell; those of few days go before those of many, and any before none."""
    told = [record["time"] for record in records if record.get("time") and (record["time"].get("earliest") or record["time"].get("latest"))]
    if not told:
        return Days(first=None, last=None), None
    counts = Counter((time.get("earliest"), time.get("latest")) for time in told)
    chosen = min(told, key=lambda time: (-counts[time.get("earliest"), time.get("latest")], span_of(time)))
    return days_of(chosen), chosen.get("text")


def span_of(time: Json) -> int:
    """How many days a time leaves open; an open end counts as more than any."""
    span = days_of(time).span
    return date.max.toordinal() if span is None else span


def days_of(time: Json) -> Days:
    """The days of a record's time."""
    first, last = (date.fromisoformat(str(day)[:10]) if day else None for day in (time.get("earliest"), time.get("latest")))
    return Days(first=first, last=last)


def order_places(records: Iterable[Json]) -> tuple[Json, ...]:
    """All places of all records, each name once: the first places that most records agree on, the most precise first, then the others."""
    told = [(record.get("places") or ()) for record in records]
    firsts = Counter(places[0]["name"] for places in told if places)
    meant: dict[str, list[Json]] = {}
    for places in told:
        for place in places:
            meant.setdefault(place["name"], []).append(place)
    best = {name: best_of(same) for name, same in meant.items()}
    leads = sorted(firsts, key=lambda name: (-firsts[name], best[name].get("precision") or COUNTRY))
    return tuple(best[name] for name in dict.fromkeys([*leads, *meant]))


def best_of(same: Sequence[Json]) -> Json:
    """What most records mean by a name; of these places the one that is most precise."""
    meaning = most((place.get("gazetteer"), place.get("country")) for place in same)
    found = [place for place in same if (place.get("gazetteer"), place.get("country")) == meaning]
    return min(found, key=lambda place: place.get("precision") or COUNTRY + 2)


def merge_parties(entries: Iterable[Json]) -> tuple[Party, ...]:
    """Everybody who is named, each once: by the entry of the actor list, else by name."""
    found: dict[str, list[Json]] = {}
    for entry in entries:
        found.setdefault(str(entry.get("actor_id") or entry["name"]).casefold(), []).append(entry)
    return tuple(
        Party(
            name=str(same[0]["name"]),
            kind=str(most(entry.get("kind") or "other" for entry in same)),
            actor_id=same[0].get("actor_id"),
            statuses=tuple(dict.fromkeys(entry["status"] for entry in same if entry.get("status"))),
            by=tuple(dict.fromkeys(entry["by"] for entry in same if entry.get("by"))),
        )
        for same in found.values()
    )
