"""Which place lies in which, as the words between two names say it: "in Azaz, Aleppo", "Homs's Baba Amr", "Azaz in northern Syria"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.places.context import class_of
from onrecord.extract.places.rules import place_rules
from onrecord.extract.places.weights import Candidate, class_weight

FARTHEST = 9  # tokens between two names that one tie can span
LONGEST = 40  # names of a list that are looked at: longer ones are no prose
CONTAINING = frozenset({"in", "of", "within", "inside"})
BETWEEN = frozenset(
    {
        "in",
        "of",
        "within",
        "inside",
        "the",
        "a",
        "an",
        ",",
        "(",
        "'s",
        "’s",
        "refugee",
        "northern-most",
        "restive",
        "besieged",
        "-",
        "held",
        "rebel",
    }
)
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
AND = frozenset({"and", "or", "&"})
PART_OF = ("a word for parts", "of")


def find_containers(doc: Doc, candidates: Sequence[Candidate]) -> list[int | None]:
    """For each candidate, the number of the one that holds it, None if the words do not say."""
    found: list[int | None] = [None] * len(candidates)
    for number in range(len(candidates) - 1):
        one, other = candidates[number], candidates[number + 1]
        if other.start - one.end > FARTHEST or doc[one.start].sent != doc[other.start].sent:
            continue
        between = [doc[index] for index in range(one.end, other.start)]
        if holds_next(one, other, between) or part_between(doc, one, other):
            found[number + 1] = number
        elif lies_in_next(doc, candidates, number, between):
            found[number] = number + 1
    return found


def turn_parts(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """In "the Beirut suburb of Ouzai" the second name is the part's; in "the Salaheddin district of Aleppo" the first."""
    found = list(candidates)
    for number in range(len(found) - 1):
        one, other = found[number], found[number + 1]
        rule = part_between(doc, one, other)
        if rule is not None and other.rule != rule:
            found[number] = replace(one, rule="place.name")
            found[number + 1] = replace(other, rule=rule, weight=other.weight + class_weight(rule))
    return found


def part_between(doc: Doc, one: Candidate, other: Candidate) -> str | None:
    """The rule of a word for parts between a great town's name and another ("Beirut suburb of Ouzai"), None if there is none."""
    if (
        not one.is_great
        or other.is_great
        or one.is_demonym
        or other.start - one.end != len(PART_OF)
        or doc[other.start - 1].lower_ != PART_OF[1]
    ):
        return None
    rule = class_of(doc[one.end])
    return rule if rule in {"place.neighbourhood", "place.admin2"} else None


def holds_next(one: Candidate, other: Candidate, between: Sequence[Token]) -> bool:
    """True for "Homs's Baba Amr", "the Syrian city of Homs", "the Homs district of Baba Amr"."""
    words = [token.lower_ for token in between]
    if other.is_demonym:
        return False
    if words and words[0] in POSSESSIVE:
        return all(is_filler(token) for token in between[1:]) and one.weight > 0
    if one.is_demonym and one.rule == "place.demonym":
        return (
            bool(words) and words[-1] == "of" and any(class_of(token) for token in between) and all(is_filler(token) for token in between)
        )
    return False


def lies_in_next(doc: Doc, candidates: Sequence[Candidate], number: int, between: Sequence[Token]) -> bool:
    """True for "Azaz, Aleppo", "Azaz in northern Syria", "Salaheddin district of Aleppo", "Azaz (Syria)"."""
    words = [token.lower_ for token in between]
    other = candidates[number + 1]
    if other.is_demonym or not words:
        return False
    if words == [","]:
        return is_chain(doc, candidates, number)
    if words[0] in {"(", ","} and len(words) == 1:
        return True
    return any(word in CONTAINING for word in words) and all(is_filler(token) for token in between)


def is_filler(token: Token) -> bool:
    """True for words that may stand between a place and the one that holds it."""
    low = token.lower_
    return low in BETWEEN or low in place_rules().directions or class_of(token) is not None or token.pos_ == "ADJ"


def is_chain(doc: Doc, candidates: Sequence[Candidate], number: int) -> bool:
    """True if a comma joins a place to what holds it, not two items of a list ("Homs, Hama and Idlib")."""
    one, other = candidates[number], candidates[number + 1]
    if other.needs_place or (other.country is not None and one.country is None):
        return True
    if one.country is not None:
        return False
    last = number + 1
    bound = min(len(candidates), number + LONGEST)
    while last + 1 < bound and [token.text for token in doc[candidates[last].end : candidates[last + 1].start]] == [","]:
        last += 1
    return not is_followed_by_and(doc, candidates[last].end)


def is_followed_by_and(doc: Doc, end: int) -> bool:
    """True if a list goes on with "and"."""
    ahead = end + 1 if end < len(doc) and doc[end].text == "," else end
    return ahead < len(doc) and doc[ahead].lower_ in AND


def is_listed_with(doc: Doc, one: Candidate, other: Candidate) -> bool:
    """True if only "and", "or" or a comma stands between two names."""
    between = [token.lower_ for token in doc[one.end : other.start]]
    return bool(between) and len(between) <= 3 and all(word in AND or word in {",", "the", "in"} for word in between)
