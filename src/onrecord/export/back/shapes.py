"""The tables that are read back: for each the columns that tell it from others, the column of its ids, who codes so, and how a row becomes a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UnknownCodeError
from onrecord.export.back import acled, ged, ours
from onrecord.export.back.cells import Cells, Fault
from onrecord.export.back.tables import read_table
from onrecord.export.back.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One kind of table. `ids` are the columns of which the first that is filled is the id of a row; `coder` is who codes so, where all such tables are of one."""

    name: str
    told: str
    needed: frozenset[str]
    ids: tuple[str, ...]
    coder: str | None
    values: Callable[[Cells], Json]


SHAPES = (
    Shape(
        name="acled", told="ACLED", needed=frozenset({"event_id_cnty", "event_date", "fatalities"}), ids=("event_id_cnty",), coder="ACLED", values=acled.to_values,
    ),
    Shape(
        name="ucdp-ged", told="UCDP GED", needed=frozenset({"date_start", "date_end", "low", "high", "id"}), ids=("relid", "id"), coder="UCDP GED", values=ged.to_values,
    ),
    Shape(
        name="csv", told="onrecord's csv", needed=frozenset({"id", "earliest", "latest", "killed_low", "killed_high"}), ids=("id",), coder=None, values=ours.to_values,
    ),
)  # fmt: skip


def shape_of(name: str) -> Shape:
    """The shape of a name.

    Raises:
        UnknownCodeError: if there is none.
    """
    found = next((shape for shape in SHAPES if shape.name == name), None)
    if found is None:
        raise UnknownCodeError(f"no table '{name}' is read; there are {', '.join(shape.name for shape in SHAPES)}")
    return found


def read_shape(path: Path, shape: Shape) -> Iterator[Cells | Fault]:
    """The rows of a table of one shape.

    Raises:
        InvalidInputError: if the file is no such table.
    """
    return read_table(path, [shape.needed], f"the columns of {shape.told}, among them {', '.join(sorted(shape.needed))}")


def id_of(cells: Cells, shape: Shape) -> str:
    """The id of a row; a fault of the row where it has none."""
    for column in shape.ids[:-1]:
        if cells.text(column):
            return cells.text(column)
    return cells.needed(shape.ids[-1], "the id of an event")
