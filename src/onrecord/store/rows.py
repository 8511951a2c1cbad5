"""Rows as they go into the archive: JSON in one form, many rows in one statement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

from onrecord.model.names import normal_name

Row = dict[str, Any]

LONGEST_KEY = 250  # characters: an index of PostgreSQL holds two such names, whatever they are written in


def canonical(value: object) -> str:
    """JSON as it stands in the archive: the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def name_key(name: str) -> str:
    """A name in the one form that searches compare, no longer than an index holds."""
    return normal_name(name)[:LONGEST_KEY].strip()


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(insert(table), rows)


def insert_plain(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert very many small rows as they are, which costs a third of what `insert_all` takes for them."""
    if rows:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        values = ", ".join(mark for _ in columns)
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({values})", list(rows))  # noqa: S608  our own names


def insert_numbers(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows; their numbers, in their order."""
    if not rows:
        return []
    numbered = insert(table).returning(table.c.number, sort_by_parameter_order=True)
    return list(connection.execute(numbered, rows).scalars())
