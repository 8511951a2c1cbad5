"""UCDP's columns: the 49 of GED, and the fields of AEC's gold records."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.export.countries import country_of
from onrecord.export.figures import Wish, bounds_of, number_of
from onrecord.export.incident import Days, Incident
from onrecord.export.sides import CIVILIANS, ONE_SIDED, STATE, STATE_BASED, Side, is_against_civilians, people, two_sides, type_of_violence

DIGITS = 13  # hexadecimal digits of an id that a whole number holds exactly in JSON and spreadsheets (52 bits)
CIVILIANS_ID = 9999  # UCDP's actor id of civilians
CLEAR = 1
WEEK, MONTH = 6, 30  # days between first and last
CELLS_IN_ROW, CELLS_IN_DEGREE = 720, 2  # PRIO-GRID


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """Deaths by side, of which one holds them all: how they split a text seldom says."""

    side_a: int = 0
    side_b: int = 0
    civilians: int = 0
    unknown: int = 0


def refuse(incident: Incident) -> str | None:
    """Why an incident has no row: UCDP's events have at least one death, a place and a day."""
    if incident.realis != "actual":
        return f"told as {incident.realis}"
    figure = incident.figure("killed")
    if figure is None or figure.high == 0:
        return "no deaths are told"
    if incident.days.first is None or incident.days.last is None:
        return "no day, or an open one"
    return None if incident.places else "no place"


def ged_rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The GED row of an incident."""
    side_a, side_b = sides_of(incident)
    best, (low, high) = number_of(incident, "killed", wish) or 0, bounds_of(incident, "killed")
    deaths, country, place = deaths_by_side(incident, best), country_of(incident.country), incident.place or {}
    latitude, longitude = incident.point or (None, None)
    documents, violence = incident.documents, type_of_violence(incident)
    yield {
        "id": number_id(incident.id),
        "relid": incident.id,
        "year": incident.days.first.year if incident.days.first else None,
        "code_status": "Check dyad" if violence is None else "Check deaths" if low is None or high is None else "Clear",
        "type_of_violence": violence,
        "dyad_name": " - ".join(filter(None, (side_a, side_b))),
        "side_a": side_a,
        "side_b_new_id": CIVILIANS_ID if side_b == CIVILIANS else None,
        "side_b": side_b,
        "number_of_sources": len(documents),
        "source_article": "; ".join(
            ", ".join(str(part) for part in (each.get("publisher") or each["id"], each.get("published"), each.get("title")) if part) for each in documents
        ),
        "source_office": joined(each.get("publisher") for each in documents),
        "source_date": joined(each.get("published") for each in documents),
        "source_headline": joined(each.get("title") for each in documents),
        "source_original": joined(incident.listed("sources")),
        "where_prec": (incident.placed or place).get("precision"),
        "where_coordinates": (incident.placed or {}).get("name"),
        "where_description": joined(each["name"] for each in incident.places),
        "adm_1": place.get("admin1"),
        "adm_2": place.get("admin2"),
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT({longitude} {latitude})" if incident.point else None,
        "priogrid_gid": priogrid(latitude, longitude) if latitude is not None and longitude is not None else None,
        "country": country.name,
        "region": country.ucdp_region,
        "event_clarity": CLEAR,
        "date_prec": date_precision(incident.days),
        "date_start": incident.days.first,
        "date_end": incident.days.last,
        "deaths_a": deaths.side_a,
        "deaths_b": deaths.side_b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": best,
        "high": max(best, low or 0) if high is None else max(high, best),
        "low": min(best, low or 0),
    }  # fmt: skip


def aec_rows(incident: Incident, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The AEC record of an incident."""
    for row in ged_rows(incident, wish):
        yield {
            "id": row["id"],
            "side_a_name": row["side_a"],
            "side_b_name": row["side_b"],
            "start_date": row["date_start"],
            "end_date": row["date_end"],
            "location_root_name": row["country"],
            "location_adm1_name": row["adm_1"] or "",
            "location_adm2_name": row["adm_2"] or "",
            "location_where_name": (incident.place or {}).get("name") or "",
            "deaths_side_a": row["deaths_a"],
            "deaths_side_b": row["deaths_b"],
            "deaths_civilian": row["deaths_civilians"],
            "deaths_unknown": row["deaths_unknown"],
            "deaths_low": row["low"],
            "deaths_high": row["high"],
        }


def number_id(incident: str) -> int:
    """An incident's id as a whole number."""
    return int(incident[:DIGITS], 16)


def sides_of(incident: Incident) -> tuple[str, str]:
    """Names of side A and side B as UCDP orders them: the state first, the perpetrator before civilians."""
    first, second = two_sides(incident)
    violence = type_of_violence(incident)
    if violence == ONE_SIDED:
        return name_of(first), CIVILIANS
    if violence == STATE_BASED and second is not None and second.party.kind == STATE:
        first, second = second, first
    return name_of(first), name_of(second)


def name_of(side: Side | None) -> str:
    """The name of a side."""
    return side.party.name if side else ""


def deaths_by_side(incident: Incident, best: int) -> Deaths:
    """All deaths on the side to which everybody belongs to whom it was done; else their side is unknown."""
    if is_against_civilians(incident):
        return Deaths(civilians=best)
    kinds = {party.kind for party in people(incident.targets)}
    first, second = two_sides(incident)
    side_a, _ = sides_of(incident)
    if len(kinds) == 1 and first and second and second.party.kind in kinds and first.party.kind not in kinds:
        return Deaths(side_a=best) if second.party.name == side_a else Deaths(side_b=best)
    return Deaths(unknown=best)


def date_precision(days: Days) -> int | None:
    """1 a day, 2 up to six days, 3 a week, 4 a month, 5 a year (UCDP)."""
    if days.span is None:
        return None
    return 1 if days.span == 0 else 2 if days.span < WEEK else 3 if days.span == WEEK else 4 if days.span <= MONTH else 5


def priogrid(latitude: float, longitude: float) -> int:
    """The number of a PRIO-GRID cell: rows of half a degree from the south, in each 720 cells from the west, counted from 1 (Tollefsen and others 2012)."""
    row = min(math.floor((latitude + 90) * CELLS_IN_DEGREE), 180 * CELLS_IN_DEGREE - 1)
    column = min(math.floor((longitude + 180) * CELLS_IN_DEGREE), CELLS_IN_ROW - 1)
    return row * CELLS_IN_ROW + column + 1


def joined(values: Iterable[object]) -> str:
    """Values that are there, each once."""
    return "; ".join(dict.fromkeys(str(value) for value in values if value))
