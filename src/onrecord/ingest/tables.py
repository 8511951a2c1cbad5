"""Rows of CSV files to captures, one document a row; a row's bytes are its JSON, all columns kept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from onrecord.errors import InvalidInputError
from onrecord.ingest.columns import find_columns, tell_columns
from onrecord.ingest.decode import MARKS, decode_bytes
from onrecord.ingest.jsonl import open_jsonl, read_lines
from onrecord.ingest.request import Found, Request, moment
from onrecord.ingest.separators import find_dialect
from onrecord.model.captures import Capture, Method, Note, Refusal

SAMPLE = 64_000  # bytes that a file's encoding and separator are told by
QUOTE = '"'
TOO_LARGE = "larger than field limit"  # what csv says of a cell beyond the limit


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
    if not sample.strip():
        raise InvalidInputError(f"{request.name}: empty; expected a table whose first row holds the names of its columns")
    stream.seek(0)
    encoding = encoding_of(sample, name=request.name)
    limit = request.settings.max_bytes
    csv.field_size_limit(limit)
    dialect = find_dialect(sample.decode(encoding, "replace").removeprefix("\ufeff"))
    lines = lines_of(stream, encoding, limit)
    reader = csv.reader(lines, dialect=dialect)
    try:
        names = next(reader, [])
    except csv.Error as error:
        raise InvalidInputError(f"{request.name}: malformed CSV: {words_of(error)}") from error
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
            yield Refusal(name=where, reason=f"malformed CSV: {words_of(error)}")
            if TOO_LARGE in str(error):
                lines.end_cell(dialect.quotechar or QUOTE)
            continue
        if lines.has_passed_over():
            yield Refusal(name=where, reason=f"longer than the {limit:,} bytes that the setting 'max_bytes' allows")
        elif len(row) > len(names):
            yield Refusal(name=where, reason=f"{len(row)} cells under {len(names)} names")
        elif any(cell.strip() for cell in row):
            yield to_capture(where, dict(zip(names, row, strict=False)), columns, request)


def words_of(error: csv.Error) -> str:
    """What is wrong with a row, without what a programmer might do about it."""
    return str(error).partition(" - ")[0]


def encoding_of(sample: bytes, *, name: str) -> str:
    """What the beginning of a file is in."""
    marked = next((encoding for mark, encoding in MARKS if sample.startswith(mark)), None)
    return marked or decode_bytes(sample[: sample.rfind(b"\n") + 1] or sample, name=name).encoding


def lines_of(stream: IO[bytes], encoding: str, limit: int) -> Lines:
    """The lines of a stream; of UTF-16 and UTF-32 they are put into UTF-8 before, as there the byte of a line's end is half of others, too."""
    if encoding.startswith(("utf-16", "utf-32")):
        return Lines(wide_lines(stream, encoding, limit), "utf-8")
    return Lines(read_lines(stream, name="", limit=limit), encoding)


def wide_lines(stream: IO[bytes], encoding: str, limit: int) -> Iterator[bytes | None]:
    """Lines of a stream in UTF-16 or UTF-32, in UTF-8."""
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    try:
        yield from read_lines(Wide(text), name="", limit=limit)
    finally:
        with suppress(ValueError):  # it is closed already
            text.detach()


@dataclass(frozen=True, slots=True)
class Wide:
    """A stream of characters, read as one of UTF-8."""

    text: io.TextIOWrapper

    def readline(self, size: int = -1, /) -> bytes:
        """A line, or so many characters of it."""
        return self.text.readline(size).encode("utf-8", "replace")


@dataclass(slots=True)
class Lines:
    """Lines of text; a line beyond the limit is passed over without being held, and stands as an empty one."""

    lines: Iterator[bytes | None]
    encoding: str
    passed_over: int = 0

    def __iter__(self) -> Iterator[str]:
        """The lines in order."""
        return self

    def __next__(self) -> str:
        """The next line."""
        line = next(self.lines)
        self.passed_over += line is None
        return "\n" if line is None else line.decode(self.encoding, "replace").removeprefix("\ufeff").replace("\0", "\ufffd")

    def has_passed_over(self) -> bool:
        """True if a line was passed over since this was asked last."""
        count, self.passed_over = self.passed_over, 0
        return count > 0

    def end_cell(self, quote: str) -> None:
        """Pass over the rest of a quoted cell, to the line that ends it."""
        next((line for line in self if line.count(quote) % 2), None)


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
