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
    if text.isupper() and len(text) < 4:
        return None
    found = gazetteer.find(text)
    return Known(rule="place.name", weight=max(prior(match.place, match.rank) for match in found)) if found else None


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
    """The whole sequence if it is known or called a place, else its known parts, the longest first, else the whole as unknown."""
    text = doc[start:end].text
    known = look_up(text, gazetteer)
    if known or is_called_place(doc, start, end):
        yield weigh(doc, start, end, known)
        return
    parts = list(known_parts(doc, start, end, gazetteer))
    yield from (weigh(doc, first, last, part, whole=(start, end)) for first, last, part in parts)
    if not parts or not covers(parts, start):
        begin = skip_leading(doc, start, end)
        if begin < end and not parts:
            yield weigh(doc, begin, end, None)
        elif parts and parts[-1][1] < end:
            yield weigh(doc, parts[-1][1], end, None)
    elif parts[-1][1] < end:
        yield weigh(doc, parts[-1][1], end, None)


def covers(parts: list[tuple[int, int, Known]], start: int) -> bool:
    """True if the first part begins the sequence."""
    return parts[0][0] == start


def skip_leading(doc: Doc, start: int, end: int) -> int:
    """Past directions at the beginning of a sequence ("Northern")."""
    while start < end - 1 and doc[start].lower_ in place_rules().directions:
        start += 1
    return start


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
    weight = (known.weight if known else 0.0) + (0.0, 0.7, 1.5)[setting.strength] + (2.5 if rule else 0.0)
    weight += label_weight(doc, start, end) + company_weight(doc, start, end, whole or (start, end))
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


def label_weight(doc: Doc, start: int, end: int) -> float:
    """What the model's entity label says; it is often wrong, so it never decides alone."""
    labels = [token.ent_type_ for token in doc[start:end]]
    if labels[-1] in PLACE_LABELS:
        return 1.7
    if labels[-1] == "PERSON":
        alone = start == 0 or doc[start - 1].ent_type_ != "PERSON" or doc[start].ent_iob_ == "B"
        ends = end == len(doc) or not (doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I")
        return -0.7 if alone and ends else -3.0
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
        weight -= 1.0 if whole[0] < start else 0.7
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
