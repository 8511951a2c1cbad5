"""The commands that work on an archive, and their options; what they do stands in `archive.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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

FAILED = 1
MOST_ON_A_PAGE, MOST_PASSED_OVER = 1000, 1_000_000_000

ADD_HELP = """Take reports into the archive, keep their bytes as evidence, and read them.

[bold]Examples[/bold]

  onrecord add reports/ articles.jsonl https://example.org/report.html
  onrecord add old-newspaper/ --publisher "The Daily" --report done.json
  onrecord add articles.csv --map text=body,published=date
  onrecord add crawl.warc.gz https://example.org/feed.xml
  cat articles.jsonl | onrecord add -
  onrecord add inbox/ --watch --link

A source is a file or a folder (text, web pages, PDF), JSON Lines, CSV or Parquet (one document a line or row), a web archive (WARC, WACZ), a web address or feed, or - for JSON Lines on standard input. Hosts are asked for one page at a time, as their robots.txt allows.

With --watch, folders are looked through every few seconds (setting rest_seconds), and a file is taken in once it was left alone for so long, again when it was changed; Ctrl-C ends it.

What is in the archive already is passed over, so the same command goes on where it was stopped, and adding again changes nothing. A report with the text of an earlier one, or nearly so, is kept and linked to it as its copy. What cannot be read is skipped, and told with the reason; everything else goes on.

Exit status: 0 all was taken in, 1 something was skipped, 2 the command was not understood or the archive cannot be written.
"""

SEARCH_HELP = """Find records in the archive.

[bold]Examples[/bold]

  onrecord search "air strike" --since 2013-03-01 --until 2013-03-31
  onrecord search --near 34.73,36.72,50 --figure "killed>=10"
  onrecord search --actor "River Front" --kind incident --format jsonl

Words must all stand in the report; those in quotation marks stand one behind the other. Everything that is asked must hold. The latest day comes first.
"""

JUDGE_HELP = """Say whether a record, or one claim of it, is what the report says.

[bold]Examples[/bold]

  onrecord judge 99b5d504 right --by "Ana Diallo"
  onrecord judge 99b5d504 wrong --by "Ana Diallo" --why "the market is in Koro"

A judgement is kept with who judged, when (UTC) and why. To change it, judge again: the later one stands, and nothing is erased. It stays when documents are read again, also if the record is no longer read; `onrecord explain` shows it, and `onrecord export` writes it. Ids of claims stand in what `onrecord export` writes.
"""

Limit = Annotated[int, typer.Option(metavar="N", min=1, max=MOST_ON_A_PAGE, help="Records on a page.")]
Offset = Annotated[int, typer.Option(metavar="N", min=0, max=MOST_PASSED_OVER, help="Records to pass over.")]
AsJson = Annotated[str, typer.Option("--format", metavar="text|jsonl", help="A line a record for people, or JSON.")]


def add_archive_commands(app: typer.Typer) -> None:
    """Give the command line everything that works on an archive."""
    app.command()(init)
    app.command(help=ADD_HELP)(add)
    app.command()(status)
    app.command(help=SEARCH_HELP)(search)
    app.command()(records)
    app.command()(explain)
    app.command(help=JUDGE_HELP)(judge)
    app.command()(verify)
    app.command(name="log")(show_log)
    app.command()(withdraw)
    app.command()(copy)
    app.command()(reread)


def init(
    target: Annotated[
        str | None, typer.Argument(metavar="PATH|URL", help="Where; default: onrecord.sqlite in this folder.", show_default=False)
    ] = None,
    files: Files = None,
) -> None:
    """Make an archive, or bring an older one to the newest schema."""
    from onrecord.cli.archive import make  # noqa: PLC0415  so that --help is quick

    make(target, files)


def add(  # noqa: PLR0913  one parameter an option
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, web addresses, or -.", show_default=False)],
    published: Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication of all that do not say it themselves.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="TEXT", help="Who published them.")] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="text=COLUMN,...", help="Which column holds what, where common names are not found.", show_default=False
        ),
    ] = None,
    processes: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes that read; default: one for each core.", show_default=False)
    ] = None,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Go on watching folders for new and changed files, until Ctrl-C.")] = False,
    link: Annotated[
        bool, typer.Option("--link", help="Put the new records into incidents, too, as onrecord link --since last does.")
    ] = False,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what was done, and what was skipped and why, as JSON.")] = None,
    target: Target = None,
    files: Files = None,
) -> None:
    """Add sources; the help text stands in ADD_HELP."""
    from onrecord.cli.add import AddWish, add_all  # noqa: PLC0415  so that --help is quick

    wish = AddWish(
        sources=tuple(sources),
        published=published,
        publisher=publisher,
        mapping=mapping,
        processes=processes,
        watch=watch,
        link=link,
        report=report,
        target=target,
        files=files,
    )
    if not add_all(wish):
        raise typer.Exit(FAILED)


def status(target: Target = None, files: Files = None, to: Annotated[str, typer.Option("--format", metavar="text|json")] = "text") -> None:
    """Show what the archive holds, and what read it."""
    from onrecord.cli.archive import show_status  # noqa: PLC0415  so that --help is quick

    show_status(target, files, to)


def search(  # noqa: PLR0913, PLR0917  one parameter an option
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of the report.", show_default=False)] = None,
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
    *,
    copies: WithCopies = True,
    limit: Limit = 20,
    offset: Offset = 0,
    to: AsJson = "text",
    target: Target = None,
    files: Files = None,
) -> None:
    """Find records; the help text stands in SEARCH_HELP."""
    from onrecord.cli.archive import Page, show_records  # noqa: PLC0415  so that --help is quick
    from onrecord.pipeline.queries import read_query  # noqa: PLC0415  so that --help is quick

    given = {
        "near": near, "box": box, "since": since, "until": until, "type": type_, "actor": actor, "source": source, "publisher": publisher,
        "country": country, "certainty": certainty, "kind": kind, "realis": realis, "origin": origin,
    }  # fmt: skip
    query = read_query(" ".join(words or ()), given, figures=figure or (), with_copies=copies)
    show_records(query, Page(limit, offset, to), target, files)


def records(limit: Limit = 20, offset: Offset = 0, to: AsJson = "text", target: Target = None, files: Files = None) -> None:
    """List the records of the archive, the latest day first."""
    from onrecord.cli.archive import Page, show_records  # noqa: PLC0415  so that --help is quick
    from onrecord.store.search import Query  # noqa: PLC0415  so that --help is quick

    show_records(Query(), Page(limit, offset, to), target, files)


def explain(
    record: Annotated[str, typer.Argument(metavar="RECORD-ID", help="Id of a record, or the beginning of one.", show_default=False)],
    target: Target = None,
    files: Files = None,
) -> None:
    """Show a stored record with its words, its rules, who says so, and what was considered and dropped."""
    from onrecord.cli.archive import explain_record  # noqa: PLC0415  so that --help is quick

    explain_record(record, target, files)


def judge(  # noqa: PLR0913, PLR0917  one parameter an option
    subject: Annotated[
        str, typer.Argument(metavar="RECORD-ID", help="Id of a record or claim, or the beginning of one.", show_default=False)
    ],
    verdict: Annotated[str, typer.Argument(metavar="right|wrong|unsure", help="What the report says, or not.", show_default=False)],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judges.", show_default=False)],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason.", show_default=False)] = "",
    target: Target = None,
    files: Files = None,
) -> None:
    """Judge a record; the help text stands in JUDGE_HELP."""
    from onrecord.cli.archive import judge_one, opened  # noqa: PLC0415  so that --help is quick

    judge_one(subject, verdict, opened(target, files), by=by, why=why)


def verify(target: Target = None, files: Files = None) -> None:
    """Make every digest and quote again, follow the log, and name what does not hold."""
    from onrecord.cli.archive import verify_all  # noqa: PLC0415  so that --help is quick

    if not verify_all(target, files):
        raise typer.Exit(FAILED)


def show_log(target: Target = None, files: Files = None, to: AsJson = "text") -> None:
    """Show what was done to the archive, line by line; each line is bound to the one before it."""
    from onrecord.cli.archive import print_log  # noqa: PLC0415  so that --help is quick

    print_log(target, files, to)


def withdraw(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT",
            help="Id of a document in the archive (onrecord explain shows it), the beginning of one, its name or its address.",
            show_default=False,
        ),
    ],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, which the log keeps.", show_default=False)],
    target: Target = None,
    files: Files = None,
) -> None:
    """Take a document back: its bytes, text and records are removed, and a tombstone with the reason stays."""
    from onrecord.cli.archive import withdraw_one  # noqa: PLC0415  so that --help is quick

    withdraw_one(document, why, target, files)


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The archive to copy: a path or an address.", show_default=False)],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where to: a new one, or one without documents.", show_default=False)],
    files: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the original files of FROM.", show_default=False)] = None,
    to_files: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the original files of TO.", show_default=False)] = None,
) -> None:
    """Copy a whole archive, between files and PostgreSQL or as a back-up; the copy is equal."""
    from onrecord.cli.archive import copy_all  # noqa: PLC0415  so that --help is quick

    copy_all(source, target, files, to_files)


def reread(  # noqa: PLR0913  one parameter an option
    *,
    everything: Annotated[bool, typer.Option("--all", help="Also documents that this very version read.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would change.")] = False,
    processes: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes that read; default: one for each core.", show_default=False)
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every record that appeared, changed or vanished, as JSON.")
    ] = None,
    target: Target = None,
    files: Files = None,
) -> None:
    """Read documents again that other versions of the rules read; ids of what is unchanged stay."""
    from onrecord.cli.archive import RereadWish, reread_all  # noqa: PLC0415  so that --help is quick

    wish = RereadWish(everything=everything, dry_run=dry_run, processes=processes, report=report, target=target, files=files)
    if not reread_all(wish):
        raise typer.Exit(FAILED)
