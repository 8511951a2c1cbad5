"""According to whom it happened, and who denies it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.assemble.claims import DENIAL, Source, is_happening
from onrecord.assemble.tellings import DEEDS, Telling, is_same_name
from onrecord.model.chains import holds
from onrecord.model.claims import Polarity
from onrecord.model.mentions import AttributionMention
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention
from onrecord.model.text import Span
from onrecord.model.values import Harm, Realis
from onrecord.vocab.words import word_set

THREAT, CLAIM = "threaten", "claim"
VERB = ".verb"
TAKEN = frozenset({Harm.CAPTURED, Harm.ARRESTED, Harm.ABDUCTED, Harm.RELEASED, Harm.DESTROYED})
COUNT = "attribution.by-count"  # who counts gives a figure
CITED, REPORT = "attribution.citing", "attribution.report"
NEAR = 150  # characters between the end of a sentence and a denial of it in the next one
RETOLD = "toll.retold"  # a number given anew: who gives it is no source


def find_sources(tellings: Sequence[Telling], source: Source) -> tuple[list[str], list[str]]:
    """Who says that it happened, and who denies it.

    Who only claims responsibility for what the report tells otherwise, or gives a figure, is no source (codebook), nor does somebody deny
    it who says what was not done in it.
    """
    events = [event for telling in tellings for event in telling.events if event.rule != RETOLD]
    is_told = any(not event.attributions for event in events)
    told = [(event, *pair) for event in events if not event.is_given for pair in speakers_of(event, source, is_told=is_told)]
    of_deeds = [said for event, said, is_denial in told if not is_denial and tells_deed(event, source)]
    tellers = of_deeds or [said for _, said, is_denial in told if not is_denial and not is_told]
    if is_told or any(said.stance != CLAIM for said in tellers):
        tellers = [said for said in tellers if said.stance != CLAIM]
    numbers = frozenset(event.index for event in events)
    tellers += find_confirmations(numbers, source)
    sources = {normal_name(name): name for said in reversed(tellers) for name in reversed(names_of(said))}
    denials = [
        said
        for event, said, is_denial in told
        if is_denial and not denies_order(said, source) and not (is_told and denies_part(event, said))
    ]
    later = find_later_denials(numbers, source) if sources else ()
    denials += (said for said in later if not any(is_same_name(name, said.source_name or "") for name in sources.values()))
    denied = {normal_name(name): name for said in reversed(denials) for name in reversed(names_of(said))}
    return list(reversed(sources.values())), list(reversed(denied.values()))


def names_of(said: AttributionMention) -> tuple[str, ...]:
    """Everybody who says it: "police and a doctor"."""
    return (said.source_name, *said.co_sources) if said.source_name else said.co_sources


def denies_part(event: EventMention, said: AttributionMention) -> bool:
    """True of who says that he did not do what the report tells of: that it happened is not denied."""
    return any(word.status == "denied" and is_same_name(word.by or "", said.source_name or "") for word in event.responsibilities)


def denies_order(said: AttributionMention, source: Source) -> bool:
    """True of "denied ordering the attack": others may have done it."""
    words = source.quote(said.content).quote.lower().split(maxsplit=2)
    return (words[1] if words[0] == "having" and len(words) > 1 else words[0]) in word_set("words.directing")


def tells_deed(event: EventMention, source: Source) -> bool:
    """True of more than how many were harmed, and of more than what who tells it owns up to by giving their number."""
    if is_own(event, source):
        return not event.figures
    if is_told_not_to_be(event) or (event.harm is not None and event.factuality.factuality.polarity is Polarity.NEGATIVE):
        return False
    is_killing = event.harm is Harm.KILLED and event.rule.endswith(VERB)
    return event.family in DEEDS or bool(event.actors) or is_killing or event.harm in TAKEN


def is_own(event: EventMention, source: Source) -> bool:
    """True if who tells it says that he did it: "said it had killed 40"."""
    said = source.teller(event.attributions)
    if said is None or said.source_name is None:
        return False
    names = [filler.name for filler in event.actors if filler.actor is None or filler.actor != said.source_actor]
    return len(names) < len(event.actors) or any(is_same_name(name, said.source_name) for name in names)


def speakers_of(event: EventMention, source: Source, *, is_told: bool) -> Iterator[tuple[AttributionMention, bool]]:
    """Who tells a mention, and whether he denies it: of a chain the innermost tells it, the others pass it on, or deny what he tells."""
    chain = [source.reading.attributions[number] for number in event.attributions]
    named = [said for said in chain if said.source_name and not is_happening(said, source.reading) and said.rule != COUNT]
    if not named:
        return
    is_denied = any(said.stance == DENIAL for said in chain)
    says_not = not is_denied and is_told_not_to_be(event)
    is_denial = is_denied_outright(event) if says_not else named[-1].stance == DENIAL
    if is_denial or not says_not:
        yield from ((said, is_denial) for said in find_tellers(named) if not (is_told and says_not))
    yield from ((said, True) for said in named[:-1] if said.stance == DENIAL)


def find_tellers(named: Sequence[AttributionMention]) -> Iterator[AttributionMention]:
    """The innermost that does more than threaten; and who cites him, if he is cited."""
    others = [said for said in named if said.stance != THREAT]
    yield from others[-1:]
    if len(others) > 1 and others[-1].rule == CITED:
        yield others[-2]


def is_told_not_to_be(event: EventMention) -> bool:
    """True of "said its men had not fired on homes", not of "said nobody was hurt": the deed itself is negated."""
    told = event.factuality
    is_negative = told.factuality.polarity is Polarity.NEGATIVE and told.realis is Realis.ACTUAL
    return is_negative and event.family in DEEDS and not event.figures


def is_denied_outright(event: EventMention) -> bool:
    """True of "said its men had fired no shot": not only that a certain place or people were hit."""
    return not (event.targets or event.places)


def find_later_denials(numbers: frozenset[int], source: Source) -> Iterator[AttributionMention]:
    """Denials of what somebody else has just told: "The army denied the report", "denied that any raid had taken place"."""
    events = source.reading.events
    for said in source.reading.attributions:
        if said.stance != DENIAL or said.source_name is None or says_of_its_own(said, events) or disputes_details(said, source):
            continue
        before = last_event_before(said, source)
        if before is not None and before.index in numbers and start_of(said) - before.sentence_span.end <= NEAR:
            yield said


def find_confirmations(numbers: frozenset[int], source: Source) -> Iterator[AttributionMention]:
    """Who confirms what was told before without telling it again: "A spokesman confirmed the incident"."""
    for said in source.reading.attributions:
        if said.rule != REPORT or said.source_name is None or "confirm" not in source.quote(said.cue).quote.lower():
            continue
        words = re.findall(r"[a-z]+", source.quote(said.content).quote.lower())
        before = last_event_before(said, source) if len(words) > 1 and words[0] in word_set("words.pointing") | {"the"} else None
        if before is not None and words[1] in word_set("words.incident") and before.index in numbers and not before.is_given:
            yield said


def start_of(said: AttributionMention) -> int:
    """Where an attribution begins, with its cue or its source."""
    return min(said.cue.start, said.source.start) if said.source is not None else said.cue.start


def last_event_before(said: AttributionMention, source: Source) -> EventMention | None:
    """The last happening that is told before an attribution."""
    events = source.reading.events
    place = bisect_right(events, start_of(said), key=lambda event: event.span.start) - 1
    return events[place] if place >= 0 else None


def disputes_details(said: AttributionMention, source: Source) -> bool:
    """True of "disputed the army's version" and "denied involvement": something did happen."""
    if denies_order(said, source):
        return True
    words = re.findall(r"[a-z]+", source.quote(said.content).quote.lower())
    if "claim" in words and any(
        other.stance == CLAIM and 0 < start_of(said) - other.cue.start <= NEAR for other in source.reading.attributions
    ):
        return True  # who disputes a claim of responsibility
    is_habit = words[0].endswith("ing") and not word_set("words.referring") & set(words)  # "denies targeting civilians"
    return is_habit or bool(word_set("words.details") & set(words))


def says_of_its_own(said: AttributionMention, events: Sequence[EventMention]) -> bool:
    """True if what is denied is a happening with something of its own to know it by; "any attack" has nothing."""
    first = bisect_right(events, said.content.start, key=lambda event: event.span.start - 1)
    for event in events[max(first - 1, 0) :]:
        if event.span.start >= said.content.end:
            return False
        if any(holds(piece, event.span) for piece in said.pieces) and is_known_by(event, said.content):
            return True
    return False


def is_known_by(event: EventMention, content: Span) -> bool:
    """True if it is told within some words who did it, to whom, where, when, or how many it harmed."""
    fillers = (*event.actors, *event.targets)
    return bool(event.times or event.places or event.figures) or any(filler.span.overlaps(content) for filler in fillers)
