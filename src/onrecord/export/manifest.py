"""What goes with every export: how it was made, from what, what was left out and why, a digest of each file, and which ids of an earlier export are gone."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from onrecord.export.sinks import ids_in, read_rows
from onrecord.export.writers import Writer

DELETED_COLUMNS = ("id", "gone_since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that an export says of itself. `left_out` counts by reasons what has no row; `filters` are those of the search; `versions` what read the records."""

    format: str
    made_at: str
    onrecord: str
    schema: str
    accounts: str
    numbers: str = ""
    filters: Mapping[str, object] = field(default_factory=dict)
    versions: tuple[Mapping[str, object], ...] = ()
    rows: int = 0
    items: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    names_withheld: bool = False
    neutralised_cells: int = 0
    deleted: int = 0
    files: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """The manifest as its file has it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find_deleted(writer: Writer, *, earlier: Path, deleted: Path, now: Path, at: str) -> dict[str, str]:
    """Ids that an earlier export held and this one does not, each with when that was first so; those that came back are not among them."""
    known = dict(read_deleted(deleted)) if deleted.is_file() else {}
    before = set(ids_in(earlier, writer.key)) if writer.key and earlier.is_file() else set()
    if not known and not before:
        return {}
    here = set(ids_in(now, writer.key))
    return {each: known.get(each, at) for each in sorted((before | known.keys()) - here)}


def read_deleted(path: Path) -> Iterator[tuple[str, str]]:
    """Ids and moments of a file of deleted ids."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from ((row["id"], row["gone_since"]) for row in read_rows(stream) if row.get("id"))


def write_deleted(path: Path, deleted: Mapping[str, str]) -> None:
    """A file of deleted ids."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(DELETED_COLUMNS)
        writer.writerows(deleted.items())


def mapping_table(writer: Writer) -> Iterable[tuple[str, str, str]]:
    """Each column with its type and what of ours it is made of, for the manual."""
    return ((column.name, column.type, column.ours) for column in writer.table)
