"""Events as they are compared: read from a table as people or programs coded them, or taken from an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.errors import InvalidInputError
from onrecord.export.back.cells import Cells, Fault
from onrecord.export.back.shapes import SHAPES, Shape, id_of
from onrecord.export.back.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event as a table has it; what it does not say is None or empty. Days are first and last possible, deaths bounds, the country ISO 3166 alpha-2."""

    id: str
    line: int
    first: date | None
    last: date | None
    place: str = ""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    event: str = ""
    actors: str = ""
    killed_low: int | None = None
    killed_high: int | None = None


def read_coded(path: Path) -> Iterator[Coded]:
    """The events of a table, in its order; what is told as planned, failed or hypothetical is none, nor is a sum over several.

    Raises:
        InvalidInputError: if the file is no such table, or a value is not of its kind, with file, line, column, what was found and what was expected.
    """
    expected = (
        f"the columns of ACLED, UCDP GED or onrecord's csv, among them {'; or '.join(', '.join(sorted(each.needed)) for each in SHAPES)}"
    )
    rows = read_table(path, [shape.needed for shape in SHAPES], expected)
    first = next(rows, None)
    if first is None:
        return
    shape: Shape | None = None
    for row in chain([first], rows):
        if isinstance(row, Fault):
            raise InvalidInputError(f"{path}, {row.words}")
        shape = shape or next(each for each in SHAPES if each.needed <= row.row.keys())
        values, event = shape.values(row), id_of(row, shape)
        refuse(path, row)
        if values["realis"] == "actual" and "kind" not in values:  # a sum over several events is none of them
            yield to_coded(event, row.line, values)


def refuse(path: Path, cells: Cells) -> None:
    """Refuse a row with faults.

    Raises:
        InvalidInputError: naming the first.
    """
    if cells.faults:
        raise InvalidInputError(f"{path}, {cells.faults[0].words}")


def to_coded(event: str, line: int, values: Mapping[str, Any]) -> Coded:
    """The values of a record as an event."""
    place: Mapping[str, Any] = next(iter(values["places"]), {})
    killed: Mapping[str, Any] = next((total for total in values["totals"] if total["harm"] == "killed"), {})
    return Coded(
        id=event, line=line, first=to_day(values["time"]["earliest"]), last=to_day(values["time"]["latest"]), place=place.get("name") or "",
        country=place.get("country"), latitude=place.get("latitude"), longitude=place.get("longitude"), event=values["type"]["acled_event"] or "",
        actors="; ".join(str(actor["name"]) for actor in (*values["actors"], *values["targets"])), killed_low=killed.get("low"), killed_high=killed.get("high"),
    )  # fmt: skip


def to_day(words: str | None) -> date | None:
    """A day as ISO has it."""
    return date.fromisoformat(words) if words else None
