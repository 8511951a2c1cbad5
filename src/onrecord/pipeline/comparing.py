"""Two sets of coded events held against each other: tables that people coded, and archives, or what an archive read and what was imported into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.errors import InvalidInputError
from onrecord.export.coded import Coded, read_coded, to_coded
from onrecord.export.comparison import Comparison, Nearness, compare
from onrecord.export.incident import Incident, Json
from onrecord.export.writers import Unit
from onrecord.link.policies import check_policy
from onrecord.pipeline.exporting import Exporting, link_new
from onrecord.pipeline.happenings import read_items
from onrecord.store.archive import Archive, open_archive
from onrecord.store.search import ALL, IMPORTED, READ, Query

TABLE = ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two sets: a table by its path, or an archive by its path or address, and which of an archive's incidents are meant."""

    name: str
    origin: str = ALL
    by: str | None = None  # of what was imported, what one coded

    @property
    def called(self) -> str:
        """What people call it."""
        last = Path(self.name).name if "://" not in self.name else self.name.rpartition("/")[2].partition("?")[0]
        return last if self.origin == ALL else f"{last} ({self.by or self.origin})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Days and a country that events must be in, as far as they say; those that say nothing are left out where it is asked."""

    since: date | None = None
    until: date | None = None
    country: str | None = None

    def hold(self, event: Coded) -> bool:
        """True of an event that may lie inside."""
        is_after = self.since is None or (event.last is not None and event.last >= self.since)
        is_before = self.until is None or (event.first is not None and event.first <= self.until)
        return is_after and is_before and (self.country is None or event.country == self.country.upper())


def sides_of(left: str, right: str | None, origins: tuple[str | None, str | None], by: str | None = None) -> tuple[Side, Side]:
    """The two sets that are meant; of one archive alone what was read, and what was imported.

    Raises:
        InvalidInputError: if one table is given alone, or an origin is asked of a table.
    """
    names = (left, left if right is None else right)
    if right is None and is_table(left):
        raise InvalidInputError(f"{left}: expected two sets, or one archive, of which what was read is held against what was imported")
    given = [origin or default for origin, default in zip(origins, (READ, IMPORTED) if right is None else (ALL, ALL), strict=True)]
    for name, origin in zip(names, given, strict=True):
        if origin not in {READ, IMPORTED, ALL}:
            raise InvalidInputError(f"'{origin}': expected one of {READ}, {IMPORTED}, {ALL}")
        if is_table(name) and origin != ALL:
            raise InvalidInputError(f"{name}: a table has no origin '{origin}'; archives have")
    if by and IMPORTED not in given:
        raise InvalidInputError(
            f"--by {by}: expected a side of which what was imported is meant (one archive alone, or --origin-a, --origin-b)"
        )
    one, other = (Side(name=name, origin=origin, by=by if origin == IMPORTED else None) for name, origin in zip(names, given, strict=True))
    return one, other


def is_table(name: str) -> bool:
    """True of the name of a table."""
    return name.lower().endswith(TABLE)


def compare_sets(left: Side, right: Side, near: Nearness, *, accounts: str = "range", bounds: Bounds | None = None) -> Comparison:
    """What two sets have in common.

    Raises:
        OnrecordError: if one cannot be read.
    """
    within = bounds or Bounds()
    return compare(filter(within.hold, read_set(left, accounts)), filter(within.hold, read_set(right, accounts)), near)


def read_set(side: Side, accounts: str) -> Iterator[Coded]:
    """The events of a table, or the incidents of an archive that were told as having happened.

    Raises:
        OnrecordError: if it cannot be read.
    """
    if is_table(side.name):
        yield from read_coded(Path(side.name))
        return
    check_policy(accounts)
    archive = open_archive(side.name)
    try:
        yield from read_archive(archive, Query(realis="actual", origin=side.origin, publisher=side.by), accounts)
    finally:
        archive.engine.dispose()


def read_archive(archive: Archive, query: Query, accounts: str) -> Iterator[Coded]:
    """The incidents of an archive; records that are in none yet are linked first."""
    link_new(archive, Exporting())
    with archive.reading() as connection:
        for item in read_items(connection, query, Unit.INCIDENT, accounts=accounts):
            if isinstance(item, Incident) and item.realis == "actual":
                yield to_coded(called(item), 0, values_of(item))


def called(incident: Incident) -> str:
    """The id of an incident; of one that people coded the id that they gave it."""
    return str(incident.documents[0]["id"]) if incident.is_coded else incident.id


def values_of(incident: Incident) -> Json:
    """What is compared of an incident, as the values of a record: its first place with the point that is drawn."""
    first, last = incident.days.first, incident.days.last
    point = incident.point or (None, None)
    place = {**(incident.place or {"name": ""}), "country": incident.country, "latitude": point[0], "longitude": point[1]}
    return {
        "type": {"acled_event": incident.type.get("acled_event")},
        "time": {"earliest": first.isoformat() if first else None, "latest": last.isoformat() if last else None},
        "places": [place],
        "actors": [{"name": party.name} for party in incident.actors],
        "targets": [{"name": party.name} for party in incident.targets],
        "totals": [{"harm": figure.harm, "low": figure.low, "high": figure.high} for figure in incident.figures],
    }
