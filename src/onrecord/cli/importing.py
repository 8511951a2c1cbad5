"""What `onrecord import` does: takes a file in, and says what was new, what changed, and which rows were skipped and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.cli.app import tell
from onrecord.cli.output import check_output, say, write_json
from onrecord.cli.progress import Parts, progress_line
from onrecord.cli.words import clean
from onrecord.errors import InvalidInputError
from onrecord.pipeline.importing import FORMATS, RESULTS, Imported, import_file
from onrecord.settings import load_settings
from onrecord.store.archive import open_or_create

MOST_SHOWN = 10  # skipped rows that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """What the user asked for, as given."""

    format: str
    path: Path
    by: str | None
    name: str | None
    report: Path | None
    target: str | None
    files: Path | None


def import_one(wish: ImportWish) -> bool:
    """Take a file in; True if no row was skipped. An archive that is not there yet is made.

    Raises:
        OnrecordError: if the file is none of its format, or the archive cannot be written.
    """
    if wish.format not in FORMATS:
        raise InvalidInputError(f"'{wish.format}' is no format that is imported; there are {', '.join(FORMATS)}")
    if not wish.path.is_file():
        raise InvalidInputError(f"{wish.path}: there is no such file")
    check_output(wish.report)
    archive = open_or_create(wish.target or load_settings().archive, files=wish.files)
    with progress_line(progress_words, progress_parts) as show:
        found = import_file(archive, wish.path, to=wish.format, by=wish.by, name=wish.name, tell=show)
    if wish.report:
        write_json(found.to_dict(), wish.report)
    show_imported(found, wish)
    return not found.faults


def show_imported(found: Imported, wish: ImportWish) -> None:
    """What there is to say of an import."""
    for fault in found.faults[:MOST_SHOWN]:
        tell(f"skipped {wish.path}, {clean(fault.words)}")
    if len(found.faults) > MOST_SHOWN:
        tell(f"and {len(found.faults) - MOST_SHOWN:,} more; --report FILE names them all")
    taken = found.taken
    what = "documents" if wish.format == RESULTS else "incidents"
    if found.is_unsure and not taken.added == taken.changed == taken.unchanged == 0:
        tell(f"which {what} the skipped rows were is not known, so none was taken for gone")
    for old, new in list(found.renamed.items())[:MOST_SHOWN]:
        tell(f"incident {old} of the file is {new} here: its id means another happening in this archive")
    if taken.known:
        tell(f"{taken.known:,} documents were read in this archive itself, and stay as they are")
    if taken.withdrawn:
        tell(f"{taken.withdrawn:,} were withdrawn before, and are not taken in again")
    if found.unlinked:
        tell(f"{found.unlinked:,} records are in no incident in the file, so that only jsonl exports them: link them where they were read")
    if found.totals:
        tell(f"{found.totals:,} rows are sums over several events (UCDP's event clarity 2): they are totals, and in no incident")
    skipped = len({fault.line for fault in found.faults})
    say(
        f"{taken.added:,} {what} added, {taken.changed:,} changed, {taken.gone:,} gone, {taken.unchanged:,} as they were, "
        f"{skipped:,} rows skipped; {clean(found.name)}"
    )


def progress_words(found: Imported, _: float | None) -> str:
    """How far an import is."""
    taken = found.taken
    return f"{taken.added:,} added, {taken.changed:,} changed, {taken.unchanged:,} as they were, {len(found.faults):,} faults"


def progress_parts(found: Imported) -> Parts:
    """How much is done; of how much is not known."""
    return found.taken.added + found.taken.changed + found.taken.unchanged, None
