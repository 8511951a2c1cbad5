"""An archive's incidents and totals in one of the field's formats, with what goes with every export: a manifest, and the ids that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from onrecord import __version__
from onrecord.errors import InvalidInputError
from onrecord.export.figures import Wish
from onrecord.export.files import Place, replacing, write_json
from onrecord.export.incident import Incident, Total
from onrecord.export.manifest import Manifest, digest_of, find_deleted, write_deleted
from onrecord.export.names import private_names, withhold, without_row, without_rows
from onrecord.export.numbers import numbers_policy
from onrecord.export.sinks import Row
from onrecord.export.sqlite import write_metadata
from onrecord.export.writers import Unit, Writer, make_rows, writer_of
from onrecord.link.policies import choose
from onrecord.model.imports import CODED
from onrecord.model.records import SCHEMA
from onrecord.pipeline.happenings import read_items, result_lines
from onrecord.pipeline.incidents import LAST, link_archive
from onrecord.store.archive import Archive
from onrecord.store.exporting import has_both_origins, read_versions
from onrecord.store.incidents import count_unlinked
from onrecord.store.log import append_log
from onrecord.store.search import IMPORTED, READ, Query, count_records

LEFT_BEHIND = "imported, beside what was read (--origin imported or all has them)"
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What is to be exported, how, and where to; `filters` say in words what the query asks. Without `numbers` the format's own policy makes whole numbers."""

    format: str
    output: Path | None = None
    query: Query = field(default_factory=Query)
    filters: Mapping[str, object] = field(default_factory=dict)
    accounts: str = "range"
    numbers: str | None = None
    with_names: bool = True
    with_tags: bool = False


@dataclass(slots=True)
class Exporting:
    """How far an export is."""

    items: int = 0
    linked: int = 0


def export_results(archive: Archive, wish: ExportWish) -> Iterator[Row]:
    """Results as they were read, one after the other, with no file and no manifest; what is in no incident yet stays so.

    Raises:
        ArchiveError: if the archive cannot be read or written.
    """
    count = 0
    with archive.reading() as connection:
        for count, line in enumerate(result_lines(connection, wish.query, accounts=wish.accounts), start=1):  # noqa: B007  logged below
            yield line
    with archive.writing() as connection:
        append_log(connection, "export", "jsonl", {"rows": count})


def export_archive(archive: Archive, wish: ExportWish, *, tell: Callable[[Exporting], None] = lambda _: None) -> Manifest:
    """Write a format's files, whole or not at all; records that are in no incident yet are linked first, unless the format has none.

    Raises:
        OnrecordError: if there is no such format or policy, or the archive cannot be read, or a file cannot be written.
    """
    writer = prepare(wish)
    figures = Wish(accounts=wish.accounts, numbers=wish.numbers or writer.numbers)
    progress = Exporting()
    left_out: dict[str, int] = {}
    if writer.unit is not Unit.RESULT:
        if writer.unit is not Unit.TOTAL:
            link_new(archive, progress)
        tell(progress)
        wish = of_one_origin(archive, wish, left_out)
    with archive.reading() as connection:
        if writer.unit is Unit.RESULT:
            rows = result_rows(counted(result_lines(connection, wish.query, accounts=wish.accounts), progress, tell), wish)
        else:
            items = read_items(connection, wish.query, writer.unit, accounts=wish.accounts)
            rows = item_rows(writer, counted(items, progress, tell), wish, figures, left_out)
        manifest = write_export(writer, rows, wish)
        manifest = replace(
            manifest,
            items=progress.items,
            left_out=left_out,
            numbers=figures.numbers,
            versions=read_versions(connection, wish.query.origin),
        )
    write_json(Place.of(wish.output, writer).manifest, manifest.to_dict())
    with archive.writing() as connection:
        append_log(connection, "export", writer.name, {"rows": manifest.rows, "files": dict(manifest.files)})
    return manifest


def prepare(wish: ExportWish) -> Writer:
    """The format, once it is clear that it can be written.

    Raises:
        UnknownCodeError: if there is no such format or policy.
        InvalidInputError: if the format has no tags, or there is no such place.
    """
    writer = writer_of(wish.format)
    choose((), wish.accounts)
    numbers_policy(wish.numbers or writer.numbers)
    Place.of(wish.output, writer)
    if wish.with_tags and not any(column.hxl for column in writer.table):
        raise InvalidInputError(f"--hxl: format {writer.name} has no HXL tags; hdx has")
    return writer


def of_one_origin(archive: Archive, wish: ExportWish, left_out: dict[str, int]) -> ExportWish:
    """The same, of what was read alone where nothing else is asked and the archive holds events that people coded, too: what both tell would count twice."""
    if wish.query.origin is not None:
        return wish
    with archive.reading() as connection:
        coded = has_both_origins(connection) and count_records(connection, replace(wish.query, origin=IMPORTED))
    if not coded:
        return wish
    left_out[LEFT_BEHIND] = coded
    return replace(wish, query=replace(wish.query, origin=READ), filters={**wish.filters, "origin": READ})


def link_new(archive: Archive, progress: Exporting) -> None:
    """Link the archive's records if some are in no incident yet."""
    with archive.reading() as connection:
        progress.linked = count_unlinked(connection)
    if progress.linked:
        link_archive(archive, since=LAST)


def counted(items: Iterable[Item], progress: Exporting, tell: Callable[[Exporting], None]) -> Iterator[Item]:
    """The same items, counted as they go by."""
    for item in items:
        progress.items += 1
        tell(progress)
        yield item


def item_rows(
    writer: Writer, items: Iterable[Incident | Total], wish: ExportWish, figures: Wish, left_out: dict[str, int]
) -> Iterator[Row]:
    """A format's rows of incidents and totals. Counts by area are made of all at once, and hold no names."""
    if wish.with_names or writer.gathered:
        yield from make_rows(writer, items, figures, left_out)
        return
    for item in map(without_rows, items):
        names = private_names(item)
        yield from (withhold(row, names) for row in make_rows(writer, [item], figures, left_out))


def result_rows(lines: Iterable[Row], wish: ExportWish) -> Iterator[Row]:
    """Results, without names if that is wished."""
    for line in lines:
        yield line if wish.with_names else withhold(without_coded_row(line), names_in(line))


def without_coded_row(line: Row) -> Row:
    """A line; of an incident that people coded without the cells of its row."""
    coded: Any = line.get(CODED)
    return {**line, CODED: {**coded, "record": without_row(coded["record"])}} if coded else line


def names_in(line: Mapping[str, Any]) -> set[str]:
    """The private names of a result, or of an incident that people coded."""
    records = line["records"] if "document" in line else [line[CODED]["record"]] if CODED in line else []
    return {name for record in records for name in private_names(Total(document={}, record=record))}


def write_export(writer: Writer, rows: Iterable[Row], wish: ExportWish) -> Manifest:
    """The data, the ids that are gone, and what there is to say of them.

    Raises:
        InvalidInputError: if a file cannot be written.
    """
    place, at = Place.of(wish.output, writer), datetime.now(UTC).isoformat(timespec="seconds")
    with replacing(place.data) as file:
        written = writer.sink(file, with_hxl(writer, rows) if wish.with_tags else rows, writer.table)
        gone = find_deleted(writer, earlier=place.data, deleted=place.deleted, now=file, at=at)
        with replacing(place.deleted) as other:  # before the data: what is gone would be lost with the earlier file
            write_deleted(other, gone)
    files = [place.data, place.deleted]
    if writer.name == "sqlite":
        files.append(place.beside("metadata.json"))
        with replacing(files[-1]) as file:
            write_metadata(file, place.data.stem)
    return Manifest(
        format=writer.name,
        made_at=at,
        onrecord=__version__,
        schema=SCHEMA,
        accounts=wish.accounts,
        filters=wish.filters,
        rows=written.rows - wish.with_tags,
        names_withheld=not wish.with_names,
        neutralised_cells=written.neutralised,
        deleted=len(gone),
        files={path.name: digest_of(path) for path in files},
    )


def with_hxl(writer: Writer, rows: Iterable[Row]) -> Iterator[Row]:
    """HXL's tags as the first row, and then the rows."""
    yield {column.name: column.hxl for column in writer.table}
    yield from rows
