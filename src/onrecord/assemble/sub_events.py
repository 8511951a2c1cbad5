"""ACLED's sub-event type of a happening: from the deeds that are named, else the means, else the parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.assemble.crowds import ARMED_CLASH, ATTACK, DESTRUCTION, EXCESSIVE, as_crowd, as_demonstration, is_force_on_crowd
from onrecord.assemble.kinds import ARMED, STATE, deed_of, deeds_of
from onrecord.assemble.tellings import Telling, kinds_in
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention
from onrecord.model.values import Harm
from onrecord.vocab.deeds import deed_groups, is_violent_deed
from onrecord.vocab.lists import armed_sites
from onrecord.vocab.means import sub_event_of_means
from onrecord.vocab.words import word_set

GAINED = "Government regains territory"
LOST = "Non-state actor overtakes territory"
TRANSFER = "Non-violent transfer of territory"
SUICIDE = "Suicide bomb"
ABDUCTION = "Abduction/forced disappearance"
BLOW_UP = "assault.bomb.blow-up.verb"
BOMB = "Remote explosive/landmine/IED"
AIR = "Air/drone strike"
OTHER = "Other"
SHELLING = "Shelling/artillery/missile attack"
# Deeds that do not say how people were hurt before them ("shot two guards and took the driver hostage").
APART = frozenset({"abduction", "arrest", "property", "weapons", "other", "agreement", "change"})
FROM_THE_AIR = frozenset({"aircraft", "air bomb"})
EXPLODING = frozenset({AIR, SHELLING, SUICIDE, "Grenade"})
HURT = frozenset({Harm.KILLED, Harm.INJURED})


def find_sub_event(tellings: Sequence[Telling]) -> tuple[str | None, EventMention]:
    """ACLED's sub-event of a happening, and the mention that decides it: the deed told first, else means, else the parties."""
    found = as_demonstration(tellings)
    if found is not None:
        return found
    for telling in tellings:
        event = leading_deed(telling, tellings)
        if event is not None:
            return refine(event, tellings, telling), event
    return without_deed(tellings)


def leading_deed(telling: Telling, tellings: Sequence[Telling]) -> EventMention | None:
    """The named deed of a telling that decides: a suicide bomb, else an act, else what a weapon did."""
    is_more = is_hurting(tellings) or any(is_violent_deed(deed) and deed_groups()[deed] != "abduction" for deed in deeds_of(tellings))
    named = [event for event in telling.told if deed_of(event) and not (is_more and says_less(event))]
    event = next((event for event in named if event.sub_event == SUICIDE), None)
    event = event or next((event for event in named if event.family == "act"), named[0] if named else None)
    return None if event is None or is_told_after_harm(event, tellings) else event


def says_less(event: EventMention) -> bool:
    """True for what people's being hurt says more than: things destroyed, a house that is raided."""
    return event.sub_event == DESTRUCTION or (event.sub_event == OTHER and event.mode == "seize")


def is_told_after_harm(event: EventMention, tellings: Sequence[Telling]) -> bool:
    """True for a deed of another sort that follows people's being hurt: the act told first is the type (codebook, decision 1)."""
    if deed_groups()[event.sub_event or ""] not in APART:
        return False
    return any(other.span.start < event.span.start and is_hurt(other, telling) for telling in tellings for other in telling.events)


def is_hurting(tellings: Sequence[Telling]) -> bool:
    """True if somebody was killed or wounded."""
    return any(is_hurt(event, telling) for telling in tellings for event in telling.events)


def is_hurt(event: EventMention, telling: Telling) -> bool:
    """True for a mention that tells of somebody killed or wounded."""
    if event.plover != "ASSAULT" or event.harm not in HURT or event.family not in {"harm", "generic"}:
        return False
    figures = [telling.reading.figures[number] for number in event.figures]
    return any(figure.count.high != 0 for figure in figures) if figures else bool(event.targets)


def without_deed(tellings: Sequence[Telling]) -> tuple[str | None, EventMention]:
    """The sub-event where no deed is named: what the means imply, else what the parties do."""
    events = [event for telling in tellings for event in telling.events]
    violent = next((event for event in events if event.plover == "ASSAULT"), None)
    harms = {event.harm for event in events if event.family == "harm"}
    if Harm.MISSING in harms and not harms & HURT:
        return ABDUCTION, next(event for event in events if event.harm is Harm.MISSING)
    if violent is None:
        return None, tellings[0].lead
    for event in events:
        for implied in implied_by_means(event, tellings[0]):
            if implied not in {ATTACK, ARMED_CLASH, DESTRUCTION}:
                return implied, event
    return by_parties(tellings), violent


def implied_by_means(event: EventMention, telling: Telling) -> Iterator[str]:
    """The sub-events that the means of a mention imply."""
    for number in event.means:
        implied = sub_event_of_means(telling.reading.means[number].category)
        if implied:
            yield implied


def refine(event: EventMention, tellings: Sequence[Telling], telling: Telling) -> str | None:
    """What means and parties make of a named deed: whose ground it is now, whose bomb it was, who fought."""
    sub_event = event.sub_event
    if sub_event in {GAINED, LOST}:
        if is_left_to(event, tellings):
            return TRANSFER
        kinds = telling.kinds_of(event.actors) & ARMED or kinds_in(tellings)[0]  # whoever else fought: "took the town from the army"
        if kinds & STATE:
            return GAINED
        return LOST if kinds & ARMED else sub_event
    if sub_event == ATTACK and is_force_on_crowd(tellings):
        return EXCESSIVE
    if sub_event in {BOMB, ATTACK, ARMED_CLASH} and SUICIDE in {other.sub_event for told in tellings for other in told.events}:
        return SUICIDE
    if event.rule == BLOW_UP and is_razed(event, tellings):
        return DESTRUCTION
    if sub_event in {AIR, SHELLING, BOMB}:
        return by_means(event, telling)
    return as_crowd(sub_event, telling)


def is_left_to(taking: EventMention, tellings: Sequence[Telling]) -> bool:
    """True for ground taken "after the army withdrew", where nobody fights or is hurt (ACLED: Non-violent transfer of territory)."""
    if is_hurting(tellings) or any(event.sub_event == ARMED_CLASH for telling in tellings for event in telling.events):
        return False
    events = tellings[0].reading.events
    return any(event.sentence == taking.sentence and event.mode == "withdraw" and event.actors for event in events)


def by_means(event: EventMention, telling: Telling) -> str | None:
    """What was shelled or blown up, by what it was done with: gas, or an aircraft's missiles and bombs."""
    categories = {telling.reading.means[number].category for other in telling.events for number in other.means}
    if "chemical" in categories:
        return "Chemical weapon"
    if categories & FROM_THE_AIR and event.sub_event != AIR:
        return AIR
    if event.sub_event == BOMB and event.family == "means":
        weapons = (implied for other in telling.events if other.family == "means" for implied in implied_by_means(other, telling))
        return next((implied for implied in weapons if implied in EXPLODING), BOMB)
    return event.sub_event


def is_razed(event: EventMention, tellings: Sequence[Telling]) -> bool:
    """True for a house or shrine that forces or fighters blow up without hurting anybody: ACLED's property destruction."""
    razed = any(word_set("words.razed") & set(normal_name(filler.name).split()) for filler in event.targets)
    return razed and bool(tellings[0].kinds_of(event.actors) & ARMED) and not is_hurting(tellings)


def hits_armed(event: EventMention) -> bool:
    """True if a target is a place of the armed: "an attack on a military base"."""
    names = [set(normal_name(filler.name).split()) for filler in event.targets]
    return any(armed_sites() & words and not word_set("words.relief") & words for words in names)


def are_armed_hit_first(tellings: Sequence[Telling]) -> bool:
    """True if those hit first bear arms: who else was hurt was caught in the fighting (ACLED codebook, Battles)."""
    kinds = (telling.kinds_of([filler], are_hit=True) for telling in tellings for event in telling.events for filler in event.targets)
    return bool(next((kind for kind in kinds if kind), frozenset()) & ARMED)


def by_parties(tellings: Sequence[Telling]) -> str | None:
    """Two armed sides fight; harm to people who do not is an attack (ACLED codebook, Battles and Violence against civilians)."""
    if is_force_on_crowd(tellings):
        return EXCESSIVE
    targets = kinds_in(tellings)[1]
    if targets & {"Civilians", "Protesters"} and not are_armed_hit_first(tellings):
        return as_crowd(ATTACK, tellings[0])
    if targets & ARMED or any(event.sub_event in {GAINED, LOST} for telling in tellings for event in telling.events):
        return as_crowd(ARMED_CLASH, tellings[0])
    if any(
        event.family == "generic" and (telling.hits_place(event) or hits_armed(event)) for telling in tellings for event in telling.events
    ):
        return ARMED_CLASH  # an assault on a town is met by those who hold it
    return as_crowd(ATTACK, tellings[0])
