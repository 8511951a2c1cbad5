"""Counts of incidents and fatalities by month and administrative area, as HDX HAPI has conflict events."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.export.acled import targets_civilians
from onrecord.export.countries import country_of
from onrecord.export.figures import Wish, number_of
from onrecord.export.incident import Incident
from onrecord.vocab.codes import disorder_types

POLITICAL, CIVILIANS, DEMONSTRATION = "political_violence", "civilian_targeting", "demonstration"


@dataclass(slots=True)
class Cell:
    """Incidents and deaths of one month, area and type; `untold` are incidents without a number of deaths."""

    events: int = 0
    fatalities: int = 0
    untold: int = 0


Key = tuple[str, str, str, str, date]  # country, admin 1, admin 2, event type, first day of the month


def refuse(incident: Incident) -> str | None:
    """Why an incident is not counted."""
    if incident.realis != "actual":
        return f"told as {incident.realis}"
    if not list(event_types(incident)):
        return "neither political violence nor a demonstration by ACLED's types"
    days = incident.days
    if not (days.first and days.last and (days.first.year, days.first.month) == (days.last.year, days.last.month)):
        return "no month"
    return None if incident.country else "no country"


def event_types(incident: Incident) -> Iterator[str]:
    """The types under which HAPI counts it; one may stand under two."""
    disorder = disorder_types().get(str(incident.type.get("acled_sub_event")), "")
    if "Political violence" in disorder:
        yield POLITICAL
        if targets_civilians(incident):
            yield CIVILIANS
    if "Demonstrations" in disorder:
        yield DEMONSTRATION


def count(incidents: Iterable[Incident], wish: Wish) -> Iterator[Mapping[str, object]]:
    """The rows of all incidents, in the order of country, area, type and month."""
    cells: dict[Key, Cell] = {}
    for incident in incidents:
        killed = number_of(incident, "killed", wish)
        for key in keys_of(incident):
            cell = cells.setdefault(key, Cell())
            cell.events += 1
            cell.fatalities += killed or 0
            cell.untold += killed is None
    yield from (to_row(key, cells[key]) for key in sorted(cells))


def keys_of(incident: Incident) -> Iterator[Key]:
    """The cells that an incident is counted in."""
    place = incident.place or {}
    month = (incident.days.first or date.min).replace(day=1)
    for event_type in event_types(incident):
        yield (country_of(incident.country).iso3, str(place.get("admin1") or ""), str(place.get("admin2") or ""), event_type, month)


def to_row(key: Key, cell: Cell) -> Mapping[str, object]:
    """A row of the table."""
    country, admin1, admin2, event_type, month = key
    counts_deaths = event_type != DEMONSTRATION
    return {
        "location_code": country,
        "provider_admin1_name": admin1,
        "provider_admin2_name": admin2,
        "admin_level": 2 if admin2 else 1 if admin1 else 0,
        "event_type": event_type,
        "events": cell.events,
        "fatalities": cell.fatalities if counts_deaths else None,
        "reference_period_start": month,
        "reference_period_end": month.replace(day=calendar.monthrange(month.year, month.month)[1]),
        "warning": f"{cell.untold} of {cell.events} incidents tell no number of deaths" if counts_deaths and cell.untold else "",
    }
