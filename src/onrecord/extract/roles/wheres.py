"""Which places belong to which trigger: where it happened, not where those who act come from, nor where somebody spoke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.places.context import class_of
from onrecord.extract.roles.anchors import Found
from onrecord.extract.roles.near import MAX_CLIMB, SUBJECTS, Ground, Tied, tie_mentions
from onrecord.model.mentions import PlaceMention
from onrecord.vocab.lists import grounds
from onrecord.vocab.words import word_set

NOT_WHERE = frozenset({"for", "with", "by", "than", "like", "as", "about"})  # "an appeal for Moscow to relent"
ACTING = frozenset({"nsubj"})
BEFORE_NOUN = frozenset({"poss", "compound", "amod", "nmod"})
SAME_GROUND = frozenset(
    {"acl", "relcl", "advcl", "dobj", "pobj", "prep", "pcomp", "xcomp", "appos"}
)  # arcs along which a deed stays where it is
NOUNS = frozenset({"NOUN", "PROPN"})


def tie_places(found: Found, ground: Ground, *, cues: frozenset[int]) -> Tied:
    """For each anchor the places that its grammar holds, and those that its sentence gives; words that point back give their place."""
    tokens = [*(place.token for place in found.places), *(reference.token for reference in found.references)]
    tied = tie_mentions((*found.places, *found.references), ground, found.attributions, cues=cues)
    held: dict[int, tuple[int, ...]] = {}
    nearby: dict[int, list[int]] = {anchor: meant(numbers, found, ground.doc) for anchor, numbers in tied.nearby.items()}
    for anchor, numbers in tied.held.items():
        where = [number for number in numbers if meant([number], found, ground.doc)]
        held[anchor] = tuple(dict.fromkeys(meant(without_homes(where, anchor, found, ground, tokens), found, ground.doc)))
        for other in above(anchor, ground, cues):
            nearby.setdefault(other, []).extend(held[anchor])
    return Tied(held, {anchor: tuple(dict.fromkeys(numbers)) for anchor, numbers in nearby.items()})


def meant(numbers: Iterable[int], found: Found, doc: Doc) -> list[int]:
    """The places that some mentions mean: a word that points back means the one told before; what is not where it happened is left out."""
    places = found.places
    return [
        number if number < len(places) else found.references[number - len(places)].antecedent
        for number in numbers
        if number >= len(places) or is_where(doc, places[number])
    ]


def above(anchor: int, ground: Ground, cues: frozenset[int]) -> Iterable[int]:
    """Anchors that one hangs on: where a deed's victims were is where it was done ("fired on people who marched in Nampula")."""
    token = ground.doc[ground.tokens[anchor]]
    for _ in range(MAX_CLIMB):
        has_own_subject = token.dep_ == "advcl" and any(child.dep_ in SUBJECTS for child in token.lefts)  # "as shells fell on Zawiya"
        if token.dep_ not in SAME_GROUND or token.head.i in cues or has_own_subject:
            return
        token = token.head
        if token.i in ground.owners and ground.owners[token.i] != anchor:
            yield ground.owners[token.i]


def without_homes(numbers: Sequence[int], anchor: int, found: Found, ground: Ground, tokens: Sequence[int]) -> Sequence[int]:
    """Leave out where those who act or suffer are at home, if the words also say where it was ("a nurse from Goma was shot in Bukavu")."""
    at_home = {
        number for number in numbers if is_of_subject(ground.doc[tokens[number]], anchor, ground) or is_origin(number, found, ground.doc)
    }
    told = [number for number in numbers if number not in at_home]
    if not any(not is_country(number, found) for number in told):
        return numbers
    return [number for number in numbers if number in told or lies_in_any(number, told, found)]


def lies_in_any(number: int, others: Sequence[int], found: Found) -> bool:
    """True if the words put a place in another of those told: it says more closely where it was."""
    return number < len(found.places) and found.places[number].within in others


def is_country(number: int, found: Found) -> bool:
    """True for a country or a word for its people."""
    return number < len(found.places) and found.places[number].country is not None


def is_of_subject(token: Token, anchor: int, ground: Ground) -> bool:
    """True for a word within the phrase of who acts."""
    for _ in range(MAX_CLIMB):
        if token.dep_ in ACTING and ground.owners.get(token.head.i) == anchor:
            return True
        if token.head.i == token.i or token.i in ground.owners:
            return False
        token = token.head
    return False


def is_where(doc: Doc, place: PlaceMention) -> bool:
    """False for a word for a people, unless it says whose ground it is ("on Iraqi territory"); for a country or city that acts, and for where from."""
    token = doc[place.token]
    if place.is_demonym:
        return token.head.lemma_ in grounds() and not is_way_out(token.head)
    if place.is_dateline or (place.relation == "from" and is_way_out(token)):
        return False
    first = first_in_row(token)
    if place.country is not None and (first.dep_ in BEFORE_NOUN or token.dep_ in {"dobj", "nsubjpass"}):
        return token.dep_ == "dobj" and token.head.lemma_ not in word_set("words.addressed")
    if first.dep_ == "pobj" and (first.head.lower_ in NOT_WHERE or (place.country is not None and is_of_actors(first))):
        return False
    return token.dep_ not in {"nsubj", "agent", "dative"}


def first_in_row(token: Token) -> Token:
    """The first of words in a row: "forces" in "by troops of the council or Turkey"."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def is_of_actors(token: Token) -> bool:
    """True behind "of" that says whose forces, government or envoys they are."""
    return token.head.lower_ == "of" and token.head.head.lemma_ in word_set("words.acting")


def is_way_out(token: Token) -> bool:
    """True for where a deed set out from: "rockets fired from Gaza"; "was abducted from Goma" says where it was."""
    first = first_in_row(token)
    return first.dep_ == "pobj" and first.head.head.lemma_ in word_set("words.setting-out")


def is_origin(number: int, found: Found, doc: Doc) -> bool:
    """True for where somebody comes from: "a nurse from Goma"."""
    if number >= len(found.places) or found.places[number].relation != "from":
        return False
    first = first_in_row(doc[found.places[number].token])
    if first.dep_ != "pobj" or first.head.i == 0:
        return False
    before = doc[first.head.i - 1]  # parsers often hang the phrase on the verb behind it
    return before.pos_ in NOUNS and class_of(before) is None and (before == first.head.head or first.head.head.i > first.i)
