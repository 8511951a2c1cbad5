"""To whom or what it is done: those who stand in a deed's grammar, and those whom its figures count."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.acting import find_marchers, taken_before
from onrecord.assemble.claims import ClaimMaker, Source
from onrecord.assemble.doers import is_named, party_json
from onrecord.assemble.tellings import Telling, is_any_same, is_same_name, victims_of
from onrecord.model.claims import Claim
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler
from onrecord.model.records import Json
from onrecord.vocab.lists import doers, names_somebody, whole_places

SAID = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # PLOVER's types of words
Naming = tuple[Filler, EventMention]


def find_targets(tellings: Sequence[Telling], maker: ClaimMaker) -> tuple[list[Json], list[Claim]]:
    """Rows of the targets, people before things, and a claim for each naming."""
    marchers = find_marchers(tellings, maker.source)
    marching = {filler.token for filler, _ in marchers}
    acting = [filler.name for telling in tellings for filler in telling.actors if filler.token not in marching]
    found = [
        (filler, event)
        for telling in tellings
        for event in telling.events
        for filler in event.targets
        if is_named(filler, maker.source)
        and not is_teller(filler, event, maker.source)
        and not ((is_pronoun(filler, maker.source) or is_unharmed(event, maker.source)) and is_any_same([filler.name], acting))
    ]
    found += marchers
    known = {filler.token for filler, _ in found}  # "the priest Paul Ike" is Paul Ike, whatever the figure calls him
    found += [
        (filler, event)
        for telling in tellings
        for filler, event in victims_of(telling)
        if filler.token not in known and not is_any_same([filler.name], acting)
    ]
    taken = taken_before(tellings, maker.source) if not found else None
    found += [(filler, taken) for filler in taken.targets] if taken is not None else []
    groups = by_name(found)
    rows = [(name, party_json(name, group[0][0], maker.source)) for name, group in groups]
    claims = [
        maker.of_event("target", {**row, "name": filler.name}, event, rule=filler.rule, spans=[filler.span])
        for (_, row), (_, group) in zip(rows, groups, strict=True)
        for filler, event in group
    ]
    things = [is_said_thing(*group[0]) for _, group in groups]
    rows = [row for row, is_thing in zip(rows, things, strict=True) if not is_thing]
    places = frozenset(name for name, group in groups if is_ground(group[0][0], maker.source))
    return sorted(leave_out_vague([row for _, row in rows], places), key=lambda row: row["kind"] == "other"), claims


def is_said_thing(filler: Filler, event: EventMention) -> bool:
    """True of what words are about: who receives them is somebody (PLOVER), not "a call", "the state of emergency"."""
    return event.plover in SAID and filler.actor is None and filler.name == filler.name.lower()


def is_unharmed(event: EventMention, source: Source) -> bool:
    """True of harm that is told only to say that nobody suffered it."""
    figures = [source.reading.figures[number] for number in event.figures]
    return bool(figures) and all(figure.count.high == 0 for figure in figures)


def is_teller(filler: Filler, event: EventMention, source: Source) -> bool:
    """True of who tells a deed: the parser joined him to its victims."""
    tellers = (source.reading.attributions[number].source for number in event.attributions)
    return any(span is not None and span.overlaps(filler.span) for span in tellers)


def by_name(found: Sequence[Naming]) -> list[tuple[str, list[Naming]]]:
    """Namings of one target together, under the name that comes first."""
    groups: list[tuple[str, list[Naming]]] = []
    for filler, event in found:
        if not names_somebody(filler.name):
            continue
        group = next((group for name, group in groups if is_same_name(name, filler.name)), None)
        if group is None:
            groups.append((filler.name, [(filler, event)]))
        else:
            group.append((filler, event))
    return groups


def leave_out_vague(rows: list[Json], places: frozenset[str]) -> list[Json]:
    """Without the gunman where anybody else is named, and without the town where people are."""
    kept = leave_out(rows, [last_word(row) in doers() for row in rows], among=rows)
    persons = [row for row in kept if row["kind"] != "other"]
    return leave_out(kept, [row["name"] in places or last_word(row) in whole_places() for row in kept], among=persons)


def leave_out(rows: list[Json], vague: Sequence[bool], *, among: list[Json]) -> list[Json]:
    """Without the vague rows, if one of some rows is not vague."""
    clear = [row for row, is_vague in zip(rows, vague, strict=True) if not is_vague]
    return clear if any(row in among for row in clear) else rows


def last_word(row: Json) -> str:
    """The last word of a name."""
    return normal_name(row["name"]).rpartition(" ")[2]


def is_ground(filler: Filler, source: Source) -> bool:
    """True for a town or country by its name: it says where."""
    places = source.reading.places
    return filler.actor is None and any(place.token == filler.token and not place.is_demonym for place in places)


def is_pronoun(filler: Filler, source: Source) -> bool:
    """True for a pronoun: one that was taken for who acts stands for somebody else ("they shot at them")."""
    return filler.actor is not None and source.reading.actors[filler.actor].is_pronoun
