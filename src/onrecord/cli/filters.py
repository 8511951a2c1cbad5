"""What records are looked for by: options that `search` and `export` have in common."""

from __future__ import annotations

from typing import Annotated

import typer

Near = Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Within so many kilometres of a point.")]
InBox = Annotated[str | None, typer.Option(metavar="S,W,N,E", help="Within a box of degrees.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Days that are, or may be, on or after this one.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Days that are, or may be, on or before this one.")]
OfType = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="A PLOVER type, or an ACLED event or sub-event type.")]
Acting = Annotated[str | None, typer.Option(metavar="NAME", help="Who acts.")]
Figures = Annotated[list[str] | None, typer.Option(metavar="HARM>=N", help="As killed>=10, injured<=5, killed=0; may be given again.")]
Told = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")]
Published = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
Country = Annotated[str | None, typer.Option(metavar="NAME", help="Its name, or ISO 3166 code of two letters.")]
Certain = Annotated[str | None, typer.Option(metavar="CT|PR|PS|U", help="How sure the source is (FactBank).")]
OfKind = Annotated[str | None, typer.Option(metavar="incident|tally", help="One happening, or a total.")]
Real = Annotated[str | None, typer.Option(metavar="actual|failed|planned|hypothetical", help="Whether it is told as real.")]
Origin = Annotated[
    str | None,
    typer.Option(metavar="read|imported|all", help="What onrecord read, what people coded elsewhere (onrecord import), or both."),
]
WithCopies = Annotated[bool, typer.Option("--copies/--no-copies", help="With the records of copies of one story, or without.")]
