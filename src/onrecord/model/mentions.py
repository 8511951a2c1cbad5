"""What the text says, before it is settled: mentions with their place in the text.

`span` is the extent in characters; `token` the index of the syntactic head in the parse; `rule` the id of the rule (or the model and
its version) that found it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.claims import Factuality, Polarity, Voice
from onrecord.model.text import Span
from onrecord.model.values import Count, Harm, Reach, Realis


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMention:
    """A word that tells of a happening; `rule` names its entry in the trigger lexicon."""

    span: Span
    token: int
    rule: str
    is_noun: bool = False
    via: int | None = None  # token of the light verb that carries a noun's roles ("launched an assault")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A noun phrase that names people, a group, a force, an organisation or a state.

    `name` is the shortest full name in the text, without determiner, count and clauses ("Syrian jets", "Sergei Lavrov"). `actor_id`
    and `kind` (ACLED's label, or `other`) come from the actor list where the words alone fix them. `country` is what the words
    themselves say (ISO 3166 alpha-2: "Syrian jets" SY). `antecedent` is the index, in the same tuple, of the mention that it stands
    for ("the group", "it"). `side` is the name of the group or force that it belongs to or speaks for, where the words tell ("its
    fighters", "a spokesman for the front"), `is_of_side`: what it does its side does. `is_generic`: named by class only ("gunmen", "the army"). `is_plural`: several people.
    """

    span: Span
    token: int
    name: str
    rule: str
    kind: str = "other"
    actor_id: str | None = None
    country: str | None = None
    antecedent: int | None = None
    side: str | None = None
    is_of_side: bool = False
    is_generic: bool = True
    is_plural: bool = False
    is_person: bool = False
    is_pronoun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A proper name of a place as written, with how it is tied to what happens there."""

    span: Span
    token: int
    name: str
    rule: str
    relation: str = "in"
    distance_km: float | None = None
    within: int | None = None  # index, in the same tuple, of the place that the words put it in ("Homs's Baba Amr")
    country: str | None = None  # of a demonym or a country name, ISO 3166 alpha-2
    is_demonym: bool = False
    site: Span | None = None  # the name with the class word that makes it a site's ("Pulse nightclub")
    is_part: bool = False  # the words mean a part of it that they do not name ("a district of Homs")
    is_dateline: bool = False  # it says where the report was written


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReference:
    """Words that point back at a place ("in the city", "there"); `antecedent` is the index of its mention."""

    span: Span
    token: int
    antecedent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression; `value` is what its words fix, to be anchored by `ground`.

    `type` is TIMEX3's (DATE, TIME, DURATION, SET). `reading` is the rule's own terms ("weekday", "unit", "number", "year" and so
    on), as pairs, so that it stays hashable.
    """

    span: Span
    token: int
    text: str
    rule: str
    type: str = "DATE"
    reading: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMention:
    """So many harmed: the quote that gives it, whom it counts, and the word that says how (`token`: "killed", "dead", "captured").

    `victims` is whom it counts, as in the text; `victims_span` their noun phrase, `victims_token` its head. `part_of` is the index,
    in the same tuple, of the figure that it is a part of. `is_total` is set where the words themselves make it a running total or a
    total over a period ("bringing the number killed this year to 90"). `is_joint`: one number for several harms ("60 killed and
    injured"). `is_superseded`: the words set it aside as the count of an earlier hour ("police first spoke of three dead"). `retells` is
    the index of the figure that a number without a word of harm gives anew ("the hospital says nine"), `follows` that of the one to which
    it adds somebody ("a third guard").
    """

    span: Span
    token: int
    harm: Harm
    count: Count
    rule: str
    victims: str | None = None
    victims_span: Span | None = None
    victims_token: int | None = None
    polarity: str = "asserted"
    part_of: int | None = None
    is_total: bool = False
    is_joint: bool = False
    is_superseded: bool = False
    retells: int | None = None
    follows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimMention:
    """A person named or singled out as harmed. `token` is the word that says how; `sex` is female or male; `status` as in the text."""

    span: Span
    token: int
    harm: Harm
    rule: str
    name: str | None = None
    age: int | None = None
    sex: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansMention:
    """A weapon, vehicle or instrument; `category` is a term of the means list ("aircraft", "artillery", "firearm")."""

    span: Span
    token: int
    name: str
    category: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionMention:
    """Words attributed to a source (PARC: source, cue, content).

    `content` is from its first to its last character; `pieces` are its fragments where the source or cue interrupts it.
    `source_name` is the source's name with pronouns and short names resolved within the report ("the Observatory" gives "Syrian
    Observatory for Human Rights"), None where nobody is named ("reportedly"). `stance` is what the speaker does: state, claim
    (responsibility), accuse, suspect, deny, doubt, correct, decline (no comment), threaten, request.
    """

    cue: Span
    content: Span
    rule: str
    pieces: tuple[Span, ...]
    source: Span | None = None
    source_name: str | None = None
    source_token: int | None = None
    source_actor: int | None = None  # index into the actor mentions
    co_sources: tuple[str, ...] = ()  # names of those who say it with the source: "police and a doctor"
    voice: Voice = Voice.INDIRECT
    stance: str = "state"
    factuality: Factuality = field(default_factory=Factuality)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookalikeMention:
    """Words that show that what looks like violence is none ("the flood", "a war of words"), and how much of the text they speak for."""

    span: Span
    reach: Reach
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityMention:
    """How sure the words are of one happening (`token`): its cue words, FactBank value and realis."""

    token: int
    factuality: Factuality
    realis: Realis
    rule: str
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Words that were looked at for a slot of a record and not taken; `rule` says why."""

    span: Span
    slot: str
    rule: str


def is_negative(factuality: Factuality) -> bool:
    """True if it is said not to be so."""
    return factuality.polarity is Polarity.NEGATIVE
