"""The noun phrases of a report, as fillers of roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.actors.coreference import full_name, resolve
from onrecord.extract.actors.names import name_of, taken_in
from onrecord.extract.roles.grammar import prepositional
from onrecord.extract.roles.rules import not_targets, number_words
from onrecord.model.mentions import ActorMention
from onrecord.model.reading import Filler
from onrecord.vocab.words import word_set

NOT_FILLERS = frozenset({"which", "that", "who", "what", "there", "it's", "this", "these", "those", "where", "when"})
PARTS = frozenset(
    {"wall", "gate", "entrance", "window", "courtyard", "yard", "roof", "floor", "storey", "wing", "lot", "grounds", "perimeter"}
)
GATHERINGS = frozenset(
    {"march", "rally", "procession", "demonstration", "vigil", "sit-in", "protest"}
)  # "a march of miners": the miners are hit  # "a wall of the embassy": the embassy is hit
HELD = PARTS | GATHERINGS
MEN = frozenset({"elements", "remnants"})
AROUND = frozenset({"of", "around"})
FILLING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """The noun phrases of a report: its parse, its actor mentions, and which of them stands at a token."""

    doc: Doc
    actors: Sequence[ActorMention]
    by_token: Mapping[int, int]

    def read(self, token: Token, slot: str, rule: str) -> Filler | None:
        """The named phrase at a head, or None where the head names nobody and nothing."""
        if token.lower_ in NOT_FILLERS or token.pos_ not in FILLING or (slot == "subject" and is_nobody(token)):
            return None
        token = taken_in(token)
        number = self.actor_at(token, slot)
        if number is not None:
            return self.read_actor(number, token, rule)
        if (counted := counted_by(token)) is not None:
            return self.read(counted, slot, rule)
        if slot == "compound" or token.pos_ not in {"NOUN", "PROPN"}:
            return None
        lemma = token.lemma_.lower()
        held, is_none = lemma in HELD, lemma in not_targets()
        if held or is_none:
            behind = prepositional(token, AROUND if held else frozenset({"of"}))
            named = next((noun for noun in behind if held or noun.pos_ == "PROPN"), None)
            if named is not None or is_none:
                return self.read(named, slot, rule) if named is not None else None  # "the town of Goma" is Goma
        if is_time(token):
            return None
        token = named_beside(token)
        span, name = name_of(self.doc, token.i)
        return Filler(span=span, token=token.i, name=name, rule=rule)

    def read_actor(self, number: int, token: Token, rule: str) -> Filler | None:
        """An actor by its full name; None for a pronoun that stands for nobody known."""
        actor = self.actors[number]
        if actor.is_pronoun and actor.antecedent is None:
            return None
        return Filler(span=actor.span, token=token.i, name=full_name(number, self.actors), rule=rule, actor=number)

    def as_actor(self, filler: Filler) -> Filler:
        """Who acts by the shortest full name (codebook, `attackers`): the side of its fighters, without "suspected"."""
        actor = self.actors[resolve(filler.actor or 0, self.actors)]
        if actor.side and actor.is_of_side:
            return replace(filler, name=actor.side)
        first, _, rest = filler.name.partition(" ")
        return replace(filler, name=rest) if rest and first.lower() in word_set("words.suspicion") else filler

    def actor_at(self, token: Token, slot: str) -> int | None:
        """The actor mention at a head; in front of a noun also one that only reaches over it."""
        number = self.by_token.get(token.i)
        if number is not None or slot not in {"compound", "poss", "of"}:
            return number
        return next(
            (i for i, actor in enumerate(self.actors) if actor.span.start <= token.idx < actor.span.end and actor.token != token.head.i),
            None,
        )

    def read_all(self, tokens: Iterable[Token], slot: str, rule: str) -> tuple[Filler, ...]:
        """The named phrases at some heads."""
        found = (self.read(token, slot, rule) for token in tokens)
        return tuple(filler for filler in found if filler is not None)


def counted_by(token: Token) -> Token | None:
    """Whom a number counts: "hundreds of teachers" and "four of the teachers" are teachers, and "elements of the militia" the militia."""
    counted = next(iter(prepositional(token, frozenset({"of"}))), None)
    return counted if token.tag_ == "CD" or token.lower_ in number_words() | MEN else None


def named_beside(token: Token) -> Token:
    """The name right behind a class word: "the cargo ship Vlieland" is the Vlieland."""
    behind = (child for child in token.rights if child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i == token.i + 1)
    return next(behind, token) if token.pos_ == "NOUN" else token


def is_time(token: Token) -> bool:
    """True of "Thursday", "9:30" and "the year": a slot may hold when it was done."""
    return (
        token.ent_type_ == "TIME"
        or (token.ent_type_ == "DATE" and token.lower_ in word_set("words.unit-of-time"))
        or (token.pos_ == "PROPN" and token.ent_type_ == "DATE")
        or not any(letter.isalpha() for letter in token.text)
    )


def is_nobody(token: Token) -> bool:
    """True of "no group", "neither side"."""
    return any(child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg"} for child in token.lefts)


def to_phrases(doc: Doc, actors: Sequence[ActorMention]) -> Phrases:
    """The noun phrases of a report."""
    return Phrases(doc, actors, {actor.token: number for number, actor in enumerate(actors)})
