"""What `onrecord add` does: takes sources into an archive, once or for as long as folders are watched, and says how far it is."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.cli.app import tell
from onrecord.cli.link import step_words, tell_linked
from onrecord.cli.output import check_output, say, write_json
from onrecord.cli.progress import Parts, progress_line, time_words
from onrecord.cli.words import several
from onrecord.ingest.columns import read_mapping
from onrecord.ingest.folders import Stamp
from onrecord.ingest.published import check_published, parse_published
from onrecord.model.captures import Stated
from onrecord.pipeline.adding import Report, add_sources
from onrecord.pipeline.incidents import LAST, count_new, link_archive
from onrecord.pipeline.watching import check_folders, watch_folders
from onrecord.settings import load_settings
from onrecord.store.archive import Archive, open_or_create

MOST_SHOWN = 10  # skipped inputs that are told one by one
MOST_REASONS = 2  # reasons that fit on the line


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWish:
    """What the user asked `add` for, as given."""

    sources: tuple[str, ...]
    published: str | None
    publisher: str | None
    mapping: str | None
    processes: int | None
    watch: bool
    link: bool
    report: Path | None
    target: str | None
    files: Path | None


def add_all(wish: AddWish) -> bool:
    """Add sources with a line of progress; True if nothing was skipped. An archive that is not there yet is made."""
    settings = load_settings()
    check_output(wish.report)
    day = parse_published(wish.published) if wish.published is not None else None
    check_published(day)
    mapping = read_mapping(wish.mapping)
    if wish.watch:
        check_folders(wish.sources)
    archive = open_or_create(wish.target or settings.archive, files=wish.files)
    report = Report()
    add = partial(
        add_sources,
        archive,
        stated=Stated(published=day, publisher=wish.publisher),
        settings=settings,
        processes=wish.processes,
        standard_input=sys.stdin.buffer,
        mapping=mapping,
        report=report,
    )
    try:
        with progress_line(progress_words, parts_of) as show:
            if wish.watch:
                watch(wish, archive, settings.rest_seconds, partial(add, tell=show))
            else:
                threading.Thread(target=report.meter.measure, args=(wish.sources, archive.own_paths), daemon=True).start()
                add(wish.sources, tell=show)
    finally:
        if wish.report is not None:
            write_json(report.to_dict(), wish.report)
        show_report(report)
    if wish.link:
        link_new(archive)
    return not report.skipped


def watch(wish: AddWish, archive: Archive, seconds: float, add: Callable[..., Report]) -> None:
    """Add what comes to rest in folders until the user has enough, which is how it ends well."""

    def add_rested(names: Sequence[str], stamps: Mapping[str, Stamp]) -> None:
        tell_round(add(names, stamps=stamps))
        if wish.link:
            link_new(archive)

    tell(f"watching {', '.join(wish.sources)}; Ctrl-C ends it")
    try:
        watch_folders(wish.sources, add_rested, seconds=seconds, without=archive.own_paths)
    except KeyboardInterrupt:
        tell("watching has ended; what was read is in the archive")


def link_new(archive: Archive) -> None:
    """Put the records that are in no incident yet into incidents, if there are any."""
    if count_new(archive):
        with progress_line(step_words, lambda step: (step.done, step.total)) as show:
            linked = link_archive(archive, since=LAST, tell=show)
        tell_linked(linked)


def tell_round(report: Report) -> None:
    """Where there is no line of progress, a line for what came in."""
    if not sys.stderr.isatty():
        tell(progress_words(report, None))


def parts_of(report: Report) -> Parts:
    """How much of the sources is read, and of how much."""
    return report.meter.done, report.meter.total


def progress_words(report: Report, left: float | None) -> str:
    """Documents, rate, time left, kept, skipped and why, in one line."""
    rate = report.done / report.seconds if report.seconds else 0.0
    kept = ", ".join(
        f"{count:,} {what}"
        for count, what in ((report.added, "kept"), (report.known, "known before"), (report.copies, "copies"), (report.records, "records"))
        if count or what == "kept"
    )
    return f"{report.done:,} documents, {rate:.0f}/s{time_words(left)} · {kept}{skipped_words(report, MOST_REASONS)}"


def skipped_words(report: Report, most: int) -> str:
    """How many were skipped, and the most frequent reasons."""
    if not report.skipped:
        return ""
    reasons = [f"{count:,} {reason}" for reason, count in report.reasons.most_common(most)]
    return f" · {len(report.skipped):,} skipped: {', '.join(reasons)}{', …' if len(report.reasons) > most else ''}"


def show_report(report: Report) -> None:
    """What was done, and the first of what was skipped."""
    for name, words in report.notes[:MOST_SHOWN]:
        tell(f"{name}: {words}")
    for name, reason in report.skipped[:MOST_SHOWN]:
        tell(f"skipped {name}: {reason}")
    if len(report.skipped) > MOST_SHOWN:
        tell(f"and {len(report.skipped) - MOST_SHOWN:,} more were skipped; --report FILE names them all{skipped_words(report, MOST_SHOWN)}")
    copies = f" ({report.copies:,} {'copy of another' if report.copies == 1 else 'copies of others'})" if report.copies else ""
    if report.restated:
        tell(
            f"{report.restated:,} of them are in the archive already, with another --published or --publisher or with none; they are kept beside "
            "them, each as its copy"
        )
    say(
        f"{several(report.added, 'document')} added{copies} with {several(report.records, 'record')}, {report.known:,} known before, "
        f"{len(report.skipped):,} skipped, in {report.seconds:.1f} s" + ("" if report.is_complete else "; stopped before the end")
    )
