"""What one report says, before it is brought together: its mentions, and the happenings that its words tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.model.chains import Chains
from onrecord.model.lookup import Starts, Stretches
from onrecord.model.mentions import (
    ActorMention,
    AttributionMention,
    FactualityMention,
    FigureMention,
    LookalikeMention,
    MeansMention,
    PlaceMention,
    SetAside,
    TimeMention,
    VictimMention,
)
from onrecord.model.text import Span
from onrecord.model.values import ActorRef, Harm, PlaceRef, TimeRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """What fills a role: its name as in the text, and the index of its actor mention where it is one."""

    span: Span
    token: int
    name: str
    rule: str
    actor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Somebody's word on who did it. `by` is None where nobody is named ("was blamed on")."""

    party: Filler
    status: str
    cue: Span
    rule: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeMention:
    """Words that make what they stand with a total: an area, a series, a habit ("across the country", "a wave of")."""

    span: Span
    token: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One telling of a happening: its trigger with everything that the words around tie to it.

    `span` is the trigger's words; `family` is act, generic, harm, means or aftermath (the trigger lexicon's `kind`). Numbers are
    indices into the mentions of the `Reading`; `times` and `places` are tied by grammar, `near_times` and `near_places` stand in the
    same sentence, `passage_times` in one before it that the deed goes on from. `attributions` are those whose content holds the
    trigger, outermost first. `ties` are indices of other event mentions that the grammar makes one with this one ("killed" in "a blast
    killed 12"). `is_general` if it is told of a bare plural in the perfect or present ("have seized buses"). `number` is how many
    deeds a noun counts, or things that a verb's deed hit, `ordinal` which one of several it is ("the second bombing"); `is_other` if its words set it apart from what was told before
    ("another attack"), `is_elsewhere` if they put it at another place, `is_apart` if its sentence or clause opens so ("Hours later");
    `points_back` if they point at it ("in that raid", "there"). `is_main` if it stands in the main clause, `item` is the item of a list that it stands in (0: none), `is_given`
    if its words take it for known ("condemned the attack", "in retaliation for air strikes"), `is_done` if it tells in the perfect or
    present what came of a deed ("two men have been arrested"): between its day and the day of writing; `is_found` if it tells of the dead when they are found, `is_late` of who died later on, in hospital or of wounds.
    """

    index: int
    span: Span
    token: int
    sentence: int
    sentence_span: Span
    rule: str
    family: str
    plover: str | None
    mode: str | None
    sub_event: str | None
    factuality: FactualityMention
    harm: Harm | None = None
    is_noun: bool = False
    is_plural: bool = False
    is_definite: bool = False
    is_habitual: bool = False
    is_general: bool = False
    number: int | None = None
    ordinal: int | None = None
    is_other: bool = False
    is_elsewhere: bool = False
    is_apart: bool = False
    points_back: bool = False
    is_done: bool = False
    is_found: bool = False
    is_late: bool = False
    is_main: bool = True
    item: int = 0
    is_given: bool = False
    actors: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()
    times: tuple[int, ...] = ()
    near_times: tuple[int, ...] = ()
    passage_times: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    near_places: tuple[int, ...] = ()
    means: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    victims: tuple[int, ...] = ()
    attributions: tuple[int, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    scopes: tuple[ScopeMention, ...] = ()
    ties: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)  # no slots: what is looked up by place is sorted once, when it is first asked for
class Reading:
    """Everything found in one report, in text order; `figure_actors` are the actor mentions that the figures count, where they are any."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    figure_actors: tuple[int | None, ...] = ()
    victims: tuple[VictimMention, ...] = ()
    means: tuple[MeansMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    lookalikes: tuple[LookalikeMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @cached_property
    def chains(self) -> Chains:
        """Who tells a stretch of it."""
        return Chains(self.attributions)

    @cached_property
    def speakers(self) -> Stretches:
        """The words that name those who are quoted."""
        return Stretches(said.source for said in self.attributions if said.source is not None)

    @cached_property
    def place_starts(self) -> Starts:
        """Where places are named."""
        return Starts(place.span for place in self.places)

    @cached_property
    def holding(self) -> frozenset[int]:
        """Numbers of the places that the words put others in."""
        return frozenset(place.within for place in self.places if place.within is not None)

    @cached_property
    def time_starts(self) -> Starts:
        """Where times are given."""
        return Starts(time.span for time in self.times)

    @cached_property
    def protesting(self) -> frozenset[int]:
        """The tokens of those who are told to protest."""
        return frozenset(actor.token for event in self.events if event.plover == "PROTEST" for actor in event.actors)

    @cached_property
    def deed_tokens(self) -> frozenset[int]:
        """The nouns that tell of a happening."""
        return frozenset(event.token for event in self.events if event.is_noun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """Values of a reading's mentions, each tuple aligned with the reading's.

    `compared_times` say which tellings can be of one day: they are `times`, but where no day of publication is known they are read
    from `day`, a day that only stands in for it. They are never a value of a record.
    """

    times: tuple[TimeRef | None, ...] = ()
    compared_times: tuple[TimeRef | None, ...] = ()
    day: date | None = None
    places: tuple[PlaceRef, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    place_chains: tuple[tuple[int, ...], ...] = ()  # for each place, itself and what holds it, most specific first
    country: str | None = None  # ISO code of the country that the report is about
