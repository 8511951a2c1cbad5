"""Totals and what they may cover, of files of results or of an archive; of an archive some incidents at a time, of which only days, places and figures stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from onrecord.link.tallies import Happened, Tally, find_tallies, happened, tallies_in
from onrecord.pipeline.happenings import called
from onrecord.pipeline.incidents import refuse_unlinked
from onrecord.pipeline.linking import gather_files
from onrecord.store.archive import Archive
from onrecord.store.exporting import read_incidents, read_totals
from onrecord.store.incidents import count_unlinked, has_incidents
from onrecord.store.search import READ, Query
from onrecord.store.stories import Names, read_names

READINGS = Query(origin=READ)  # what people coded elsewhere would count twice beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All totals, the earliest as-of day first, and the incidents that they may cover; `unlinked` is how many records of an archive are in no incident yet."""

    tallies: tuple[Tally, ...]
    incidents: tuple[Happened, ...]
    unlinked: int = 0


def gather_totals(archive: Archive) -> Totals:
    """The totals of an archive and its incidents; documents by what they are called.

    Raises:
        ArchiveError: if nothing was linked yet.
    """
    with archive.reading() as connection:
        refuse_unlinked(archive.name, is_linked=has_incidents(connection))
        names = read_names(connection)
        tallies = in_order(tallies_of(connection, names))
        incidents = tuple(incidents_of(connection, names)) if tallies else ()
        return Totals(tallies=tallies, incidents=incidents, unlinked=count_unlinked(connection))


def tallies_of(connection: Connection, names: Names) -> Iterator[Tally]:
    """The totals of an archive, one record after the other."""
    for telling in read_totals(connection, READINGS):
        for document, record in called([telling], names.called):
            yield from tallies_in(document, record)


def incidents_of(connection: Connection, names: Names) -> Iterator[Happened]:
    """The incidents of an archive as totals may cover them."""
    for incident, tellings in read_incidents(connection, READINGS):
        yield happened(incident, called(tellings, names.called), names.copies)


def gather_file_totals(results: Sequence[Path], texts: Sequence[Path]) -> Totals:
    """The totals of files of results, and the incidents that these tell of.

    Raises:
        OnrecordError: if a file cannot be read, or two have a result of one document.
    """
    material = gather_files(results, texts)
    tallies = in_order(find_tallies(material.results))
    tellings = material.tellings
    incidents = (happened(each.id, [tellings[key] for key in each.members], material.copies) for each in material.incidents)
    return Totals(tallies=tallies, incidents=tuple(incidents) if tallies else ())


def in_order(tallies: Iterator[Tally]) -> tuple[Tally, ...]:
    """Totals, the earliest as-of day first."""
    return tuple(sorted(tallies, key=lambda tally: (tally.as_of or "", tally.document, tally.record, tally.harm)))
