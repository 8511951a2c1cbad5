"""`onrecord import` and its options; what it does stands in `importing.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import Files, Target

FAILED = 1

IMPORT_HELP = """Take existing data into the archive: events that people coded, or results of onrecord from elsewhere.

[bold]Examples[/bold]

  onrecord import acled acled-mali-2024.csv
  onrecord import ucdp-ged GEDEvent_v24_1.csv --report skipped.json
  onrecord import csv our-coding.csv --by "Casualty team"
  onrecord import jsonl results.jsonl --archive new.sqlite
  onrecord compare onrecord.sqlite

[bold]Formats[/bold] acled (ACLED's columns), ucdp-ged (UCDP GED's), csv (the columns of onrecord export csv): each row becomes an incident with its own id, its coder and all its cells. jsonl (what onrecord export jsonl wrote): documents, records, claims, judgements and incidents with their ids. docs/exporting.md says how columns become values.

What people coded rests on no words of a report, and shows as imported wherever it shows. It is searched by days, places, types, names and figures like everything else, but never linked: it does not change which reports are one incident. Exports and reports leave it out as long as there are records that were read; --origin imported, or all, asks for it.

A file is kept as evidence, and taken in whole or not at all. The same file again changes nothing. A later file of the same name (--name, else the file's own) takes its place: what is new is added, what was edited changes, and what is missing is gone, with a tombstone. A row that cannot be understood is skipped, and told with its line, its column, what was found and what was expected.

Exit status: 0 all rows were taken in, 1 some were skipped, 2 the command was not understood, the file is none of its format, or the archive cannot be written.
"""


def add_import_command(app: typer.Typer) -> None:
    """Give the command line what takes data in."""
    app.command(name="import", help=IMPORT_HELP)(take_in)


def take_in(  # noqa: PLR0913, PLR0917  one parameter an option
    to: Annotated[str, typer.Argument(metavar="acled|ucdp-ged|csv|jsonl", help="What the file is.", show_default=False)],
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file.", show_default=False)],
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who coded it; default: ACLED, UCDP GED, or the file's name.")] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What the file is called: a later one of that name takes its place; default: its own."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was done, and every row that was skipped, as JSON.")
    ] = None,
    target: Target = None,
    files: Files = None,
) -> None:
    """Import; the help text stands in IMPORT_HELP."""
    from onrecord.cli.importing import ImportWish, import_one  # noqa: PLC0415  so that --help is quick

    if not import_one(ImportWish(format=to, path=path, by=by, name=name, report=report, target=target, files=files)):
        raise typer.Exit(FAILED)
