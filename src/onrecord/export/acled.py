"""ACLED's 31 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.export.countries import country_of
from onrecord.export.figures import Wish, number_of
from onrecord.export.incident import Days, Incident, Party
from onrecord.export.notes import write_notes
from onrecord.export.sides import Side, is_against_civilians, two_sides
from onrecord.vocab.codes import disorder_types

WEEK, MONTH = 7, 31
CIVILIAN_TYPES = frozenset({"Violence against civilians"})
CIVILIAN_SUB_EVENTS = frozenset({"Excessive force against protesters"})
BY_TARGET = frozenset({"Explosions/Remote violence", "Riots"})
GEO_PRECISION = {1: 1, 2: 2, 3: 2}  # UCDP's to ACLED's; the rest 3


def refuse(incident: Incident) -> str | None:
    """Why an incident has no row."""
    if not incident.type.get("acled_sub_event"):
        return "no ACLED sub-event type"
    if incident.realis != "actual":
        return f"told as {incident.realis}"
    if incident.days.middle is None:
        return "no day, or an open one"
    return None


def rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The row of an incident."""
    first, second = two_sides(incident)
    country, day, place = country_of(incident.country), incident.days.middle, incident.place or {}
    fatalities = number_of(incident, "killed", wish)
    latitude, longitude = incident.point or (None, None)
    yield {
        "event_id_cnty": incident.id,
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": time_precision(incident.days),
        "disorder_type": disorder_types()[str(incident.type["acled_sub_event"])],
        "event_type": incident.type["acled_event"],
        "sub_event_type": incident.type["acled_sub_event"],
        "actor1": name_of(first),
        "assoc_actor_1": others_of(first),
        "inter1": kind_of(first),
        "actor2": name_of(second),
        "assoc_actor_2": others_of(second),
        "inter2": kind_of(second),
        "interaction": interaction(first, second),
        "civilian_targeting": "Civilian targeting" if targets_civilians(incident) else "",
        "iso": country.numeric,
        "region": country.acled_region,
        "country": country.name,
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "location": place.get("name"),
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": GEO_PRECISION.get(int((incident.placed or {}).get("precision") or 0), 3) if incident.point else None,
        "source": "; ".join(sources_of(incident)),
        "notes": write_notes(incident, wish, fatalities),
        "fatalities": fatalities or 0,
    }


def sources_of(incident: Incident) -> Iterable[str]:
    """Who published it; of what people coded the sources that they name."""
    if incident.is_coded:
        return incident.listed("sources")
    return dict.fromkeys(str(document.get("publisher") or document["id"]) for document in incident.documents)


def time_precision(days: Days) -> int | None:
    """1 an exact day, 2 a week or so, 3 longer (ACLED)."""
    if days.span is None:
        return None
    return 1 if days.span == 0 else 2 if days.span < WEEK else 3


def targets_civilians(incident: Incident) -> bool:
    """True if civilians are its main or only target (ACLED)."""
    event, sub_event = incident.type.get("acled_event"), incident.type.get("acled_sub_event")
    return event in CIVILIAN_TYPES or sub_event in CIVILIAN_SUB_EVENTS or (event in BY_TARGET and is_against_civilians(incident))


def interaction(first: Side | None, second: Side | None) -> str:
    """The label of two kinds, in the order of ACLED's codes; "Sole" of one side alone, and nothing where a side is of a kind that ACLED does not know."""
    kinds = [kind_of(side) for side in (first, second) if side]
    if not kinds or not all(kinds):
        return ""
    return f"Sole {kinds[0]}" if len(kinds) == 1 else "-".join(kinds)


def name_of(side: Side | None) -> str:
    """The name of a side."""
    return side.party.name if side else ""


def kind_of(side: Side | None) -> str:
    """The kind of a side; ACLED has none for `other`."""
    return side.party.kind if side and side.party.kind != "other" else ""


def others_of(side: Side | None) -> str:
    """Those of the same kind."""
    parties: tuple[Party, ...] = side.others if side else ()
    return "; ".join(party.name for party in parties)
