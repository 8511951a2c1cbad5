"""Rows of Parquet files to captures, one document a row, none of which is taken out of the file before it is known how long it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from onrecord.errors import InvalidInputError
from onrecord.ingest.columns import tell_columns
from onrecord.ingest.request import Found, Request
from onrecord.ingest.tables import check_columns, to_capture
from onrecord.model.captures import Capture, Note, Refusal

if TYPE_CHECKING:  # an extra
    from pyarrow import Array, RecordBatch
    from pyarrow.parquet import ParquetFile

AT_ONCE = 64  # rows of a file that are held


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
        for position, length in enumerate(lengths_of(batch)):
            number += 1
            where = f"{request.name}, row {number}"
            if length > request.settings.max_bytes:
                yield refuse(where, request)
            else:
                yield row_of_parquet(batch.slice(position, 1), where, columns, request)


def row_of_parquet(batch: RecordBatch, where: str, columns: Mapping[str, str], request: Request) -> Capture | Refusal:
    """A row by itself; one that cannot be read, or is too much, is a refusal."""
    try:
        capture = to_capture(where, batch.to_pylist()[0], columns, request)
    except (ValueError, OverflowError) as error:  # a broken text, a day beyond the calendar
        return Refusal(name=where, reason=f"cannot be read: {error}")
    if len(capture.content) > request.settings.max_bytes:
        return refuse(where, request)
    return capture


def refuse(where: str, request: Request) -> Refusal:
    """A row that is too long."""
    return Refusal(name=where, reason=f"more than the {request.settings.max_bytes:,} bytes that the setting 'max_bytes' allows")


def lengths_of(batch: RecordBatch) -> Iterator[int]:
    """For each row how many bytes its texts have together: a long text that a file holds once may be that of a million rows."""
    totals = [0] * batch.num_rows
    for column in batch.columns:
        for position, length in enumerate(lengths_in(column)):
            totals[position] += length
    return iter(totals)


def lengths_in(column: Array) -> Iterator[int]:
    """The length in bytes of each text of a column; of none that has no texts."""
    from pyarrow import compute, types  # noqa: PLC0415  an extra

    if types.is_dictionary(column.type):
        lengths = list(lengths_in(column.dictionary))
        yield from (lengths[index] if index is not None and lengths else 0 for index in column.indices.to_pylist())
    elif any(is_kind(column.type) for is_kind in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)):
        yield from (length or 0 for length in compute.binary_length(column).to_pylist())


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
