"""Events read back from a table as people or programs coded them: ACLED's columns, UCDP GED's, or those of our own CSV."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from onrecord.errors import InvalidInputError
from onrecord.export.countries import countries
from onrecord.export.sinks import read_rows
from onrecord.vocab.codes import acled_sub_events
from onrecord.vocab.countries import country_of_name

Row = Mapping[str, str]
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%m-%Y", "%d/%m/%Y")
UNKNOWN = frozenset({"", "NA", "NaN", "None", "null"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event as a table has it; what it does not say is None or empty. Days are first and last possible, deaths bounds, the country ISO 3166 alpha-2."""

    id: str
    line: int
    first: date | None
    last: date | None
    place: str = ""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    event: str = ""
    actors: str = ""
    killed_low: int | None = None
    killed_high: int | None = None


def read_coded(path: Path) -> Iterator[Coded]:
    """The events of a table, in its order; what is told as planned, failed or hypothetical is none.

    Raises:
        InvalidInputError: if the file is no such table, or a value is not of its kind, with file, line and what was found.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path}: there is no such file")
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
        reader = read_rows(stream)
        to_coded = shape_of(path, reader.fieldnames or ())
        for row in reader:
            is_tags = any(str(value or "").startswith("#") for value in list(row.values())[:1])
            if not is_tags and (row.get("realis") or "actual") == "actual":
                yield checked(path, reader.line_num, row, to_coded)


def shape_of(path: Path, names: object) -> Callable[[int, Row], Coded]:
    """How the rows of a table are read, by its header.

    Raises:
        InvalidInputError: if it is the header of none that is known.
    """
    found = {str(name).strip() for name in names}  # type: ignore[attr-defined]
    for needed, read in SHAPES:
        if needed <= found:
            return read
    expected = "; or ".join(", ".join(sorted(needed)) for needed, _ in SHAPES)
    raise InvalidInputError(
        f"{path}, line 1: expected the columns of ACLED, UCDP GED or onrecord's csv, among them {expected}; found {', '.join(sorted(found)) or 'none'}"
    )


def checked(path: Path, line: int, row: Row, to_coded: Callable[[int, Row], Coded]) -> Coded:
    """A row as an event.

    Raises:
        InvalidInputError: if a value is not of its kind.
    """
    try:
        return to_coded(line, row)
    except ValueError as error:
        raise InvalidInputError(f"{path}, line {line}: {error}") from error


def from_acled(line: int, row: Row) -> Coded:
    """A row of ACLED's; its day is one even where the precision is a week or a month, so that these have no single day here."""
    day, precision = to_day(row["event_date"]), to_number(row.get("time_precision"))
    first, last = (day, day) if precision in {None, 1} else month_around(day) if precision == 3 else week_around(day)
    deaths = to_number(row["fatalities"])
    return Coded(
        id=row["event_id_cnty"], line=line, first=first, last=last, place=row.get("location") or "", country=numeric_countries().get(to_number(row.get("iso")) or 0),
        latitude=to_decimal(row.get("latitude")), longitude=to_decimal(row.get("longitude")), event=row.get("event_type") or "",
        actors="; ".join(filter(None, (row.get("actor1"), row.get("actor2")))), killed_low=deaths, killed_high=deaths,
    )  # fmt: skip


def from_ged(line: int, row: Row) -> Coded:
    """A row of UCDP GED's."""
    return Coded(
        id=row.get("relid") or row["id"], line=line, first=to_day(row["date_start"]), last=to_day(row["date_end"]), place=row.get("where_coordinates") or (row.get("where_description") or "").partition(";")[0],
        country=country_of_name(row.get("country") or "") if row.get("country") else None, latitude=to_decimal(row.get("latitude")),
        longitude=to_decimal(row.get("longitude")), actors=row.get("dyad_name") or "", killed_low=to_number(row["low"]), killed_high=to_number(row["high"]),
    )  # fmt: skip


def from_ours(line: int, row: Row) -> Coded:
    """A row of the format csv."""
    return Coded(
        id=row["id"], line=line, first=to_day(row["earliest"]), last=to_day(row["latest"]), place=row.get("place") or "", country=row.get("country") or None,
        latitude=to_decimal(row.get("latitude")), longitude=to_decimal(row.get("longitude")), event=acled_sub_events().get(row.get("acled_sub_event") or "", ""),
        actors=row.get("actors") or "", killed_low=to_number(row["killed_low"]), killed_high=to_number(row["killed_high"]),
    )  # fmt: skip


SHAPES: tuple[tuple[frozenset[str], Callable[[int, Row], Coded]], ...] = (
    (frozenset({"event_id_cnty", "event_date", "fatalities"}), from_acled),
    (frozenset({"date_start", "date_end", "low", "high", "id"}), from_ged),
    (frozenset({"id", "earliest", "latest", "killed_low", "killed_high"}), from_ours),
)


def to_day(words: str | None) -> date | None:
    """A day as ISO has it, also with a time behind it, or as older exports of ACLED's write it ("10 March 2024", "10-03-2024"); None where there is none.

    Raises:
        ValueError: if it is no day.
    """
    if (words or "").strip() in UNKNOWN:
        return None
    said = str(words).strip()
    for shape in DAYS:
        with suppress(ValueError):
            return datetime.strptime(said[:10] if shape == DAYS[0] else said, shape).replace(tzinfo=UTC).date()
    raise ValueError(f"'{words}' is no day; expected YYYY-MM-DD")


def to_number(words: str | None) -> int | None:
    """A whole number; None where there is none.

    Raises:
        ValueError: if it is none.
    """
    found = to_decimal(words)
    return None if found is None else int(found)


def to_decimal(words: str | None) -> float | None:
    """A number; None where there is none.

    Raises:
        ValueError: if it is none.
    """
    if (words or "").strip() in UNKNOWN:
        return None
    try:
        found = float(str(words))
    except ValueError as error:
        raise ValueError(f"'{words}' is no number") from error
    if not math.isfinite(found):
        raise ValueError(f"'{words}' is no number")
    return found


def week_around(day: date | None) -> tuple[date | None, date | None]:
    """A week with a day in its middle."""
    return (
        (None, None)
        if day is None
        else (date.fromordinal(max(1, day.toordinal() - 3)), date.fromordinal(min(date.max.toordinal(), day.toordinal() + 3)))
    )


def month_around(day: date | None) -> tuple[date | None, date | None]:
    """The month of a day."""
    if day is None:
        return None, None
    last = (day.replace(day=28).toordinal() + 4) if day < date(9999, 12, 1) else date.max.toordinal()
    following = date.fromordinal(last)
    return day.replace(day=1), date.fromordinal(following.toordinal() - following.day) if day < date(9999, 12, 1) else date.max


@lru_cache(maxsize=1)
def numeric_countries() -> Mapping[int, str]:
    """ISO 3166 alpha-2 codes by the numeric ones."""
    return {country.numeric: code for code, country in countries().items() if country.numeric}
