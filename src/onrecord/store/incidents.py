"""Incidents as they stand in an archive: who is in which, what became of an id, and every change of it as a line in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from onrecord.errors import ArchiveError, UnknownCodeError
from onrecord.model.captures import State
from onrecord.model.incidents import Key, Renewal, Standing, digest_members, find_redirected
from onrecord.model.values import Kind
from onrecord.store.dialects import is_one_of
from onrecord.store.formers import keep_formers, numbers_of, release_formers
from onrecord.store.log import Line, append_logs, now, read_detail, read_log
from onrecord.store.read import SHOWN, only
from onrecord.store.rows import insert_plain
from onrecord.store.tables import DOCUMENT, FORMER, INCIDENT, LOG, MEMBER, RECORD

LINE = "incident"  # kind of the log's lines on incidents
Told = tuple[str, str, Mapping[str, object]]  # a line of the log
AT_ONCE = 10_000  # rows held
UNSETTLING = ("withdraw", "reread", "pair", "link", LINE)  # lines after which what was read before is no longer so


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An incident that somebody asked for: its id, what it holds, and the ids that led to it, each with when it was merged."""

    id: str
    members: tuple[Key, ...]
    redirects: tuple[tuple[str, str], ...] = ()


def read_members(connection: Connection, states: Collection[State] | None = None) -> dict[Key, str]:
    """The incident of each record that is in one; of records of documents in some states, where these are given."""
    query = member_query() if states is None else member_query().where(DOCUMENT.c.state.in_(list(map(str, states))))
    rows = connection.execute(query, execution_options={"yield_per": AT_ONCE})
    return {(row.document, row.record): row.incident for row in rows}


def member_query() -> Any:
    """Document, record and incident of each member by their ids."""
    return (
        select(DOCUMENT.c.id.label("document"), MEMBER.c.record, INCIDENT.c.id.label("incident"))
        .join(DOCUMENT, DOCUMENT.c.number == MEMBER.c.document)
        .join(INCIDENT, INCIDENT.c.number == MEMBER.c.incident)
    )


def members_of(connection: Connection, incidents: Iterable[str]) -> dict[str, tuple[Key, ...]]:
    """What some incidents hold."""
    wanted = list(incidents)
    found: dict[str, list[Key]] = {incident: [] for incident in wanted}
    for row in connection.execute(member_query().where(is_one_of(connection, INCIDENT.c.id, wanted))):
        found[row.incident].append((row.document, row.record))
    return {incident: tuple(sorted(keys)) for incident, keys in found.items()}


def read_ids(connection: Connection) -> set[str]:
    """Every id that was ever given."""
    return set(connection.execute(select(INCIDENT.c.id)).scalars())


def has_incidents(connection: Connection) -> bool:
    """True if incidents were ever kept."""
    return connection.execute(select(INCIDENT.c.number).limit(1)).first() is not None


def refuse_unsettled(connection: Connection, head: int) -> None:
    """Refuse to write what was made of an archive that is no longer as it was at a line of its log; what was added since does no harm.

    Raises:
        ArchiveError: if documents were withdrawn or read again since, or incidents changed.
    """
    later = select(LOG.c.kind).where(LOG.c.number > head, LOG.c.kind.in_(UNSETTLING)).limit(1)
    if connection.execute(later).first() is not None:
        raise ArchiveError("the archive was changed while its records were being linked; nothing was written, so link again")


def keep_renewal(connection: Connection, renewal: Renewal, before: Mapping[Key, str], *, by: str) -> None:
    """Write incidents as they are to be, with a line in the log for each that is not as it was; `by` is the command that changes them."""
    held: dict[str, list[Key]] = {}
    for key, incident in before.items():
        held.setdefault(incident, []).append(key)
    changed = {
        incident: members
        for incident, members in renewal.members.items()
        if incident in renewal.made or sorted(held.get(incident, ())) != list(members)
    }
    at = now()
    revived = set(connection.execute(select(INCIDENT.c.id).where(is_one_of(connection, INCIDENT.c.id, list(renewal.made)))).scalars())
    keep_formers(connection, {old: held.get(old, ()) for old in renewal.merged}, revived)
    connection.execute(
        update(INCIDENT)
        .where(is_one_of(connection, INCIDENT.c.id, list(revived)))
        .values(state=str(Standing.OPEN), into=None, ended_at=None)
    )
    fresh = [(incident, str(Standing.OPEN), at) for incident in changed if incident in renewal.made and incident not in revived]
    insert_plain(connection, INCIDENT, ("id", "state", "made_at"), fresh)
    move_members(connection, changed, before)
    for old, new in renewal.merged.items():
        connection.execute(update(INCIDENT).where(INCIDENT.c.id == old).values(state=str(Standing.MERGED), into=new, ended_at=at))
    append_logs(connection, list(tell_renewal(renewal, changed, by)))
    lead_on(connection, renewal.redirected, by)


def tell_renewal(renewal: Renewal, changed: Mapping[str, Sequence[Key]], by: str) -> Iterator[Told]:
    """A line for each incident that is not as it was."""
    for incident, members in changed.items():
        change = "made" if incident in renewal.made else "changed"
        told = {"parts": renewal.parts.get(incident), "from": renewal.sources.get(incident)}
        yield LINE, incident, {"change": change, "by": by, **detail_of(members), **{key: value for key, value in told.items() if value}}
    for old, new in renewal.merged.items():
        others = tuple(each for each in renewal.parts.get(old, ()) if each != new)
        yield LINE, old, {"change": "merged", "by": by, "into": new, **detail_of(()), **({"parts": others} if others else {})}


def lead_on(connection: Connection, redirected: Mapping[str, str], by: str) -> None:
    """Let merged incidents lead elsewhere, with a line in the log for each."""
    for old, new in redirected.items():
        connection.execute(update(INCIDENT).where(INCIDENT.c.id == old).values(into=new))
    append_logs(connection, [(LINE, old, {"change": "merged", "by": by, "into": new, **detail_of(())}) for old, new in redirected.items()])


def detail_of(members: Collection[Key]) -> dict[str, object]:
    """How many records an incident holds, and a digest of which."""
    return {"records": len(members), "members": digest_members(members)}


def move_members(connection: Connection, changed: Mapping[str, Sequence[Key]], before: Mapping[Key, str]) -> None:
    """Put each record into its incident."""
    moved = [(incident, *key) for incident, members in changed.items() for key in members if before.get(key) != incident]
    documents = numbers_of(connection, DOCUMENT, {document for _, document, _ in moved})
    incidents = numbers_of(connection, INCIDENT, {incident for incident, _, _ in moved})
    gone = [{"a": documents[document], "b": record} for _, document, record in moved if (document, record) in before]
    if gone:
        connection.execute(delete(MEMBER).where(MEMBER.c.document == bindparam("a"), MEMBER.c.record == bindparam("b")), gone)
    rows = [(incidents[incident], documents[document], record) for incident, document, record in moved]
    insert_plain(connection, MEMBER, ("incident", "document", "record"), rows)


def release_members(connection: Connection, document: int, *, by: str, why: str) -> None:
    """Let go of a document's records that are no incident records of it any more; an incident that has none left ends, with the reason."""
    still = select(RECORD.c.id).where(RECORD.c.document == document, RECORD.c.kind == str(Kind.INCIDENT))
    lost = (MEMBER.c.document == document) & MEMBER.c.record.not_in(still)
    incidents = select(INCIDENT.c.id).join(MEMBER, MEMBER.c.incident == INCIDENT.c.number).where(lost).distinct().order_by(INCIDENT.c.id)
    touched = list(connection.execute(incidents).scalars())
    connection.execute(delete(MEMBER).where(lost))
    end_empty(connection, members_of(connection, touched), by=by, why=why)
    lead_on(connection, find_redirected(release_formers(connection, document), {}, {}), by)


def release_all(connection: Connection, documents: Sequence[int], *, by: str, why: str) -> None:
    """Let go of everything that incidents hold of some documents that have no records any more; an incident that has none left ends, with the reason."""
    lost = MEMBER.c.document.in_(documents)
    incidents = select(INCIDENT.c.id).join(MEMBER, MEMBER.c.incident == INCIDENT.c.number).where(lost).distinct().order_by(INCIDENT.c.id)
    touched = list(connection.execute(incidents).scalars())
    connection.execute(delete(MEMBER).where(lost))
    end_empty(connection, members_of(connection, touched), by=by, why=why)
    for document in connection.execute(select(FORMER.c.document).where(FORMER.c.document.in_(documents)).distinct()).scalars().all():
        lead_on(connection, find_redirected(release_formers(connection, document), {}, {}), by)


def end_empty(connection: Connection, left: Mapping[str, Sequence[Key]], *, by: str, why: str) -> None:
    """Of incidents that lost records end those that hold nothing any more; a line in the log for each."""
    gone = [incident for incident, members in left.items() if not members]
    ended = {"state": str(Standing.GONE), "why": why, "ended_at": now()}
    connection.execute(update(INCIDENT).where(is_one_of(connection, INCIDENT.c.id, gone)).values(ended))
    append_logs(
        connection,
        [
            (LINE, incident, {"change": "changed" if members else "gone", "by": by, "why": why, **detail_of(members)})
            for incident, members in left.items()
        ],
    )


def find_incident(connection: Connection, wanted: str) -> Found:
    """The incident of an id, of one of its records, of the beginning of one, or of a document's only incident; where it was merged, the one that it is a part of.

    Raises:
        UnknownCodeError: if there is none, or more than one, or it has no records left.
    """
    by_id = select(INCIDENT.c.id).where(INCIDENT.c.id.startswith(wanted, autoescape=True)).limit(SHOWN)
    by_record = (
        select(INCIDENT.c.id)
        .join(MEMBER, MEMBER.c.incident == INCIDENT.c.number)
        .where(MEMBER.c.record.startswith(wanted, autoescape=True))
        .distinct()
        .limit(SHOWN)
    )
    ids = sorted({*connection.execute(by_id).scalars(), *connection.execute(by_record).scalars()}) or in_document(connection, wanted)
    rows = connection.execute(select(INCIDENT).where(INCIDENT.c.id.in_(ids)).order_by(INCIDENT.c.id)).all()
    found = follow(connection, only(rows, wanted, "incident"))
    if found[-1].state == Standing.GONE:
        led = " -> ".join(each.id for each in found)
        raise UnknownCodeError(f"incident {led} is no longer there since {found[-1].ended_at}: {found[-1].why}")
    return to_found(connection, found)


def find_standing(connection: Connection, incident: str) -> Found | None:
    """The incident of a whole id, or what it is a part of now; None if it is no longer there."""
    row = connection.execute(select(INCIDENT).where(INCIDENT.c.id == incident)).first()
    found = follow(connection, row) if row else []
    return to_found(connection, found) if found and found[-1].state == Standing.OPEN else None


def to_found(connection: Connection, found: Sequence[Any]) -> Found:
    """The last of some incidents, each of which was merged into the next."""
    return Found(
        id=found[-1].id,
        members=members_of(connection, [found[-1].id])[found[-1].id],
        redirects=tuple((row.id, row.ended_at) for row in found[:-1]),
    )


def in_document(connection: Connection, wanted: str) -> list[str]:
    """The incidents that a document tells of, by its id, the beginning of one, or its name."""
    told = select(INCIDENT.c.id).join(MEMBER, MEMBER.c.incident == INCIDENT.c.number).join(DOCUMENT, DOCUMENT.c.number == MEMBER.c.document)
    by_name = told.where((DOCUMENT.c.name == wanted) | DOCUMENT.c.id.startswith(wanted, autoescape=True))
    return list(connection.execute(by_name.distinct().limit(SHOWN)).scalars())


def follow(connection: Connection, row: Any) -> list[Any]:
    """An incident and those that it was merged into, one after the other."""
    found = [row]
    while found[-1].state == Standing.MERGED:
        found.append(connection.execute(select(INCIDENT).where(INCIDENT.c.id == found[-1].into)).one())
    return found


def read_history(connection: Connection, incident: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the log says of an incident: each moment with what became of it."""
    rows = connection.execute(select(LOG).where(LOG.c.kind == LINE, LOG.c.subject == incident).order_by(LOG.c.number)).mappings()
    for row in rows:
        yield row["at"], read_detail(Line(**row))


def count_incidents(connection: Connection) -> dict[str, int]:
    """How many incidents stand, in how many records, what became of others, and how many records are in none yet."""
    rows = connection.execute(select(INCIDENT.c.state, func.count().label("incidents")).group_by(INCIDENT.c.state))
    states: dict[str, int] = {row.state: row.incidents for row in rows}
    sizes = select(func.count().label("size")).select_from(MEMBER).group_by(MEMBER.c.incident).subquery()
    several = connection.execute(select(func.count()).where(sizes.c.size > 1)).scalar_one()
    return {
        **{str(state): states.get(str(state), 0) for state in Standing},
        "in several records": several,
        "records not linked yet": count_unlinked(connection),
    }


def count_unlinked(connection: Connection) -> int:
    """How many incident records that were read here are in no incident yet; what was imported stands as its file has it."""
    is_read = DOCUMENT.c.state == str(State.READ)
    linked, told = (
        select(func.count()).select_from(table).join(DOCUMENT, DOCUMENT.c.number == table.c.document).where(is_read)
        for table in (MEMBER, RECORD)
    )
    return connection.execute(told.where(RECORD.c.kind == str(Kind.INCIDENT))).scalar_one() - connection.execute(linked).scalar_one()


def find_faults_of_incidents(connection: Connection) -> Iterator[str]:
    """Incidents that are not as the log has them, and records of incidents that are not there."""
    told = {line.subject: read_detail(line) for line in read_log(connection) if line.kind == LINE}
    members = member_groups(connection)
    number, keys = next(members, (None, []))
    for row in connection.execute(select(INCIDENT).order_by(INCIDENT.c.number), execution_options={"yield_per": AT_ONCE}):
        mine: list[Key] = []
        if number == row.number:
            mine = keys
            number, keys = next(members, (None, []))
        known = told.pop(row.id, None)
        state = {"merged": Standing.MERGED, "gone": Standing.GONE}.get(str((known or {}).get("change")), Standing.OPEN)
        if known is None:
            yield f"incident {row.id}: the log does not know it"
        elif (row.state, row.into, digest_members(mine)) != (state, known.get("into"), known.get("members")):
            yield f"incident {row.id}: its state or its records are not as the log has them"
    yield from (f"incident {missing}: in the log, but not in the archive" for missing in told)
    lost = select(MEMBER.c.record).outerjoin(RECORD, (RECORD.c.document == MEMBER.c.document) & (RECORD.c.id == MEMBER.c.record))
    for record in connection.execute(lost.where(RECORD.c.number.is_(None)).order_by(MEMBER.c.number)).scalars():
        yield f"record {record}: in an incident, but not in the archive"


def member_groups(connection: Connection) -> Iterator[tuple[int | None, list[Key]]]:
    """Numbers of incidents with what they hold, in their order."""
    query = member_query().add_columns(MEMBER.c.incident.label("number")).order_by(MEMBER.c.incident)
    rows = connection.execute(query, execution_options={"yield_per": AT_ONCE})
    for number, some in groupby(rows, key=lambda row: int(row.number)):
        yield number, [(row.document, row.record) for row in some]
