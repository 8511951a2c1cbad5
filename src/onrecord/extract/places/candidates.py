"""Parts of capitalised sequences that may be places, with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.extract.places.context import Setting, class_of, look_ahead, look_back
from onrecord.extract.places.names import HYPHENS
from onrecord.extract.places.rules import place_rules
from onrecord.model.values import Place
from onrecord.vocab.gazetteer import Gazetteer, abbreviations, country_of_capital, country_of_demonym, country_of_name

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
TOWN = 15_000  # people from which a name alone, with a word for it, is taken for the town's
CITY = 200_000
PERSON_PART = -3.0
SICKNESS = frozenset({"virus", "fever", "disease", "ebolavirus", "flu", "syndrome", "strain", "strains"})
STRONG = 1.5
WIDEST = 5  # words of a part


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch that may be a place. `weight` adds up what speaks for it; from `ENOUGH` on it is one."""

    start: int
    end: int
    text: str
    setting: Setting
    rule: str
    weight: float
    country: str | None = None
    is_demonym: bool = False
    needs_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the lists say of a name: the kind of entry, its prior weight, its country if it names or implies one."""

    rule: str
    weight: float
    country: str | None = None
    is_demonym: bool = False


def look_up(text: str, gazetteer: Gazetteer) -> Known | None:
    """What the lists know under a name."""
    country = country_of_name(text)
    if country:
        return Known(rule="place.country", weight=3, country=country)
    country = country_of_demonym(text)
    if country:
        return Known(rule="place.demonym", weight=3, country=country, is_demonym=True)
    if text in abbreviations():
        return Known(rule="place.abbreviation", weight=3)
    if (text.isupper() and len(text) < 4) or is_plain_word(text):
        return None
    found = gazetteer.find(text)
    return Known(rule="place.name", weight=max(prior(match.place, match.rank) for match in found)) if found else None


def is_plain_word(text: str) -> bool:
    """True for one word that tells a class, a direction or an office: "University", "West", "General"."""
    rules, low = place_rules(), text.lower().rstrip(".")
    return low in rules.organisations or low in rules.directions or low in rules.titles or low in rules.classes


def prior(place: Place, rank: int) -> float:
    """How much an entry speaks for a name's being a place, from its kind, its people and how near the name is to its own."""
    if not place.id.startswith("geonames:"):
        return 2.5
    if rank > 1:
        return 0.7
    if place.kind in {"ADM1", "PPLC"} or place.population >= CITY:
        return 2.0 - 0.5 * rank
    return (1.5 if place.population >= TOWN else 1.0) - 0.3 * rank


def find_candidates(doc: Doc, names: Iterator[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The candidates of each sequence: the whole of it, or the parts that are known."""
    for start, end in names:
        yield from split(doc, start, end, gazetteer)


def split(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The whole sequence if it is known or called a place; else what leads it ("Syrian", "Northern") and the rest, or its known parts."""
    whole = (start, end)
    while start < end:
        known = look_up(doc[start:end].text, gazetteer)
        if known or is_called_place(doc, start, end):
            yield weigh(doc, start, end, known, whole=whole)
            return
        leading = find_leading(doc, start, end, gazetteer)
        if leading is None:
            break
        if leading[1]:
            yield weigh(doc, start, leading[0], leading[1], whole=whole)
        start = leading[0]
        while start < end and doc[start].text in HYPHENS:
            start += 1
    parts = [part for part in known_parts(doc, start, end, gazetteer) if is_strong(doc, part)]
    yield from (weigh(doc, first, last, part, whole=whole) for first, last, part in parts)
    if start < end and not parts and not is_plain_word(doc[start:end].text):
        yield weigh(doc, start, end, None)


def find_leading(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, Known | None] | None:
    """Where what leads a sequence ends: a direction, or a word that names or implies a country."""
    if end - start > 1 and doc[start].lower_ in place_rules().directions:
        return start + 1, None
    for last in range(min(end - 1, start + 3), start, -1):
        known = look_up(doc[start:last].text, gazetteer)
        if known and known.country and doc[last].text not in HYPHENS | {"of"}:
            return last, known
        if known and known.is_demonym:
            return last, known
    return None


def is_strong(doc: Doc, part: tuple[int, int, Known]) -> bool:
    """True for a part that is a place's name beyond doubt enough to break a sequence up."""
    first, last, known = part
    if known.country:
        return True
    label = doc[last - 1].ent_type_
    return known.weight >= STRONG and label not in {"PERSON", "ORG"} or (label in PLACE_LABELS and known.weight >= 1)


def is_called_place(doc: Doc, start: int, end: int) -> bool:
    """True if its own last word says so: "Katha Township", "Red River", "Highway Two"."""
    if end - start < 2:
        return False
    numbered = doc[start].lower_ in {"highway", "route", "interstate"}
    return (
        numbered
        or class_of(doc[end - 1]) is not None
        or doc[end - 1].lower_.rstrip(".") in {"st", "ave", "rd", "blvd", "avenue", "boulevard", "mount", "heights"}
    )


def known_parts(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Known]]:
    """Known parts from left to right, the longest at each place."""
    index = start
    while index < end:
        for last in range(min(end, index + WIDEST), index, -1):
            if doc[last - 1].text in HYPHENS or doc[index].text in HYPHENS:
                continue
            known = look_up(doc[index:last].text, gazetteer)
            if known:
                yield index, last, known
                index = last - 1
                break
        index += 1


def weigh(doc: Doc, start: int, end: int, known: Known | None, *, whole: tuple[int, int] | None = None) -> Candidate:
    """Add up what speaks for a stretch's being a place."""
    text = doc[start:end].text
    setting = look_back(doc, start)
    ahead = look_ahead(doc, end)
    own = class_of(doc[end - 1]) if end - start > 1 else None
    rule = setting.rule or ahead or own
    weight = (known.weight if known else 0.0) + (0.0, 0.7, 1.9)[setting.strength] + class_weight(rule)
    weight += label_weight(doc, start, end)
    if known and known.country:
        weight = max(weight, 3.0) if not is_person(doc, start, end) else weight
    else:
        weight += company_weight(doc, start, end, whole or (start, end))
    if known and known.is_demonym:
        return Candidate(
            start=start, end=end, text=text, setting=setting, rule=known.rule, weight=3, country=known.country, is_demonym=True
        )
    metonym = is_metonym(doc, end) and country_of_capital(text)
    short = abbreviations().get(text)
    return Candidate(
        start=start,
        end=end,
        text=text,
        setting=setting,
        rule="place.metonym" if metonym else known.rule if known and known.country else rule or (known.rule if known else "place.words"),
        weight=weight,
        country=metonym or (known.country if known else None),
        is_demonym=bool(metonym),
        needs_place=bool(short and short.needs_place),
    )


def class_weight(rule: str | None) -> float:
    """What a word for a kind of place weighs; "camp", "station", "area" go with other names too."""
    if rule is None:
        return 0.0
    return 2.5 if rule in {"place.site", "place.nature", "place.water"} else 3.7


def is_person(doc: Doc, start: int, end: int) -> bool:
    """True if the model takes a larger stretch around a name for a person's."""
    return label_weight(doc, start, end) <= PERSON_PART or (start > 0 and doc[start - 1].lower_.rstrip(".") in place_rules().titles)


def label_weight(doc: Doc, start: int, end: int) -> float:
    """What the model's entity label says; it is often wrong, so it never decides alone."""
    labels = [token.ent_type_ for token in doc[start:end]]
    if labels[-1] in PLACE_LABELS:
        return 1.7
    if labels[-1] == "PERSON":
        alone = start == 0 or doc[start - 1].ent_type_ != "PERSON" or doc[start].ent_iob_ == "B"
        ends = end == len(doc) or not (doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I")
        return -0.7 if alone and ends else PERSON_PART
    return {"ORG": -0.7, "NORP": -0.7, "DATE": -3.0, "TIME": -3.0, "": 0.0}.get(labels[-1], -1.0)


def company_weight(doc: Doc, start: int, end: int, whole: tuple[int, int]) -> float:
    """What speaks against a place: a title before it, a larger name around it, a word for an organisation in it."""
    rules = place_rules()
    weight = 0.0
    if start > 0 and doc[start - 1].lower_.rstrip(".") in rules.titles and doc[start - 1].lower_ != "capital":
        weight -= 3
    around = [token for token in doc[whole[0] : whole[1]] if not start <= token.i < end]
    if any(token.lower_ in rules.organisations for token in doc[max(start, whole[0]) : whole[1]] if whole[1] - whole[0] > 1):
        weight -= 2.5
    elif around:
        weight -= 1.3 if whole[0] < start else 1.0
    if end < len(doc) and doc[end].lower_ in SICKNESS:
        weight -= 3
    if start > 1 and doc[start - 1].text == "of" and doc[start - 2].text[0].isupper() and not class_of(doc[start - 2]):
        weight -= 2.5
    head = doc[end - 1]
    if head.dep_ == "nsubj" and head.head.lemma_ in rules.speech:
        weight -= 0.7
    return weight


def is_metonym(doc: Doc, end: int) -> bool:
    """True for a capital that stands for its government: "the Damascus regime", "Moscow denied it"."""
    rules = place_rules()
    if end < len(doc) and doc[end].lower_ in rules.metonym and doc[end].text.islower():
        return True
    head = doc[end - 1]
    return head.dep_ == "nsubj" and head.head.lemma_ in rules.speech
