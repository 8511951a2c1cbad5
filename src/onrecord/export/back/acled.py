"""ACLED's columns as a record: the inverse of the format `acled`, as far as its columns say what our values ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from onrecord.export.back.cells import Cells
from onrecord.export.back.values import (
    OTHER,
    Json,
    place_name,
    record_values,
    to_actor,
    to_figure,
    to_place,
    to_target,
    to_time,
    to_totals,
    to_type,
)
from onrecord.export.countries import countries
from onrecord.vocab.codes import acled_inter, acled_sub_events
from onrecord.vocab.countries import country_of_name

PRECISION = {1: 1, 2: 2, 3: 4}  # ACLED's of places to UCDP's: a town, near one, a province


def to_values(cells: Cells) -> Json:
    """The values of a row."""
    deaths = cells.number("fatalities")
    toll = [] if deaths is None else [to_figure("killed", deaths, deaths)]
    first, last = days_of(cells)
    actors = [to_actor(name, kind) for name, kind in side(cells, "actor1", "assoc_actor_1", "inter1")]
    targets = [to_target(name, kind) for name, kind in side(cells, "actor2", "assoc_actor_2", "inter2")]
    return record_values(
        type=type_of(cells),
        time=to_time(first, last),
        places=places_of(cells),
        actors=actors,
        targets=targets,
        toll=toll,
        totals=to_totals(toll),
        sources=cells.names("source"),
    )


def type_of(cells: Cells) -> Json:
    """Event and sub-event type; an older name of a type is refused with the nearest one."""
    sub_event = cells.choice("sub_event_type", acled_sub_events(), "one of ACLED's sub-event types")
    event = cells.choice("event_type", set(acled_sub_events().values()), "one of ACLED's event types")
    return to_type(acled_event=acled_sub_events()[sub_event] if sub_event else event, acled_sub_event=sub_event)


def days_of(cells: Cells) -> tuple[date | None, date | None]:
    """The day is one even where the precision is a week or a month, so that these have no single day here."""
    cells.needed("event_date", "a day, YYYY-MM-DD")
    day, precision = cells.day("event_date"), cells.number("time_precision", 1, 3)
    if day is None:
        return None, None
    return month_around(day) if precision == 3 else week_around(day) if precision == 2 else (day, day)


def places_of(cells: Cells) -> list[Json]:
    """Its place, with the point that ACLED gives it."""
    latitude, longitude = cells.decimal("latitude", -90, 90), cells.decimal("longitude", -180, 180)
    said = cells.text("location") or cells.text("admin2") or cells.text("admin1") or cells.text("country")
    name = place_name(said, latitude, longitude)
    if not name:
        return []
    precision = cells.number("geo_precision", 1, 3)
    return [
        to_place(
            name, country=country_of(cells), admin1=cells.text("admin1") or None, admin2=cells.text("admin2") or None, latitude=latitude,
            longitude=longitude, precision=PRECISION.get(precision or 0),
        )
    ]  # fmt: skip


def country_of(cells: Cells) -> str | None:
    """ISO 3166 alpha-2, of the numeric code, else of the name."""
    number = cells.number("iso")
    return numeric_countries().get(number or 0) or (country_of_name(cells.text("country")) if cells.text("country") else None)


def side(cells: Cells, main: str, others: str, kind: str) -> list[tuple[str, str]]:
    """The names of a side: whose kind is known is the main one."""
    name = cells.text(main)
    label = kind_of(cells, kind)
    return [*([(name, label)] if name else []), *((each, OTHER) for each in cells.names(others) if each != name)]


def kind_of(cells: Cells, column: str) -> str:
    """The kind of a side's main actor, as its label or, in older exports, its number (0: none)."""
    words = cells.text(column)
    numbers = {str(code): label for label, code in acled_inter().items()} | {"0": OTHER}
    return numbers.get(words) or cells.choice(column, acled_inter(), "one of ACLED's kinds of actors") or OTHER


def week_around(day: date) -> tuple[date, date]:
    """A week with a day in its middle."""
    return date.fromordinal(max(1, day.toordinal() - 3)), date.fromordinal(min(date.max.toordinal(), day.toordinal() + 3))


def month_around(day: date) -> tuple[date, date]:
    """The month of a day."""
    if day >= date(9999, 12, 1):
        return day.replace(day=1), date.max
    following = date.fromordinal(day.replace(day=28).toordinal() + 4)
    return day.replace(day=1), date.fromordinal(following.toordinal() - following.day)


@lru_cache(maxsize=1)
def numeric_countries() -> Mapping[int, str]:
    """ISO 3166 alpha-2 codes by the numeric ones."""
    return {country.numeric: code for code, country in countries().items() if country.numeric}
