"""Tellings that only look like violence: harm by accidents, nature and illness, and what is staged or invented.

ACLED codes violence and protest alone: deaths in a flood or a crash are no event of its list, and neither are drills and films.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.assemble.crowds import DESTRUCTION
from onrecord.assemble.persons import victim_head
from onrecord.assemble.tellings import DEEDS, DYING, Telling
from onrecord.model.mentions import LookalikeMention
from onrecord.model.reading import EventMention
from onrecord.model.values import Reach
from onrecord.vocab.words import word_set

CARRIED = 2  # sentences that may go on with an accident: "Most of the dead could not swim"


def without_lookalikes(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The tellings of violence, and all that are of something else than harm."""
    first_deed = min((telling.sentence for telling in tellings if is_deed(telling)), default=None)
    is_violent = any(telling.is_violent and not is_plain_death(telling) for telling in tellings)
    latest = None
    for telling in tellings:
        if is_staged(telling):
            continue
        if is_deed(telling) or not is_harm(telling):
            latest = None if is_deed(telling) else latest
            yield telling
            continue
        told = first_deed is not None and first_deed <= telling.sentence
        if not is_violent and is_plain_death(telling):
            continue
        if is_mishap(telling, told=told) or (latest is not None and goes_on(telling, latest)):
            latest = telling.sentence
            continue
        yield telling


def is_deed(telling: Telling) -> bool:
    """True if a deed is told, not only its outcome; what burns needs somebody who set it on fire."""
    return any(event.family in DEEDS and event.plover == "ASSAULT" and not is_ownerless_fire(event) for event in telling.events)


def is_ownerless_fire(event: EventMention) -> bool:
    """True for destruction that nobody is said to have done."""
    return event.sub_event == DESTRUCTION and not event.actors


def is_harm(telling: Telling) -> bool:
    """True if only an outcome is told, by nobody."""
    return all(event.family in {"harm", "aftermath"} or is_ownerless_fire(event) for event in telling.events) and not has_doer(telling)


def has_doer(telling: Telling) -> bool:
    """True if somebody acts that is no flood or beast."""
    return any(not any(one.span.overlaps(filler.span) for one in telling.reading.lookalikes) for filler in telling.actors)


def is_mishap(telling: Telling, *, told: bool) -> bool:
    """True if words of its sentence tell of an accident, of nature or illness; after violence (`told`) a fire or a crash may be its work."""
    reaches = {one.reach for event in telling.events for one in beside(telling, event)}
    is_fire = any(is_ownerless_fire(event) for event in telling.events)
    return Reach.HARM in reaches or (Reach.AFTERMATH in reaches and not told and not is_fire)


def is_plain_death(telling: Telling) -> bool:
    """True for one person who died, and nothing tells of what: "the former president died on Monday"; a soldier may have fallen."""
    if any(figure.count.high != 1 or victim_head(figure) in word_set("words.who-may-fall") for figure in telling.figures):
        return False
    return all(event.rule in DYING for event in telling.events)


def beside(telling: Telling, event: EventMention) -> Iterator[LookalikeMention]:
    """Look-alikes in the sentence of a mention, but for those of which only somebody else speaks there ("..., but the army said that he had drowned")."""
    near = (one for one in telling.reading.lookalikes if event.sentence_span.overlaps(one.span))
    return (one for one in near if not is_said_by_others(one, event, telling))


def is_said_by_others(one: LookalikeMention, event: EventMention, telling: Telling) -> bool:
    """True if those who tell of the mention do not say the words."""
    chain = set(telling.reading.chains.at(one.span)) if event.attributions else set()
    return bool(chain) and chain.isdisjoint(event.attributions)


def is_staged(telling: Telling) -> bool:
    """True if it is told behind words for a drill, a play or a film."""
    lead = telling.lead
    return any(one.reach is Reach.SCENE and one.span.start <= lead.span.start for one in beside(telling, lead))


def goes_on(telling: Telling, latest: int) -> bool:
    """True for harm without a day or place of its own, right after an accident."""
    return telling.sentence - latest <= CARRIED and not any(event.times or event.places for event in telling.events)
