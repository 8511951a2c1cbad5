"""A mention while it is being made: what it names, and what helps to tell what it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.mentions import ActorMention
from onrecord.model.text import Span


@dataclass(slots=True, kw_only=True)
class Draft:
    """Fields of an ActorMention, with its sentence, its class words and its names' words. Not frozen: appositions add to it."""

    token: int
    begin: int = 0  # first token of the name, and the one after its last
    end: int = 0
    span: Span
    name: str
    rule: str
    sentence: int
    kind: str = "other"
    actor_id: str | None = None
    country: str | None = None
    sort: str = "person"  # of the actor list: group, body, person, media, monitor, state, force, vehicle, people
    is_generic: bool = True
    is_plural: bool = False
    is_person: bool = False
    is_pronoun: bool = False
    is_definite: bool = False
    is_modifier: bool = False
    is_itself: bool = False  # the named actor, not somebody of it
    is_subject: bool = False
    is_speaker: bool = False
    verb: int | None = None  # of which it is the subject
    sex: str | None = None  # female or male, where a word tells
    head: str = ""
    classes: set[str] = field(default_factory=set)
    antecedent: int | None = None
    side: str | None = None  # the group or force that it belongs to
    is_of_side: bool = False  # what it does its side does

    def to_mention(self) -> ActorMention:
        """The finished value."""
        return ActorMention(
            span=self.span,
            token=self.token,
            name=self.name,
            rule=self.rule,
            kind=self.kind,
            actor_id=self.actor_id,
            country=self.country,
            antecedent=self.antecedent,
            side=self.side,
            is_of_side=self.is_of_side,
            is_generic=self.is_generic,
            is_plural=self.is_plural,
            is_person=self.is_person,
            is_pronoun=self.is_pronoun,
        )
