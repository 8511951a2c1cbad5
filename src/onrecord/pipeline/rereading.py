"""Documents of an archive read again with today's rules: what appeared, changed or vanished is told, and ids of what is unchanged stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from onrecord.model.captures import Stored, Versions
from onrecord.model.records import Json, Record, Result
from onrecord.pipeline.run import read_document
from onrecord.pipeline.taking import FAULTS, time_limit
from onrecord.pipeline.versions import find_versions
from onrecord.pipeline.workers import Work, do_all
from onrecord.settings import Settings
from onrecord.store.archive import Archive
from onrecord.store.reread import list_documents, read_stored, replace_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record of a document that is not as it was: `change` is appeared, changed or vanished; claims are those that came and went.

    `judged` are decisions of people that it touches, by record or claim: on the record itself, and on claims that went. They stay in the archive.
    """

    document: str
    record: str
    change: str
    claims_appeared: tuple[str, ...] = ()
    claims_vanished: tuple[str, ...] = ()
    judged: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Rereading:
    """What reading again gave so far."""

    documents: int = 0
    total: int | None = None
    changed: int = 0
    claims_kept: int = 0
    changes: list[Change] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def record_counts(self) -> dict[str, int]:
        """How many records are not as they were."""
        return {what: sum(change.change == what for change in self.changes) for what in ("appeared", "changed", "vanished")}

    @property
    def claim_counts(self) -> dict[str, int]:
        """How many claims stayed, came and went."""
        return {
            "kept": self.claims_kept,
            "appeared": sum(len(change.claims_appeared) for change in self.changes),
            "vanished": sum(len(change.claims_vanished) for change in self.changes),
        }

    @property
    def judged_counts(self) -> dict[str, int]:
        """How many records that people judged changed or vanished."""
        touched = [change.change for change in self.changes if change.judged]
        return {what: touched.count(what) for what in ("changed", "vanished")}

    def to_dict(self) -> Json:
        """The difference report as JSON has it."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "records": self.record_counts,
            "claims": self.claim_counts,
            "judged": self.judged_counts,
            "changes": [asdict(change) for change in self.changes],
            "failed": [{"document": document, "reason": reason} for document, reason in self.failed],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A document with what it gave this time, or why it gave nothing."""

    stored: Stored
    result: Result | None
    reason: str | None = None


def reread_archive(  # noqa: PLR0913  one parameter for each thing that may be wanted
    archive: Archive,
    *,
    settings: Settings,
    with_current: bool = False,
    dry_run: bool = False,
    processes: int | None = None,
    tell: Callable[[Rereading], None] = lambda _: None,
) -> Rereading:
    """Read documents again that other versions read (`with_current`: all). With `dry_run` nothing is written.

    Raises:
        ArchiveError: if the archive cannot be read or written.
    """
    versions = find_versions(settings)
    found = Rereading()
    with archive.reading() as connection:
        wanted = list_documents(connection, versions, with_current=with_current)
    found.total = len(wanted)
    work = Work(do=read_again, give_up=lambda stored, reason: Again(stored=stored, result=None, reason=reason), settings=settings)
    for again in do_all(stored_documents(archive, wanted), work, processes=processes):
        note(found, again)
        if again.result is not None and not dry_run:
            write(archive, again.stored, again.result, versions)
        tell(found)
    return found


def stored_documents(archive: Archive, numbers: list[int]) -> Iterator[Stored]:
    """Documents with what was read from them before."""
    for number in numbers:
        with archive.reading() as connection:
            stored = read_stored(connection, number)
        yield stored


def read_again(stored: Stored, settings: Settings) -> Again:
    """One document within the time that the settings allow it."""
    try:
        with time_limit(settings.document_seconds):
            return Again(stored=stored, result=read_document(stored.document, settings=settings))
    except FAULTS as error:
        return Again(stored=stored, result=None, reason=f"{type(error).__name__}: {error}")


def note(found: Rereading, again: Again) -> None:
    """Count a document, and note how its records differ."""
    found.documents += 1
    if again.result is None:
        found.failed.append((again.stored.id, again.reason or "not read"))
        return
    changes = list(compare(again.stored, again.result.records))
    found.changed += bool(changes)
    found.changes += changes
    fresh = {claim.id for record in again.result.records for claim in record.claims}
    found.claims_kept += sum(claim in fresh for claims in again.stored.claims.values() for claim in claims)


def compare(stored: Stored, records: tuple[Record, ...]) -> Iterator[Change]:
    """How the records of a document differ from those that it had."""
    fresh = {record.id: record for record in records}
    for record_id, claims in stored.claims.items():
        if record_id not in fresh:
            judged = judged_of(stored, record_id, claims)
            yield Change(document=stored.id, record=record_id, change="vanished", claims_vanished=tuple(claims), judged=judged)
    for record in records:
        before = stored.claims.get(record.id)
        now = [claim.id for claim in record.claims]
        if before is None:
            yield Change(document=stored.id, record=record.id, change="appeared", claims_appeared=tuple(now))
        elif body_of(record) != stored.bodies[record.id] or set(before) != set(now):
            came, went = tuple(each for each in now if each not in before), tuple(each for each in before if each not in now)
            judged = judged_of(stored, record.id, went)
            yield Change(document=stored.id, record=record.id, change="changed", claims_appeared=came, claims_vanished=went, judged=judged)


def judged_of(stored: Stored, record: str, claims: Iterable[str]) -> dict[str, str]:
    """What people decided on a record and on some of its claims."""
    return {subject: stored.judged[subject] for subject in (record, *claims) if subject in stored.judged}


def body_of(record: Record) -> Json:
    """A record without its claims, as the archive has it."""
    return {key: value for key, value in record.to_dict().items() if key != "claims"}


def write(archive: Archive, stored: Stored, result: Result, versions: Versions) -> None:
    """Put what was read in the place of what was there."""
    with archive.writing() as connection:
        replace_records(connection, stored, result, versions)
