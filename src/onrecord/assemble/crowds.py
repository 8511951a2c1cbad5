"""What crowds do and what is done to them: ACLED's types of protests, riots and mobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.assemble.kinds import ARMED, STATE, deed_of, is_crackdown
from onrecord.assemble.tellings import Telling, kinds_in
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler
from onrecord.model.values import Harm
from onrecord.vocab.words import word_set

ATTACK = "Attack"
ARMED_CLASH = "Armed clash"
ARRESTS = "Arrests"
PEACEFUL = "Peaceful protest"
INTERVENTION = "Protest with intervention"
EXCESSIVE = "Excessive force against protesters"
VIOLENT = "Violent demonstration"
MOB = "Mob violence"
DESTRUCTION = "Looting/property destruction"  # what an attack leaves behind, unless nothing else is told
STONES = frozenset({"riot.throw.verb", "riot.pelt.verb"})
DEMONSTRATIONS = frozenset({PEACEFUL, INTERVENTION, EXCESSIVE, VIOLENT})
CROWD_CONTROL = "crowd control"
HURT = frozenset({Harm.KILLED, Harm.INJURED})


def as_demonstration(tellings: Sequence[Telling]) -> tuple[str, EventMention] | None:
    """The type of a demonstration, and the mention that decides it; None if nobody demonstrates.

    ACLED's codebook: violent if those who demonstrate are; else excessive force if they are shot at or badly hurt; else an intervention if
    they are dispersed or arrested; else peaceful.
    """
    deeds = {event.sub_event: event for telling in reversed(tellings) for event in reversed(telling.told) if deed_of(event)}
    if not DEMONSTRATIONS & deeds.keys() or deed_of(tellings[0].lead) not in DEMONSTRATIONS | {ARRESTS, DESTRUCTION, None}:
        return None
    if kinds_in(tellings)[0] & (ARMED - STATE):
        return None  # gunmen at a rally
    if VIOLENT in deeds:
        return (MOB if is_stoning(tellings) else VIOLENT), deeds[VIOLENT]
    if deed_of(tellings[0].lead) == DESTRUCTION:
        return None if tellings[0].kinds_of(tellings[0].actors) & ARMED else (VIOLENT, deeds[DESTRUCTION])
    found = next(deeds[deed] for deed in (EXCESSIVE, INTERVENTION, ARRESTS, PEACEFUL) if deed in deeds)
    if EXCESSIVE in deeds or is_force_on_crowd(tellings) or any(map(is_crackdown, tellings)):
        return EXCESSIVE, found
    return (PEACEFUL if found.sub_event == PEACEFUL else INTERVENTION), found


def is_stoning(tellings: Sequence[Telling]) -> bool:
    """True for stones thrown at others than forces by people who do not demonstrate: ACLED's mob violence."""
    crowd = [event for telling in tellings for event in telling.events if event.plover == "PROTEST"]
    actors, targets = kinds_in(tellings)
    is_aimed = any(event.targets for event in crowd) and not targets & STATE and not actors & {"Rioters", "Protesters"}
    return is_aimed and all(event.rule in STONES for event in crowd)


def is_force_on_crowd(tellings: Sequence[Telling]) -> bool:
    """True if those who protest are shot at or hurt by forces, or people are hurt with what is used against crowds."""
    events = [event for telling in tellings for event in telling.events]
    means = [tellings[0].reading.means[number] for event in events for number in event.means]
    controlled = any(mention.category == CROWD_CONTROL for mention in means)
    actors, targets = kinds_in(tellings)
    demonstrated = any(deed_of(event) in DEMONSTRATIONS for event in events)
    protesters = "Protesters" in targets or any(is_protesting(filler, tellings[0]) for event in events for filler in event.targets)
    hurt = any(event.harm in HURT and event.factuality.realis == "actual" and is_counted(event, tellings[0]) for event in events)
    if any(word_set("words.lethal") & set(normal_name(mention.name).split()) for mention in means) and (protesters or demonstrated):
        return True
    if not hurt and not any(event.family == "generic" or event.sub_event == ATTACK for event in events):
        return False
    if protesters and not actors & (ARMED - STATE):
        return bool(actors & STATE) or controlled or demonstrated or (hurt and not actors)
    return hurt and controlled and not actors & (ARMED - STATE)


def is_counted(event: EventMention, telling: Telling) -> bool:
    """False for a mention whose figures say that nobody was hurt."""
    figures = [telling.reading.figures[number] for number in event.figures]
    return not figures or any(figure.count.high != 0 for figure in figures)


def is_protesting(filler: Filler, telling: Telling) -> bool:
    """True for those of whom the report says that they protest: "people protesting against the vote"."""
    return filler.token in telling.reading.protesting


def as_crowd(sub_event: str | None, telling: Telling) -> str | None:
    """An attack or a clash by people who are no armed group is a mob's (ACLED codebook, Riots); with police it is a violent demonstration."""
    if sub_event == ARMED_CLASH and is_unarmed_fight(telling):
        return MOB
    if sub_event == DESTRUCTION and ("Rioters" in telling.kinds_of(telling.actors) or is_crowd(telling.actors)):
        kinds = telling.kinds_of(telling.actors)
        return sub_event if kinds & ARMED else VIOLENT if "Protesters" in kinds else MOB
    if sub_event not in {ATTACK, ARMED_CLASH} or not is_crowd(telling.actors) or telling.kinds_of(telling.actors) & (ARMED - STATE):
        return sub_event
    if sub_event == ARMED_CLASH and (telling.kinds_of(telling.targets) | telling.kinds_of(telling.actors)) & STATE:
        return VIOLENT
    return MOB


def is_unarmed_fight(telling: Telling) -> bool:
    """True for sides that have nothing but knives, sticks and stones, and are no armed groups."""
    means = {telling.reading.means[number].category for event in telling.events for number in event.means}
    return bool(means) and means <= {"stones", "blunt instrument", "blade"} and not (telling.kinds[0] | telling.kinds[1]) & ARMED


def is_crowd(fillers: Iterable[Filler]) -> bool:
    """True if somebody is named as a crowd: "villagers", "supporters of both parties"."""
    return any(word_set("words.crowd") & set(normal_name(filler.name).split()) for filler in fillers)
