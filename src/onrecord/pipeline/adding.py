"""Sources into an archive: what is new is read in parallel and kept in order, some documents in each transaction."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from onrecord.errors import RefusedError
from onrecord.ingest.folders import Meter, Stamp, stamp_of
from onrecord.ingest.polite import Visits
from onrecord.ingest.request import Request
from onrecord.ingest.sources import find_in_one
from onrecord.model.captures import Capture, Note, Refusal, State, Stated, Taken, Versions, Written
from onrecord.model.text import whole
from onrecord.pipeline.taking import skip, take
from onrecord.pipeline.versions import find_versions
from onrecord.pipeline.workers import Work, do_all
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.files import clear_parts, keep_bytes, remove_bytes
from onrecord.store.write import Known, add_batch, add_captures, find_known, find_same, is_captured, is_kept

MUCH = 1000  # documents after which the archive takes stock
AT_ONCE = 64  # documents of one transaction
PECULIAR = re.compile(r"\d[\d,.]{3,}\d|'[^']*'")
ASKED = 16  # documents that are asked for at once whether they are known
LARGE = 1_000_000  # bytes of a document that waits for no other
SECONDS = 2.0  # that a document that was read may wait for the others of its transaction


@dataclass(slots=True)
class Report:
    """What became of the captures so far. `known` were in the archive before; `copies`, `unread` and `restated` are among `added`.

    Of those restated there is a document with the same bytes of which something else was stated.
    """

    found: int = 0
    added: int = 0
    copies: int = 0
    unread: int = 0
    known: int = 0
    restated: int = 0
    records: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)
    is_complete: bool = False
    start: float = field(default_factory=time.monotonic)
    meter: Meter = field(default_factory=Meter)

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.start

    def skip(self, name: str, reason: str) -> None:
        """Count something that gave no document, and why."""
        self.skipped.append((name, reason))
        self.reasons[kind_of(reason)] += 1

    def to_dict(self) -> dict[str, object]:
        """The report as JSON has it."""
        return {
            "complete": self.is_complete,
            "found": self.found,
            "added": self.added,
            "copies": self.copies,
            "unread": self.unread,
            "known": self.known,
            "restated": self.restated,
            "records": self.records,
            "reasons": dict(self.reasons.most_common()),
            "notes": [{"name": name, "note": words} for name, words in self.notes],
            "skipped": [{"name": name, "reason": reason} for name, reason in self.skipped],
            "seconds": round(self.seconds, 3),
        }

    @property
    def done(self) -> int:
        """Captures that are dealt with."""
        return self.added + self.known + len(self.skipped)


Tell = Callable[[Report], None]


def kind_of(reason: str) -> str:
    """A reason without what is peculiar to one document, so that reasons can be counted."""
    return PECULIAR.sub("…", reason.partition(": ")[0].partition(" (")[0].partition("; ")[0].partition(", ")[0])


def add_sources(  # noqa: PLR0913  one parameter for each thing that may be known
    archive: Archive,
    names: Sequence[str],
    *,
    stated: Stated,
    settings: Settings,
    processes: int | None = None,
    standard_input: IO[bytes] | None = None,
    mapping: tuple[tuple[str, str], ...] = (),
    report: Report | None = None,
    tell: Tell = lambda _: None,
    stamps: Mapping[str, Stamp] | None = None,
) -> Report:
    """Add everything that some sources hold. What was added before a stop is kept, and the same call goes on from there.

    `report` is counted on as the run goes, so that it can be told also when the run is stopped. Of files with a stamp nothing is taken once they
    are no longer as they were when they got it.

    Raises:
        ArchiveError: if the archive cannot be written.
        KeyboardInterrupt: after what was read has been kept.
    """
    versions = find_versions(settings)
    clear_parts(archive.files)
    report = report or Report()
    report.is_complete = False  # it may be that of an earlier round
    adding = Adding(archive=archive, versions=versions, report=report, tell=tell, stamps=stamps or {})
    visits = Visits()
    requests = [
        Request(
            name=name,
            stated=stated,
            settings=settings,
            standard_input=standard_input,
            mapping=mapping,
            visits=visits,
            meter=adding.report.meter,
            without=archive.own_paths,
        )
        for name in names
    ]
    try:
        for taken in do_all(
            adding.without_known(adding.find_all(requests)), Work(do=take, give_up=skip, settings=settings), processes=processes
        ):
            adding.hold(taken)
        adding.report.is_complete = True
    finally:
        adding.flush()
    if adding.report.added >= MUCH:
        archive.take_stock()
    return adding.report


def gathered(captures: Iterable[Capture]) -> Iterator[list[Capture]]:
    """Captures some at a time, none of which waits long for the others."""
    some: list[Capture] = []
    start = time.monotonic()
    for capture in captures:
        some.append(capture)
        if len(some) >= ASKED or time.monotonic() - start > SECONDS / 10 or len(capture.content) > LARGE:
            yield some
            some, start = [], time.monotonic()
    if some:
        yield some


@dataclass(slots=True)
class Adding:
    """One run of adding: what was read and waits to be written."""

    archive: Archive
    versions: Versions
    report: Report
    tell: Tell
    stamps: Mapping[str, Stamp]
    held: list[Taken] = field(default_factory=list)
    last: float = field(default_factory=time.monotonic)

    def find_all(self, requests: Sequence[Request]) -> Iterator[Capture]:
        """The captures of all sources; what gave none is counted."""
        for found in (found for request in requests for found in find_in_one(request) if self.is_still(request.name)):
            if isinstance(found, Note):
                self.report.notes.append((found.name, found.words))
                continue
            self.report.found += 1
            if isinstance(found, Refusal):
                self.report.skip(found.name, found.reason)
                self.tell(self.report)
            else:
                yield found

    def without_known(self, captures: Iterable[Capture]) -> Iterator[Capture]:
        """The captures that are not in the archive yet, asked for some at a time; those that are there are counted."""
        for some in gathered(captures):
            with self.archive.reading() as connection:
                known = find_known(connection, {capture.document_id for capture in some})
                same = find_same(connection, [capture for capture in some if capture.document_id not in known])
            for capture in some:
                before = known.get(capture.document_id) or self.take_for_known(capture, same.get(capture.document_id))
                if before is None or (before.state is State.SKIPPED and before.version != self.versions.id):
                    yield capture
                else:
                    self.count_known(capture, before)
                    self.tell(self.report)

    def take_for_known(self, capture: Capture, same: Known | None) -> Known | None:
        """A document with the same bytes, if it was withdrawn, or nothing new is stated of it; else it is counted that there is one."""
        if same is not None and same.state is not State.WITHDRAWN and capture.stated != Stated():
            self.report.restated += 1
            return None
        return same

    def is_still(self, name: str) -> bool:
        """False for a file that was written on since it got its stamp."""
        return name not in self.stamps or stamp_of(name) == self.stamps[name]

    def count_known(self, capture: Capture, known: Known) -> None:
        """Count a capture of a document that is in the archive; where it came by another name this time, that is noted."""
        if known.state is State.SKIPPED:
            self.report.skip(capture.name, known.reason or "not read")
        else:
            self.report.known += 1
        if known.state is not State.WITHDRAWN:
            with self.archive.reading() as connection:
                is_new_name = not is_captured(connection, known.number, capture.name)
            if is_new_name:
                self.add_name(capture)

    def add_name(self, capture: Capture) -> None:
        """Note that a document came by another name, too; by now another may stand in its place."""
        with self.archive.writing() as connection:
            known = find_known(connection, [capture.document_id]) or find_same(connection, [capture])
            kept = [each.number for each in known.values() if each.state is not State.WITHDRAWN]
            add_captures(connection, [(number, capture) for number in kept], self.versions)

    def hold(self, taken: Taken) -> None:
        """Take what was read, and write when enough is waiting."""
        self.held.append(taken)
        if len(self.held) >= AT_ONCE or time.monotonic() - self.last > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting: first the bytes, then everything else in one transaction."""
        for taken in self.held:
            if taken.state is not State.SKIPPED:
                keep_bytes(self.archive.files, taken.capture.content, taken.capture.sha256)
        self.write(self.held)
        self.held.clear()
        self.last = time.monotonic()
        self.tell(self.report)

    def write(self, batch: Sequence[Taken]) -> None:
        """Write some documents; one that the database does not take is skipped, and the others are written."""
        try:
            with self.archive.writing() as connection:
                done = add_batch(connection, batch, self.versions) if batch else []
        except RefusedError as error:
            if len(batch) == 1 and batch[0].state is State.SKIPPED:
                raise
            for taken in batch:
                self.write([taken if len(batch) > 1 else self.refuse(taken, str(error))])
        else:
            for taken, written in zip(batch, done, strict=True):
                self.count(taken, written)

    def refuse(self, taken: Taken, words: str) -> Taken:
        """A document that the database does not take, without its bytes unless another has the same."""
        with self.archive.reading() as connection:
            if not is_kept(connection, taken.capture.sha256):
                remove_bytes(self.archive.files, taken.capture.sha256)
        return skip(taken.capture, whole(words.removeprefix(f"{self.archive.name}: ")))

    def count(self, taken: Taken, written: Written) -> None:
        """Count one document that is written."""
        if taken.state is State.SKIPPED:
            self.report.skip(taken.capture.name, taken.reason or "not read")
        elif written is Written.KNOWN:
            self.report.known += 1
        else:
            self.report.added += 1
            self.report.copies += written is Written.COPY
            self.report.unread += taken.state is State.UNREAD
            self.report.records += len(taken.records)
