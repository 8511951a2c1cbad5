"""Doc -> mentions of places, joined from the parser's entities, the gazetteer and the words around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.places.candidates import find_candidates
from onrecord.extract.places.context import class_behind
from onrecord.extract.places.rules import place_rules
from onrecord.extract.places.ties import LONGEST, POSSESSIVE, find_containers, is_listed_with, turn_parts
from onrecord.extract.places.weights import SITES, Candidate
from onrecord.model.mentions import PlaceMention
from onrecord.model.text import Span
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.place_keys import name_key

LIKELY = 1.9  # a great town's name without more
PARTS = frozenset({"neighbourhood", "neighborhood", "quarter", "suburb", "outskirts"})
OPEN_PARTS = frozenset({"district", "area", "part"})  # "the district of Baraki Barak" names the district itself
ENOUGH = 2.65  # tuned on the development part of the place sets: recognition F1 of both is flat from 2.7 to 3.1


def find_places(doc: Doc, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Every name of a place, and every word that implies a country, in text order."""
    candidates = turn_parts(doc, list(find_candidates(doc, gazetteer)))
    containers = find_containers(doc, candidates)
    holders = {outer: is_possessed(doc, candidates[number]) for number, outer in enumerate(containers) if outer is not None}
    candidates = [support(number, doc, candidates, containers, holders) for number in range(len(candidates))]
    sure = {name_key(item.text) for item in candidates if is_enough(item)}
    kept = [number for number, item in enumerate(candidates) if is_enough(item) or (is_open(item) and name_key(item.text) in sure)]
    order = {number: index for index, number in enumerate(kept)}
    return tuple(to_mention(doc, candidates, number, order, containers) for number in kept)


def is_enough(item: Candidate) -> bool:
    """True if enough speaks for a place."""
    return item.weight >= ENOUGH


def is_open(item: Candidate) -> bool:
    """True if little speaks against it, so that the same name elsewhere in the report may settle it."""
    return item.weight > -1 and not item.needs_place


def support(
    number: int,
    doc: Doc,
    candidates: Sequence[Candidate],
    containers: Sequence[int | None],
    holders: Mapping[int, bool],
) -> Candidate:
    """Add what its neighbours say: it lies in a place, holds one, or stands in a list with one.

    `holders` are the candidates that hold another, True if as "Homs's".
    """
    item = candidates[number]
    weight = item.weight
    if item.needs_place:
        return item if number in holders else replace(item, weight=0.0)
    outer = containers[number]
    if item.weight >= LIKELY and holders.get(number):
        weight += 1.0
    if outer is not None and candidates[outer].weight >= LIKELY and not item.is_demonym and is_possessed(doc, item):
        weight += 3.6 if candidates[outer].country is None else 1.2
    elif outer is not None and candidates[outer].weight >= ENOUGH and not item.is_demonym:
        weight += 1.5 if candidates[outer].country is None else 1.2
    elif weight > 0 and is_listed_with_place(doc, candidates, number):
        weight += 2.0
    return replace(item, weight=weight) if weight != item.weight else item


def is_listed_with_place(doc: Doc, candidates: Sequence[Candidate], number: int) -> bool:
    """True if the name before or after in a list is a place."""
    pairs = [(number - 1, number), (number, number + 1)]
    return any(
        one >= 0
        and other < len(candidates)
        and is_listed_with(doc, candidates[one], candidates[other])
        and not candidates[one + other - number].is_demonym
        and candidates[one + other - number].weight >= ENOUGH
        for one, other in pairs
    )


def is_possessed(doc: Doc, item: Candidate) -> bool:
    """True for "Homs's Baba Amr" and "Homs's besieged Baba Amr"."""
    return any(token.text in POSSESSIVE for token in doc[max(0, item.start - 3) : item.start])


def to_mention(
    doc: Doc,
    candidates: Sequence[Candidate],
    number: int,
    order: dict[int, int],
    containers: Sequence[int | None],
) -> PlaceMention:
    """A candidate as a mention; its relation may be that of the list that it stands in."""
    item = candidates[number]
    outer = containers[number]
    first, last = doc[item.start], doc[item.end - 1]
    setting = item.setting
    earlier = number - 1
    while (
        setting.strength == 0 and earlier >= max(0, number - LONGEST) and is_listed_with(doc, candidates[earlier], candidates[earlier + 1])
    ):
        setting = candidates[earlier].setting
        earlier -= 1
    return PlaceMention(
        span=Span(first.idx, last.idx + len(last)),
        token=doc[item.start : item.end].root.i,
        name=item.text,
        rule=item.rule,
        relation="in" if item.is_demonym else setting.relation,  # "clashes between the Sudanese army and"
        distance_km=setting.distance_km,
        within=order.get(outer) if outer is not None else None,
        country=item.country,
        is_demonym=item.is_demonym,
        site=find_site(doc, item),
        is_part=is_part(doc[item.start : item.end].root),
        is_dateline=item.is_dateline,
    )


def find_site(doc: Doc, item: Candidate) -> Span | None:
    """A name with the word behind it that makes it a site's: "Pulse nightclub"; of a great town's name only what bears such names, "Brussels airport"."""
    index = class_behind(doc, item.end) if item.rule in SITES and item.setting.rule is None else None
    if index is None or doc[index].lower_ not in place_rules().site_names:
        return None
    if (item.is_great or item.country) and doc[index].lower_ not in place_rules().town_sites:
        return None
    return Span(doc[item.start].idx, doc[index].idx + len(doc[index]))


def is_part(token: Token) -> bool:
    """True where a name is said to have a part that the words do not name: "a district of Homs", "a Damascus suburb"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        noun = token.head.head
    elif token.dep_ in {"compound", "poss"}:
        noun = token.head
    else:
        return False
    if any(child.lower_ == "of" for child in noun.rights) and token.dep_ != "pobj":
        return False  # "the Beirut suburb of Ouzai" names it
    is_open = any(child.lower_ in {"a", "an", "another", "one"} for child in noun.lefts)
    return noun.lower_ in PARTS or (noun.lower_ in OPEN_PARTS and is_open)
