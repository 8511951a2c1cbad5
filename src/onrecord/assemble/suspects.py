"""Whom the police take for the one nameless doer: "a woman threw acid … police arrested Ana Ruiz, 41, on the platform"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.acting import ARRESTS, FORCES, Word, is_one_man
from onrecord.assemble.claims import Source
from onrecord.assemble.tellings import DEEDS, Telling
from onrecord.model.reading import EventMention, Filler

PERSON = "actors.person"
REACH = 4  # sentences from a deed to the arrest for it


def add_suspect(words: list[Word], tellings: Sequence[Telling], source: Source) -> list[Word]:
    """The words, with one on who was arrested by name right behind a deed of one nameless doer."""
    if not words or any(word.responsibility is not None or not is_man_at_large(word, source) for word in words):
        return words
    arrest = next_arrest(tellings, source)
    named = [filler for filler in arrest.targets if is_person(filler, source)] if arrest is not None else []
    if arrest is None or len(named) != 1 or len(arrest.targets) != 1:
        return words
    police = next((filler.name for filler in arrest.actors), None)
    return [*words, Word(filler=named[0], event=arrest, status="suspected", by=police)]


def without_men_at_large(words: list[Word], source: Source) -> list[Word]:
    """Without the nameless doer where a person is named as him: "a man", beside the suspect Omar Hadi."""
    held = {"accused", "suspected"}
    is_named = any(is_person(word.filler, source) and word.status in held for word in words)
    return [word for word in words if not (is_named and is_man_at_large(word, source))]


def is_man_at_large(word: Word, source: Source) -> bool:
    """True of "a man", "the gunman": one doer by a class."""
    number = word.filler.actor
    return number is not None and source.reading.actors[number].is_generic and is_one_man(word, source)


def is_person(filler: Filler, source: Source) -> bool:
    """True of somebody named."""
    return filler.actor is not None and source.reading.actors[filler.actor].rule == PERSON


def next_arrest(tellings: Sequence[Telling], source: Source) -> EventMention | None:
    """The first arrest by a force behind a deed, if no other violent deed is told between."""
    own = {event.index for telling in tellings for event in telling.events}
    first = tellings[0].events[0]
    events = source.reading.events
    for event in (events[index] for index in range(first.index + 1, len(events))):
        if event.sentence - first.sentence > REACH:
            return None
        if event.sub_event == ARRESTS and event.index not in own:
            return event if all(kind_of_filler(filler, source) in FORCES for filler in event.actors) and event.actors else None
        is_other = event.index not in own and event.plover == "ASSAULT" and event.family in DEEDS
        if is_other and (event.targets or event.times or event.places):
            return None
    return None


def kind_of_filler(filler: Filler, source: Source) -> str:
    """ACLED's kind of somebody."""
    return source.grounding.actors[filler.actor].kind if filler.actor is not None else "other"
