"""The commands that look across documents, and their options; what they do stands in `link.py` and `show.py`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import Files, Output, Target

LINK_HELP = """Group the records of many reports into incidents: one happening, all its accounts.

[bold]Examples[/bold]

  onrecord link
  onrecord link -o incidents.jsonl
  onrecord link --since last
  onrecord link --dry-run
  onrecord link --clusters clusters.json
  onrecord link records.jsonl --texts articles.jsonl -o incidents.jsonl

Without RESULTS.jsonl the records of the archive are linked, and the archive keeps the incidents: an id stays with the larger part of its records, a merged incident leads to the one that it is a part of, and every change is in the log.

Records are compared by day, place, kind, figures, names, sides, means and the words of their reports. Two whose days, places or kinds exclude each other are never one
incident, also not through others; tallies are never part of an incident. docs/linking.md tells how, and how well.
"""

SHOW_HELP = """Show one incident with all its accounts: who says what, when, in which document, with which words.

[bold]Examples[/bold]

  onrecord show 5f0c2a91
  onrecord show 5f0c2a91 --accounts majority
  onrecord show 5f0c2a91 records.jsonl --texts articles.jsonl --format json

INCIDENT is the id of an incident or of one of its records, or the beginning of one, or the name of a document with one incident. The archive must have been linked. An id that was merged into another leads there.

[bold]Policies[/bold] of --accounts: range (from the lowest low to the highest high), conservative (the lowest that somebody gives as certain), latest, majority (of independent sources),
airwars (those not called fighters, on the word of others than the doers, with a grade: confirmed, fair, weak, contested or discounted). Without it, the setting accounts.
Later figures of one source supersede its earlier ones; what is denied, and parts of a total, take no part. All accounts are shown, whatever the policy.
"""

TALLIES_HELP = """Show each total with what it covers of the archive, and what is left over.

[bold]Examples[/bold]

  onrecord tallies
  onrecord tallies records.jsonl --texts articles.jsonl --format jsonl

A total covers the incidents whose days lie in its period and whose place lies in its area. What its number holds beyond theirs is left over: incidents that no report here tells of,
or other counting. Successive totals of one issuer follow as a series. A total never adds to an incident.
"""

SAME_HELP = """Note that two records or incidents are one incident; every later run of link keeps them together.

[bold]Examples[/bold]

  onrecord same 99b5d504 0c1fa2 --by "Ana Diallo" --why "the ministry's second statement is on the same strike"
  onrecord same 99b5d504 0c1fa2 --by "Ana Diallo" --undo

The next link heeds it; onrecord merge does so at once. It holds whatever speaks against it. If it contradicts other decisions, all of them are told.
"""

DIFFERENT_HELP = """Note that two records or incidents are two; no later run of link joins them, also not through others.

[bold]Examples[/bold]

  onrecord different 99b5d504 7ae1 --by "Ana Diallo" --why "another checkpoint"
  onrecord different 99b5d504 7ae1 --by "Ana Diallo" --undo

The next link heeds it; onrecord split takes records out of an incident at once. If it contradicts other decisions, all of them are told.
"""

MERGE_HELP = """Make one incident of two, at once and in every later link.

[bold]Examples[/bold]

  onrecord merge 5f0c2a91 77aa --by "Ana Diallo" --why "one raid, told by two police forces"
  onrecord merge 5f0c2a91 77aa --by "Ana Diallo" --undo

The id of the incident with more records stays, and the other leads to it; --undo gives it its own again.
"""

SPLIT_HELP = """Take records out of an incident, at once and in every later link: they are an incident of their own.

[bold]Examples[/bold]

  onrecord split 5f0c2a91 99b5d504 0c1fa2 --by "Ana Diallo" --why "these two tell of the evening attack"
  onrecord split 5f0c2a91 99b5d504 0c1fa2 --by "Ana Diallo" --undo

The larger part keeps the id. Copies of one text have records of one id, and go together. Ids of records stand in onrecord records, and in show with --format json.
"""

NAMES_HELP = """Show the actors and places of all reports with their spellings, and the named groups that no list has, for a person to confirm.

[bold]Examples[/bold]

  onrecord names
  onrecord names --new our-actors.csv
  onrecord names records.jsonl

"IS", "ISIL" and "Da'esh" are one listed actor. A group that no list has gets an entry of its own, all its spellings together: --new writes these as rows of a list of actors. Keep
the rows that are right, name the file in the setting actors, and read again. Places of one country and one sound that lie close together are one.
"""

Results = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[RESULTS.jsonl]...", help="Results of onrecord read; default: the archive.", show_default=False),
]
Texts = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="DOCS.jsonl", help="The documents that the results were read from: their words tell stories apart. May be given again."
    ),
]


class PageFormat(StrEnum):
    """How an incident is written."""

    TEXT = "text"
    JSON = "json"


class TotalsFormat(StrEnum):
    """How totals are written."""

    TEXT = "text"
    JSONL = "jsonl"


class PolicyName(StrEnum):
    """Policies by name, as `link/policies.py` has them; they stand here, too, so that --help is quick."""

    RANGE = "range"
    CONSERVATIVE = "conservative"
    LATEST = "latest"
    MAJORITY = "majority"
    AIRWARS = "airwars"


def add_link_commands(app: typer.Typer) -> None:
    """Give the command line everything that looks across documents."""
    app.command(help=LINK_HELP)(link)
    app.command(help=SHOW_HELP)(show)
    app.command(help=TALLIES_HELP)(tallies)
    app.command(help=NAMES_HELP)(names)
    app.command(help=SAME_HELP)(same)
    app.command(help=DIFFERENT_HELP)(different)
    app.command(help=MERGE_HELP)(merge)
    app.command(help=SPLIT_HELP)(split)


def link(  # noqa: PLR0913  one parameter an option
    results: Results = None,
    texts: Texts = None,
    clusters: Annotated[
        Path | None, typer.Option(metavar="FILE", help='Write {"document": "incident"} of each document\'s main incident.')
    ] = None,
    output: Output = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN",
            help="Compare only what is in no incident yet, and what was added since this day or moment (UTC); last: nothing more.",
            show_default=False,
        ),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show each link with its score and its reasons; nothing is kept.")] = False,
    train: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Link nothing: write weights learnt from these records, for the setting weights.")
    ] = None,
    target: Target = None,
    files: Files = None,
) -> None:
    """Group records into incidents; the help text stands in LINK_HELP."""
    from onrecord.cli.link import LinkWish, Source, link_all  # noqa: PLC0415  so that --help is quick

    source = Source(results=tuple(results or ()), texts=tuple(texts or ()), target=target, files=files)
    link_all(LinkWish(source=source, clusters=clusters, output=output, since=since, dry_run=dry_run, train=train))


def show(  # noqa: PLR0913, PLR0917  one parameter an option
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Id of an incident or of one of its records.", show_default=False)],
    results: Results = None,
    texts: Texts = None,
    policy: Annotated[
        PolicyName | None,
        typer.Option(
            "--accounts",
            metavar="range|conservative|latest|majority|airwars",
            help="How one figure is made of all; default: the setting 'accounts'.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[PageFormat, typer.Option("--format", metavar="text|json", help="A page for people, or JSON.")] = PageFormat.TEXT,
    target: Target = None,
    files: Files = None,
) -> None:
    """Show an incident; the help text stands in SHOW_HELP."""
    from onrecord.cli.link import Source  # noqa: PLC0415  so that --help is quick
    from onrecord.cli.show import ShowWish, show_incident  # noqa: PLC0415  so that --help is quick

    source = Source(results=tuple(results or ()), texts=tuple(texts or ()), target=target, files=files)
    show_incident(ShowWish(incident=incident, source=source, policy=policy.value if policy else None, to=to.value))


def tallies(
    results: Results = None,
    texts: Texts = None,
    to: Annotated[
        TotalsFormat, typer.Option("--format", metavar="text|jsonl", help="A page for people, or one JSON object a total.")
    ] = TotalsFormat.TEXT,
    target: Target = None,
    files: Files = None,
) -> None:
    """Show totals; the help text stands in TALLIES_HELP."""
    from onrecord.cli.link import Source  # noqa: PLC0415  so that --help is quick
    from onrecord.cli.tallies import show_tallies  # noqa: PLC0415  so that --help is quick

    show_tallies(Source(results=tuple(results or ()), texts=tuple(texts or ()), target=target, files=files), to.value)


def names(
    results: Results = None,
    new: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the groups that no list has as rows of a list of actors (CSV).")
    ] = None,
    target: Target = None,
    files: Files = None,
) -> None:
    """Show actors and places; the help text stands in NAMES_HELP."""
    from onrecord.cli.link import Source  # noqa: PLC0415  so that --help is quick
    from onrecord.cli.names import NamesWish, show_names  # noqa: PLC0415  so that --help is quick

    show_names(NamesWish(source=Source(results=tuple(results or ()), target=target, files=files), new=new))


Left = Annotated[str, typer.Argument(metavar="A", help="Id of a record or incident, or the beginning of one.", show_default=False)]
Right = Annotated[str, typer.Argument(metavar="B", help="Id of another.", show_default=False)]
One = Annotated[
    str, typer.Argument(metavar="A", help="Id of an incident or of one of its records, or the beginning of one.", show_default=False)
]
Out = Annotated[
    list[str], typer.Argument(metavar="RECORD...", help="Ids of the records that go, or the beginnings of them.", show_default=False)
]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides.", show_default=False)]
Why = Annotated[str, typer.Option(metavar="TEXT", help="Why.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the decision back; it stays in the log.")]


def same(  # noqa: PLR0913  one parameter an option
    one: Left, other: Right, by: By, why: Why = "", *, undo: Undo = False, target: Target = None, files: Files = None
) -> None:
    """Note that two are one; the help text stands in SAME_HELP."""
    from onrecord.cli.pairs import Decider, decide_pair  # noqa: PLC0415  so that --help is quick

    decide_pair((one, other), "same", Decider(by=by, why=why, undo=undo, target=target, files=files))


def different(  # noqa: PLR0913  one parameter an option
    one: Left, other: Right, by: By, why: Why = "", *, undo: Undo = False, target: Target = None, files: Files = None
) -> None:
    """Note that two are two; the help text stands in DIFFERENT_HELP."""
    from onrecord.cli.pairs import Decider, decide_pair  # noqa: PLC0415  so that --help is quick

    decide_pair((one, other), "different", Decider(by=by, why=why, undo=undo, target=target, files=files))


def merge(  # noqa: PLR0913  one parameter an option
    one: One, other: Right, by: By, why: Why = "", *, undo: Undo = False, target: Target = None, files: Files = None
) -> None:
    """Make one incident of two; the help text stands in MERGE_HELP."""
    from onrecord.cli.pairs import Decider, merge_two  # noqa: PLC0415  so that --help is quick

    merge_two((one, other), Decider(by=by, why=why, undo=undo, target=target, files=files))


def split(  # noqa: PLR0913  one parameter an option
    incident: One, records: Out, by: By, why: Why = "", *, undo: Undo = False, target: Target = None, files: Files = None
) -> None:
    """Take records out of an incident; the help text stands in SPLIT_HELP."""
    from onrecord.cli.pairs import Decider, split_one  # noqa: PLC0415  so that --help is quick

    split_one(incident, tuple(records), Decider(by=by, why=why, undo=undo, target=target, files=files))
