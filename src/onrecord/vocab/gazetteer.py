"""The gazetteer: places by name, from the packaged SQLite file, the project's own list and a user's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import UnknownCodeError
from onrecord.model.values import Place
from onrecord.vocab.countries import country_of_capital, country_of_demonym, country_of_name, read_table
from onrecord.vocab.place_keys import bare_key, classless_key, name_key, skeleton_key
from onrecord.vocab.places import ListedPlace, load_places

__all__ = ["Gazetteer", "Match", "country_of_capital", "country_of_demonym", "country_of_name", "open_gazetteer"]

MAIN, ALTERNATE, SHORTENED, SKELETON = 0, 1, 2, 3  # how near the name is to the entry's own
MOST = 60  # candidates of one name; "San Jose" has more entries, none of the rest larger than a village
COLUMNS = "p.id, p.name, p.kind, p.country, a.name, b.name, p.latitude, p.longitude, p.population"
JOINED = "JOIN place AS p ON p.id = n.place LEFT JOIN place AS a ON a.id = p.admin1 LEFT JOIN place AS b ON b.id = p.admin2"
BY_NAME = f"SELECT {COLUMNS}, n.rank FROM name AS n {JOINED} WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT {MOST}"  # noqa: S608  # constants only
BY_SKELETON = (
    f"SELECT {COLUMNS}, 3 FROM skeleton AS n {JOINED} WHERE n.country = ? AND n.key = ? ORDER BY p.population DESC, p.id LIMIT {MOST}"  # noqa: S608
)
BY_COUNTRY = "SELECT id, name, kind, country, NULL, NULL, latitude, longitude, population, 0 FROM place WHERE country = ? AND kind = 'PCLI'"
BY_ID = (
    f"SELECT {COLUMNS}, 1 FROM place AS p LEFT JOIN place AS a ON a.id = p.admin1 LEFT JOIN place AS b ON b.id = p.admin2 WHERE p.id = ?"  # noqa: S608
)
Row = tuple[int, str, str, str, str | None, str | None, float, float, int, int]


class Match(NamedTuple):
    """An entry found under a name; `rank` tells how: 0 its own name, 1 another name, 2 a shortened one, 3 spelled alike."""

    place: Place
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form of a place; `needs_place`: it counts only behind another place ("Gallup, N.M.")."""

    entry: str
    needs_place: bool


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, Abbreviation]:
    """Short forms of places as they are written."""
    rows = read_table("places_abbreviated.csv", ("abbreviation", "gazetteer", "where"))
    return {row["abbreviation"]: Abbreviation(entry=row["gazetteer"], needs_place=row["where"] == "after-comma") for row in rows}


class Gazetteer:
    """Holds the open file and the lists laid over it; a user's places hide the others of their name."""

    def __init__(self, connection: sqlite3.Connection, *, listed: Iterable[ListedPlace] = (), users: Iterable[ListedPlace] = ()) -> None:
        self._connection = connection
        self._listed = by_name(listed)
        self._users = by_name(users)
        self.find = lru_cache(maxsize=20_000)(self._find)
        self.country = lru_cache(maxsize=300)(self._country)

    def _find(self, name: str) -> tuple[Match, ...]:
        """Entries under a name, the most populous first; an Arabic article or a class word may be left out."""
        if name in abbreviations():
            return self._find_entry(abbreviations()[name].entry)
        key = name_key(name)
        for form in dict.fromkeys((key, bare_key(key), classless_key(key), bare_key(classless_key(key)))):
            found = self._find_key(form)
            if found:
                return found
        return ()

    def _find_key(self, key: str) -> tuple[Match, ...]:
        """Entries under one key."""
        if key in self._users:
            return self._users[key]
        if len(key) < 2:
            return ()
        rows: list[Row] = self._connection.execute(BY_NAME, (key,)).fetchall()
        return (*self._listed.get(key, ()), *map(to_match, rows))

    def _find_entry(self, entry: str) -> tuple[Match, ...]:
        """The entry with an id of the packaged file."""
        rows: list[Row] = self._connection.execute(BY_ID, (int(entry.rpartition(":")[2]),)).fetchall()
        return tuple(map(to_match, rows))

    def find_spelled_alike(self, name: str, *, country: str) -> tuple[Match, ...]:
        """Entries of one country whose name has the same consonants: only for a name that `find` does not know."""
        skeleton = skeleton_key(name_key(name))
        if skeleton is None:
            return ()
        return tuple(map(to_match, self._connection.execute(BY_SKELETON, (country, skeleton)).fetchall()))

    def _country(self, code: str) -> Place | None:
        """The entry of a country by its ISO 3166 alpha-2 code."""
        rows: list[Row] = self._connection.execute(BY_COUNTRY, (code,)).fetchall()
        return to_match(rows[0]).place if rows else None

    def metadata(self) -> Mapping[str, str]:
        """Versions of the sources, and the credit that they ask for."""
        return dict(self._connection.execute("SELECT key, value FROM metadata"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def open_gazetteer(places: Path | None = None, *, path: Path | None = None) -> Gazetteer:
    """Open the packaged gazetteer, or another file of its make (`path`), read-only, with a user's list of places on top.

    Raises:
        UnknownCodeError: if the file is not there.
        InvalidRuleError: if the user's list is faulty.
    """
    with as_file(files("onrecord.vocab") / "data" / "gazetteer.sqlite") as packaged:
        file = path or Path(packaged)
        if not file.is_file():
            raise UnknownCodeError(f"no gazetteer at {file}; reinstall onrecord, or run `python hatch_build.py` in a working tree of it")
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        connection.execute("PRAGMA mmap_size = 67108864")
    listed = load_places(files("onrecord.vocab") / "data" / "en" / "places.csv", prefix="onrecord")
    return Gazetteer(connection, listed=listed, users=load_places(places) if places else ())


def by_name(listed: Iterable[ListedPlace]) -> Mapping[str, tuple[Match, ...]]:
    """Places of a list by the keys of their names."""
    found: dict[str, tuple[Match, ...]] = {}
    for entry in listed:
        for rank, name in enumerate(entry.names):
            for key in {name_key(name)} - {""}:
                found[key] = (*found.get(key, ()), Match(entry.place, MAIN if rank == 0 else ALTERNATE))
    return found


def to_match(row: Row) -> Match:
    """A row of the file as values."""
    number, name, kind, country, admin1, admin2, latitude, longitude, population, rank = row
    place = Place(
        id=f"geonames:{number}",
        name=name,
        kind=kind,
        country=country,
        admin1=name if kind == "ADM1" else admin1,
        admin2=name if kind == "ADM2" else admin2,
        latitude=latitude,
        longitude=longitude,
        population=population,
    )
    return Match(place, rank)
