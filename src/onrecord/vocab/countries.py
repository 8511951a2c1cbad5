"""Countries by name, by word for their people and by capital; the tables are countries.csv and demonyms.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.errors import InvalidRuleError
from onrecord.vocab.place_keys import name_key

COUNTRY_COLUMNS = ("country", "latitude", "longitude", "names", "capitals")
DEMONYM_COLUMNS = ("word", "country")
SHORT = 3  # letters up to which a name counts only in its own case: "US", "CAR", "Oma"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: ISO 3166 alpha-2 code, names (the usual one first), names of its capital, a point inside it."""

    code: str
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    latitude: float
    longitude: float


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """All countries by their code."""
    return MappingProxyType({row["country"]: to_country(row) for row in read_table("countries.csv", COUNTRY_COLUMNS)})


def to_country(row: Mapping[str, str]) -> Country:
    """A row of the table as a value."""
    return Country(
        code=row["country"],
        names=split_names(row["names"]),
        capitals=split_names(row["capitals"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


@lru_cache(maxsize=20_000)
def country_of_name(name: str) -> str | None:
    """The code of the country with a name, "the" left out or not; None if no country has it."""
    return find_code(countries_by_name(), name)


@lru_cache(maxsize=20_000)
def country_of_demonym(word: str) -> str | None:
    """The code of the country that a word for its people implies ("Syrian", "Filipinos"), else None."""
    return find_code(countries_by_demonym(), word)


@lru_cache(maxsize=20_000)
def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital has this name ("Damascus", "Kiev"), else None: for capitals that stand for a government."""
    return find_code(countries_by_capital(), name)


def find_code(table: Mapping[str, tuple[str, str]], name: str) -> str | None:
    """The code filed under a name; a very short name counts only as it is written in the table."""
    key = name_key(name)
    code, written = table.get(key) or table.get(key.removeprefix("the ")) or (None, "")
    if code and sum(map(str.isalpha, written)) <= SHORT and not name.removeprefix("the ").isupper():
        return None
    return code


@lru_cache(maxsize=1)
def countries_by_name() -> Mapping[str, tuple[str, str]]:
    """Codes and names by key."""
    return by_key((name, country.code) for country in countries().values() for name in country.names)


@lru_cache(maxsize=1)
def countries_by_capital() -> Mapping[str, tuple[str, str]]:
    """Codes and capitals by key."""
    return by_key((name, country.code) for country in countries().values() for name in country.capitals)


@lru_cache(maxsize=1)
def countries_by_demonym() -> Mapping[str, tuple[str, str]]:
    """Codes and demonyms by key."""
    return by_key((row["word"], row["country"]) for row in read_table("demonyms.csv", DEMONYM_COLUMNS))


def by_key(pairs: Iterator[tuple[str, str]]) -> Mapping[str, tuple[str, str]]:
    """File (name, code) pairs; the first of two that share a key stays."""
    found: dict[str, tuple[str, str]] = {}
    for name, code in pairs:
        found.setdefault(name_key(name), (code, name))
    return MappingProxyType(found)


def split_names(cell: str) -> tuple[str, ...]:
    """Names of a cell, a bar between."""
    return tuple(filter(None, cell.split("|")))


def read_table(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a packaged list.

    Raises:
        InvalidRuleError: if its columns are not those expected.
    """
    path = files("onrecord.vocab") / "data" / "en" / name
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    reader = csv.DictReader(lines, strict=True)
    if tuple(reader.fieldnames or ()) != columns:
        raise InvalidRuleError(f"{name}: columns must be {', '.join(columns)}, not {', '.join(reader.fieldnames or ())}")
    yield from reader
