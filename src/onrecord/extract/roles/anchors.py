"""Tokens that event mentions stand on, and what the words say of them by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.counts.numbers import read_number
from onrecord.model.claims import Factuality
from onrecord.model.mentions import (
    ActorMention,
    AttributionMention,
    FactualityMention,
    FigureMention,
    MeansMention,
    PlaceMention,
    PlaceReference,
    TimeMention,
    TriggerMention,
    VictimMention,
)
from onrecord.model.reading import Responsibility, ScopeMention
from onrecord.model.text import Span
from onrecord.model.values import EventType, Harm, Realis
from onrecord.vocab.deeds import harm_types
from onrecord.vocab.triggers import Lexicon, Trigger
from onrecord.vocab.words import ordinals, word_set

YEAR_DIGITS = 4
ENDINGS = frozenset({"st", "nd", "rd", "th"})
CENTURIES = frozenset({"17", "18", "19", "20"})
FOUND = frozenset({"harm.body.noun", "harm.find-body.verb", "killed.bodies"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
WITHOUT = "factuality.without"
AID = "AID"
HURT = frozenset({Harm.KILLED, Harm.INJURED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All mentions of one report that event mentions are made of."""

    triggers: tuple[TriggerMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    references: tuple[PlaceReference, ...] = ()
    times: tuple[TimeMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    victims: tuple[VictimMention, ...] = ()
    means: tuple[MeansMention, ...] = ()
    scopes: tuple[ScopeMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    responsibilities: tuple[tuple[tuple[int, ...], Responsibility], ...] = ()  # with the tokens that name the act, best first
    factuality: Mapping[int, FactualityMention]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A token that an event mention stands on: a trigger of the lexicon, or the harm word of a figure alone."""

    token: int
    span: Span
    rule: str
    kind: EventType
    harm: Harm | None
    entry: Trigger | None = None
    via: int | None = None

    @property
    def family(self) -> str:
        """The kind of its entry in the lexicon."""
        return self.entry.kind if self.entry else "harm"

    @property
    def deed(self) -> str | None:
        """The sub-event that its word names in itself."""
        return self.kind.acled_sub_event if self.family not in {"generic", "aftermath"} else None


def find_anchors(doc: Doc, found: Found, lexicon: Lexicon) -> tuple[Anchor, ...]:
    """One anchor a token: triggers first, then harm words that only a figure or a named victim found."""
    harmed: tuple[FigureMention | VictimMention, ...] = (*found.figures, *found.victims)
    harms = {mention.token: mention.harm for mention in reversed(harmed)}
    anchors: dict[int, Anchor] = {}
    for mention in found.triggers:
        entry = lexicon[mention.rule]
        if entry.plover == AID and harms.get(mention.token) in HURT:
            continue  # "two men were treated at the scene" tells of the hurt, and help is no happening of its own
        kind = EventType(plover=entry.plover, plover_mode=entry.mode, acled_sub_event=entry.acled)
        harm = entry.harm or harms.get(mention.token)
        anchors[mention.token] = Anchor(mention.token, mention.span, mention.rule, kind, harm, entry, mention.via)
    for alone in harmed:
        if alone.token not in anchors:
            anchors[alone.token] = Anchor(alone.token, alone.span, alone.rule, harm_types()[alone.harm], alone.harm)
    anchors = {token: carried(doc[token], anchor) for token, anchor in anchors.items()}
    return tuple(anchors[token] for token in sorted(anchors))


def carried(token: Token, anchor: Anchor) -> Anchor:
    """A harm word behind its verb stands where the verb stands: "left two soldiers dead"."""
    is_result = token.dep_ in {"oprd", "acomp"} and token.head.pos_ in {"VERB", "AUX"}
    return replace(anchor, via=token.head.i) if is_result and anchor.via is None else anchor


def find_factuality(anchor: Anchor, found: Found) -> FactualityMention:
    """How surely it is told: as the words around say, else as its own entry says ("foiled", "threatened"), else as a fact."""
    sure = found.factuality.get(anchor.token)
    if sure is None:
        sure = FactualityMention(token=anchor.token, factuality=Factuality(), realis=Realis.ACTUAL, rule="factuality.plain")
    if anchor.entry is not None and anchor.entry.realis is not None and sure.realis is Realis.ACTUAL:
        return replace(sure, realis=anchor.entry.realis, rule=anchor.rule)
    if sure.rule == WITHOUT and anchor.family == "harm" and is_of_nobody(anchor, found):
        return replace(sure, realis=Realis.ACTUAL)
    return sure


def is_of_nobody(anchor: Anchor, found: Found) -> bool:
    """True for a word whose figures say that nobody was harmed: "ended without deaths" tells of what happened."""
    own = [figure.count.high for figure in found.figures if figure.token == anchor.token]
    return bool(own) and not any(high != 0 for high in own)


def count_of(token: Token) -> int | None:
    """How many deeds a noun counts ("nine bomb blasts", "112 cases of rape"); None if the words give no number, or a year ("the 2016 attack")."""
    noun = unit_of(token)
    words = [child.lower_ for child in noun.children if child.dep_ == "nummod" and not is_year(child)]
    found = read_number(words, 0) if words else None
    return found[0] if found else None


def unit_of(token: Token) -> Token:
    """The noun that deeds are counted in: "cases" in "112 cases of rape", else the deed itself."""
    above = token.head.head
    is_counted = token.dep_ == "pobj" and token.head.lower_ == "of" and above.lower_ in word_set("words.case")
    return above if is_counted else token


def is_year(number: Token) -> bool:
    """True for four digits that can be a year."""
    return len(number) == YEAR_DIGITS and number.text.isdecimal() and number.text[:2] in CENTURIES


def ordinal_of(token: Token) -> int | None:
    """Which deed of several it is ("the second bombing", "the 38th shooting", "the ninth ship to be attacked", "the second time that"); None if the words do not say."""
    noun = counted_by_verb(token) if token.pos_ == "VERB" else unit_of(token)
    if number := read_ordinal(noun.lower_):
        return number
    return next((number for child in noun.children if child.dep_ in {"amod", "nummod"} and (number := read_ordinal(child.lower_))), None)


def counted_by_verb(verb: Token) -> Token:
    """What a verb's ordinal would stand at: the noun that it describes, else its subject ("the second killed three")."""
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    return next((child for child in verb.lefts if child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ not in {"NOUN", "PROPN"}), verb)


def read_ordinal(word: str) -> int | None:
    """The number of "second" or "38th"."""
    if word in ordinals():
        return ordinals()[word]
    digits = word[:-2]
    return int(digits) if word[-2:] in ENDINGS and digits.isdecimal() and len(digits) < YEAR_DIGITS else None


def is_other(token: Token) -> bool:
    """True for a noun that its words set apart from the deeds told before ("another attack", "two other blasts"), and for what was "also attacked"."""
    also = token.pos_ == "VERB" and any(child.lower_ == "also" and child.dep_ == "advmod" for child in token.lefts)
    return also or any(child.lower_ in word_set("words.other") for child in token.children)


def is_elsewhere(token: Token) -> bool:
    """True for a deed that its words put at another place than the one told before: "elsewhere, two people were shot"."""
    return any(child.lower_ in word_set("words.elsewhere") and child.dep_ == "advmod" for child in token.lefts)


def is_found(anchor: Anchor, doc: Doc) -> bool:
    """True for the dead who are told of when they are found: "two bodies were recovered", "found a man dead"."""
    token = doc[anchor.token]
    is_behind = token.dep_ == "amod" and token.i > token.head.i and token.head.dep_ == "dobj"  # "found Dan Ruiz, 40, dead"
    verb = token.head.head if is_behind else doc[anchor.via] if anchor.via is not None else token
    return anchor.rule in FOUND or (anchor.harm is Harm.KILLED and verb.lemma_ in {"find", "discover"})


def is_late(anchor: Anchor, doc: Doc) -> bool:
    """True for who died later on: "was pronounced dead on Sunday", "died in hospital", "succumbed to his wounds"."""
    token = doc[anchor.token]
    if token.lower_ == "dead":
        return token.head.lemma_ in {"pronounce", "declare"}
    if token.lemma_ not in {"die", "succumb"} or token.pos_ != "VERB":
        return False
    places = {noun.lemma_.lower() for child in token.children if child.dep_ == "prep" for noun in child.children}
    places |= {token.head.lemma_.lower()} if token.dep_ == "relcl" else set()  # "taken to hospital, where he died"
    return not word_set("words.sickbed").isdisjoint(places) or any(child.lower_ == "later" for child in token.children)


def is_definite(token: Token) -> bool:
    """True for a noun that takes its deed for known: "the blast", "Monday's attack", "this was an attack on the press"."""
    if token.dep_ == "attr" and token.head.lemma_ == "be" and any(child.lower_ in word_set("words.pointing") for child in token.head.lefts):
        return True
    return any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in token.children)
