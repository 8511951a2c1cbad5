"""Tables as people code them, with made-up events in real countries."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from onrecord.export.tables import format_columns

ATTACK = {
    "event_id_cnty": "MLI901", "event_date": "2024-05-04", "year": "2024", "time_precision": "1", "event_type": "Violence against civilians", "sub_event_type": "Attack",
    "actor1": "Dawn Front", "inter1": "Rebel group", "actor2": "Civilians (Mali)", "inter2": "Civilians", "iso": "466", "country": "Mali", "admin1": "Mopti",
    "location": "Bankass", "latitude": "14.0667", "longitude": "-3.5167", "geo_precision": "1", "source": "Radio Bankass; The Coast", "notes": "Gunmen raided a market.",
    "fatalities": "15",
}  # fmt: skip
GED = {
    "id": "77001", "relid": "MLI-2024-3-77-1", "year": "2024", "type_of_violence": "3", "side_a": "Dawn Front", "side_b": "Civilians", "source_office": "The Coast",
    "source_original": "the mayor; a nurse", "where_prec": "2", "where_coordinates": "Bankass town", "adm_1": "Mopti region", "latitude": "14.0667", "longitude": "-3.5167",
    "country": "Mali", "date_start": "2024-05-03 00:00:00.000", "date_end": "2024-05-04 00:00:00.000", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "14",
    "deaths_unknown": "2", "best": "16", "high": "20", "low": "14",
}  # fmt: skip
OURS = {
    "id": "team-1", "type": "ASSAULT", "acled_sub_event": "Attack", "realis": "actual", "earliest": "2024-05-04", "latest": "2024-05-05", "place": "Bankass", "places": "Bankass; Mopti",
    "country": "ML", "latitude": "14.0667", "longitude": "-3.5167", "precision": "1", "actors": "army (accused by residents); Dawn Front", "targets": "villagers",
    "killed_low": "14", "killed_high": "", "injured_low": "30", "injured_high": "30", "sources": "residents", "quote": "stormed the market",
}  # fmt: skip
COLUMNS = {"acled": "acled", "ucdp-ged": "ucdp-ged", "csv": "incidents"}
ROWS = {"acled": ATTACK, "ucdp-ged": GED, "csv": OURS}


def to_csv(name: str, rows: Sequence[Mapping[str, str]], *, delimiter: str = ",") -> str:
    """A table of a format, all of its columns in order."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [column.name for column in format_columns(COLUMNS[name])], restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
