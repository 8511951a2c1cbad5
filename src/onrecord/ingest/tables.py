"""Rows of CSV and Parquet files to captures, one document a row; a row's bytes are its JSON, all columns kept."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import InvalidInputError
from onrecord.ingest.columns import find_columns, tell_columns
from onrecord.ingest.decode import decode_bytes
from onrecord.ingest.jsonl import open_jsonl, read_lines
from onrecord.ingest.request import Found, Request, moment
from onrecord.model.captures import Capture, Method, Note, Refusal

if TYPE_CHECKING:  # an extra
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

SAMPLE = 64_000  # bytes that a file's encoding and separator are told by
SEPARATORS = ",;\t|"
AT_ONCE = 64  # rows of a Parquet file that are held


def find_in_csv(request: Request) -> Found:
    """The rows of a CSV file; one that cannot be read is a refusal, and the rest goes on."""
    path = Path(request.name)
    try:
        with open_jsonl(path, request.meter.open) as stream:
            yield from rows_of_csv(stream, request)
    except (OSError, EOFError) as error:
        yield Refusal(name=request.name, reason=f"cannot be read on: {error}")


def rows_of_csv(stream: IO[bytes], request: Request) -> Found:
    """The rows of a stream under the names in its first one."""
    sample = stream.read(SAMPLE)
    stream.seek(0)
    encoding = decode_bytes(sample[: sample.rfind(b"\n") + 1] or sample, name=request.name).encoding
    limit = request.settings.max_bytes
    csv.field_size_limit(limit)
    reader = csv.reader(lines_of(stream, encoding, limit), dialect=find_dialect(sample.decode(encoding, "replace")))
    names = next(reader, [])
    columns = check_columns(names, request)
    yield Note(name=request.name, words=f"columns read: {tell_columns(columns)}")
    number = 0
    while True:
        number += 1
        where = f"{request.name}, row {number}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(name=where, reason=f"malformed CSV: {error}")
            continue
        if len(row) > len(names):
            yield Refusal(name=where, reason=f"{len(row)} cells under {len(names)} names")
        elif any(cell.strip() for cell in row):
            yield to_capture(where, dict(zip(names, row, strict=False)), columns, request)


def lines_of(stream: IO[bytes], encoding: str, limit: int) -> Iterator[str]:
    """Lines of text; a line beyond the limit is passed over without being held, and stands as an empty one."""
    for line in read_lines(stream, name="", limit=limit):
        yield "\n" if line is None else line.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "\ufffd")


def find_dialect(sample: str) -> type[csv.Dialect] | csv.Dialect:
    """What separates the cells: of the common separators the one that the first lines agree on, else a comma."""
    try:
        return csv.Sniffer().sniff(sample, SEPARATORS)
    except csv.Error:
        return csv.excel


def find_in_parquet(request: Request) -> Found:
    """The rows of a Parquet file, some at a time.

    Raises:
        InvalidInputError: if the extra is not installed, or the file is none.
    """
    with request.meter.open(Path(request.name)) as stream:
        yield from rows_of_parquet(open_parquet(stream, request.name), request)


def rows_of_parquet(table: ParquetFile, request: Request) -> Found:
    """The rows of an open file, some at a time."""
    names = table.schema_arrow.names
    columns = check_columns(names, request)
    yield Note(name=request.name, words=f"columns read: {tell_columns(columns)}")
    number = 0
    for batch in table.iter_batches(batch_size=AT_ONCE):
        for position in range(batch.num_rows):
            number += 1
            yield row_of_parquet(batch.slice(position, 1), f"{request.name}, row {number}", columns, request)


def row_of_parquet(batch: RecordBatch, where: str, columns: Mapping[str, str], request: Request) -> Capture | Refusal:
    """A row by itself; one that cannot be read, or is too much, is a refusal."""
    try:
        capture = to_capture(where, batch.to_pylist()[0], columns, request)
    except (ValueError, OverflowError) as error:  # a broken text, a day beyond the calendar
        return Refusal(name=where, reason=f"cannot be read: {error}")
    if len(capture.content) > request.settings.max_bytes:
        return Refusal(name=where, reason=f"more than the {request.settings.max_bytes:,} bytes that the setting 'max_bytes' allows")
    return capture


def open_parquet(stream: IO[bytes], name: str) -> ParquetFile:
    """A Parquet file.

    Raises:
        InvalidInputError: if the extra is not installed, or the file is none.
    """
    try:
        from pyarrow import ArrowException  # noqa: PLC0415  an extra
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415  an extra
        from pyarrow.types import is_binary, is_string  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise InvalidInputError(f"{name}: Parquet files need pip install 'onrecord[parquet]'") from error
    try:
        names = [field.name for field in ParquetFile(stream).schema_arrow if is_string(field.type) or is_binary(field.type)]
        return ParquetFile(stream, read_dictionary=names)  # a long text that many rows have is held once
    except (OSError, ArrowException) as error:
        raise InvalidInputError(f"{name}: not a Parquet file that can be read: {str(error).splitlines()[0]}") from error


def to_capture(where: str, row: Mapping[str, Any], columns: Mapping[str, str], request: Request) -> Capture:
    """A row as a line of JSON, with which of its columns hold what."""
    content = json.dumps({str(key): as_json(value) for key, value in row.items()}, ensure_ascii=False, sort_keys=True)
    return Capture(
        name=where,
        content=content.encode("utf-8", "surrogatepass"),
        method=Method.ROW,
        at=moment(),
        stated=request.stated,
        is_line=True,
        columns=tuple(columns.items()),
    )


def as_json(value: Any) -> Any:
    """A cell as JSON has it; days and moments as ISO 8601, anything else that JSON lacks as its words."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def check_columns(names: Iterable[str], request: Request) -> dict[str, str]:
    """The columns of a table.

    Raises:
        InvalidInputError: naming the file.
    """
    try:
        return find_columns(names, request.mapping)
    except InvalidInputError as error:
        raise InvalidInputError(f"{request.name}: {error}") from error
