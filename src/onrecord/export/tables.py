"""The tables of this room: columns of formats, codes of countries, words for numbers. They take no part in reading, so they are none of its versions."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError

TYPES = ("text", "number", "decimal", "day", "flag", "list", "object")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatColumn:
    """A column of a format: its name, the type of its values, what of ours it is made of, its HXL tag, and what is made of it when such a table is imported."""

    name: str
    type: str
    ours: str
    hxl: str = ""
    imported: str = ""


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a table of this room; lines that begin with # are its comment."""
    text = (files("onrecord.export") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=32)
def format_columns(name: str) -> tuple[FormatColumn, ...]:
    """The columns of a format, in its order.

    Raises:
        InvalidRuleError: if a type is none, or a column stands twice.
    """
    columns = tuple(
        FormatColumn(name=row["column"], type=row["type"], ours=row["ours"], hxl=row.get("hxl") or "", imported=row.get("imported") or "")
        for row in read_table(f"formats/{name}")
    )
    if faults := list(find_faults(name, columns)):
        raise InvalidRuleError("\n".join(faults))
    return columns


def find_faults(name: str, columns: tuple[FormatColumn, ...]) -> Iterator[str]:
    """What is wrong with a format's columns."""
    names = [column.name for column in columns]
    for column in columns:
        if column.type not in TYPES:
            yield f"{name}.csv: column '{column.name}' has type '{column.type}'; expected one of {', '.join(TYPES)}"
    yield from (f"{name}.csv: column '{each}' stands twice" for each in dict.fromkeys(names) if names.count(each) > 1)
