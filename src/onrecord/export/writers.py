"""The formats: for each what a row is made of, why an incident may have none, and how the file is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import UnknownCodeError
from onrecord.export import acled, atlos, bayanat, claims, ftm, gdelt, hdx, incidents, plover, sqlite, ucdp, uwazi
from onrecord.export.figures import Wish
from onrecord.export.incident import Incident, Total
from onrecord.export.sinks import Row, Sink, write_csv, write_geojson, write_jsonl, write_parquet
from onrecord.export.tables import FormatColumn, format_columns

NOTHING = "tells nothing that this format holds"  # as a format of figures of an incident without any


class Unit(StrEnum):
    """What a format is made of. No incident format takes in a total."""

    INCIDENT = "incident"
    TOTAL = "total"
    BOTH = "both"
    RESULT = "result"  # results as they were read, with their incidents behind them


def nothing(_: Incident) -> str | None:
    """Every incident has a row."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One format. `key` is the column with the id of a row, `told` a line on what it is for; `gathered` makes rows of all incidents at once, where single ones do not do."""

    name: str
    told: str
    suffix: str
    columns: str
    key: str
    sink: Sink
    rows: Callable[..., Iterable[Row]] | None = None
    gathered: Callable[[Iterable[Incident], Wish], Iterable[Row]] | None = None
    unit: Unit = Unit.INCIDENT
    refuse: Callable[[Incident], str | None] = nothing
    numbers: str = "conservative"

    @property
    def table(self) -> tuple[FormatColumn, ...]:
        """Its columns."""
        return format_columns(self.columns)


WRITERS = (
    Writer(name="jsonl", told="results as they were read, each record with its incident", suffix=".jsonl", columns="jsonl", key="incident", sink=write_jsonl, unit=Unit.RESULT),
    Writer(name="acled", told="ACLED's 31 columns", suffix=".csv", columns="acled", key="event_id_cnty", sink=write_csv, rows=acled.rows, refuse=acled.refuse, numbers="acled"),
    Writer(name="ucdp-ged", told="UCDP GED's 49 columns", suffix=".csv", columns="ucdp-ged", key="relid", sink=write_csv, rows=ucdp.ged_rows, refuse=ucdp.refuse),
    Writer(name="ucdp-aec", told="UCDP-AEC's records", suffix=".jsonl", columns="ucdp-aec", key="id", sink=write_jsonl, rows=ucdp.aec_rows, refuse=ucdp.refuse),
    Writer(name="plover", told="PLOVER's data fields, with offsets", suffix=".jsonl", columns="plover", key="id", sink=write_jsonl, rows=plover.rows, refuse=plover.refuse),
    Writer(name="casualties", told="a row a figure, with who gives it", suffix=".csv", columns="casualties", key="claim", sink=write_csv, rows=claims.casualty_rows),
    Writer(name="tallies", told="a row a total", suffix=".csv", columns="tallies", key="tally", sink=write_csv, rows=claims.tally_rows, unit=Unit.TOTAL),
    Writer(name="claims", told="everything, a row a claim", suffix=".csv", columns="claims", key="claim", sink=write_csv, rows=claims.claim_rows, unit=Unit.BOTH, refuse=claims.refuse_coded),
    Writer(name="csv", told="a row an incident", suffix=".csv", columns="incidents", key="id", sink=write_csv, rows=incidents.rows),
    Writer(name="parquet", told="a row an incident, with types", suffix=".parquet", columns="incidents", key="id", sink=write_parquet, rows=incidents.rows),
    Writer(name="geojson", told="a point an incident, with the radius of its precision", suffix=".geojson", columns="incidents", key="id", sink=write_geojson, rows=incidents.rows),
    Writer(name="hdx", told="counts by month and area, as HDX HAPI has them", suffix=".csv", columns="hdx", key="", sink=write_csv, gathered=hdx.count, refuse=hdx.refuse),
    Writer(name="sqlite", told="tables and views for Datasette", suffix=".sqlite", columns="sqlite", key="", sink=sqlite.write_sqlite, rows=sqlite.rows, unit=Unit.BOTH),
    Writer(name="bayanat", told="payloads for Bayanat's bulletins and incidents", suffix=".jsonl", columns="bayanat", key="id", sink=write_jsonl, rows=bayanat.rows),
    Writer(name="atlos", told="Atlos's CSV import", suffix=".csv", columns="atlos", key="more_info", sink=write_csv, rows=atlos.rows, numbers="acled"),
    Writer(name="ftm", told="FollowTheMoney entities", suffix=".jsonl", columns="ftm", key="id", sink=write_jsonl, rows=ftm.rows),
    Writer(name="gdelt", told="GDELT's mentions table", suffix=".csv", columns="gdelt", key="GLOBALEVENTID", sink=write_csv, rows=gdelt.rows, refuse=gdelt.refuse),
    Writer(name="uwazi", told="a ZIP for Uwazi's import, with attachments", suffix=".zip", columns="uwazi", key="", sink=uwazi.write_zip, rows=uwazi.rows),
)  # fmt: skip


def writer_of(name: str) -> Writer:
    """The format of a name.

    Raises:
        UnknownCodeError: if there is none.
    """
    found = next((writer for writer in WRITERS if writer.name == name), None)
    if found is None:
        raise UnknownCodeError(f"no format '{name}'; there are {', '.join(writer.name for writer in WRITERS)}")
    return found


def make_rows(writer: Writer, items: Iterable[Incident | Total], wish: Wish, left_out: dict[str, int]) -> Iterator[Row]:
    """The rows of all items that the format takes; `left_out` counts the others by their reasons."""
    taken = select_items(writer, items, left_out)
    if writer.gathered:
        yield from writer.gathered((each for each in taken if isinstance(each, Incident)), wish)
    elif writer.rows:
        for item in taken:
            rows = list(writer.rows(item, wish))
            if not rows:
                left_out[NOTHING] = left_out.get(NOTHING, 0) + 1
            yield from rows


def select_items(writer: Writer, items: Iterable[Incident | Total], left_out: dict[str, int]) -> Iterator[Incident | Total]:
    """What the format takes."""
    for item in items:
        why = refusal(writer, item)
        if why is None:
            yield item
        else:
            left_out[why] = left_out.get(why, 0) + 1


def refusal(writer: Writer, item: Incident | Total) -> str | None:
    """Why the format does not take an item."""
    if isinstance(item, Total):
        return "a total: no incident" if writer.unit is Unit.INCIDENT else None
    return "an incident: no total" if writer.unit is Unit.TOTAL else writer.refuse(item)
