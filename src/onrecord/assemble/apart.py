"""What in the words sets two tellings apart: days, places, deeds or sides that cannot be one happening's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.assemble.groups import Group
from onrecord.assemble.kinds import PEACEFUL, are_compatible, deeds_of, is_crackdown
from onrecord.assemble.tellings import DEEDS, SEIZED, Telling, figure_key, is_any_same, is_same_name, may_coincide, placed
from onrecord.model.values import Kind, PlaceRef, Realis

ARRESTS = "Arrests"
ALSO = 2  # sentences over which "also" looks back
MINUTES = 20  # one deed is told at hours that differ by less
FROM_AFAR = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Suicide bomb", "Grenade"})


def is_excluded(telling: Telling, kind: Kind, group: Group) -> bool:
    """True if something in the words sets both apart."""
    if telling.is_harmless and group.tellings[0].is_violent and group.tellings[-1].sentence >= telling.sentence - 1:
        return False
    if (kind is not group.kind and not goes_on_with_total(telling, group)) or telling.is_violent != group.tellings[0].is_violent:
        return True
    if not telling.is_violent and telling.plover != group.tellings[0].plover:
        return True
    if (telling.realis is Realis.PLANNED) != (group.tellings[0].realis is Realis.PLANNED):
        return True
    if not can_be_of(telling, group):
        return True
    if are_days_apart(telling, group) or are_places_apart(telling, group) or are_hours_apart(telling, group):
        return True
    if are_counted_apart(telling, group) or (group.kind is Kind.TALLY and are_totals_apart(telling, group)):
        return True
    return are_sides_turned(telling, group)


def goes_on_with_total(telling: Telling, group: Group) -> bool:
    """True for what came of deeds that the same sentence adds up ("214 attacks, in which 31 people were hurt"), and for who "also died" right behind it."""
    before = group.tellings[-1]
    reach = ALSO if telling.points_back else 0
    return group.kind is Kind.TALLY and telling.is_outcome and telling.sentence - before.sentence <= reach and before.lead.is_plural


def can_be_of(telling: Telling, group: Group) -> bool:
    """True if its deeds can be one happening with those of a group; people captured may be those arrested, and harm may be done at a protest."""
    own, theirs = deeds_of([telling]), deeds_of(group.sample)
    if telling.is_seizure and theirs and theirs <= FROM_AFAR:
        return False
    if are_compatible(own, theirs) or (telling.is_seizure and ARRESTS in theirs):
        return True
    if ARRESTS in own and any(event.harm in SEIZED for other in group.sample for event in other.events):
        return True
    if theirs & PEACEFUL:
        return telling.is_outcome or is_crackdown(telling)
    return bool(own & PEACEFUL) and group.tellings[-1].sentence == telling.sentence and is_crackdown(group.tellings[-1])


def are_days_apart(telling: Telling, group: Group) -> bool:
    """True if both have days and no day is common to them."""
    own = telling.days
    theirs = [day for other in group.sample for day in other.days if other.has_own_time] or [
        day for other in group.sample for day in other.days
    ]
    if not own or not theirs:
        return False
    return not any(may_coincide(one, other) for one in own for other in theirs)


def are_hours_apart(telling: Telling, group: Group) -> bool:
    """True for entries of a log, and for deeds at two hours of the day: "At 03:10 a drone hit a lorry. At 05:45 shells fell on the post".

    What is known goes on, and so does what came of it outside a log. A live report goes back in time from entry to entry, and tells of one happening.
    """
    if telling.is_known or telling.minute is None:
        return False
    gaps = [telling.minute - other.minute for other in group.sample if other.minute is not None]
    if telling.is_entry:
        return bool(gaps) and min(gaps) > 0
    is_deed = telling.lead.family in DEEDS and not telling.is_outcome
    return is_deed and bool(gaps) and min(map(abs, gaps)) > MINUTES


def are_places_apart(telling: Telling, group: Group) -> bool:
    """True if both have places and none holds the other; names that no list knows are apart if they differ.

    A place of the sentence that is not tied to words for a known deed or an outcome may be another's. A place that only holds another of the group ("the deadliest in France" of an attack in Nice) does not bring a third place in.
    """
    if (telling.is_known or telling.is_outcome) and not telling.is_placed:
        return False
    own = specific_chain(telling)
    theirs = [chain for other in placed(group.sample) if (chain := specific_chain(other))]
    held = {ref.place.id for chain in theirs for ref in chain[1:] if ref.place}
    places = [chain for chain in theirs if chain[0].place is None or chain[0].place.id not in held]
    return bool(own) and bool(places) and all(are_apart(own, chain) for chain in places)


def are_counted_apart(telling: Telling, group: Group) -> bool:
    """True for "another attack" and "elsewhere, two were shot", and for "the second attack" beside the first."""
    theirs = frozenset(number for other in group.sample for number in other.ordinals)
    return telling.is_other or telling.is_elsewhere or (bool(telling.ordinals) and bool(theirs) and not telling.ordinals & theirs)


def are_totals_apart(telling: Telling, group: Group) -> bool:
    """True if both give figures of one harm and none in common, name who did it and nobody in common, or tell of other days: what a total covers differs."""
    doers, others = doer_names([telling]), doer_names(group.sample)
    if doers and others and not is_any_same(doers, others):
        return True
    if telling.is_of_known_many or goes_on_with_total(telling, group):
        return False
    spans, others_spans = spans_of([telling]), spans_of(group.sample)
    if spans and others_spans and not spans & others_spans:
        return True
    own = {figure_key(figure) for figure in telling.figures}
    theirs = {figure_key(figure) for other in group.sample for figure in other.figures}
    return not own & theirs and bool({key[0] for key in own} & {key[0] for key in theirs})


def spans_of(tellings: Iterable[Telling]) -> set[tuple[date | None, date | None]]:
    """First and last days that the grammar ties to tellings."""
    return {(day.earliest, day.latest) for telling in tellings if telling.has_own_time for day in telling.days}


def doer_names(tellings: Iterable[Telling]) -> list[str]:
    """Who acts, and who is held responsible."""
    acting = [one.name for telling in tellings for one in telling.actors]
    return acting + [word.party.name for telling in tellings for event in telling.events for word in event.responsibilities]


def are_apart(one: Sequence[PlaceRef], other: Sequence[PlaceRef]) -> bool:
    """True if neither first place is, or lies in, the other."""
    known, known_other = (next((ref.place for ref in chain if ref.place), None) for chain in (one, other))
    ids, others = ({ref.place.id for ref in chain if ref.place} for chain in (one, other))
    if known and known_other and known.id not in others and known_other.id not in ids:
        return True
    if one[0].place is None and other[0].place is None:
        return not is_same_name(one[0].name, other[0].name)
    return False


def specific_chain(telling: Telling) -> tuple[PlaceRef, ...]:
    """Its first place and what holds it; empty if it has none."""
    if not telling.place_ids:
        return ()
    return tuple(telling.grounding.places[number] for number in telling.grounding.place_chains[telling.place_ids[0]])


def are_sides_turned(telling: Telling, group: Group) -> bool:
    """True for a counter-strike: who acted is now acted on by who was acted on."""
    actors = [filler.name for filler in telling.actors]
    targets = [filler.name for filler in telling.targets]
    their_actors = [filler.name for other in group.sample for filler in other.actors]
    their_targets = [filler.name for other in group.sample for filler in other.targets]
    if is_any_same(actors, their_actors) or is_any_same(targets, their_targets):
        return False
    return is_any_same(actors, their_targets) and is_any_same(targets, their_actors)
