"""What the commands of an archive do: call the room that does it, and show it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.cli.app import tell
from onrecord.cli.claims import ALL, print_claims
from onrecord.cli.output import check_output, say, write_json
from onrecord.cli.page import print_page
from onrecord.cli.progress import Parts, progress_line, time_words
from onrecord.cli.words import actor_words, clean, day_words, entries, figure_words, part, place_words, several, type_words
from onrecord.errors import InvalidInputError
from onrecord.model.captures import IMPORTED, State
from onrecord.model.imports import CODED
from onrecord.model.judgements import Judgement, Verdict
from onrecord.pipeline.rereading import Rereading, reread_archive
from onrecord.settings import load_settings
from onrecord.store.archive import Archive, create_archive, open_archive
from onrecord.store.copy import copy_archive
from onrecord.store.files import path_of
from onrecord.store.incidents import count_incidents
from onrecord.store.judge import judge
from onrecord.store.judgements import read_judgements
from onrecord.store.log import read_detail, read_log
from onrecord.store.pairings import count_decisions
from onrecord.store.read import count_all, document_json, find_document, find_record, find_twins, read_captures, record_json
from onrecord.store.search import Query, count_records, search_records
from onrecord.store.verify import find_faults
from onrecord.store.withdraw import withdraw_document

MOST_COUNTED = 1000  # records that are counted for the line below a page
MOST_SHOWN = 10  # skipped inputs that are told one by one


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
    say(f"{archive.name} is ready; original files go to {archive.files}. Next: onrecord add SOURCE...")


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
    with progress_line(reread_words, reread_parts) as show:
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
    judged = f"; of those that people judged: {numbers(found.judged_counts)}" if any(found.judged_counts.values()) else ""
    say(f"{several(found.documents, 'document')} read again, {found.changed:,} {would}; {counts}{judged}")
    return not found.failed


def reread_words(found: Rereading, left: float | None) -> str:
    """How far reading again is."""
    return f"{found.documents:,} documents read again{time_words(left)} · {found.changed:,} changed"


def reread_parts(found: Rereading) -> Parts:
    """How many documents are read again, and of how many."""
    return found.documents, found.total


def show_status(target: str | None, files: Path | None, to: str) -> None:
    """What the archive holds."""
    archive = opened(target, files)
    with archive.reading() as connection:
        counts = {**count_all(connection), "incidents": count_incidents(connection), "decisions": count_decisions(connection)}
    if to == "json":
        sys.stdout.write(json.dumps({"archive": archive.name, "files": str(archive.files), **counts}, ensure_ascii=False, indent=2) + "\n")
        return
    say(Text(f"{archive.name}, original files in {archive.files}", style="bold"))
    are_copies = "is a copy of another" if counts["copies"] == 1 else "are copies of others"
    say(f"documents  {numbers(counts['documents'])}; {counts['copies']:,} {are_copies}")
    say(f"captures   {counts['captures']:,}, from {counts['first_capture'] or '–'} to {counts['last_capture'] or '–'}")
    say(f"records    {numbers(counts['records'])}; {counts['claims']:,} claims")
    say(f"judged     {numbers({name: count for name, count in counts['judged'].items() if count})}")
    say(f"incidents  {numbers({name: count for name, count in counts['incidents'].items() if count})}")
    say(f"decided    {numbers({name: count for name, count in counts['decisions'].items() if count})}")
    for coder, count in counts["coded"].items():
        say(f"coded by   {clean(coder)}: {count:,} incidents, imported")
    for version in counts["versions"]:
        made = f"onrecord {version['onrecord']}, rules {version['rules']}, places {version['gazetteer']}, {version['model']}"
        say(f"read by    {made}: {version['documents']:,} documents")


def numbers(counts: Mapping[str, int]) -> str:
    """Counts by name."""
    return ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "none"


def show_records(query: Query, page: Page, target: str | None, files: Path | None) -> None:
    """A page of records."""
    archive = opened(target, files)
    with archive.reading() as connection:
        found = search_records(connection, query, limit=page.limit, offset=page.offset)
        total = count_records(connection, query, most=MOST_COUNTED + 1)
    if page.to == "jsonl":
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in found)
        return
    for record in found:
        say(record_line(record))
    first = page.offset + 1 if found else 0
    of = f"more than {MOST_COUNTED:,}" if total > MOST_COUNTED else f"{total:,}"
    say(Text(f"{first:,}–{page.offset + len(found):,} of {of} records", style="dim"))


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
    mark += " · imported" if record.get("origin") else ""
    mark += f" · judged {record['judged']}" if record.get("judged") else ""
    mark += f" · incident {record['incident']}" if record.get("incident") else ""
    return line.append(f"{mark}\n    {clean(record.get('id'))}  {told}", style="not bold dim")


def explain_record(wanted: str, target: str | None, files: Path | None) -> None:
    """A stored record as a page, what each of its values rests on, and what people judged."""
    archive = opened(target, files)
    with archive.reading() as connection:
        row, document = find_record(connection, wanted)
        record = record_json(connection, row)
        judged = read_judgements(connection, [row.id])
        captures = read_captures(connection, document.number)
    dropped = [each for each in json.loads(document.dropped) if row.id in each["records"]]
    result = {"document": document_json(document), "records": [record], "dropped": dropped, "warnings": []}
    console = Console(highlight=False)
    print_page(result, text=document.text or "", console=console)
    if CODED in record:
        print_coded(record[CODED], console)
    else:
        print_claims(result, wanted=ALL, rules_dir=load_settings().rules, console=console)
    if judged:
        console.print(Text("\nJudged, the latest last", style="bold"))
    for judgement in judged:
        console.print(judgement_line(judgement))
    console.print(Text("\nDocument", style="bold").append(f"  {document.id}", style="not bold"))
    for line in (
        *map(capture_words, captures),
        f"original  SHA-256 {document.bytes_sha256}, in {path_of(archive.files, document.bytes_sha256)}",
    ):
        say(f"  {clean(line)}")
    say(f"  to take it back: onrecord withdraw {document.id[:12]} --why REASON")


def print_coded(coded: Mapping[str, Any], console: Console) -> None:
    """The row that people coded, cell by cell."""
    console.print(Text(f"\nCoded by {clean(coded['by'])} ({clean(coded['format'])}); it rests on no words of a report", style="bold"))
    for column, cell in coded["row"].items():
        console.print(Text(f"  {clean(column)}  ", style="dim").append(clean(cell), style="not dim"))


def capture_words(capture: Any) -> str:
    """How and when a document was come by."""
    where = f" from {capture.url}" if capture.url else ""
    return f"{capture.name}: {capture.method}{where}, {capture.at}, {capture.size:,} bytes"


def judge_one(subject: str, verdict: str, archive: Archive, *, by: str, why: str) -> None:
    """Note a person's decision, and say what stands now.

    Raises:
        InvalidInputError: if the verdict is none.
    """
    if verdict not in set(Verdict):
        raise InvalidInputError(f"'{verdict}': expected one of {', '.join(Verdict)}")
    with archive.writing() as connection:
        made = judge(connection, subject, Verdict(verdict), by=by, why=why)
    what = f"claim {made.claim} of record {made.record}" if made.claim else f"record {made.record}"
    say(f"{what} is judged {made.verdict} by {made.by}; onrecord explain {made.record[:8]} shows it")


def judgement_line(judgement: Judgement) -> Text:
    """A decision on a line: on what, which, by whom, when, why."""
    what = f"claim {judgement.claim}" if judgement.claim else "record"
    line = Text(f"{judgement.verdict}", style="bold").append(f"  {what}, by {clean(judgement.by)}, {judgement.at}", style="not bold")
    return line.append(f"  “{clean(judgement.why)}”", style="not bold dim") if judgement.why else line


def verify_all(target: str | None, files: Path | None) -> bool:
    """Name everything that does not hold; True if all holds."""
    archive = opened(target, files)
    count = 0
    for count, found in enumerate(find_faults(archive), start=1):  # noqa: B007  told below
        say(clean(found))
    with archive.reading() as connection:
        documents = sum(count_all(connection)["documents"].values())
    say(
        f"{several(documents, 'document')} checked: " + (several(count, "fault") if count else "every digest, every quote and the log hold")
    )
    return not count


def print_log(target: str | None, files: Path | None, to: str) -> None:
    """The log, line by line."""
    archive = opened(target, files)
    with archive.reading() as connection:
        for line in read_log(connection):
            told = {
                "number": line.number,
                "at": line.at,
                "kind": line.kind,
                "subject": line.subject,
                **read_detail(line),
                "hash": line.hash,
            }
            if to == "jsonl":
                sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            else:
                detail = ", ".join(f"{key} {value}" for key, value in read_detail(line).items())
                say(Text(f"{line.number} {line.at} {line.kind} {line.subject}").append(f"  {clean(detail)}", style="dim"))


def withdraw_one(document: str, why: str, target: str | None, files: Path | None) -> None:
    """Withdraw a document, and say so."""
    archive = opened(target, files)
    with archive.reading() as connection:
        state = find_document(connection, document).state
        twins = find_twins(connection, document)
    document_id = withdraw_document(archive, document, why=why)
    if state == State.FILE:
        say(f"file {document_id} is withdrawn: its bytes are removed, and with them all that rested on it; the log keeps the reason")
        return
    say(f"document {document_id} is withdrawn: its bytes, text and records are removed; the log keeps the reason")
    if state in IMPORTED:
        tell(
            f"the file that it came from is kept as evidence, and still holds its row; withdraw that, too, if its words must go: {', '.join(twins)}"
        )
        return
    if twins:
        shown = ", ".join(twins[:MOST_SHOWN]) + (", …" if len(twins) > MOST_SHOWN else "")
        are, them = ("is", "it") if len(twins) == 1 else ("are", "them")
        there = f"{several(len(twins), 'document')} with the same text, or nearly so, {are} still there: {shown}"
        tell(f"{there}; withdraw {them} too if the text must go")


def copy_all(source: str, target: str, files: Path | None, to_files: Path | None) -> None:
    """Copy an archive, and say how much."""
    first = open_archive(source, files=files)
    second = create_archive(target, files=to_files)
    count = copy_archive(first, second)
    with_files = f" --files {to_files}" if to_files else ""
    say(
        f"{several(count, 'document')} copied from {first.name} to {second.name}; check it with: onrecord verify --archive {target}{with_files}"
    )
