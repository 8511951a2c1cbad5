"""The commands and their options; what they do stands in the modules beside this one."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.archive_app import add_archive_commands
from onrecord.cli.export_app import add_export_command
from onrecord.cli.import_app import add_import_command
from onrecord.cli.link_app import add_link_commands
from onrecord.cli.options import Output
from onrecord.errors import OnrecordError

FAILED = 1
USAGE = 2
INTERRUPTED = 130

app = typer.Typer(
    name="onrecord",
    help="Read reports of violence and politics, and put on record what they say happened: who did what to whom, where, when, how many "
    "were killed or hurt, and according to whom. Every value rests on the exact words it was read from.",
    epilog="Start with: onrecord read REPORT.txt --published 2024-05-06",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

READ_HELP = """Read reports, and show or write what they say happened.

[bold]Examples[/bold]

  onrecord read report.txt --published 2024-05-06
  onrecord read https://example.org/report.html
  onrecord read report.txt --format json -o records.json
  onrecord read reports.jsonl -o records.jsonl
  cat report.txt | onrecord read - --published 2024-05-06

A [bold].jsonl[/bold] input holds one document a line, as {"id": ..., "text": ..., "published": ...}; its results come out one a line, in its order.

Days such as "on Monday" need the day of publication: give it with --published where the input does not.

Exit status: 0 all was read, 1 some documents failed, 2 the command was not understood.
"""


EVALUATE_HELP = """Measure how well reports are read, against what people coded.

[bold]Examples[/bold]

  onrecord evaluate gold.jsonl
  onrecord evaluate gold.jsonl --errors faults.jsonl
  onrecord evaluate gold.jsonl --rules my-rules
  onrecord evaluate gold.jsonl --results records.jsonl --format json
  onrecord evaluate gold.jsonl --second other-coder.jsonl

A line of [bold]gold[/bold] is a document with its records, as {"id": ..., "title": ..., "published": ..., "text": ..., "records": [...]}; docs/evaluate.md shows
one, says what goes into each field, and how each measure counts. Gold is read strictly: a quote that does not stand in its text, an unknown key or an
unknown code is told with its line and field, and nothing is measured.

[bold]How to read the table[/bold]

  precision  the share of what was read that gold has
  recall     the share of gold that was read
  value      F1, the two in one; where there is no precision, the share that is right
  interval   where 95 % of the values lie if the documents are drawn again: two values whose intervals overlap may well be equal

Kind, type, days, places and names are judged on the records that were found, and what is told of a figure on the figures that were found at their record.

Exit status: 0 measured, 1 some texts could not be read, 2 the command or the gold was not understood.
"""


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


class LayerName(StrEnum):
    """Layers of reading that can be shown."""

    ATTRIBUTION = "attribution"
    TIME = "time"
    PLACE = "place"
    ACTOR = "actor"
    COUNT = "count"
    TRIGGER = "trigger"


class LayerFormat(StrEnum):
    """How layers are written."""

    TEXT = "text"
    JSONL = "jsonl"


class TableFormat(StrEnum):
    """How measures are written."""

    TEXT = "text"
    JSON = "json"


add_archive_commands(app)
add_export_command(app)
add_import_command(app)
add_link_commands(app)


@app.callback()
def start(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and stop.", callback=lambda value: _show_version(wanted=value), is_eager=True),
    ] = False,
) -> None:
    """Every command's common part."""


Actors = Annotated[Path | None, typer.Option("--actors", metavar="FILE", help="CSV file of your own actors.")]
Places = Annotated[Path | None, typer.Option("--places", metavar="FILE", help="CSV file or GeoNames dump of your own places.")]
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Folder of your own trigger rules (TOML).")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Installed spaCy pipeline to parse with.")]


@app.command(help=READ_HELP)
def read(  # noqa: PLR0913, PLR0917  one parameter an option
    inputs: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|-...", help="Files, web addresses, or - for standard input.", show_default=False)
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of publication, YYYY-MM-DD, or a date-time with its offset.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title of the report.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    to: Annotated[
        Format | None, typer.Option("--format", help="Default: text on a terminal, jsonl for .jsonl or several inputs, else json.")
    ] = None,
    output: Output = None,
    explain: Annotated[
        str | None,
        typer.Option(metavar="RECORD-ID|all", help="On the page, say for each value of a record which words, rule and source it rests on."),
    ] = None,
    actors: Actors = None,
    places: Places = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Read reports; the help text stands in READ_HELP."""
    from onrecord.cli.batch import Request  # noqa: PLC0415  so that --help is quick
    from onrecord.cli.read import read_inputs  # noqa: PLC0415  so that --help is quick

    request = Request(
        inputs=tuple(inputs),
        published=published,
        title=title,
        publisher=publisher,
        url=url,
        format=str(to) if to else None,
        output=output,
        explain=explain,
        given=(("actors", actors), ("places", places), ("rules", rules), ("model", model)),
    )
    if not read_inputs(request):
        raise typer.Exit(FAILED)


@app.command()
def annotate(  # noqa: PLR0913, PLR0917  one parameter an option
    inputs: Annotated[list[str], typer.Argument(metavar="PATH|URL|-...", help="As of onrecord read.", show_default=False)],
    layer: Annotated[LayerName, typer.Option(help="Which layer.", show_default=False)],
    published: Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication, as of onrecord read.")] = None,
    to: Annotated[
        LayerFormat | None, typer.Option("--format", help="Default: text for one report on a terminal, else jsonl.", show_default=False)
    ] = None,
    output: Output = None,
    actors: Actors = None,
    places: Places = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Show what one layer of reading found, as spans: to tune rules, to doubt a record or to measure."""
    from onrecord.cli.annotate import annotate_inputs  # noqa: PLC0415  so that --help is quick
    from onrecord.cli.batch import Request  # noqa: PLC0415  so that --help is quick

    request = Request(
        inputs=tuple(inputs),
        published=published,
        format=str(to) if to else None,
        output=output,
        given=(("actors", actors), ("places", places), ("rules", rules), ("model", model)),
    )
    if not annotate_inputs(request, layer=str(layer)):
        raise typer.Exit(FAILED)


@app.command(help=EVALUATE_HELP)
def evaluate(  # noqa: PLR0913, PLR0917  one parameter an option
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="What people coded, one document a line.", show_default=False)],
    results: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Measure these results of onrecord read; without it the texts are read now.")
    ] = None,
    second: Annotated[
        Path | None, typer.Option(metavar="OTHER.jsonl", help="The same texts by another coder: how far the two agree, field by field.")
    ] = None,
    to: Annotated[
        TableFormat | None, typer.Option("--format", help="Default: json if --output ends so, else text.", show_default=False)
    ] = None,
    errors: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one JSON line for each fault, with its quote.")] = None,
    resamples: Annotated[
        int, typer.Option(metavar="N", min=0, help="How often documents are drawn again for the intervals; 0: none.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same documents.")] = 1,
    output: Output = None,
    actors: Actors = None,
    places: Places = None,
    rules: Rules = None,
    model: Model = None,
) -> None:
    """Measure against gold; the help text stands in EVALUATE_HELP."""
    from onrecord.cli.evaluate import Wish, evaluate_gold  # noqa: PLC0415  so that --help is quick
    from onrecord.evaluate.report import Resampling  # noqa: PLC0415  so that --help is quick

    wish = Wish(
        gold=gold,
        results=results,
        second=second,
        format=str(to) if to else None,
        errors=errors,
        output=output,
        resampling=Resampling(resamples=resamples, seed=seed),
        given=(("actors", actors), ("places", places), ("rules", rules), ("model", model)),
    )
    if not evaluate_gold(wish):
        raise typer.Exit(FAILED)


@app.command()
def rule(
    rule_id: Annotated[
        str | None, typer.Argument(metavar="RULE-ID", help="Id of a rule, as a claim's `rule` names it.", show_default=False)
    ] = None,
    rules: Rules = None,
) -> None:
    """Explain a rule with its examples; without an id, list all rules."""
    from onrecord.cli.explain import explain_rule, list_rules  # noqa: PLC0415  so that --help is quick

    if rule_id is None:
        list_rules(rules)
    else:
        explain_rule(rule_id, rules)


@app.command()
def settings() -> None:
    """Show every setting with its value, where the value came from, and what it means."""
    from onrecord.cli.explain import explain_settings  # noqa: PLC0415  so that --help is quick

    explain_settings()


@app.command()
def schema() -> None:
    """Print the JSON Schema of a result."""
    from onrecord.schema import schema_text  # noqa: PLC0415  so that --help is quick

    typer.echo(schema_text(), nl=False)


def run() -> None:
    """Run the command; errors raised on purpose become one message and an exit status."""
    try:
        app(prog_name="onrecord")
    except OnrecordError as error:
        tell(str(error))
        sys.exit(USAGE)
    except KeyboardInterrupt:
        tell("interrupted; nothing half-done was left")
        sys.exit(INTERRUPTED)


def tell(message: str) -> None:
    """A message to the person at the terminal, apart from results."""
    from onrecord.cli.words import clean  # noqa: PLC0415  only when something is told

    for line in message.splitlines():
        typer.echo(f"onrecord: {clean(line)}", err=True)
