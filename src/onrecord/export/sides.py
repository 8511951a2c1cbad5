"""Who stands on which side of an incident, as ACLED's and UCDP's columns ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.export.incident import Incident, Party

CIVILIANS, STATE = "Civilians", "State forces"
GROUPS = frozenset({"Rebel group", "Political militia", "Identity militia"})
ORGANISED = GROUPS | {STATE}
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3  # UCDP's types of violence


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The party that a side is named for, and those of the same kind with it."""

    party: Party
    others: tuple[Party, ...] = ()


def people(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """People and groups; houses and vehicles are on no side. Whom everybody denies to have done it is not, either."""
    return tuple(party for party in parties if party.kind != "other" and not party.is_denied)


def two_sides(incident: Incident) -> tuple[Side | None, Side | None]:
    """The first actor's side, and the other: first whom it is done to, else an actor of another kind. Without an actor those targeted stand alone, first."""
    actors, targets = people(incident.actors), people(incident.targets)
    if not actors:
        actors = tuple(party for party in incident.actors if not party.is_denied)
    if not actors:
        return (side_of(targets[0], targets), None) if targets else (None, None)
    first = side_of(actors[0], actors)
    against = [party for party in targets if party.name != first.party.name]
    against = against or [party for party in actors if party.kind != first.party.kind]
    return first, side_of(against[0], targets or actors) if against else None


def side_of(party: Party, others: tuple[Party, ...]) -> Side:
    """A side of a party and those of its kind."""
    return Side(party=party, others=tuple(each for each in others if each.kind == party.kind and each.name != party.name))


def type_of_violence(incident: Incident) -> int | None:
    """UCDP's type of violence; None where the kinds of the sides do not say."""
    actors = {party.kind for party in people(incident.actors)} & ORGANISED
    targets = {party.kind for party in people(incident.targets)}
    against = (targets | actors) & ORGANISED
    if targets and targets <= {CIVILIANS} and actors:
        return ONE_SIDED
    if not actors or not targets & ORGANISED:
        return None
    return STATE_BASED if STATE in against and against & GROUPS else NON_STATE if STATE not in against else None


def is_against_civilians(incident: Incident) -> bool:
    """True if all people it is done to are civilians."""
    targets = {party.kind for party in people(incident.targets)}
    return bool(targets) and targets <= {CIVILIANS}


def party_words(party: Party) -> str:
    """A party with what sources say of its part: "the army (accused by residents)"."""
    said = [status for status in party.statuses if status != "stated"]
    by = f" by {', '.join(party.by)}" if party.by and said else ""
    return f"{party.name} ({' and '.join(said)}{by})" if said else party.name
