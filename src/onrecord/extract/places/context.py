"""What the words before and after a name say of it: relation, distance, kind of place."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.places.rules import place_rules
from onrecord.vocab.gazetteer import country_of_demonym

FARTHEST = 8  # words looked back over: "in the northern, rebel-held Syrian town of Azaz"
KM_PER_MILE = 1.609
MILES = frozenset({"mile", "miles", "mi"})
KILOMETRES = frozenset({"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"})
DASHES = frozenset({"-", "–", "—"})
LONGEST_NAME = 5  # tokens of the second name of a road
SKIPPED = frozenset({"ADJ", "NUM", "DET", "ADV"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a name is led up to. `strength`: 2 behind a locative word, 1 behind a weak one ("to", "of"), 0 otherwise.

    `rule` is that of a class word which calls it a place ("the town of"), `article` that of one right before it.
    """

    relation: str = "in"
    strength: int = 0
    distance_km: float | None = None
    rule: str | None = None
    cue: int | None = None  # token of the locative word


def look_back(doc: Doc, start: int) -> Setting:
    """Read the words before a name, leftwards."""
    rules = place_rules()
    rule: str | None = None
    index = start - 1
    while index >= max(0, start - FARTHEST):
        token = doc[index]
        low = token.lower_
        if low == "of" and index > 0:
            noun = doc[index - 1]
            named = class_of(noun) if noun.text.islower() or noun.lower_ not in rules.organisations else None
            if named and is_one_of_several(doc, index - 1, named):
                return Setting(strength=2, rule=rule, cue=index - 1)
            if named:
                rule = rule or named
                index -= 2
                continue
            if noun.lower_ in rules.nouns:
                return Setting(relation=rules.nouns[noun.lower_], strength=2, distance_km=distance(doc, index), rule=rule, cue=index - 1)
        if low == "to" and index > 0 and doc[index - 1].lower_ in {"close", "next"}:
            return Setting(relation="near", strength=2, rule=rule, cue=index - 1)
        if low == "from" and distance(doc, index) is not None:
            return Setting(relation="near", strength=2, distance_km=distance(doc, index), rule=rule, cue=index)
        if low in rules.weak:
            return Setting(strength=1, rule=rule, cue=index)
        if low in rules.prepositions and token.pos_ != "PRON":
            return Setting(relation=rules.prepositions[low], strength=2, rule=rule, cue=index)
        if not is_skipped(token):
            break
        index -= 1
    return Setting(rule=rule)


def is_one_of_several(doc: Doc, index: int, rule: str) -> bool:
    """True for "a contested district of Homs": the name is that of what holds it."""
    if rule not in {"place.admin2", "place.neighbourhood", "place.site", "place.venue"}:
        return False
    first = index
    while first > 0 and doc[first - 1].pos_ in {"ADJ", "ADV", "NOUN", "VERB"} and doc[first - 1].text.islower():
        first -= 1
    return (
        doc[index].tag_ in {"NNS", "NNPS"}
        or (first > 0 and doc[first - 1].pos_ == "PROPN")
        or (first > 0 and doc[first - 1].lower_ in {"a", "an", "one", "another", "some", "several"})
    )


def is_skipped(token: Token) -> bool:
    """True for words that may stand between a preposition and a name: adjectives, demonyms, directions."""
    if token.lower_ in place_rules().directions or country_of_demonym(token.text):
        return True
    return token.pos_ in SKIPPED and not token.is_punct


def distance(doc: Doc, index: int) -> float | None:
    """The kilometres told before a word: "20 km north" of, "about 12 miles" from."""
    for unit in range(index - 1, max(-1, index - 4), -1):
        low = doc[unit].lower_
        if low in MILES or low in KILOMETRES:
            number = to_number(doc[unit - 1].text) if unit > 0 else None
            return None if number is None else round(number * (KM_PER_MILE if low in MILES else 1), 1)
    return None


def to_number(text: str) -> float | None:
    """A number written in figures."""
    plain = text.replace(",", "")
    return float(plain) if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdecimal() else None


def class_of(token: Token) -> str | None:
    """The rule of a class word in the singular or plural ("village", "cities"), None for other words."""
    classes = place_rules().classes
    return classes.get(token.lower_) or (classes.get(token.lemma_.lower()) if token.tag_ in {"NNS", "NNPS"} else None)


def look_ahead(doc: Doc, end: int) -> str | None:
    """The rule of a class word behind a name: "Ardesh district", "Ardesh, a town in the south"."""
    if end >= len(doc):
        return None
    if is_end_of_route(doc, end):
        return "place.route"
    index = class_behind(doc, end)
    return class_of(doc[index]) if index is not None else apposition(doc, end)


def class_behind(doc: Doc, end: int) -> int | None:
    """The class word behind a name: "Ardesh district", "Ardesh refugee camp"; None if there is none."""
    index, rules = end, place_rules()
    while index < min(len(doc), end + 3) and (doc[index].lower_ in rules.directions or doc[index].text in rules.site_modifiers):
        index += 1
    return index if index < len(doc) and doc[index].text.islower() and class_of(doc[index]) else None


def is_end_of_route(doc: Doc, end: int) -> bool:
    """True for the first of two names that a road joins: "the Kaduna-Abuja highway"."""
    if doc[end].text not in DASHES:
        return False
    ahead = end + 1
    while ahead < min(len(doc), end + LONGEST_NAME) and doc[ahead].text[0].isupper():
        ahead += 1
    return end + 1 < ahead < len(doc) and class_of(doc[ahead]) == "place.route"


def apposition(doc: Doc, end: int) -> str | None:
    """The rule of a class word in ", a small town in the south"."""
    if end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in {"a", "an", "the"}:
        return None
    for token in doc[end + 2 : end + 8]:
        if token.dep_ == "compound" and class_of(token):
            continue  # "a port city", "the state news agency"
        found = class_of(token) if token.text.islower() else None
        if found or (token.pos_ not in SKIPPED and token.text not in HYPHENATED and not country_of_demonym(token.text)):
            return found
    return None


HYPHENATED = frozenset({"-", "held", "controlled", "led"})
