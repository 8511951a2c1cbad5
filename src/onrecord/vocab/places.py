"""A list of places, the project's own or a user's: a CSV with a header, or a GeoNames dump (tab-separated, 19 columns)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.errors import InvalidRuleError
from onrecord.model.values import Place
from onrecord.vocab.countries import countries
from onrecord.vocab.place_keys import name_key

COLUMNS = ("name", "alternate_names", "country", "latitude", "longitude", "kind")
SHORT_HEADS = {"alternate names": "alternate_names", "lat": "latitude", "lon": "longitude", "lng": "longitude"}
REQUIRED = frozenset({"name", "latitude", "longitude"})
KINDS = frozenset(
    ["city", "town", "village", "neighbourhood", "site", "camp", "base", "admin1", "admin2", "region", "continent", "water", "country"],
)
DUMP_COLUMNS = 19  # of GeoNames' allCountries.txt
FAULTS_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """A place of a list with all its names."""

    place: Place
    names: tuple[str, ...]


def load_places(path: Path | Traversable, *, prefix: str = "user") -> tuple[ListedPlace, ...]:
    """Read a list of places; ids are made of the prefix and the name, or are GeoNames' own for a dump.

    Raises:
        InvalidRuleError: if the file cannot be read or a row is faulty; the message names lines and columns.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRuleError(f"{path.name}: cannot be read: {error}") from error
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if not first:
        raise InvalidRuleError(f"{path.name}: no places; expected a CSV with the columns {', '.join(COLUMNS)}, or a GeoNames dump")
    if first.count("\t") == DUMP_COLUMNS - 1:
        return tuple(read_dump(path.name, lines))
    return read_rows(path.name, lines, prefix)


def read_rows(name: str, lines: list[str], prefix: str) -> tuple[ListedPlace, ...]:
    """Places of a CSV.

    Raises:
        InvalidRuleError: if a column or row is faulty.
    """
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")]
    cells = [[cell.strip() for cell in row] for row in csv.reader([line for _, line in numbered])]
    heads = [SHORT_HEADS.get(head.lower(), head.lower()) for head in cells[0]]
    faults = [f"line {numbered[0][0]}: {fault}" for fault in find_head_faults(heads)]
    if faults:
        raise InvalidRuleError(f"{name}: " + "; ".join(faults))
    found = []
    seen: set[tuple[str, str]] = set()
    for (number, _), row in zip(numbered[1:], cells[1:], strict=False):
        record = dict(zip(heads, row, strict=False))
        wrong = [f"{len(row)} cells; expected {len(heads)}"] if len(row) != len(heads) else list(find_row_faults(record, seen))
        faults += [f"line {number}: {fault}" for fault in wrong]
        if not wrong:
            found.append(to_listed(record, prefix))
    if faults:
        more = [f"and {len(faults) - FAULTS_TOLD} more"] if len(faults) > FAULTS_TOLD else []
        raise InvalidRuleError(f"{name}: " + "; ".join([*faults[:FAULTS_TOLD], *more]))
    return tuple(found)


def find_head_faults(heads: list[str]) -> Iterator[str]:
    """What is wrong with the header."""
    for head in heads:
        if head not in COLUMNS:
            yield f"unknown column '{head}'; expected {', '.join(COLUMNS)}"
    for head in COLUMNS:
        if head in REQUIRED and head not in heads:
            yield f"missing column '{head}'"
        if heads.count(head) > 1:
            yield f"repeated column '{head}'"


def find_row_faults(row: Mapping[str, str], seen: set[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with a row; `seen` holds the rows before it."""
    if not name_key(row["name"]):
        yield f"column name: '{row['name']}' holds no letters of the Latin script"
    for column, limit in (("latitude", 90.0), ("longitude", 180.0)):
        if not is_degrees(row[column], limit):
            yield f"column {column}: '{row[column]}' is no number from -{limit:g} to {limit:g}"
    country = row.get("country", "")
    if country and country not in countries():
        yield f"column country: '{country}' is no ISO 3166 alpha-2 code"
    kind = row.get("kind", "")
    if kind and kind not in KINDS:
        yield f"column kind: '{kind}' is none of {', '.join(sorted(KINDS))}"
    same = (name_key(row["name"]), country)
    if same in seen:
        yield f"column name: '{row['name']}' is repeated"
    seen.add(same)


def is_degrees(cell: str, limit: float) -> bool:
    """True for a number within the limit."""
    try:
        return abs(float(cell)) <= limit
    except ValueError:
        return False


def to_listed(row: Mapping[str, str], prefix: str) -> ListedPlace:
    """A sound row as a value."""
    country = row.get("country") or None
    slug = "-".join(filter(None, [name_key(row["name"]).replace(" ", "-"), (country or "").lower()]))
    place = Place(
        id=f"{prefix}:{slug}",
        name=row["name"],
        kind=row.get("kind") or "city",
        country=country,
        admin1=None,
        admin2=None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
    return ListedPlace(place=place, names=(row["name"], *filter(None, row.get("alternate_names", "").split("|"))))


def read_dump(name: str, lines: list[str]) -> Iterator[ListedPlace]:
    """Places of a GeoNames dump.

    Raises:
        InvalidRuleError: if a line is faulty.
    """
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if not line:
            continue
        if len(cells) != DUMP_COLUMNS:
            raise InvalidRuleError(f"{name}: line {number}: {len(cells)} columns; a GeoNames dump has {DUMP_COLUMNS}")
        if not (cells[0].isdecimal() and is_degrees(cells[4], 90) and is_degrees(cells[5], 180)):
            raise InvalidRuleError(f"{name}: line {number}: columns 1, 5, 6 must be an id, a latitude and a longitude")
        place = Place(
            id=f"geonames:{cells[0]}",
            name=cells[1],
            kind=cells[7] or "PPL",
            country=cells[8] or None,
            admin1=None,
            admin2=None,
            latitude=float(cells[4]),
            longitude=float(cells[5]),
            population=int(cells[14]) if cells[14].isdecimal() else 0,
        )
        yield ListedPlace(place=place, names=tuple(dict.fromkeys(filter(None, [cells[1], cells[2], *cells[3].split(",")]))))
