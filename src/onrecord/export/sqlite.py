"""One SQLite file made for Datasette: incidents, figures, totals and claims as tables, views of what may be published, and the metadata file that explains them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from onrecord.export import claims, incidents
from onrecord.export.figures import Wish
from onrecord.export.incident import Incident, Total
from onrecord.export.sinks import Row, Written, to_cell
from onrecord.export.tables import FormatColumn, format_columns

TABLES = {
    "incidents": "incidents",
    "figures": "casualties",
    "totals": "tallies",
    "claims": "claims",
}  # each with the format whose columns it has
KINDS = {"number": "INTEGER", "decimal": "REAL", "flag": "INTEGER"}
VIEWS = {
    "incidents_public": (
        "SELECT id, acled_sub_event, earliest, latest, place, country, latitude, longitude, precision, actors, killed_low, killed_high, injured_low, injured_high, documents "
        "FROM incidents WHERE realis = 'actual'"
    ),
    "accounts": "SELECT incident, harm, low, high, victims, source, publisher, published, polarity, superseded, quote FROM figures",
    "sources": "SELECT coalesce(source, publisher, document) AS source, count(*) AS figures, count(DISTINCT incident) AS incidents FROM figures GROUP BY 1",
}
FACETS = {
    "incidents": ["acled_sub_event", "country", "realis"],
    "figures": ["harm", "polarity"],
    "claims": ["slot", "kind"],
    "totals": ["harm", "issuer"],
}


def rows(item: Incident | Total, wish: Wish) -> Iterator[Mapping[str, object]]:
    """The rows of an item, each with the table that it belongs to."""
    if isinstance(item, Incident):
        yield from ({"table": "incidents", **row} for row in incidents.rows(item, wish))
        yield from ({"table": "figures", **row} for row in claims.casualty_rows(item, wish))
    else:
        yield from ({"table": "totals", **row} for row in claims.tally_rows(item, wish))
    yield from ({"table": "claims", **row} for row in claims.claim_rows(item, wish))


def write_sqlite(path: Path, found: Iterable[Row], _: tuple[FormatColumn, ...]) -> Written:
    """The file, and beside it NAME.metadata.json for `datasette FILE --metadata NAME.metadata.json`."""
    path.unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(path)) as base:
        for table, columns in tables():
            described = ", ".join(f'"{column.name}" {KINDS.get(column.type, "TEXT")}' for column in columns)
            base.execute(f'CREATE TABLE "{table}" ({described})')
        inserts = {table: insert_of(table, columns) for table, columns in tables()}
        for count, row in enumerate(found, start=1):  # noqa: B007  told below
            statement, names = inserts[str(row["table"])]
            base.execute(statement, [value_of(row.get(name)) for name in names])
        for name, query in VIEWS.items():
            base.execute(f'CREATE VIEW "{name}" AS {query}')
        for table, column in (("figures", "incident"), ("claims", "incident"), ("claims", "record"), ("incidents", "earliest")):
            base.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
        base.commit()
    return Written(rows=count)


def tables() -> Iterator[tuple[str, tuple[FormatColumn, ...]]]:
    """Each table with its columns."""
    return ((table, format_columns(columns)) for table, columns in TABLES.items())


def insert_of(table: str, columns: tuple[FormatColumn, ...]) -> tuple[str, list[str]]:
    """The statement that adds a row, and the columns in its order."""
    names = [column.name for column in columns]
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})', names  # noqa: S608  our own table


def value_of(value: object) -> object:
    """A value as SQLite keeps it."""
    return value if value is None or isinstance(value, int | float) else to_cell(value).encode("utf-8", "replace").decode()


def metadata() -> Mapping[str, object]:
    """What Datasette shows beside the tables."""
    described = {
        table: {
            "description": f"Columns: docs/formats.md, {TABLES[table]}",
            "facets": FACETS[table],
            "columns": {column.name: column.ours for column in columns},
        }
        for table, columns in tables()
    }
    return {
        "title": "Reported incidents",
        "description": "What reports say happened, and according to whom; never what is true.",
        "databases": {"*": {"tables": described}},
    }


def write_metadata(path: Path, database: str) -> None:
    """The metadata file of a database of some name."""
    told = json.loads(json.dumps(metadata()).replace('"*"', json.dumps(database)))
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
