"""What the commands of an archive do: call the room that does it, and show it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from onrecord.cli.app import tell
from onrecord.cli.claims import ALL, print_claims
from onrecord.cli.output import check_output, open_output
from onrecord.cli.page import print_page
from onrecord.cli.words import actor_words, clean, day_words, entries, figure_words, part, place_words, type_words
from onrecord.ingest.columns import read_mapping
from onrecord.ingest.published import check_published, parse_published
from onrecord.model.captures import Stated
from onrecord.pipeline.adding import Report, add_sources
from onrecord.pipeline.rereading import Rereading, reread_archive
from onrecord.settings import load_settings
from onrecord.store.archive import Archive, create_archive, open_archive
from onrecord.store.copy import copy_archive
from onrecord.store.log import append_log, read_log
from onrecord.store.read import count_all, document_json, find_record, read_results, record_json
from onrecord.store.search import Query, count_records, search_records
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document

T = TypeVar("T")
MOST_SHOWN = 10  # skipped inputs that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWish:
    """What the user asked `add` for, as given."""

    sources: tuple[str, ...]
    published: str | None
    publisher: str | None
    mapping: str | None
    processes: int | None
    report: Path | None
    target: str | None
    files: Path | None


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the records that were found are shown, and how."""

    limit: int
    offset: int
    to: str


def opened(target: str | None, files: Path | None) -> Archive:
    """The archive that is meant."""
    return open_archive(target or load_settings().archive, files=files)


def make(target: str | None, files: Path | None) -> None:
    """Make an archive, and say where it is."""
    archive = create_archive(target or load_settings().archive, files=files)
    Console(highlight=False).print(Text(f"{archive.name} is ready; original files go to {archive.files}. Next: onrecord add SOURCE..."))


def add_all(wish: AddWish) -> bool:
    """Add sources with a line of progress; True if nothing was skipped. An archive that is not there yet is made."""
    settings = load_settings()
    check_output(wish.report)
    day = parse_published(wish.published) if wish.published is not None else None
    check_published(day)
    mapping = read_mapping(wish.mapping)
    target = wish.target or settings.archive
    archive = (
        create_archive(target, files=wish.files)
        if "://" not in target and not Path(target).exists()
        else open_archive(target, files=wish.files)
    )
    report = Report()
    try:
        with progress_line(progress_words) as show:
            report = add_sources(
                archive,
                wish.sources,
                stated=Stated(published=day, publisher=wish.publisher),
                settings=settings,
                processes=wish.processes,
                standard_input=sys.stdin.buffer,
                mapping=mapping,
                report=report,
                tell=show,
            )
    finally:
        write_report(report, wish.report)
        show_report(report)
    return not report.skipped


@contextmanager
def progress_line(words: Callable[[T], str]) -> Iterator[Callable[[T], None]]:
    """A line on the terminal that says how far adding is; nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda report: progress.update(task, description=words(report))


def progress_words(report: Report) -> str:
    """Documents, rate, kept and skipped, in one line."""
    rate = report.done / report.seconds if report.seconds else 0.0
    return f"{report.done:,} documents, {rate:.0f}/s · {report.added:,} added, {report.known:,} known, {len(report.skipped):,} skipped · {report.records:,} records"


def show_report(report: Report) -> None:
    """What was done, and the first of what was skipped."""
    for name, words in report.notes[:MOST_SHOWN]:
        tell(f"{name}: {words}")
    for name, reason in report.skipped[:MOST_SHOWN]:
        tell(f"skipped {name}: {reason}")
    if len(report.skipped) > MOST_SHOWN:
        tell(f"and {len(report.skipped) - MOST_SHOWN:,} more were skipped; --report FILE names them all")
    copies = f" ({report.copies:,} copies of others)" if report.copies else ""
    Console(highlight=False).print(
        Text(
            f"{report.added:,} documents added{copies} with {report.records:,} records, {report.known:,} known before, "
            f"{len(report.skipped):,} skipped, in {report.seconds:.1f} s" + ("" if report.is_complete else "; stopped before the end")
        )
    )


def write_report(report: Report, path: Path | None) -> None:
    """The report as JSON."""
    if path is None:
        return
    write_json(report.to_dict(), path)


def write_json(value: object, path: Path) -> None:
    """A value as a JSON file, whole or not at all."""
    with open_output(path) as stream:
        json.dump(value, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadWish:
    """What the user asked `reread` for, as given."""

    everything: bool
    dry_run: bool
    processes: int | None
    report: Path | None
    target: str | None
    files: Path | None


def reread_all(wish: RereadWish) -> bool:
    """Read documents again, and tell what is not as it was; True if none failed."""
    check_output(wish.report)
    archive = opened(wish.target, wish.files)
    with progress_line(reread_words) as show:
        found = reread_archive(
            archive, settings=load_settings(), with_current=wish.everything, dry_run=wish.dry_run, processes=wish.processes, tell=show
        )
    told = found.to_dict()
    if wish.report:
        write_json(told, wish.report)
    for document, reason in found.failed[:MOST_SHOWN]:
        tell(f"not read again: document {document}: {reason}")
    would = "would change" if wish.dry_run else "changed"
    counts = f"records: {numbers(found.record_counts)}; claims: {numbers(found.claim_counts)}"
    Console(highlight=False).print(Text(f"{found.documents:,} documents read again, {found.changed:,} {would}; {counts}"))
    return not found.failed


def reread_words(found: Rereading) -> str:
    """How far reading again is."""
    return f"{found.documents:,} documents read again, {found.changed:,} changed"


def show_status(target: str | None, files: Path | None, to: str) -> None:
    """What the archive holds."""
    archive = opened(target, files)
    with archive.reading() as connection:
        counts = count_all(connection)
    if to == "json":
        sys.stdout.write(json.dumps({"archive": archive.name, "files": str(archive.files), **counts}, ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(highlight=False)
    console.print(Text(f"{archive.name}, original files in {archive.files}", style="bold"))
    console.print(Text(f"documents  {numbers(counts['documents'])}; {counts['copies']:,} are copies of others"))
    console.print(Text(f"captures   {counts['captures']:,}, from {counts['first_capture'] or '–'} to {counts['last_capture'] or '–'}"))
    console.print(Text(f"records    {numbers(counts['records'])}; {counts['claims']:,} claims"))
    for version in counts["versions"]:
        made = f"onrecord {version['onrecord']}, rules {version['rules']}, places {version['gazetteer']}, {version['model']}"
        console.print(Text(f"read by    {made}: {version['documents']:,} documents"))


def numbers(counts: Mapping[str, int]) -> str:
    """Counts by name."""
    return ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "none"


def show_records(query: Query, page: Page, target: str | None, files: Path | None) -> None:
    """A page of records."""
    archive = opened(target, files)
    with archive.reading() as connection:
        found = search_records(connection, query, limit=page.limit, offset=page.offset)
        total = count_records(connection, query)
    if page.to == "jsonl":
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
        return
    console = Console(highlight=False)
    for record in found:
        console.print(record_line(record))
    first = page.offset + 1 if found else 0
    console.print(Text(f"{first:,}–{page.offset + len(found):,} of {total:,} records", style="dim"))


def record_line(record: Mapping[str, object]) -> Text:
    """A record on a line or two: when, what, where, who, how many, and where it is told."""
    line = Text(f"{type_words(record)}", style="bold").append(f" · {day_words(record)} · {place_words(record)}", style="not bold")
    who = ", ".join(actor_words(actor) for actor in entries(record, "actors"))
    figures = ", ".join(f"{clean(total.get('harm'))} {figure_words(total)}" for total in entries(record, "totals"))
    document = part(record, "document")
    told = clean(document.get("title")) or clean(document.get("id"))
    for words in (who, figures):
        if words:
            line.append(f" · {words}", style="not bold")
    mark = " (total)" if record.get("kind") == "tally" else ""
    return line.append(f"{mark}\n    {clean(record.get('id'))}  {told}", style="not bold dim")


def explain_record(wanted: str, target: str | None, files: Path | None) -> None:
    """A stored record as a page, and what each of its values rests on."""
    archive = opened(target, files)
    with archive.reading() as connection:
        row, document = find_record(connection, wanted)
        record = record_json(connection, row)
    dropped = [each for each in json.loads(document.dropped) if row.id in each["records"]]
    result = {"document": document_json(document), "records": [record], "dropped": dropped, "warnings": []}
    console = Console(highlight=False)
    print_page(result, text=document.text, console=console)
    print_claims(result, wanted=ALL, rules_dir=load_settings().rules, console=console)


def export_results(output: Path | None, *, with_copies: bool, target: str | None, files: Path | None) -> None:
    """All results, one a line."""
    check_output(output)
    archive = opened(target, files)
    count = 0
    with archive.reading() as connection, open_output(output) as stream:
        for count, result in enumerate(read_results(connection, with_copies=with_copies), start=1):  # noqa: B007  logged below
            stream.write(json.dumps(result, ensure_ascii=False) + "\n")
    with archive.writing() as connection:
        append_log(connection, "export", "jsonl", {"documents": count, "copies": with_copies})


def verify_all(target: str | None, files: Path | None) -> bool:
    """Name everything that does not hold; True if all holds."""
    archive = opened(target, files)
    console = Console(highlight=False)
    count = 0
    for count, found in enumerate(find_faults(archive), start=1):  # noqa: B007  told below
        console.print(Text(clean(found)))
    with archive.reading() as connection:
        documents = sum(count_all(connection)["documents"].values())
    console.print(
        Text(f"{documents:,} documents checked: " + (f"{count:,} faults" if count else "every digest, every quote and the log hold"))
    )
    return not count


def print_log(target: str | None, files: Path | None, to: str) -> None:
    """The log, line by line."""
    archive = opened(target, files)
    console = Console(highlight=False, soft_wrap=True)
    with archive.reading() as connection:
        for line in read_log(connection):
            told = {
                "number": line.number,
                "at": line.at,
                "kind": line.kind,
                "subject": line.subject,
                **json.loads(line.detail),
                "hash": line.hash,
            }
            if to == "jsonl":
                sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            else:
                detail = ", ".join(f"{key} {value}" for key, value in json.loads(line.detail).items())
                console.print(Text(f"{line.number} {line.at} {line.kind} {line.subject}").append(f"  {clean(detail)}", style="dim"))


def withdraw_one(document: str, why: str, target: str | None, files: Path | None) -> None:
    """Withdraw a document, and say so."""
    archive = opened(target, files)
    document_id = withdraw_document(archive, document, why=why)
    Console(highlight=False).print(
        Text(f"document {document_id} is withdrawn: its bytes, text and records are removed; the log keeps the reason")
    )


def copy_all(source: str, target: str, files: Path | None, to_files: Path | None) -> None:
    """Copy an archive, and say how much."""
    first = open_archive(source, files=files)
    second = create_archive(target, files=to_files)
    count = copy_archive(first, second)
    Console(highlight=False).print(
        Text(f"{count:,} documents copied from {first.name} to {second.name}; check it with: onrecord verify --archive {target}")
    )
