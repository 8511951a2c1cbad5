"""Two sets of coded events held against each other: tables that people coded, and archives."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.export.coded import Coded, read_coded
from onrecord.export.comparison import Comparison, Nearness, compare
from onrecord.pipeline.exporting import ExportWish, export_archive
from onrecord.store.archive import open_archive
from onrecord.store.search import Query

TABLE = ".csv"


def compare_sets(left: str, right: str, near: Nearness, *, accounts: str = "range") -> Comparison:
    """What two sets have in common. A name that ends with .csv is a table; any other an archive, by its path or address.

    Raises:
        OnrecordError: if one cannot be read.
    """
    return compare(read_set(left, accounts), read_set(right, accounts), near)


def read_set(name: str, accounts: str) -> tuple[Coded, ...]:
    """The events of a table, or the incidents of an archive that were told as having happened.

    Raises:
        OnrecordError: if it cannot be read.
    """
    if name.lower().endswith(TABLE):
        return tuple(read_coded(Path(name)))
    with TemporaryDirectory(prefix="onrecord-") as folder:
        file = Path(folder) / "incidents.csv"
        archive = open_archive(name)
        export_archive(archive, ExportWish(format="csv", output=file, accounts=accounts, query=Query(realis="actual")))
        archive.engine.dispose()
        return tuple(read_coded(file))
