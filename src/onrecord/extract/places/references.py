"""Words that point back at a place told before: "in the city", "in the same province", "there"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.places.context import class_of
from onrecord.extract.places.rules import place_rules
from onrecord.model.lookup import Stretches
from onrecord.model.mentions import AttributionMention, PlaceMention, PlaceReference
from onrecord.model.text import Span
from onrecord.model.values import Place
from onrecord.vocab.gazetteer import Gazetteer, country_of_capital

POINTING = frozenset({"the", "this", "that", "same"})
FARTHEST = 25  # mentions looked back over
SETTLED = frozenset({"PPL", "PPLC", "city", "town", "village"})
KINDS = {  # kinds of entry that a class word can point at
    "place.settlement": SETTLED,
    "place.admin1": frozenset({"ADM1", "admin1", "region"}),
    "place.admin2": frozenset({"ADM2", "admin2"}),
}
NARROW = frozenset({"place.admin2", "place.neighbourhood"})
VAGUE = frozenset({"area", "vicinity", "locality", "community"})
CAPITAL = "capital"
OTHER_KINDS = frozenset({"place.admin1", "place.admin2", "place.neighbourhood", "place.site", "place.venue", "place.water"})
PEOPLE = {
    "city": (30_000, None),
    "village": (0, 30_000),
    "hamlet": (0, 5_000),
    "town": (0, 500_000),
}  # fewest and most that a word lets one expect


def find_references(
    doc: Doc, places: Sequence[PlaceMention], attributions: Sequence[AttributionMention], gazetteer: Gazetteer
) -> tuple[PlaceReference, ...]:
    """Every phrase that points back at a place, with the nearest place before it that it can mean; where a speaker is at home is none."""
    speakers = Stretches(said.source for said in attributions if said.source is not None)
    told = [number for number, place in enumerate(places) if not speakers.overlap(place.span)]
    found = []
    for token in doc:
        if is_there(token) or is_pointing(token):
            antecedent = find_antecedent(token, told, places, gazetteer)
            if antecedent is not None:
                found.append(PlaceReference(span=Span(token.idx, token.idx + len(token)), token=token.i, antecedent=antecedent))
    return tuple(found)


def is_there(token: Token) -> bool:
    """True for "there" that says where, not that something is ("there were")."""
    return token.lower_ == "there" and token.dep_ == "advmod" and token.tag_ != "EX"


def is_pointing(token: Token) -> bool:
    """True for a class word behind a preposition that is definite and bears no name: "in the city", "near the same village"."""
    rule = class_of(token) if token.pos_ == "NOUN" and token.text.islower() else None
    is_kind = rule in KINDS or rule in NARROW or token.lower_ in VAGUE
    if not is_kind or token.tag_ != "NN" or token.dep_ != "pobj" or token.head.lower_ not in place_rules().prepositions:
        return False
    is_definite = any(child.lower_ in POINTING for child in token.lefts)
    is_plain = token.lower_ not in VAGUE or not any(child.dep_ in {"amod", "compound"} and child.lower_ != "same" for child in token.lefts)
    return is_definite and is_plain and not any(is_naming(child) for child in token.children)


def is_naming(child: Token) -> bool:
    """True for a name beside a class word ("the Homs district"), behind it ("the city of Homs"), and a clause that tells which one it is."""
    if child.dep_ in {"relcl", "acl", "poss"}:
        return True
    if child.dep_ == "prep":
        return child.lower_ == "of"
    return child.pos_ == "PROPN" and child.dep_ in {"compound", "appos", "nmod", "amod"}


def find_antecedent(token: Token, told: Sequence[int], places: Sequence[PlaceMention], gazetteer: Gazetteer) -> int | None:
    """The nearest place before a word that it can mean; one in the dateline only if there is no other."""
    first = first_in_reach(token)
    before = [number for number in told if first <= places[number].span.start < token.idx][-FARTHEST:]
    fitting = [number for number in reversed(before) if can_mean(token, places[number], gazetteer)]
    return next((number for number in fitting if not places[number].is_dateline), next(iter(fitting), None))


def first_in_reach(token: Token) -> int:
    """Where the text begins that a word can point into: for "there" its sentence and the one before, else the report."""
    if token.lower_ != "there":
        return 0
    start = token.sent.start
    return int(token.doc[start - 1].sent.start_char) if start else 0


def can_mean(token: Token, place: PlaceMention, gazetteer: Gazetteer) -> bool:
    """True if the place is of the kind that the word names; words for a people and whole countries are none."""
    if place.is_demonym or place.country is not None:
        return False
    if token.lower_ == CAPITAL:
        return country_of_capital(place.name) is not None
    rule = class_of(token)
    if rule is None or token.lower_ in VAGUE:
        return True
    matches = gazetteer.find(place.name)
    entries = [match.place for match in matches if match.rank == min(match.rank for match in matches)]
    return is_of_kind(token, rule, place, entries)


def is_of_kind(token: Token, rule: str, place: PlaceMention, entries: Sequence[Place]) -> bool:
    """True if the words or the gazetteer make a place what a class word names; a name that neither knows is no province."""
    if place.rule == rule and rule != "place.settlement":
        return True
    if not entries:
        return rule != "place.admin1" and place.rule in {"place.words", "place.settlement"} and token.lower_ != "city"
    kinds = {entry.kind for entry in entries}
    if rule in NARROW:
        return place.rule in NARROW or bool(kinds & KINDS["place.admin2"])
    if not kinds & KINDS[rule] or place.rule in OTHER_KINDS - {rule}:
        return False
    least, most = PEOPLE.get(token.lower_, (0, None))
    people = max(entry.population for entry in entries if entry.kind in KINDS[rule])
    return people >= least and (most is None or people <= most)
