"""The records of an archive as incidents with ids that stand, and what an archive tells of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import ArchiveError, InvalidInputError
from onrecord.link.features import main_incidents
from onrecord.link.identity import keep_ids
from onrecord.link.linking import Earlier, Incident, Link, Linking, link_records
from onrecord.link.training import Learnt, learn_weights
from onrecord.model.captures import State
from onrecord.model.incidents import Formers, Key, Renewal
from onrecord.model.pairings import Pairing, decided_pairs, find_contradictions, standing_decisions, to_verdicts, words_of
from onrecord.pipeline.linking import Linked, Told
from onrecord.pipeline.outlines import all_features, prepare, record_lines, story_lines
from onrecord.store.archive import Archive
from onrecord.store.formers import read_formers
from onrecord.store.incidents import (
    count_unlinked,
    find_incident,
    has_incidents,
    keep_renewal,
    read_history,
    read_ids,
    read_members,
    refuse_unsettled,
)
from onrecord.store.log import append_log, read_head
from onrecord.store.pairings import read_pairings
from onrecord.store.read import read_telling
from onrecord.store.stories import count_read, documents_since, read_names, read_told

LAST = "last"  # the moment of the last link


@dataclass(frozen=True, slots=True)
class Step:
    """What linking is at, and where that is known how much of it is done."""

    words: str
    done: int = 0
    total: int | None = None


Tell = Callable[[Step], None]


def link_archive(
    archive: Archive, *, since: str | None = None, with_clusters: bool = False, dry_run: bool = False, tell: Tell = lambda _: None
) -> Linked:
    """Link the records of an archive, and keep the incidents in it unless it is a `dry_run`; the main incident of each document is found if it is wanted.

    With `since` only records that are in no incident yet are compared with all others, and those of documents that were added since that moment (`LAST`: of none).
    `tell` is called with each step.

    Raises:
        ArchiveError: if the archive cannot be read or written, or was changed meanwhile.
        InvalidInputError: if `since` is no moment.
    """
    moment = read_moment(since) if since is not None else None
    if not dry_run:
        prepare(archive, lambda done, total: tell(Step("what records say", done, total)))
    with archive.reading() as connection:
        head, _ = read_head(connection)
        before, taken, formers = read_members(connection, [State.READ]), read_ids(connection), read_formers(connection)
        decided = decided_pairs(read_pairings(connection))
        earlier = Earlier(incidents=before, again=frozenset(documents_since(connection, moment))) if moment is not None else None
        features, stories = record_lines(connection), story_lines(connection)
        linking = link_records(features, stories, decided=to_verdicts(decided), earlier=earlier, tell=lambda words: tell(Step(words)))
        mains = list(main_incidents(all_features(connection))) if with_clusters else []
        names = read_names(connection, None if with_clusters else documents_in(linking))
        documents = count_read(connection)
    renewal = renew(linking, before, taken, formers)
    if not dry_run:
        keep(archive, renewal, before, head, since=since)
    after = before | {key: incident for incident, members in renewal.members.items() for key in members}
    return Linked(
        linking=in_names(with_ids(linking, renewal), names.called),
        clusters={names.called[main.doc]: after[main.doc, main.id] for main in mains},
        documents=documents,
        notes=(*(each.words for each in find_contradictions(decided)), *change_words(renewal)),
        fresh=count_fresh(linking, earlier) if earlier else None,
    )


def renew(linking: Linking, before: Mapping[Key, str], taken: AbstractSet[str], formers: Formers) -> Renewal:
    """The incidents with the ids that they have from now on."""
    known = {key: before[key] for incident in linking.incidents for key in incident.members if key in before}
    return keep_ids((incident.members for incident in linking.incidents), known, taken=taken, formers=formers)


def documents_in(linking: Linking) -> set[str]:
    """The documents of all incidents that were looked at."""
    return {document for incident in linking.incidents for document, _ in incident.members}


def count_fresh(linking: Linking, earlier: Earlier) -> int:
    """How many records were compared as new ones are."""
    keys = (key for incident in linking.incidents for key in incident.members)
    return sum(key not in earlier.incidents or key[0] in earlier.again for key in keys)


def keep(archive: Archive, renewal: Renewal, before: Mapping[Key, str], head: int, *, since: str | None) -> None:
    """Write incidents, unless the archive was changed since a line of its log was the last.

    Raises:
        ArchiveError: if it was, or cannot be written.
    """
    told = {"records": sum(map(len, renewal.members.values())), "incidents": len(renewal.members)}
    with archive.writing() as connection:
        refuse_unsettled(connection, head)
        append_log(connection, "link", "all" if since is None else f"since {since}", told)
        keep_renewal(connection, renewal, before, by="link")


def count_new(archive: Archive) -> int:
    """How many incident records are in no incident yet."""
    with archive.reading() as connection:
        return count_unlinked(connection)


def read_moment(words: str) -> str:
    """A day or moment in the form in which an archive has moments; `LAST` is later than all.

    Raises:
        InvalidInputError: if it is none.
    """
    if words == LAST:
        return "9999"
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise InvalidInputError(
            f"'{words}' is no moment; expected {LAST}, a day as YYYY-MM-DD, or a day and time as YYYY-MM-DDTHH:MM"
        ) from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def with_ids(linking: Linking, renewal: Renewal) -> Linking:
    """The same incidents with the ids that stand."""
    return replace(
        linking, incidents=tuple(Incident(id=incident, members=members) for incident, members in sorted(renewal.members.items()))
    )


def in_names(linking: Linking, called: Mapping[str, str]) -> Linking:
    """The same with documents by what they are called."""

    def name(key: Key) -> Key:
        return called[key[0]], key[1]

    def names(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(replace(link, left=name(link.left), right=name(link.right)) for link in links)

    incidents = tuple(replace(each, members=tuple(sorted(map(name, each.members)))) for each in linking.incidents)
    return Linking(incidents=incidents, links=names(linking.links), possible=names(linking.possible))


def change_words(renewal: Renewal) -> Iterator[str]:
    """What became of incidents that are not what they were."""
    for old, new in sorted(renewal.merged.items()):
        yield f"incident {old} is a part of {new} now"
    for old, new in sorted(renewal.redirected.items()):
        yield f"incident {old}, which was merged before, leads to {new} now"
    for incident, parts in sorted(renewal.parts.items()):
        others = [part for part in parts if part != renewal.merged.get(incident)]
        if others:
            kept = "the rest" if incident in renewal.merged else "its larger part"
            yield f"incident {incident} was split: {', '.join(others)} {'has' if len(others) == 1 else 'have'} records of it; {kept} stays"


def tell_archived(archive: Archive, wanted: str) -> Told:
    """The incident of an id, of one of its records, of the beginning of one, or of a document's only incident.

    Raises:
        ArchiveError: if nothing was linked yet.
        UnknownCodeError: if there is none, or more than one, or it has no records left.
    """
    with archive.reading() as connection:
        refuse_unlinked(archive.name, is_linked=has_incidents(connection))
        found = find_incident(connection, wanted)
        names = read_names(connection, {document for document, _ in found.members})
        tellings = [read_telling(connection, *key) for key in found.members]
        history = list(read_history(connection, found.id))
        decisions = standing_decisions(read_pairings(connection))
        unlinked = count_unlinked(connection)
    return Told(
        id=found.id,
        members=tuple((names.called[document], record) for document, record in found.members),
        tellings=tuple(({**document, "id": names.called[document["archive_id"]]}, record) for document, record in tellings),
        copies=names.copies,
        notes=(
            *(f"{old} was merged into it on {at}" for old, at in found.redirects),
            *history_words(history),
            *decision_words(decisions, found.members),
        ),
        unlinked=unlinked,
    )


def history_words(history: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """What became of an incident over time, but for records that came to it."""
    for at, told in history:
        if told.get("from"):
            yield f"{at}: made of records of {', '.join(told['from'])} ({told['by']})"
        if told.get("parts"):
            yield f"{at}: split, other parts went to {', '.join(told['parts'])} ({told['by']})"


def decision_words(decisions: Iterable[Pairing], members: Iterable[Key]) -> Iterator[str]:
    """What people decided on the records of an incident."""
    held = {record for _, record in members}
    for each in decisions:
        if not held.isdisjoint(each.records):
            yield f"decided: {words_of(each)}" + (f": “{each.why}”" if each.why else "")


def read_all(archive: Archive) -> list[Mapping[str, Any]]:
    """The records of all documents, linked or not, without their claims."""
    with archive.reading() as connection:
        return list(read_told(connection))


def learn_from_archive(archive: Archive) -> Learnt:
    """Weights that the records of an archive teach.

    Raises:
        InvalidInputError: if there are too few of them.
    """
    with archive.reading() as connection:
        return learn_weights(record_lines(connection), story_lines(connection))


def refuse_unlinked(name: str, *, is_linked: bool) -> None:
    """Refuse an archive without incidents.

    Raises:
        ArchiveError: if nothing was linked yet.
    """
    if not is_linked:
        raise ArchiveError(f"{name}: its records have not been linked yet; do so with: onrecord link")
