"""To whom or what it is done: those who stand in a deed's grammar, and those whom its figures count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.assemble.acting import find_marchers, taken_before
from onrecord.assemble.claims import ClaimMaker, Source
from onrecord.assemble.doers import CLASHED, FOUGHT_WITH, is_named, is_pronoun, party_json
from onrecord.assemble.hits import Hit, leave_out_beside
from onrecord.assemble.tellings import Telling, is_any_same, is_same_name, victims_of
from onrecord.model.claims import Claim
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler
from onrecord.model.records import Json
from onrecord.vocab.lists import names_somebody

SAID = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # PLOVER's types of words
MEMBERS = "actors.generic.speakers"
OFFICE = 60  # characters from an office to the name of who holds it: "killed nine, the mayor of Bara, Musa Keita, said"
Naming = tuple[Filler, EventMention]


def find_targets(tellings: Sequence[Telling], maker: ClaimMaker, actors: Sequence[Json] = ()) -> tuple[list[Json], list[Claim]]:
    """Rows of the targets, people before things, and a claim for each naming; `actors` are the rows of those who act."""
    source = maker.source
    found = find_namings(tellings, source)
    taken = taken_before(tellings, source)
    found = [(filler, taken) for filler in taken.targets] if taken is not None and taken.targets else found
    groups = by_name([(by_own_name(filler, event, source), event) for filler, event in found])
    rows = [party_json(name, group[0][0], source) for name, group in groups]
    claims = [
        maker.of_event("target", {**row, "name": filler.name}, event, rule=filler.rule, spans=[filler.span])
        for row, (_, group) in zip(rows, groups, strict=True)
        for filler, event in group
    ]
    hits = [Hit(row, tuple(group), source) for row, (_, group) in zip(rows, groups, strict=True) if not is_said_thing(*group[0])]
    kept = leave_out_beside(hits, actors)
    return sorted((hit.row for hit in kept), key=lambda row: row["kind"] == "other"), claims


def find_namings(tellings: Sequence[Telling], source: Source) -> list[Naming]:
    """Those who stand in the grammar of the deeds, march against a force, or are counted by the figures."""
    marchers = find_marchers(tellings, source)
    marching = {filler.token for filler, _ in marchers}
    acting = [filler.name for telling in tellings for filler in telling.actors if filler.token not in marching]
    beginning = [filler.name for telling in tellings for filler in telling.actors if filler.rule != CLASHED]
    held = [word.party for telling in tellings for event in telling.events for word in event.responsibilities]
    found = [
        (filler, event)
        for telling in tellings
        for event in telling.events
        for filler in event.targets
        if is_named(filler, source)
        and not is_teller(filler, event, source)
        and not is_held(filler, held, source)
        and not (filler.rule == FOUGHT_WITH and is_any_same([filler.name], beginning))
        and not ((is_pronoun(filler, source) or is_unharmed(event, source)) and is_any_same([filler.name], acting))
    ]
    found += marchers
    known = {filler.token for filler, _ in found}  # "the priest Paul Ike" is Paul Ike, whatever the figure calls him
    return found + [
        (filler, event)
        for telling in tellings
        for filler, event in victims_of(telling, parts=True)
        if filler.token not in known and not is_any_same([filler.name], acting)
    ]


def by_own_name(filler: Filler, event: EventMention, source: Source) -> Filler:
    """A person by the name that the words give: "a guard, [Omar Hadi], was shot"."""
    victims = (source.reading.victims[number] for number in event.victims)
    name = next((victim.name for victim in victims if victim.name and victim.span.overlaps(filler.span)), None)
    actor = source.reading.actors[filler.actor] if filler.actor is not None else None
    if name is None and actor is not None and actor.is_of_side and actor.rule == MEMBERS:
        name = actor.side  # "members of the armed group Harakat"
    return filler if name is None or is_same_name(name, filler.name) else replace(filler, name=name)


def is_held(filler: Filler, held: Sequence[Filler], source: Source) -> bool:
    """True of who is held responsible: "blamed the raid on [the Front]", "charged Ali Sow with [his] murder"."""
    return any(filler.token == party.token or (is_pronoun(filler, source) and is_same_name(filler.name, party.name)) for party in held)


def is_said_thing(filler: Filler, event: EventMention) -> bool:
    """True of what words are about: who receives them is somebody (PLOVER), not "a call", "the state of emergency"."""
    return event.plover in SAID and filler.actor is None and filler.name == filler.name.lower()


def is_unharmed(event: EventMention, source: Source) -> bool:
    """True of harm that is told only to say that nobody suffered it."""
    figures = [source.reading.figures[number] for number in event.figures]
    return bool(figures) and all(figure.count.high == 0 for figure in figures)


def is_teller(filler: Filler, event: EventMention, source: Source) -> bool:
    """True of who tells a deed: the parser joined him to its victims."""
    tellers = (source.reading.attributions[number] for number in event.attributions)
    return any(
        said.source is not None
        and (
            said.source.overlaps(filler.span)
            or any(is_same_name(filler.name, name) for name in said.co_sources)
            or (is_same_name(filler.name, said.source_name or "") and 0 < said.source.start - filler.span.end <= OFFICE)
        )
        for said in tellers
    )


def is_same_target(one: str, other: str) -> bool:
    """True of one name, and of a class in the singular and plural: "civilians", "civilian casualties"."""
    first, second = normal_name(one), normal_name(other)
    return is_same_name(one, other) or first == f"{second}s" or second == f"{first}s"


def by_name(found: Sequence[Naming]) -> list[tuple[str, list[Naming]]]:
    """Namings of one target together, under the name that comes first."""
    groups: list[tuple[str, list[Naming]]] = []
    for filler, event in found:
        if not names_somebody(filler.name):
            continue
        group = next((group for name, group in groups if is_same_target(name, filler.name)), None)
        if group is None:
            groups.append((filler.name, [(filler, event)]))
        else:
            group.append((filler, event))
    return groups
