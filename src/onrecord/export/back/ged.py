"""UCDP GED's columns as a record."""

from __future__ import annotations

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
from onrecord.export.sides import CIVILIANS, ONE_SIDED, STATE, STATE_BASED
from onrecord.model.values import Kind
from onrecord.vocab.countries import country_of_name

ARMED = "ASSAULT"  # PLOVER's type of what UCDP counts: armed force by an organised actor that kills
GOVERNMENT = "Government of"  # how UCDP names a state's forces
REBELS = "Rebel group"
SUM = 2  # UCDP's event clarity of what sums several events up


def to_values(cells: Cells) -> Json:
    """The values of a row."""
    cells.needed("date_start", "a day, YYYY-MM-DD")
    cells.needed("date_end", "a day, YYYY-MM-DD")
    violence = cells.number("type_of_violence", 1, 3)
    toll = toll_of(cells)
    side_a, side_b = cells.text("side_a"), cells.text("side_b")
    first, last = cells.day("date_start"), cells.day("date_end")
    if first and last and first > last:
        cells.refuse("date_end", f"'{last}'", f"a day not before date_start, {first}")
    is_sum = cells.number("event_clarity", 1, 2) == SUM
    return record_values(
        **({"kind": str(Kind.TALLY), "scope": {"issuer": None, "as_of": None}} if is_sum else {}),
        type=to_type(plover=ARMED),
        time=to_time(first, last),
        places=places_of(cells),
        actors=[to_actor(side_a, kind_of(side_a, violence))] if side_a else [],
        targets=[to_target(side_b, kind_of(side_b, violence))] if side_b else [],
        toll=toll,
        totals=to_totals(toll),
        sources=cells.names("source_original") or cells.names("source_office"),
    )


def kind_of(name: str, violence: int | None) -> str:
    """What UCDP's names and type of violence say of a side: against a state stands another, or an organised group; a side of another type has no kind that ACLED knows."""
    if name.startswith(GOVERNMENT):
        return STATE
    if name.casefold() == CIVILIANS.casefold() and violence in {None, ONE_SIDED}:
        return CIVILIANS
    return REBELS if violence == STATE_BASED else OTHER


def places_of(cells: Cells) -> list[Json]:
    """Its place, with UCDP's precision."""
    latitude, longitude = cells.decimal("latitude", -90, 90), cells.decimal("longitude", -180, 180)
    country = cells.text("country")
    said = (cells.text("where_coordinates"), *cells.names("where_description"), cells.text("adm_2"), cells.text("adm_1"), country)
    name = place_name(next(filter(None, said), ""), latitude, longitude)
    if not name:
        return []
    return [
        to_place(
            name, country=country_of_name(country) if country else None, admin1=cells.text("adm_1") or None, admin2=cells.text("adm_2") or None,
            latitude=latitude, longitude=longitude, precision=cells.number("where_prec", 1, 7),
        )
    ]  # fmt: skip


def toll_of(cells: Cells) -> list[Json]:
    """Low, best and high of all deaths, and as parts of them those of each side."""
    low, best, high = (cells.number(column) for column in ("low", "best", "high"))
    if low is not None and high is not None and low > high:
        cells.refuse("high", f"'{high}'", f"at least low, {low}")
    if (low, best, high) == (None, None, None):
        return []
    whole = to_figure("killed", low, high, best=best)
    sides = (("deaths_a", cells.text("side_a")), ("deaths_b", cells.text("side_b")), ("deaths_civilians", CIVILIANS.lower()))
    counted = ((cells.number(column), victims) for column, victims in sides)
    parts = [to_figure("killed", number, number, victims=victims or None, part_of_total=True) for number, victims in counted if number]
    return [whole, *parts]
