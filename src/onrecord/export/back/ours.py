"""The columns of our own format csv as a record, for tables that people keep in it."""

from __future__ import annotations

import re

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
from onrecord.model.values import Realis
from onrecord.vocab.codes import acled_sub_events, plover_types

STATUSES = ("claimed", "accused", "suspected", "denied")
PART = re.compile(r"(?P<name>[^()]+) \((?P<said>[a-z ]+?)(?: by (?P<by>[^()]+))?\)")


def to_values(cells: Cells) -> Json:
    """The values of a row."""
    toll = [figure for harm in ("killed", "injured") if (figure := figure_of(cells, harm))]
    first, last = cells.day("earliest"), cells.day("latest")
    if first and last and first > last:
        cells.refuse("latest", f"'{last}'", f"a day not before earliest, {first}")
    return record_values(
        type=type_of(cells),
        realis=cells.choice("realis", tuple(Realis), f"one of {', '.join(Realis)}") or str(Realis.ACTUAL),
        time=to_time(first, last),
        places=places_of(cells),
        actors=[actor_of(words) for words in cells.names("actors")],
        targets=[to_target(name) for name in cells.names("targets")],
        means=[{"name": name, "claim": ""} for name in cells.names("means")],
        toll=toll,
        totals=to_totals(toll),
        sources=cells.names("sources"),
        denied_by=cells.names("denied_by"),
    )


def type_of(cells: Cells) -> Json:
    """Its type in both standards; ACLED's event type follows from the sub-event type."""
    sub_event = cells.choice("acled_sub_event", acled_sub_events(), "one of ACLED's sub-event types")
    event = cells.choice("acled_event", set(acled_sub_events().values()), "one of ACLED's event types")
    return to_type(
        plover=cells.choice("type", plover_types(), "one of PLOVER's types"),
        plover_mode=cells.text("mode") or None,
        acled_event=acled_sub_events()[sub_event] if sub_event else event,
        acled_sub_event=sub_event,
    )


def places_of(cells: Cells) -> list[Json]:
    """The first place with its point, and the names of others."""
    latitude, longitude = cells.decimal("latitude", -90, 90), cells.decimal("longitude", -180, 180)
    country = cells.choice("country", countries(), "an ISO 3166 code of two letters")
    precision = cells.number("precision", 1, 7)
    admin = {key: cells.text(key) or None for key in ("admin1", "admin2")}
    name = place_name(cells.text("place"), latitude, longitude)
    if not name:
        return []
    first = to_place(name, country=country, latitude=latitude, longitude=longitude, precision=precision, **admin)
    return [first, *(to_place(other, relation=None) for other in cells.names("places") if other != name)]


def actor_of(words: str) -> Json:
    """Somebody who acts, with what is said of the part: "the army (accused by residents)"."""
    told = PART.fullmatch(words)
    said = told["said"].split(" and ") if told else []
    if told is None or not set(said) <= set(STATUSES):
        return to_actor(words, OTHER)
    return to_actor(told["name"], OTHER, said[0], told["by"])


def figure_of(cells: Cells, harm: str) -> Json | None:
    """Its figure of a harm; without bounds the one number that stands for both."""
    low, high, number = (cells.number(column) for column in (f"{harm}_low", f"{harm}_high", harm))
    if low is not None and high is not None and low > high:
        cells.refuse(f"{harm}_high", f"'{high}'", f"at least {harm}_low, {low}")
    if low is None and high is None:
        low = high = number or None
    return None if low is None and high is None else to_figure(harm, low, high)
