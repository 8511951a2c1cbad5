"""A telling: the event mentions of one sentence that its grammar makes one happening, with what they say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.model.mentions import FigureMention, TimeMention
from onrecord.model.names import normal_name
from onrecord.model.reading import EventMention, Filler, Grounding, Reading
from onrecord.model.values import Harm, PlaceRef, Realis, TimeRef
from onrecord.vocab.words import word_set

OFFICIALS = frozenset({"actors.generic.officials", "actors.generic.court", "actors.generic.parliament"})
DEEDS = frozenset({"act", "generic", "means"})
SITES = frozenset({"place.site", "place.venue"})
OVER = frozenset({"over", "in", "during", "for", "within"})
WOUNDING = frozenset({Harm.KILLED, Harm.INJURED})
SEIZED = frozenset({Harm.CAPTURED, Harm.ARRESTED})
LATE = "harm.die-in-hospital.verb"
DYING = frozenset({"harm.die.verb", "harm.succumb.verb", "killed.die", "killed.succumb", "killed.succumb-to", LATE})
WOUNDS = frozenset({"harm.injury.noun", "harm.wound.verb"})
CLOCK = re.compile(r"\d\d:\d\d$")
TOLL = "killed.toll"  # "the toll rose to 14 on Tuesday": the day is the toll's


def is_same_name(one: str, other: str) -> bool:
    """Equal names, or the shorter stands in the longer on word bounds."""
    first, second = normal_name(one), normal_name(other)
    if not first or not second:
        return False
    return first == second or f" {first} " in f" {second} " or f" {second} " in f" {first} "


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Event mentions that are one happening by grammar; everything else is read from them."""

    events: tuple[EventMention, ...]
    reading: Reading
    grounding: Grounding

    @property
    def sentence(self) -> int:
        """Number of the sentence it stands in."""
        return self.events[0].sentence

    @cached_property
    def realis(self) -> Realis:
        """That of its leading mention: one told as having happened beats a purpose or plan beside it."""
        found = {event.factuality.realis for event in self.events}
        return next(realis for realis in (Realis.ACTUAL, Realis.FAILED, Realis.PLANNED, Realis.HYPOTHETICAL) if realis in found)

    @cached_property
    def told(self) -> tuple[EventMention, ...]:
        """Its mentions without what is only aimed at: "launched an offensive to retake the town"."""
        return tuple(event for event in self.events if event.factuality.realis is self.realis)

    @cached_property
    def plover(self) -> str | None:
        """PLOVER type of its leading mention."""
        return self.lead.plover

    @cached_property
    def lead(self) -> EventMention:
        """The mention that says most about the kind: a deed before a general attack, that before harm (violent harm first) and aftermath."""
        order = ("act", "generic", "means", "harm", "aftermath")
        families = {family: number for number, family in enumerate(order)}

        def rank(event: EventMention) -> tuple[int, bool, int]:
            return families.get(event.family, len(order)), event.family == "harm" and event.plover != "ASSAULT", event.span.start

        return min(self.told, key=rank)

    @cached_property
    def time_ids(self) -> tuple[int, ...]:
        """Times tied by grammar, else those of the sentence."""
        events = [event for event in self.events if not event.is_late]
        direct = tuple(dict.fromkeys(number for event in events for number in event.times))
        return direct or tuple(dict.fromkeys(number for event in events for number in event.near_times))

    @cached_property
    def has_own_time(self) -> bool:
        """True if a time is tied to it by grammar."""
        return any(event.times for event in self.events)

    @cached_property
    def days(self) -> tuple[TimeRef, ...]:
        """Its times as intervals of days, those that are settled.

        A day behind a claim may be the claim's ("claimed responsibility for the attack on Sunday"): nothing is decided by it.
        """
        if any(event.is_definite and any(word.status == "claimed" for word in event.responsibilities) for event in self.events):
            return ()
        if self.is_late_death or {event.rule for event in self.events} == {TOLL}:
            return ()
        found = (self.grounding.compared_times[number] for number in self.time_ids)
        return tuple(time for time in found if time is not None and (time.earliest or time.latest))

    @cached_property
    def clock_ids(self) -> tuple[int, ...]:
        """Hours of the day tied to it by grammar, or that open its entry of a log."""
        tied = [number for event in self.events for number in event.times]
        around = [number for event in self.events for number in (*event.near_times, *event.passage_times)]
        terms = {number: dict(self.reading.times[number].reading) for number in (*tied, *around)}
        return tuple(number for number, own in terms.items() if own["kind"] == "clock" and (number in tied or "entry" in own))

    @property
    def is_entry(self) -> bool:
        """True if the hour that it is told of opens an entry of a log or live report."""
        return any(("entry", "1") in self.reading.times[number].reading for number in self.clock_ids)

    @cached_property
    def minute(self) -> int | None:
        """The minute that it is told of, counted from the first day of the calendar, None if no hour is told."""
        values = (time.value or "" for number in self.clock_ids if (time := self.grounding.compared_times[number]) is not None)
        return next((minute for value in values if (minute := minute_of(value)) is not None), None)

    @cached_property
    def is_late_death(self) -> bool:
        """True for who "died on Friday of his wounds", "two of the wounded died", "died in hospital": the day is not the attack's."""
        return any(event.rule == LATE for event in self.events) or (
            any(event.rule in DYING for event in self.events) and any(event.rule in WOUNDS and not event.figures for event in self.events)
        )

    @cached_property
    def place_ids(self) -> tuple[int, ...]:
        """Places tied by grammar, else those of the sentence; words for a country's people last or not at all."""
        direct = tuple(dict.fromkeys(number for event in self.events for number in event.places))
        return direct or tuple(dict.fromkeys(number for event in self.events for number in event.near_places))

    @cached_property
    def is_placed(self) -> bool:
        """True if a place is tied to it by grammar."""
        return any(event.places for event in self.events)

    @cached_property
    def places(self) -> tuple[PlaceRef, ...]:
        """Its places, in that order."""
        return tuple(self.grounding.places[number] for number in self.place_ids)

    @cached_property
    def is_at_site(self) -> bool:
        """True if it names only sites that no list has, which may be in any town: "the gate of the Towers Hotel"."""
        return all(self.reading.places[number].rule in SITES and self.grounding.places[number].place is None for number in self.place_ids)

    @cached_property
    def direct_settlements(self) -> tuple[PlaceRef, ...]:
        """Places tied by grammar that are no country, and that no other of them holds."""
        chains = self.grounding.place_chains
        tied = dict.fromkeys(number for event in self.events for number in event.places)
        holders = {other for number in tied for other in chains[number][1:]}
        names = {normal_name(self.grounding.places[number].name) for number in holders}
        refs = (self.grounding.places[number] for number in tied if number not in holders)
        return tuple(ref for ref in refs if ref.precision not in {4, 5, 6} and normal_name(ref.name) not in names)

    @cached_property
    def actors(self) -> tuple[Filler, ...]:
        """Who acts."""
        return tuple(filler for event in self.events for filler in event.actors)

    @cached_property
    def targets(self) -> tuple[Filler, ...]:
        """To whom it is done."""
        return tuple(filler for event in self.events for filler in event.targets)

    @cached_property
    def figure_ids(self) -> tuple[int, ...]:
        """Its figures."""
        return tuple(dict.fromkeys(number for event in self.events for number in event.figures))

    @cached_property
    def figures(self) -> tuple[FigureMention, ...]:
        """Its figures."""
        return tuple(self.reading.figures[number] for number in self.figure_ids)

    @cached_property
    def kinds(self) -> tuple[frozenset[str], frozenset[str]]:
        """ACLED kinds of its actors and of its targets."""
        counted = (self.reading.figure_actors[number] for number in self.figure_ids)
        victims = frozenset(self.grounding.actors[number].kind for number in counted if number is not None)
        return self.kinds_of(self.actors), self.kinds_of(self.targets, are_hit=True) | victims

    @cached_property
    def ordinals(self) -> frozenset[int]:
        """Which deeds of several its words name."""
        return frozenset(event.ordinal for event in self.events if event.ordinal is not None and event.family != "aftermath")

    @cached_property
    def is_known(self) -> bool:
        """True if its words take a single deed for known: "the attack", also in "the attack was an air strike"."""
        first = self.events[0] if self.events[0].family in DEEDS else self.lead
        return any(event.is_noun and event.is_definite and not event.is_plural for event in (self.lead, first))

    @cached_property
    def is_of_known_many(self) -> bool:
        """True if its words take several deeds for known: "both attacks", "Monday's bombings"."""
        return any(event.is_noun and event.is_definite and event.is_plural and event.family in DEEDS for event in self.events)

    @cached_property
    def is_other(self) -> bool:
        """True if its words set it apart from every deed told before."""
        return self.lead.is_other and self.lead.is_noun and self.lead.family in DEEDS and not self.lead.is_definite

    @cached_property
    def is_also(self) -> bool:
        """True if a verb of it tells that a deed was done as well: "was also attacked"."""
        return any(event.is_other and not event.is_noun and event.family in DEEDS for event in self.events)

    @cached_property
    def is_elsewhere(self) -> bool:
        """True if its words put it at another place than the one told before."""
        return any(event.is_elsewhere for event in self.events)

    @cached_property
    def is_violent(self) -> bool:
        """True if its lead has a sub-event or is violent in general, and for harm that has no type of its own; the rest is diplomacy and speech."""
        lead = self.lead
        return lead.sub_event is not None or lead.plover == "ASSAULT" or (lead.family == "harm" and lead.plover is None)

    @cached_property
    def is_outcome(self) -> bool:
        """True if it tells only what a deed led to, without a day or a place of its own: "The dead included two nurses"."""
        return not any(event.family in DEEDS or event.times or event.places for event in self.events)

    @cached_property
    def is_harmless(self) -> bool:
        """True if it tells only that nobody was harmed, which can be said of any happening."""
        return self.is_outcome and bool(self.figures) and all(figure.count.high == 0 for figure in self.figures)

    @cached_property
    def is_seizure(self) -> bool:
        """True if it tells only of captives, who may have been taken in battle or arrested."""
        return all(event.family == "harm" and event.harm in SEIZED for event in self.events)

    @cached_property
    def is_apart(self) -> bool:
        """True if its sentence opens with words that set it apart, and its own words do not take it for known."""
        return self.lead.is_apart and not self.is_known

    @cached_property
    def points_back(self) -> bool:
        """True if its words point at what was told right before."""
        return any(event.points_back for event in self.events)

    def hits_place(self, event: EventMention) -> bool:
        """True if a target of the mention is a place by name."""
        return any(
            not self.reading.places[number].is_demonym and self.reading.places[number].token == filler.token
            for filler in event.targets
            for number in (*event.places, *event.near_places)
        )

    def kinds_of(self, fillers: Iterable[Filler], *, are_hit: bool = False) -> frozenset[str]:
        """ACLED kinds of some fillers; officials who are hit are civilians (ACLED codebook, Civilians)."""
        numbers = [filler.actor for filler in fillers if filler.actor is not None]
        return frozenset(
            "Civilians" if are_hit and self.reading.actors[number].rule in OFFICIALS else self.grounding.actors[number].kind
            for number in numbers
        )


def minute_of(value: str) -> int | None:
    """The minute of a time of day ("2024-05-03T14:05"), counted from the calendar's first day, or from midnight where no day is known."""
    day, _, hour = value.partition("T")
    if not CLOCK.match(hour):
        return None
    days = date.fromisoformat(day).toordinal() if day[:1].isdigit() else 0
    return 1440 * days + 60 * int(hour[:2]) + int(hour[3:])


def placed(tellings: Sequence[Telling]) -> Sequence[Telling]:
    """Those that a place is tied to by grammar; all if there are none."""
    return [telling for telling in tellings if telling.is_placed] or tellings


def kinds_in(tellings: Sequence[Telling]) -> tuple[frozenset[str], frozenset[str]]:
    """ACLED kinds of all actors and all targets."""
    actors = frozenset(kind for telling in tellings for kind in telling.kinds[0])
    return actors, frozenset(kind for telling in tellings for kind in telling.kinds[1])


def gather_tellings(reading: Reading, grounding: Grounding) -> tuple[Telling, ...]:
    """Bring event mentions together along their ties, in text order."""
    roots = list(range(len(reading.events)))

    def root(number: int) -> int:
        while roots[number] != number:
            number = roots[number]
        return number

    for event in reading.events:
        for other in event.ties:
            if have_days_apart(event, reading.events[other], grounding) and not is_of_wounds(event, reading.events[other]):
                continue
            if event.times and reading.events[other].times and is_over_span(event, reading) != is_over_span(reading.events[other], reading):
                continue
            first, second = sorted((root(event.index), root(other)))
            roots[second] = first
    groups: dict[int, list[EventMention]] = {}
    for event in reading.events:
        groups.setdefault(root(event.index), []).append(event)
    return tuple(Telling(events=tuple(events), reading=reading, grounding=grounding) for events in groups.values())


def is_span_of_days(time: TimeMention) -> bool:
    """True for words that open a span of days: "since Saturday", "over the past four days"."""
    reading = dict(time.reading)
    return reading.get("prep") == "since" or (reading.get("reach") == "past" and reading.get("prep") in OVER)


def is_over_span(event: EventMention, reading: Reading) -> bool:
    """True for what is told of a span of days: "who have killed thousands over the past decade"."""
    return any(is_span_of_days(reading.times[number]) for number in event.times)


def is_of_wounds(one: EventMention, other: EventMention) -> bool:
    """True for a death and the wounds that it is of, whichever of its days stands at which."""
    rules = {one.rule, other.rule}
    return bool(rules & DYING and rules & WOUNDS)


def have_days_apart(one: EventMention, other: EventMention, grounding: Grounding) -> bool:
    """True if both have settled days of their own and none in common ("an assault on the town that they lost last year")."""
    first, second = ([time for number in event.times if (time := grounding.compared_times[number])] for event in (one, other))
    return bool(first) and bool(second) and not any(may_coincide(early, late) for early in first for late in second)


def may_coincide(one: TimeRef, other: TimeRef) -> bool:
    """True if two intervals share a day; an open end reaches on."""
    if one.latest and other.earliest and one.latest < other.earliest:
        return False
    return not (other.latest and one.earliest and other.latest < one.earliest)


def is_at_large(victims: str) -> bool:
    """True of "people", "civilians"."""
    return normal_name(victims).rpartition(" ")[2] in word_set("words.people-at-large")


def figure_key(figure: FigureMention) -> tuple[Harm, int | None, int | None]:
    """What makes two figures one."""
    return figure.harm, figure.count.low, figure.count.high


def is_any_same(names: Sequence[str], others: Sequence[str]) -> bool:
    """True if a name of one side is a name of the other."""
    return any(is_same_name(one, other) for one in names for other in others)


def victims_of(telling: Telling, *, parts: bool = False) -> list[tuple[Filler, EventMention]]:
    """Whom the figures of a telling count: they are who was hit; with `parts` also the dead and wounded who are some of others ("among them a nurse")."""
    found = []
    for event in telling.events:
        for number in event.figures:
            figure = telling.reading.figures[number]
            if (
                figure.victims
                and figure.victims_span
                and figure.victims_token not in {None, figure.token}
                and (figure.part_of is None or (parts and figure.harm in WOUNDING and not is_at_large(figure.victims)))
                and figure.count.high != 0
            ):
                filler = Filler(
                    span=figure.victims_span,
                    token=figure.victims_token or 0,
                    name=figure.victims,
                    rule=figure.rule,
                    actor=telling.reading.figure_actors[number],
                )
                found.append((filler, event))
    return found
