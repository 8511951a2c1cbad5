"""`onrecord export`, `report` and `compare`, and their options; what they do stands in `export.py` and `compare.py`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.filters import (
    Acting,
    Certain,
    Country,
    Figures,
    InBox,
    Near,
    OfKind,
    OfType,
    Origin,
    Published,
    Real,
    Since,
    Told,
    Until,
    WithCopies,
)
from onrecord.cli.options import Files, Target

if TYPE_CHECKING:
    from onrecord.store.search import Query

Accounts = Annotated[
    str, typer.Option(metavar="NAME", help="How one figure is made of all accounts: range, conservative, latest, majority, airwars.")
]
Names = Annotated[
    bool, typer.Option("--names/--no-names", help="With or without the names of victims and of sources that are private people.")
]

EXPORT_HELP = """Write the archive in a format of the field.

[bold]Examples[/bold]

  onrecord export -o results.jsonl
  onrecord export acled -o events.csv --since 2024-03-01 --until 2024-03-31
  onrecord export casualties -o out/ --country ML --no-names
  onrecord export ucdp-ged -o ged.csv --accounts conservative --numbers midpoint
  onrecord export hdx -o counts.csv --hxl

[bold]Formats[/bold] acled, ucdp-ged, ucdp-aec, plover, casualties, tallies, claims, csv, parquet, geojson, hdx, sqlite (for Datasette), uwazi, bayanat, atlos, ftm (FollowTheMoney), gdelt; jsonl (the default) writes results as they were read. docs/formats.md says of each column what it is made of.

With -o FILE the manifest and the list of deleted ids lie beside it (FILE.manifest.json, FILE.deleted.csv); with a folder all lie in it. Filters are those of search: an incident is exported if one of its records is found. Records that are in no incident yet are linked first.

[bold]--accounts[/bold] makes one figure of all accounts: range (from the lowest low to the highest high), conservative, latest, majority, airwars (onrecord show --help tells of each). [bold]--numbers[/bold] makes one whole number of it, where a format has room for one only: acled (dozens 12, an unknown number 3 or 10), conservative (the lowest), midpoint; by default acled for acled and atlos, else conservative.
"""


REPORT_HELP = """Write a report that people read: one HTML file, which asks nothing of any other host and prints well.

[bold]Examples[/bold]

  onrecord report -o march.html --since 2024-03-01 --until 2024-03-31 --title "Mali, March 2024"
  onrecord report -o public.html --country ML --no-names

It has a map with the radius of each point's precision, incidents by week and type, reported deaths from the least to the most, each incident with its accounts, totals against the incidents that they cover, and how it was made. Filters are those of search. Records that are in no incident yet are linked first.
"""


COMPARE_HELP = """Hold two sets of events against each other: what both have, what one has alone, and how their figures differ.

[bold]Examples[/bold]

  onrecord import acled acled-export.csv && onrecord compare onrecord.sqlite
  onrecord compare ours.csv acled-export.csv --since 2024-03-01 --until 2024-03-31 --country ML
  onrecord compare onrecord.sqlite ged.csv --days 3 --km 50 --html comparison.html
  onrecord compare last-year.csv this-year.csv --format jsonl

A and B are tables (.csv) with the columns of ACLED, of UCDP GED, or of onrecord export csv; or archives, of which --origin-a and --origin-b take what was read or what was imported. One archive alone is compared with itself: what it read, and what people coded. Two rows are one event where their days are at most --days apart and their places have one name or lie within --km; each with at most one other, the nearest first.
"""


def add_export_command(app: typer.Typer) -> None:
    """Give the command line what goes out."""
    app.command(help=EXPORT_HELP)(export)
    app.command(help=REPORT_HELP)(report)
    app.command(help=COMPARE_HELP)(compare)


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
    origin: Origin = None,
    accounts: Accounts = "range",
    numbers: Annotated[str | None, typer.Option(metavar="NAME", help="How one whole number is made of bounds and vague words.")] = None,
    *,
    copies: WithCopies = True,
    names: Names = True,
    hxl: Annotated[bool, typer.Option("--hxl", help="With HXL's tags below the header (hdx).")] = False,
    target: Target = None,
    files: Files = None,
) -> None:
    """Export; the help text stands in EXPORT_HELP."""
    from onrecord.cli.export import export_all  # noqa: PLC0415  so that --help is quick
    from onrecord.pipeline.exporting import ExportWish  # noqa: PLC0415  so that --help is quick

    given = {
        "near": near, "box": box, "since": since, "until": until, "type": type_, "actor": actor, "source": source, "publisher": publisher,
        "country": country, "certainty": certainty, "kind": kind, "realis": realis, "origin": origin,
    }  # fmt: skip
    query, filters = asked(words, given, figure, copies=copies)
    wish = ExportWish(
        format=to,
        output=output,
        query=query,
        filters=filters,
        accounts=accounts,
        numbers=numbers,
        with_names=names,
        with_tags=hxl,
    )
    export_all(wish, target=target, files=files)


def report(  # noqa: PLR0913, PLR0917  one parameter an option
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")] = Path(
        "report.html"
    ),
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its title.")] = "Reported incidents",
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
    origin: Origin = None,
    accounts: Accounts = "range",
    *,
    copies: WithCopies = True,
    names: Names = True,
    target: Target = None,
    files: Files = None,
) -> None:
    """Write a report; the help text stands in REPORT_HELP."""
    from onrecord.cli.export import report_all  # noqa: PLC0415  so that --help is quick
    from onrecord.pipeline.exporting import ExportWish  # noqa: PLC0415  so that --help is quick

    given = {
        "near": near, "box": box, "since": since, "until": until, "type": type_, "actor": actor, "source": source, "publisher": publisher,
        "country": country, "certainty": certainty, "kind": kind, "realis": realis, "origin": origin,
    }  # fmt: skip
    query, filters = asked(words, given, figure, copies=copies)
    wish = ExportWish(format="report", output=output, query=query, filters=filters, accounts=accounts, with_names=names)
    report_all(wish, title=title, target=target, files=files)


def compare(  # noqa: PLR0913  one parameter an option
    left: Annotated[str, typer.Argument(metavar="A", help="A table, or an archive.", show_default=False)],
    right: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]", help="The other; without it what A read is held against what was imported into it.", show_default=False
        ),
    ] = None,
    *,
    origin_a: Annotated[str | None, typer.Option(metavar="read|imported|all", help="Which incidents of A, if it is an archive.")] = None,
    origin_b: Annotated[str | None, typer.Option(metavar="read|imported|all", help="Which incidents of B, if it is an archive.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Of what was imported only what NAME coded, as ACLED.")] = None,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    days: Annotated[int, typer.Option(metavar="N", min=0, max=31, help="Days that two rows of one event may be apart.")] = 1,
    km: Annotated[float, typer.Option(metavar="KM", min=0, help="Kilometres that they may be apart.")] = 25.0,
    accounts: Accounts = "range",
    to: Annotated[str, typer.Option("--format", metavar="text|jsonl", help="Lines for people, or JSON.")] = "text",
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page with a chart, too.")] = None,
) -> None:
    """Compare; the help text stands in COMPARE_HELP."""
    from onrecord.cli.compare import CompareWish, compare_all  # noqa: PLC0415  so that --help is quick

    bounds = {"since": since, "until": until, "country": country}
    wish = CompareWish(
        left=left, right=right, origins=(origin_a, origin_b), by=by, bounds=bounds, days=days, km=km, accounts=accounts, to=to, html=html
    )
    compare_all(wish)


def asked(words: str | None, given: Mapping[str, str | None], figure: list[str] | None, *, copies: bool) -> tuple[Query, dict[str, object]]:
    """A query, and what was asked for as the user said it."""
    from onrecord.pipeline.queries import read_query  # noqa: PLC0415  so that --help is quick

    query = read_query(words or "", given, figures=figure or (), with_copies=copies)
    said = {**given, "words": words, "figure": list(figure or ()) or None, "copies": None if copies else False}
    return query, {name: value for name, value in said.items() if value is not None}
