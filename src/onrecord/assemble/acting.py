"""Which of those who are named act in a deed: not those who only answer it, march, or stand beside a named doer (codebook, `attackers`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from onrecord.assemble.claims import Source
from onrecord.assemble.tellings import Telling, is_any_same, is_same_name
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler, Responsibility
from onrecord.model.text import Span
from onrecord.model.values import Harm
from onrecord.vocab.lists import doers
from onrecord.vocab.words import word_set

FORCES = frozenset({"State forces", "External/Other forces"})
OTHERS_WORD = frozenset({"accused", "suspected"})
SETTLED = frozenset({"stated", "claimed"})
NON_STATE = frozenset({"Rebel group", "Political militia", "Identity militia", "other"})
VEHICLES = frozenset({"actors.generic.aircraft", "actors.generic.warship", "actors.generic.armour"})
GOVERNMENT = "actors.generic.government"
VIOLENT = "Violent demonstration"
TAKEN = frozenset({Harm.ABDUCTED, Harm.CAPTURED, Harm.ARRESTED})
ANSWER_REACH = 60  # characters from "in revenge for" to the deed that is meant
DOUBT_REACH = 250  # characters behind a claim of responsibility
ARRESTS = "Arrests"
TAKINGS = frozenset({"Abduction/forced disappearance", ARRESTS})
FORCEFUL = frozenset({"ASSAULT", "COERCE"})
PEACEABLE = frozenset({"PROTEST", "RETREAT", "CONSULT", "AID", "SUPPORT", "REQUEST", "AGREE", "CONCEDE", "COOPERATE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One telling's word on an actor."""

    filler: Filler
    event: EventMention
    status: str
    by: str | None
    responsibility: Responsibility | None = None


def leave_out_beside(words: list[Word], source: Source) -> list[Word]:
    """Words on those who act, without those who stand beside them."""
    for leave_out in (leave_out_answered, leave_out_peaceable, leave_out_answering, leave_out_states):
        words = leave_out(words, source)
    return leave_out_repeated(join_denials(leave_out_nameless(words, source), source), source)


def leave_out_answered(words: list[Word], source: Source) -> list[Word]:
    """Who did what a deed answers did not do the deed: "said the bombing was in retaliation for American air strikes"."""
    return [word for word in words if not is_answered(word.event, source)] or words


def is_answered(event: EventMention, source: Source) -> bool:
    """True of a deed behind "in retaliation for"."""
    before = source.document.text[max(event.sentence_span.start, event.span.start - ANSWER_REACH) : event.span.start].lower()
    return event.is_noun and any(f"{word} {link} " in before for word in word_set("words.reprisal") for link in ("for", "to", "against"))


def leave_out_peaceable(words: list[Word], source: Source) -> list[Word]:  # noqa: ARG001  one shape for all
    """Who marches, flees or meets does not do the violence that is told with it: "fired on people who marched"."""
    kept = [word for word in words if not is_peaceable(word.event) or word.responsibility is not None]
    return kept if any(word.event.plover in FORCEFUL for word in kept) else words


def is_peaceable(event: EventMention) -> bool:
    """True of a march, a flight, a meeting."""
    return event.plover in PEACEABLE and event.sub_event != VIOLENT


def leave_out_answering(words: list[Word], source: Source) -> list[Word]:
    """Who shoots the attackers dead, or those who act before him, answers the deed: the side that started it acts (codebook, `attackers`)."""
    first: dict[tuple[str, str], Word] = {}  # of each name only the earliest word can make others an answer
    for word in sorted(words, key=lambda word: word.event.span.start):
        first.setdefault((word.filler.name, kind_of(word, source)), word)
    answering = {word.filler.token for word in words if any(is_answer(word, other, source) for other in first.values())}
    return [word for word in words if word.filler.token not in answering or word.responsibility is not None] or words


def is_answer(word: Word, first: Word, source: Source) -> bool:
    """True if one word is on somebody who acts against those whom an earlier one is on."""
    hit = [filler.name for filler in word.event.targets]
    if word.responsibility is not None or is_same_name(word.filler.name, first.filler.name):
        return False
    if kind_of(word, source) in FORCES and is_one_man(first, source) and is_any_same([first.filler.name], hit):
        return True  # "police shot the driver dead", wherever it stands
    if first.event.span.start >= word.event.span.start:
        return False
    if (
        kind_of(word, source) in FORCES
        and kind_of(first, source) not in FORCES
        and any(is_doer(filler, source) for filler in word.event.targets)
    ):
        return True
    return is_any_same([first.filler.name], hit)


def is_one_man(word: Word, source: Source) -> bool:
    """True of one person who is told of by a class, and of no force."""
    number = word.filler.actor
    actor = source.reading.actors[number] if number is not None else None
    return actor is not None and not actor.is_plural and kind_of(word, source) not in FORCES and kind_of(word, source) != "Rebel group"


def is_doer(filler: Filler, source: Source) -> bool:
    """True of attackers by that word, and of armed people of no state."""
    kind = source.grounding.actors[filler.actor].kind if filler.actor is not None else None
    return is_doer_by_word(filler) or (kind in NON_STATE and kind != "other")


def taken_before(tellings: Sequence[Telling], source: Source) -> EventMention | None:
    """The capture that a release undoes, where it names nobody: "kidnapped 11 farmers; eight of them were freed"."""
    events = [event for telling in tellings for event in telling.events]
    if any(event.harm is not Harm.RELEASED or event.actors or names_any(event.targets, source) for event in events):
        return None
    first = min(event.index for event in events)
    before = (event for event in reversed(source.reading.events[:first]) if event.harm in TAKEN or event.sub_event in TAKINGS)
    found = next(before, None)
    return found if found is not None and source.reading.events[first].sentence - found.sentence <= 1 else None


def names_any(fillers: Sequence[Filler], source: Source) -> bool:
    """True if one of them is no pronoun."""
    return any(filler.actor is None or not source.reading.actors[filler.actor].is_pronoun for filler in fillers)


def is_doer_by_word(filler: Filler) -> bool:
    """True of "gunmen", "the attacker"."""
    return normal_name(filler.name).rpartition(" ")[2] in doers()


def find_marchers(tellings: Sequence[Telling], source: Source) -> list[tuple[Filler, EventMention]]:
    """Those who march where a force acts on them: they are who was hit."""
    events = [event for telling in tellings for event in telling.events]
    kinds = {
        source.grounding.actors[filler.actor].kind
        for event in events
        if event.plover in FORCEFUL and event.sub_event != ARRESTS
        for filler in event.actors
        if filler.actor is not None
    }
    if not kinds & FORCES:
        return []
    return [(filler, event) for event in events if event.plover == "PROTEST" and is_peaceable(event) for filler in event.actors]


def leave_out_states(words: list[Word], source: Source) -> list[Word]:
    """A state named only by a word before its deed, or by who accuses it, is left out where a force of it acts: "an Israeli strike ... Israeli jets"."""
    ids = {id_of(word, source) or "" for word in words}
    held = {id_of(word, source) or "" for word in words if word.status in OTHERS_WORD and not is_vehicle(word, source)}

    def is_of_force(word: Word) -> bool:
        own = id_of(word, source)
        others = ids if word.responsibility is None else held if word.status in OTHERS_WORD else set()
        return own is not None and any(other.startswith(f"{own}:") for other in others)

    words = [word for word in words if not is_of_force(word)]
    troops = [word for word in words if kind_of(word, source) in FORCES and not is_government(word, source)]
    return [
        word for word in words if not (is_government(word, source) and word.responsibility is None and has_same_kind(word, troops, source))
    ]


def is_government(word: Word, source: Source) -> bool:
    """True of "the regime", "the junta": its troops act."""
    number = word.filler.actor
    return number is not None and source.reading.actors[number].rule == GOVERNMENT


def has_same_kind(word: Word, others: Sequence[Word], source: Source) -> bool:
    """True if one of some others is of the kind of a word, and no other country's."""
    return any(
        kind_of(other, source) == kind_of(word, source) and state_of(other, source) in {None, state_of(word, source)} for other in others
    )


def join_denials(words: list[Word], source: Source) -> list[Word]:
    """What a state or its army denies is denied of the force of that state that others accuse: "soldiers burnt it ... the army denied it"."""
    accused = [word for word in words if word.status in OTHERS_WORD]
    denials = {id(word): other for word in accused for other in words if other.status == "denied" and is_same_side(other, word, source)}
    joined = [denial.filler.name for denial in denials.values()]
    return [
        replace(word, status="denied", by=denials[id(word)].by) if id(word) in denials else word
        for word in words
        if word.status != "denied" or not is_any_same([word.filler.name], joined)
    ]


def is_same_side(denial: Word, word: Word, source: Source) -> bool:
    """True of a force by its class, and of a state with its bodies, that a force may be of."""
    if is_class_only(denial, source) and kind_of(denial, source) == kind_of(word, source) and kind_of(word, source) in FORCES:
        return True
    if is_of_body(denial.filler.span, word.filler, source):
        return True
    one, other = state_of(denial, source), state_of(word, source)
    return one is not None and one == other


def is_of_body(speaker: Span, filler: Filler, source: Source) -> bool:
    """True if the office of who speaks is of a body that who acts is named by: "DYL men ... the DYL secretary, Omar Hadi, denied it"."""
    actor = source.reading.actors[filler.actor] if filler.actor is not None else None
    proper = " ".join(takewhile(lambda word: word[:1].isupper(), filler.name.split()))
    if not proper or actor is None or actor.country is not None or actor.is_person:
        return False
    return f" {normal_name(proper)} " in f" {normal_name(source.quote(speaker).quote)} "


def id_of(word: Word, source: Source) -> str | None:
    """The entry of an actor in the list."""
    return source.grounding.actors[word.filler.actor].id if word.filler.actor is not None else None


def state_of(word: Word, source: Source) -> str | None:
    """The country of a state, its army or its government."""
    found = id_of(word, source)
    return found.split(":")[1] if found is not None and found.startswith("state:") else None


def leave_out_repeated(words: list[Word], source: Source) -> list[Word]:
    """A force named by its class alone ("the army", "the assault force") is the force of that state that was named before."""
    kept: list[Word] = []
    settled: set[str] = set()  # kinds of those kept
    names: dict[str, None] = {}
    for word in words:
        kind = kind_of(word, source)
        is_again = kind in FORCES and kind in settled and is_class_only(word, source)
        if not is_again or any(is_same_name(name, word.filler.name) for name in names):
            kept.append(word)
            names[word.filler.name] = None
            settled |= {kind} if word.status in SETTLED else set()
    return kept


def is_class_only(word: Word, source: Source) -> bool:
    """True for a name without a country or a proper name in it."""
    number = word.filler.actor
    return number is not None and source.reading.actors[number].is_generic and source.reading.actors[number].country is None


def leave_out_nameless(words: list[Word], source: Source) -> list[Word]:
    """Where a group is named, its nameless actor is left out, unless the group's part is disputed (codebook): "a suicide bomber", "a drone"."""
    named = [word for word in words if not is_nameless(word, source)]
    told: dict[str, set[str]] = {}
    for word in named:
        told.setdefault(kind_of(word, source), set()).add(word.status)
    groups = frozenset(status for kind in NON_STATE for status in told.get(kind, ()))
    is_anybody, is_disputed = bool(named), bool(groups & {"denied", "suspected"}) or any(is_doubted(word, source) for word in named)

    def is_left_out(word: Word) -> bool:
        if not is_nameless(word, source):
            return False
        return (
            is_anybody
            if is_vehicle(word, source)
            else (bool(groups & SETTLED) and not is_disputed)
            or word.status in groups
            or (not is_disputed and bool(groups) and is_doer_by_word(word.filler))
        )

    return [word for word in words if not is_left_out(word)]


def is_doubted(word: Word, source: Source) -> bool:
    """True of a claim of responsibility behind which the report tells of doubt: "the group gave no evidence"."""
    if word.responsibility is None or word.status != "claimed":
        return False
    end = word.responsibility.cue.end
    words = source.document.text[end : end + DOUBT_REACH].lower()
    return any(doubt in words for doubt in word_set("words.doubt-of-claim"))


def is_nameless(word: Word, source: Source) -> bool:
    """True of somebody armed whose side no word tells; a state's forces are its own, but an aircraft may be anybody's."""
    number = word.filler.actor
    if number is None:
        return True
    actor = source.reading.actors[number]
    antecedent = source.reading.actors[actor.antecedent] if actor.antecedent is not None else actor
    if not actor.is_generic or not antecedent.is_generic or actor.country is not None or actor.side is not None:
        return False
    return is_vehicle(word, source) or (kind_of(word, source) in NON_STATE and source.grounding.actors[number].id is None)


def is_vehicle(word: Word, source: Source) -> bool:
    """True of a drone, a jet, a tank."""
    number = word.filler.actor
    return number is not None and source.reading.actors[number].rule in VEHICLES


def kind_of(word: Word, source: Source) -> str:
    """ACLED's kind of an actor."""
    number = word.filler.actor
    return source.grounding.actors[number].kind if number is not None else "other"
