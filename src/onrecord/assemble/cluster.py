"""Which tellings of one report are of one happening.

Tellings are taken in text order; each joins the group that it fits best, or begins a new one. What excludes is checked first:
days, places, deeds or sides that cannot be one happening's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.assemble.kinds import ARMED, STATE, are_compatible, deeds_of, find_kind, is_period
from onrecord.assemble.tellings import Telling, is_any_same, is_same_name, may_coincide
from onrecord.model.mentions import FigureMention
from onrecord.model.values import Kind, PlaceRef, Realis
from onrecord.vocab.deeds import deed_groups

# Weights were set by hand on the order of what they say; `onrecord evaluate` shows what a change does.
SAME_DAY = 1.0
SAME_PLACE = 1.0
SAME_ACTOR = 0.7
SAME_TARGET = 0.7
SAME_DEED = 0.8
SAME_FIGURE = 1.5
DEFINITE = 1.2  # "the attack"
NEXT_SENTENCE = 0.4
FIRST, LATEST = 4, 20  # tellings of a group that a new one is compared with
MOST_GROUPS = 200  # latest groups that a new telling may join
FIRST_GROUP = 0.5  # a report is mostly about what it begins with
VAGUE_AGAINST_DAY = -1.0  # "earlier this year" beside "on Monday"
NEW_PLACE = -0.6
INDEFINITE = -0.4  # "a suicide bombing"
OLD_AGAINST_NEWS = -1.5
NEWS_DAYS = 3
TWO_FIGURES = -1.5  # one sentence gives two figures of one harm that its grammar does not tie together
OTHER_FORCE = -1.0  # a later step by another force is a record of its own (codebook, decision 1)
THRESHOLD = 1.0
PLURAL = "kind.plural-deeds"  # "the air strikes" may tell of one incident that is known already


@dataclass(slots=True)
class Group:
    """Tellings of one happening while they are being gathered."""

    kind: Kind
    rule: str
    tellings: list[Telling] = field(default_factory=list)
    threat: bool = False

    @property
    def sample(self) -> list[Telling]:
        """The tellings that a new one is compared with: the first ones and the latest, so that a long report costs no more per sentence."""
        return self.tellings if len(self.tellings) <= FIRST + LATEST else [*self.tellings[:FIRST], *self.tellings[-LATEST:]]


def group_tellings(tellings: Sequence[Telling], *, published: date | None) -> list[Group]:
    """Groups in the order of their first telling."""
    groups: list[Group] = []
    for telling in tellings:
        kind, rule = find_kind(telling)
        best, weight = None, THRESHOLD
        for group in [*groups[:FIRST], *groups[max(FIRST, len(groups) - MOST_GROUPS) :]]:
            if is_excluded(telling, kind, group) and not (rule == PLURAL and not is_excluded(telling, group.kind, group)):
                continue
            score = likeness(telling, group, is_first=group is first_incident(groups)) + age_likeness(telling, group, published)
            if score >= weight:
                best, weight = group, score
        if best is None:
            best = Group(kind, rule)
            groups.append(best)
        best.tellings.append(telling)
    return groups


def first_incident(groups: Sequence[Group]) -> Group | None:
    """What the report is mostly about."""
    return next((group for group in groups if group.kind is Kind.INCIDENT), None)


def is_excluded(telling: Telling, kind: Kind, group: Group) -> bool:
    """True if something in the words sets both apart."""
    if kind is not group.kind or is_violent(telling) != is_violent(group.tellings[0]):
        return True
    if not is_violent(telling) and telling.plover != group.tellings[0].plover:
        return True
    if (telling.realis is Realis.PLANNED) != (group.tellings[0].realis is Realis.PLANNED):
        return True
    if not are_compatible(deeds_of([telling]), deeds_of(group.sample)):
        return True
    if are_days_apart(telling, group) or are_places_apart(telling, group):
        return True
    if are_counted_apart(telling, group) or (kind is Kind.TALLY and are_totals_apart(telling, group)):
        return True
    return are_sides_turned(telling, group)


def is_violent(telling: Telling) -> bool:
    """True if its lead has a sub-event or is violent in general, and for harm that has no type of its own; the rest is diplomacy and speech."""
    lead = telling.lead
    return lead.sub_event is not None or lead.plover == "ASSAULT" or (lead.family == "harm" and lead.plover is None)


def are_days_apart(telling: Telling, group: Group) -> bool:
    """True if both have days and no day is common to them."""
    own = telling.days
    theirs = [day for other in group.sample for day in other.days if other.has_own_time] or [
        day for other in group.sample for day in other.days
    ]
    if not own or not theirs:
        return False
    return not any(may_coincide(one, other) for one in own for other in theirs)


def are_places_apart(telling: Telling, group: Group) -> bool:
    """True if both have places and none holds the other; names that no list knows are apart if they differ."""
    own = specific_chain(telling)
    theirs = [chain for other in group.sample if (chain := specific_chain(other))]
    return bool(own) and bool(theirs) and all(are_apart(own, chain) for chain in theirs)


def are_counted_apart(telling: Telling, group: Group) -> bool:
    """True for "another attack" and "elsewhere, two were shot", and for "the second attack" beside the first."""
    theirs = frozenset(number for other in group.sample for number in other.ordinals)
    return telling.is_other or telling.is_elsewhere or (bool(telling.ordinals) and bool(theirs) and not telling.ordinals & theirs)


def are_totals_apart(telling: Telling, group: Group) -> bool:
    """True if both give figures of one harm and none in common: what a total covers differs."""
    own = {figure_key(figure) for figure in telling.figures}
    theirs = {figure_key(figure) for other in group.sample for figure in other.figures}
    return not own & theirs and bool({key[0] for key in own} & {key[0] for key in theirs})


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


def likeness(telling: Telling, group: Group, *, is_first: bool) -> float:
    """How much speaks for one happening."""
    others = group.sample
    score = SAME_DEED * is_same_deed(deeds_of([telling]), deeds_of(others))
    score += SAME_ACTOR * is_any_same([f.name for f in telling.actors], [f.name for other in others for f in other.actors])
    score += OTHER_FORCE * is_other_force(telling, others)
    score += SAME_TARGET * is_any_same([f.name for f in telling.targets], [f.name for other in others for f in other.targets])
    score += SAME_FIGURE * bool({figure_key(f) for f in telling.figures} & {figure_key(f) for other in others for f in other.figures})
    score += time_likeness(telling, others) + place_likeness(telling, others)
    score += DEFINITE * telling.is_known
    score += INDEFINITE * (telling.lead.is_noun and not telling.is_known and not telling.lead.is_definite and not telling.lead.is_plural)
    score += TWO_FIGURES * has_other_figures(telling, others)
    score += NEXT_SENTENCE * (0 <= telling.sentence - others[-1].sentence <= 1)
    return score + FIRST_GROUP * is_first


def age_likeness(telling: Telling, group: Group, published: date | None) -> float:
    """Against a dated past beside a happening without a day: what a report tells without a day is its news."""
    if published is None or not telling.has_own_time or any(other.days for other in group.sample):
        return 0.0
    is_past = all(day.latest is not None and (published - day.latest).days > NEWS_DAYS for day in telling.days)
    return OLD_AGAINST_NEWS * (is_past and bool(telling.days))


def is_other_force(telling: Telling, others: Sequence[Telling]) -> bool:
    """True if forces of a state act here and armed others there, or the other way round."""
    own = telling.kinds[0] & ARMED
    theirs = frozenset(kind for other in others for kind in other.kinds[0]) & ARMED
    return bool(own) and bool(theirs) and not own & theirs and bool(own & STATE) != bool(theirs & STATE)


def is_same_deed(own: frozenset[str], theirs: frozenset[str]) -> bool:
    """True if a deed of one group is told by both, or one of them names none."""
    groups = deed_groups()
    return not own or not theirs or bool({groups[deed] for deed in own} & {groups[deed] for deed in theirs})


def has_other_figures(telling: Telling, others: Sequence[Telling]) -> bool:
    """True if another telling of the same sentence gives other figures of the same harm."""
    own = {figure_key(figure) for figure in telling.figures}
    beside = {figure_key(figure) for other in others if other.sentence == telling.sentence for figure in other.figures}
    return bool(own) and bool(beside) and not own & beside and bool({key[0] for key in own} & {key[0] for key in beside})


def figure_key(figure: FigureMention) -> tuple[object, ...]:
    """What makes two figures one."""
    return figure.harm, figure.count.low, figure.count.high


def time_likeness(telling: Telling, others: Sequence[Telling]) -> float:
    """For a common day, against a vague time beside a day."""
    theirs = [day for other in others for day in other.days]
    if not telling.days or not theirs:
        return 0.0
    if any(is_period(one) for one in telling.days) != all(is_period(other) for other in theirs):
        return VAGUE_AGAINST_DAY
    return SAME_DAY


def place_likeness(telling: Telling, others: Sequence[Telling]) -> float:
    """For a common place, against a new one."""
    own = {place.place.id if place.place else place.name for place in telling.places}
    theirs = {place.place.id if place.place else place.name for other in others for place in other.places}
    if not own or not theirs:
        return 0.0
    return SAME_PLACE if own & theirs else NEW_PLACE
