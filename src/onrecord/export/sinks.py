"""Rows -> files: CSV that is safe to open in a spreadsheet, JSON Lines, GeoJSON, Parquet; a row at a time, so that memory stays flat."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.export.incidents import feature
from onrecord.export.tables import FormatColumn

Row = Mapping[str, object]
NUMBERS = re.compile(r"[+-]?\d+(?:\.\d+)?(?:\|[+-]?\d+(?:\.\d+)?)*")  # "-4.2", and "14.5|-4.2", as Uwazi has a point
LONGEST_CELL = 2**31 - 1  # characters that a cell may have when a file is read back
INVISIBLE = "\0\ufeff\u200b\n\v\f "  # what may stand before a formula unseen
FORMULA = frozenset("=+-@\t\r＝＋－＠")  # a spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection)
LITTLE = {"memory_limit": "200MB", "threads": "1"}  # a second thread would hold as much again
AT_ONCE = 10_000  # rows that are held until they are written
DUCKDB_TYPES = {"text": "VARCHAR", "number": "BIGINT", "decimal": "DOUBLE", "day": "DATE", "flag": "BOOLEAN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many rows a file has, and how many of its cells were given an apostrophe so that no spreadsheet takes them for a formula."""

    rows: int
    neutralised: int = 0


Sink = Callable[[Path, Iterable[Row], tuple[FormatColumn, ...]], Written]


def write_csv(path: Path, rows: Iterable[Row], columns: tuple[FormatColumn, ...]) -> Written:
    """CSV in UTF-8 with a byte order mark (spreadsheets need it for names in other scripts), and a header."""
    count = neutralised = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in columns])
        for count, row in enumerate(rows, start=1):  # noqa: B007  told below
            cells = [to_cell(row.get(column.name)) for column in columns]
            safe = [neutralise(cell, row.get(column.name)) for cell, column in zip(cells, columns, strict=True)]
            neutralised += sum(cell != other for cell, other in zip(cells, safe, strict=True))
            writer.writerow(safe)
    return Written(rows=count, neutralised=neutralised)


def to_cell(value: object) -> str:
    """A value as text; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


def neutralise(cell: str, value: object) -> str:
    """Text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    is_formula = cell.lstrip(INVISIBLE)[:1] in FORMULA and isinstance(value, str) and not NUMBERS.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def write_jsonl(path: Path, rows: Iterable[Row], _: tuple[FormatColumn, ...]) -> Written:
    """JSON Lines, an object a row."""
    return write_lines(path, map(to_json, rows))


def write_geojson(path: Path, rows: Iterable[Row], _: tuple[FormatColumn, ...]) -> Written:
    """A GeoJSON feature collection, a feature a line."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for count, row in enumerate(rows, start=1):
            stream.write(f"{',' if count > 1 else ''}\n{to_json(feature(row))}")
        stream.write("\n]}\n")
    return Written(rows=count)


def write_parquet(path: Path, rows: Iterable[Row], columns: tuple[FormatColumn, ...]) -> Written:
    """Parquet with the columns' types."""
    import duckdb  # noqa: PLC0415  only this format needs it

    types = ", ".join(f"'{column.name}': '{DUCKDB_TYPES.get(column.type, 'JSON')}'" for column in columns)
    with (
        TemporaryDirectory(prefix="onrecord-", dir=path.parent) as folder,
        duckdb.connect(config={"temp_directory": folder, **LITTLE}) as base,
    ):
        lines = Path(folder) / "rows.jsonl"
        written = write_lines(lines, (to_json({column.name: row.get(column.name) for column in columns}) for row in rows))
        base.execute(f"CREATE VIEW told AS SELECT * FROM read_json('{quoted(lines)}', format = 'newline_delimited', columns = {{{types}}})")  # noqa: S608  our own names
        base.execute(f"COPY told TO '{quoted(path)}' (FORMAT parquet, ROW_GROUP_SIZE {AT_ONCE})")
    return written


def quoted(path: Path) -> str:
    """A path inside quotation marks of SQL."""
    return str(path).replace("'", "''")


def write_lines(path: Path, lines: Iterable[str]) -> Written:
    """Lines of text."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as stream:
        for count, line in enumerate(lines, start=1):  # noqa: B007  told below
            stream.write(f"{line}\n")
    return Written(rows=count)


def to_json(row: Row) -> str:
    """A row as JSON on one line; days as ISO has them."""
    return json.dumps(row, ensure_ascii=False, default=str)


def ids_in(path: Path, key: str) -> Iterator[str]:
    """The ids that a file of an earlier export holds, whatever its format; none of a file that is not one."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
            yield from (row[key] for row in read_rows(stream) if row.get(key) and not str(row[key]).startswith("#"))
    elif suffix == ".parquet":
        yield from ids_in_parquet(path, key)
    else:
        with path.open(encoding="utf-8", errors="replace") as stream:
            yield from filter(None, (id_in_line(line, key) for line in stream))


def read_rows(stream: Iterable[str]) -> csv.DictReader[str]:
    """Rows of a CSV file; a cell may be as long as it likes."""
    csv.field_size_limit(LONGEST_CELL)
    return csv.DictReader(stream)


def ids_in_parquet(path: Path, key: str) -> Iterator[str]:
    """The ids of a Parquet file; none of a file that is no such file or has no such column."""
    import duckdb  # noqa: PLC0415  only this format needs it

    with duckdb.connect() as base:
        try:
            found = base.execute(f'SELECT "{key}" FROM read_parquet(?)', [str(path)]).fetchall()  # noqa: S608  our own name
        except duckdb.Error:
            return
    yield from (str(row[0]) for row in found)


def id_in_line(line: str, key: str) -> str | None:
    """The id of an object that stands on a line of its own."""
    try:
        value = json.loads(line.strip().removeprefix(",").removesuffix(","))
    except json.JSONDecodeError:
        return None
    return str(value[key]) if isinstance(value, dict) and key in value else None
