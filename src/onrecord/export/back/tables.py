"""The rows of a CSV file that somebody else wrote: what cannot be a row is told with its line, and the rest goes on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from onrecord.errors import InvalidInputError
from onrecord.export.back.cells import Cells, Fault
from onrecord.export.sinks import LONGEST_CELL as LONGEST_FIELD

LONGEST_CELL = 200_000  # characters; more is a quotation mark that nobody closed
DELIMITERS = ",;\t"
NO_TEXT = re.compile("[\0\udc80-\udcff]")  # a NUL, or a byte that was no UTF-8


def read_table(path: Path, shapes: Iterable[frozenset[str]], expected: str) -> Iterator[Cells | Fault]:
    """The rows of a table whose header holds all columns of one of some shapes, in its order.

    Raises:
        InvalidInputError: if there is no such file, or its header is none of these.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path}: there is no such file")
    csv.field_size_limit(LONGEST_FIELD)
    with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as stream:
        first = stream.readline()
        delimiter = next((each for each in DELIMITERS if any(needed <= names_in(first, each) for needed in shapes)), None)
        if delimiter is None:
            found = ", ".join(sorted(names_in(first, ","))) or "none"
            raise InvalidInputError(f"{path}, line 1: expected {expected}; found {clean(found)[:300]}")
        header = header_of(first, delimiter)
        yield from to_rows(csv.reader(stream, delimiter=delimiter), header)


def header_of(line: str, delimiter: str) -> list[str]:
    """The names of columns; none of a line that is no row."""
    with suppress(csv.Error):
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    return []


def names_in(line: str, delimiter: str) -> set[str]:
    """The same as a set."""
    return set(header_of(line, delimiter))


def clean(words: str) -> str:
    """Words as they can be written anywhere."""
    return NO_TEXT.sub("\ufffd", words)


def to_rows(reader: Iterator[list[str]], header: list[str]) -> Iterator[Cells | Fault]:
    """Rows under their header; blank lines and HXL's tags are none."""
    line = 2
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Fault(line=line, found=f"no row of CSV ({error})", expected="cells as the header has them")
            line = reader.line_num + 2  # type: ignore[attr-defined]
            continue
        if cells is None:
            return
        if any(cells) and not cells[0].startswith("#"):
            yield to_row(line, cells, header)
        line = reader.line_num + 2  # type: ignore[attr-defined]


def to_row(line: int, cells: list[str], header: list[str]) -> Cells | Fault:
    """A row, unless it is none."""
    if len(cells) != len(header):
        return Fault(line=line, found=f"{len(cells)} cells", expected=f"{len(header)}, as the header has")
    for name, cell in zip(header, cells, strict=True):
        if len(cell) > LONGEST_CELL:
            return Fault(
                line=line,
                column=name,
                found=f"{len(cell):,} characters",
                expected=f"at most {LONGEST_CELL:,}; a quotation mark may be open",
            )
        if NO_TEXT.search(cell):
            what = "a NUL" if "\0" in cell else "bytes that are no UTF-8"
            return Fault(line=line, column=name, found=what, expected="text in UTF-8")
    return Cells(line, dict(zip(header, cells, strict=True)))
