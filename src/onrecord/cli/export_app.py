"""`onrecord export` and its options; what it does stands in `export.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archive_app import Files, Target
from onrecord.cli.filters import (
    Acting,
    Certain,
    Country,
    Figures,
    InBox,
    Near,
    OfKind,
    OfType,
    Published,
    Real,
    Since,
    Told,
    Until,
    WithCopies,
)

EXPORT_HELP = """Write the archive in a format of the field.

[bold]Examples[/bold]

  onrecord export -o results.jsonl
  onrecord export acled -o events.csv --since 2024-03-01 --until 2024-03-31
  onrecord export casualties -o out/ --country ML --no-names
  onrecord export ucdp-ged -o ged.csv --accounts conservative --numbers midpoint
  onrecord export hdx -o counts.csv --hxl

[bold]Formats[/bold] acled, ucdp-ged, ucdp-aec, plover, casualties, tallies, claims, csv, parquet, geojson, hdx, sqlite (for Datasette), uwazi, bayanat, atlos, ftm (FollowTheMoney), gdelt; jsonl (the default) writes results as they were read. docs/formats.md says of each column what it is made of.

With -o FILE the manifest and the list of deleted ids lie beside it (FILE.manifest.json, FILE.deleted.csv); with a folder all lie in it. Filters are those of search: an incident is exported if one of its records is found. Records that are in no incident yet are linked first.

[bold]--accounts[/bold] makes one figure of all accounts: range (from the lowest low to the highest high), conservative, latest, majority. [bold]--numbers[/bold] makes one whole number of it, where a format has room for one only: acled (dozens 12, an unknown number 3 or 10), conservative (the lowest), midpoint; by default acled for acled and atlos, else conservative.
"""


def add_export_command(app: typer.Typer) -> None:
    """Give the command line the export."""
    app.command(help=EXPORT_HELP)(export)


def export(  # noqa: PLR0913, PLR0917  one parameter an option
    to: Annotated[str, typer.Argument(metavar="[FORMAT]", help="Which format.")] = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE|DIR", help="Write to this file, or into this folder, whole or not at all."),
    ] = None,
    words: Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the report.")] = None,
    near: Near = None,
    box: InBox = None,
    since: Since = None,
    until: Until = None,
    type_: OfType = None,
    actor: Acting = None,
    figure: Figures = None,
    source: Told = None,
    publisher: Published = None,
    country: Country = None,
    certainty: Certain = None,
    kind: OfKind = None,
    realis: Real = None,
    accounts: Annotated[str, typer.Option(metavar="NAME", help="How one figure is made of all accounts.")] = "range",
    numbers: Annotated[str | None, typer.Option(metavar="NAME", help="How one whole number is made of bounds and vague words.")] = None,
    *,
    copies: WithCopies = True,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="With or without the names of victims and of sources that are private people.")
    ] = True,
    hxl: Annotated[bool, typer.Option("--hxl", help="With HXL's tags below the header (hdx).")] = False,
    target: Target = None,
    files: Files = None,
) -> None:
    """Export; the help text stands in EXPORT_HELP."""
    from onrecord.cli.export import export_all  # noqa: PLC0415  so that --help is quick
    from onrecord.pipeline.exporting import ExportWish  # noqa: PLC0415  so that --help is quick
    from onrecord.pipeline.queries import read_query  # noqa: PLC0415  so that --help is quick

    given = {
        "near": near, "box": box, "since": since, "until": until, "type": type_, "actor": actor, "source": source, "publisher": publisher,
        "country": country, "certainty": certainty, "kind": kind, "realis": realis,
    }  # fmt: skip
    query = read_query(words or "", given, figures=figure or (), with_copies=copies)
    asked = {**given, "words": words, "figure": list(figure or ()) or None, "copies": None if copies else False}
    wish = ExportWish(
        format=to,
        output=output,
        query=query,
        filters={name: value for name, value in asked.items() if value is not None},
        accounts=accounts,
        numbers=numbers,
        with_names=names,
        with_tags=hxl,
    )
    export_all(wish, target=target, files=files)
