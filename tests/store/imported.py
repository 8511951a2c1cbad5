"""What tests of imports have in common: a second event, and what stands in an archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from tests.export.back.tables import ATTACK

from onrecord.pipeline.exporting import ExportWish, export_archive
from onrecord.pipeline.importing import Imported
from onrecord.store.archive import Archive
from onrecord.store.log import read_detail, read_log
from onrecord.store.tables import INCIDENT

Take = Callable[..., Imported]
OTHER = {
    **ATTACK,
    "event_id_cnty": "MLI902",
    "event_date": "2024-05-09",
    "location": "Gao",
    "latitude": "16.27",
    "longitude": "-0.04",
    "fatalities": "4",
}


def counts(found: Imported) -> tuple[int, int, int, int]:
    return found.taken.added, found.taken.changed, found.taken.gone, found.taken.unchanged


def log_of(archive: Archive) -> list[tuple[str, dict[str, Any]]]:
    with archive.reading() as connection:
        return [(line.kind, read_detail(line)) for line in read_log(connection)]


def incidents_in(archive: Archive) -> list[Any]:
    with archive.reading() as connection:
        return list(connection.execute(select(INCIDENT).order_by(INCIDENT.c.number)).all())


def export_to(archive: Archive, path: Path) -> bytes:
    export_archive(archive, ExportWish(format="jsonl", output=path))
    return path.read_bytes()
