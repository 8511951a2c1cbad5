"""Existing data into an archive: events that people coded in tables, and results that were read elsewhere, each with its own provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from onrecord import __version__
from onrecord.errors import InvalidInputError
from onrecord.export.back.cells import Cells, Fault
from onrecord.export.back.shapes import SHAPES, Shape, id_of, read_shape, shape_of
from onrecord.export.back.values import Json
from onrecord.link.identity import new_id
from onrecord.model.captures import State, Versions
from onrecord.model.imports import CODED, Entry, Happening, Source
from onrecord.model.imports import id_of as make_id
from onrecord.model.judgements import Judgement
from onrecord.model.records import Record
from onrecord.model.text import whole
from onrecord.model.values import Kind
from onrecord.pipeline.restoring import coded_entry, read_results
from onrecord.store.archive import Archive
from onrecord.store.files import clear_parts, keep_file, path_of, remove_bytes
from onrecord.store.importing import AT_ONCE, Taken, add_file, bury_missing, take_entries
from onrecord.store.judgements import restore_judgements
from onrecord.store.settling import settle
from onrecord.store.write import is_kept

RESULTS = "jsonl"
FORMATS = (*(shape.name for shape in SHAPES), RESULTS)
PEOPLE = Versions(onrecord=__version__, rules="none", gazetteer="none", model="none; coded by people")
MUCH = 1000  # documents after which the archive takes stock
Parsed = Entry | Happening | Fault


@dataclass(slots=True)
class Imported:
    """What became of a file so far. `faults` are rows that were skipped, `renamed` incidents that have another id here, as theirs means another happening."""

    name: str = ""
    taken: Taken = field(default_factory=Taken)
    faults: list[Fault] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    unlinked: int = 0
    totals: int = 0  # rows that people coded as sums over several events
    is_unsure: bool = False

    def to_dict(self) -> dict[str, object]:
        """The report as JSON has it."""
        counts = {key: getattr(self.taken, key) for key in ("added", "changed", "unchanged", "gone", "known", "withdrawn", "records")}
        faults = [{"line": each.line, "column": each.column, "found": each.found, "expected": each.expected} for each in self.faults]
        return {
            "name": self.name,
            **counts,
            "totals": self.totals,
            "in no incident": self.unlinked,
            "renamed": self.renamed,
            "skipped": faults,
        }


@dataclass(slots=True)
class Run:
    """One import while it goes on: ids that were seen, incidents in their order, decisions of people."""

    seen: dict[str, int] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    judgements: dict[str, list[Judgement]] = field(default_factory=dict)


def import_file(  # noqa: PLR0913  one parameter for each thing that may be known
    archive: Archive,
    path: Path,
    *,
    to: str,
    by: str | None = None,
    name: str | None = None,
    tell: Callable[[Imported], None] = lambda _: None,
) -> Imported:
    """Take a file in, whole or not at all; a row that is none is skipped and told.

    `by` is who coded it, `name` what the file is called: a later one of that name takes its place.

    Raises:
        OnrecordError: if the file cannot be read or is no such file, was withdrawn before, or the archive cannot be written.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path}: there is no such file")
    clear_parts(archive.files)
    called = whole(name or path.name)
    shape = None if to == RESULTS else shape_of(to)
    coder = by or (shape.coder or called if shape else None)
    sha256, size = keep_file(archive.files, path)
    source = Source(format=to, name=called, by=whole(coder) if coder else None, sha256=sha256, size=size)
    found = Imported(name=called)
    try:
        take(archive, source, shape, str(path), found, tell)
    except BaseException:
        discard(archive, sha256)
        raise
    if found.taken.added >= MUCH:
        archive.take_stock()
    return found


def discard(archive: Archive, sha256: str) -> None:
    """Leave no bytes of a file that was not taken in."""
    with archive.reading() as connection:
        if not is_kept(connection, sha256):
            remove_bytes(archive.files, sha256)


def take(archive: Archive, source: Source, shape: Shape | None, path: str, found: Imported, tell: Callable[[Imported], None]) -> None:  # noqa: PLR0913, PLR0917  one for each thing that it is about
    """Read the kept copy, and write what is new in one transaction."""
    kept = path_of(archive.files, source.sha256)
    parsed = coded_entries(kept, shape, source) if shape else read_results(kept)
    run = Run()
    entries = sifted(named(parsed, path, kept), run, found)
    first = list(islice(entries, AT_ONCE))  # what is no such file is told before anything is written
    if shape is None and found.faults and not first and not run.happenings:
        raise InvalidInputError(f"{path}, {found.faults[0].words}")
    with archive.writing() as connection:
        add_file(connection, source, path, PEOPLE)
        while first:
            take_entries(connection, first, source, PEOPLE, found.taken)
            tell(found)
            first = list(islice(entries, AT_ONCE))
        finish(connection, source, run, found)


def named(parsed: Iterator[Parsed], path: str, kept: Path) -> Iterator[Parsed]:
    """The same; a message names the file as its user does, not the copy that is read."""
    try:
        yield from parsed
    except InvalidInputError as error:
        raise InvalidInputError(str(error).replace(str(kept), path)) from error


def sifted(parsed: Iterable[Parsed], run: Run, found: Imported) -> Iterator[Entry]:
    """The documents, each once; faults and incidents are put aside."""
    for each in parsed:
        if isinstance(each, Fault):
            found.faults.append(each)
            found.is_unsure = found.is_unsure or each.about is None
            if each.about:
                run.seen.setdefault(each.about, each.line)
        elif isinstance(each, Happening):
            run.happenings.append(each)
        elif each.id in run.seen:
            words = f"'{each.name}' stands on line {run.seen[each.id]}, too"
            found.faults.append(Fault(line=each.line, found=words, expected="each event or document once"))
        else:
            run.seen[each.id] = each.line
            if each.judgements:
                run.judgements[each.id] = list(each.judgements)
            found.totals += sum(each.state is State.CODED and record.kind is Kind.TALLY for record in each.records)
            found.unlinked += sum(record.kind is Kind.INCIDENT and record.id not in each.incidents for record in each.records)
            yield each


def finish(connection: Connection, source: Source, run: Run, found: Imported) -> None:
    """What can be done once all documents are there."""
    if not found.is_unsure:
        found.taken.gone = bury_missing(connection, source, set(run.seen))
    found.renamed = settle(connection, found.taken.keys, run.happenings, new_id)
    restore_judgements(connection, run.judgements)


def coded_entries(path: Path, shape: Shape, source: Source) -> Iterator[Parsed]:
    """The events of a table."""
    for row in read_shape(path, shape):
        if isinstance(row, Fault):
            yield row
            continue
        event, values = id_of(row, shape), shape.values(row)
        document = document_of(event, shape, source) if event else None
        if row.faults or document is None:
            yield from (replace(fault, about=document) for fault in row.faults)
        else:
            yield to_entry(document, event, row, values, source)


def document_of(event: str, shape: Shape, source: Source) -> str:
    """The id of an event's document: ids of ACLED and of UCDP are theirs the world over, others those of their file."""
    return make_id("coded", shape.name, None if shape.coder else source.name, event)


def to_entry(document: str, event: str, row: Cells, values: Json, source: Source) -> Entry:
    """A row as a document with one record, which is an incident of its own, or a total."""
    record_id = make_id("coded record", document)
    cells = {column: cell for column, cell in row.row.items() if cell}
    toll = [{**figure, "claim": make_id("coded figure", document, str(number))} for number, figure in enumerate(values["toll"])]
    kind = Kind(values.pop("kind", Kind.INCIDENT))
    told = {**values, "toll": toll, CODED: {"format": source.format, "by": source.by, "row": cells}}
    record = Record(id=record_id, kind=kind, values=told, mentions=(), claims=())
    incident = new_id([(document, record_id)]) if kind is Kind.INCIDENT else None
    return coded_entry(document, row.line, event, record, PEOPLE, incident)
