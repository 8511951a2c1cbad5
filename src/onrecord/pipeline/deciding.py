"""A person's word on which incidents are one: kept as a decision, and, where it merges or splits, done at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.errors import InvalidValueError, UnknownCodeError
from onrecord.link.identity import keep_ids, stand_again
from onrecord.model.incidents import Former, Key
from onrecord.model.pairings import Pairing, Pairs, chain_words, decided_pairs, find_bond, find_contradictions
from onrecord.store.archive import Archive
from onrecord.store.formers import read_formers
from onrecord.store.incidents import Found, find_incident, find_standing, keep_renewal, read_ids
from onrecord.store.pairings import keep_decision, pair, read_pairings, standing_about, standing_on, take_back, to_subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, what became of incidents at once, and where decisions contradict each other now."""

    pairing: Pairing
    notes: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


def decide(archive: Archive, wanted: tuple[str, str], verdict: Pairs, *, by: str, why: str = "") -> Decision:
    """Note that two records or incidents are one incident, or are not; the next link heeds it.

    Raises:
        OnrecordError: if there are no such two, nobody is named, or the archive cannot be written.
    """
    with archive.writing() as connection:
        made = pair(connection, wanted, verdict, by=by, why=why)
        return Decision(pairing=made, contradictions=contradictions_in(read_pairings(connection)))


def merge(archive: Archive, wanted: tuple[str, str], *, by: str, why: str = "") -> Decision:
    """Make one incident of two, now and in every later link; the id of that with more records stays.

    Raises:
        OnrecordError: if there are no such two, nobody is named, or the archive cannot be written.
    """
    with archive.writing() as connection:
        one, other = (find_incident(connection, each) for each in wanted)
        if one.id == other.id:
            raise InvalidValueError(f"'{wanted[0]}' and '{wanted[1]}' are one incident, {one.id}; expected two")
        made = keep_decision(connection, (to_subject(one), to_subject(other)), Pairs.SAME, by=by, why=why)
        before = held_by(one, other)
        renewal = keep_ids([tuple(before)], before, taken=read_ids(connection), formers=formers_of(connection, one, other))
        keep_renewal(connection, renewal, before, by="merge")
        (kept,) = renewal.members
        note = f"{', '.join(sorted({one.id, other.id} - {kept}))} is a part of {kept} now"
        return Decision(pairing=made, notes=(note,), contradictions=contradictions_in(read_pairings(connection)))


def split(archive: Archive, wanted: str, records: Sequence[str], *, by: str, why: str = "") -> Decision:
    """Take records out of an incident, now and in every later link; they are an incident of their own until links say more of them.

    Raises:
        OnrecordError: if there are none such, nothing would stay, nobody is named, or the archive cannot be written.
    """
    with archive.writing() as connection:
        found = find_incident(connection, wanted)
        out = find_members(found, records)
        before = held_by(found)
        rest = [key for key in found.members if key not in out]
        if not rest:
            raise InvalidValueError(f"these are all records of incident {found.id}; expected some that go and some that stay")
        renewal = keep_ids([out, rest], before, taken=read_ids(connection), formers=formers_of(connection, found))
        keep_renewal(connection, renewal, before, by="split")
        gone = next(incident for incident, members in renewal.members.items() if members == tuple(sorted(out)))
        stayed = next(incident for incident in renewal.members if incident != gone)
        sides = (to_subject(Found(id=stayed, members=tuple(rest))), to_subject(Found(id=gone, members=tuple(out))))
        made = keep_decision(connection, sides, Pairs.DIFFERENT, by=by, why=why)
        note = f"{count_words(out)} {'is' if len(out) == 1 else 'are'} incident {gone} now, {count_words(rest)} incident {stayed}; the larger part keeps the id"
        return Decision(pairing=made, notes=(note,), contradictions=contradictions_in(read_pairings(connection)))


def undo(archive: Archive, wanted: tuple[str, str], *, by: str, why: str = "") -> Decision:
    """Take back what was decided on two records or incidents: an incident that became a part of the other by it has its own id again; else the next link heeds it.

    Where other decisions hold the two together, they stay one, and these are told.

    Raises:
        OnrecordError: if no such decision stands, nobody is named, or the archive cannot be written.
    """
    with archive.writing() as connection:
        taken = take_back(connection, standing_on(connection, wanted), by=by, why=why)
        pairings = read_pairings(connection)
        if taken.verdict is Pairs.SAME and (bond := find_bond(decided_pairs(pairings), *taken.parts)):
            note = f"they stay one incident by other decisions: {chain_words(bond)}"
            return Decision(pairing=taken, notes=(note,), contradictions=contradictions_in(pairings))
        notes = tuple(stand_apart(connection, taken))
        return Decision(pairing=taken, notes=notes, contradictions=contradictions_in(read_pairings(connection)))


def stand_apart(connection: Connection, taken: Pairing) -> Iterator[str]:
    """Give an incident that became a part of another by a decision its own id again, with the records that it had then and that are still there."""
    for incident, other, records in ((taken.left, taken.right, taken.left_records), (taken.right, taken.left, taken.right_records)):
        whole = find_standing(connection, incident)
        out = [key for key in whole.members if key[1] in records] if whole and is_into(whole, incident, other) else []
        if whole and 0 < len(out) < len(whole.members):
            rest = [key for key in whole.members if key not in out]
            renewal = stand_again(incident, out, whole.id, rest, formers_of(connection, whole))
            keep_renewal(connection, renewal, held_by(whole), by="undo")
            yield f"incident {incident} stands again, with {count_words(out)}"


def is_into(whole: Found, incident: str, other: str) -> bool:
    """True if an incident was merged into that very other, whatever became of that one."""
    led = [each for each, _ in whole.redirects]
    return led[:1] == [incident] and (*led, whole.id)[1] == other


def undo_split(archive: Archive, wanted: str, records: Sequence[str], *, by: str, why: str = "") -> Decision:
    """Take back that records were taken out of an incident: they are in it again.

    Raises:
        OnrecordError: if no such decision stands, nobody is named, or the archive cannot be written.
    """
    with archive.writing() as connection:
        meant = [each for each in standing_about(connection, wanted) if is_of(each, records)]
        if not meant:
            raise UnknownCodeError(f"no decision stands by which {', '.join(records)}, and no others, went out of '{wanted}'")
        taken = take_back(connection, meant, by=by, why=why)
        parts = [found for side in (taken.left, taken.right) if (found := find_standing(connection, side))]
        if len({part.id for part in parts}) < 2:
            return Decision(pairing=taken, contradictions=contradictions_in(read_pairings(connection)))
        before = held_by(*parts)
        renewal = keep_ids([tuple(before)], before, taken=read_ids(connection), formers=formers_of(connection, *parts))
        keep_renewal(connection, renewal, before, by="undo")
        note = f"incident {next(iter(renewal.members))} holds {count_words(list(before))} again"
        return Decision(pairing=taken, notes=(note,), contradictions=contradictions_in(read_pairings(connection)))


def find_members(found: Found, records: Sequence[str]) -> list[Key]:
    """The records of an incident that begin so; of copies of one text all.

    Raises:
        UnknownCodeError: if one is not in it, or begins like another.
    """
    out: list[Key] = []
    for wanted in records:
        ids = {record for _, record in found.members if record.startswith(wanted)}
        if len(ids) != 1:
            inside = ", ".join(sorted(ids or {record for _, record in found.members}))
            raise UnknownCodeError(f"{'more than one' if ids else 'no'} record '{wanted}' in incident {found.id}, which holds {inside}")
        out += [key for key in found.members if key[1] in ids and key not in out]
    return out


def is_of(pairing: Pairing, records: Sequence[str]) -> bool:
    """True of a decision that two incidents differ of which one holds just these records."""
    wanted = tuple(records)
    sides = (pairing.left_records, pairing.right_records)
    fits = (
        side and all(any(each.startswith(begin) for each in side) for begin in wanted) and all(each.startswith(wanted) for each in side)
        for side in sides
    )
    return pairing.verdict is Pairs.DIFFERENT and any(fits)


def held_by(*found: Found) -> Mapping[Key, str]:
    """The incident of each record of some incidents."""
    return {key: each.id for each in found for key in each.members}


def formers_of(connection: Connection, *found: Found) -> dict[str, Former]:
    """The merged incidents that held any record of some incidents."""
    return read_formers(connection, {record for each in found for _, record in each.members})


def count_words(keys: Sequence[Key]) -> str:
    """So many records."""
    return f"{len(keys):,} record{'' if len(keys) == 1 else 's'}"


def contradictions_in(pairings: Sequence[Pairing]) -> tuple[str, ...]:
    """Where decisions contradict each other, a line each."""
    return tuple(each.words for each in find_contradictions(decided_pairs(pairings)))
