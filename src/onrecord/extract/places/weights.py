"""What speaks for and against a stretch's being the name of a place.

The weights were set by hand on the development part of the place sets (news of the world, local news); to tune them again, measure
recognition on both after each change: they pull in opposite directions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from onrecord.extract.places.context import Setting, class_of, look_ahead, look_back
from onrecord.extract.places.known import CERTAIN, MIDDLE, TOP, Known
from onrecord.extract.places.rules import place_rules
from onrecord.vocab.gazetteer import abbreviations, country_of_capital

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LABELS = {"GPE": 1.7, "LOC": 1.7, "FAC": 1.7, "PERSON": -0.7, "ORG": -0.7, "NORP": -0.7, "DATE": -3.0, "TIME": -3.0, "": 0.0}
STRENGTHS = (0.0, 0.7, 1.9)
PERSON_PART = -3.0
GLUED = re.compile(r"[a-z][A-Z]{2}")
CALLED_LABEL = -1.0  # the model takes "the Taleel quarter" for a span of time
GREAT = TOP - 0.5  # also by another of its names
STREETS = frozenset({"street", "road", "avenue", "lane", "drive", "boulevard", "square", "trail", "st", "rd", "ave", "blvd"})
SITES = frozenset({"place.site", "place.venue"})
VAGUE_CLASSES = frozenset({*SITES, "place.route"})  # "camp", "station" go with other names too
SICKNESS = frozenset({"virus", "fever", "disease", "ebolavirus", "flu", "syndrome", "strain", "strains"})
PEOPLE = frozenset(
    [
        "man",
        "woman",
        "men",
        "women",
        "teenager",
        "teen",
        "boy",
        "girl",
        "resident",
        "residents",
        "officials",
        "police",
        "native",
        "couple",
        "family",
        "families",
        "students",
        "firefighters",
        "councillors",
        "court",
        "jail",
        "hospital",
        "suburb",
        "office",
    ],  # a list of thirty strings reads worse
)
Part = tuple[int, int, Known | None]  # first token, end, what the lists know of it
CALLED = frozenset({"place.admin2", "place.neighbourhood", "place.settlement"})  # "the Costa Rica district" is no country
EITHER = frozenset({"sun", "star", "way", "king", "queen", "prince", "post", "mission"})  # last words of papers and of places
BARE = frozenset({"in", "near", "outside", "inside", "around"})
ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "this", "that"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch that may be a place, with the sum of its weights."""

    start: int
    end: int
    text: str
    setting: Setting
    rule: str
    weight: float
    country: str | None = None
    is_demonym: bool = False
    needs_place: bool = False
    is_dateline: bool = False
    is_great: bool = False  # the name of a great town or a province


def find_surnames(doc: Doc) -> frozenset[str]:
    """Last words of the names of people with two words or more."""
    return frozenset(ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1)


def find_people(doc: Doc) -> frozenset[str]:
    """Last words of the names of people."""
    return frozenset(ent[-1].text for ent in doc.ents if ent.label_ == "PERSON")


def weigh(doc: Doc, part: Part, *, whole: tuple[int, int], surnames: frozenset[str], people: frozenset[str]) -> Candidate:
    """Read what stands around a stretch, and add up."""
    start, end, known = part
    text = doc[start:end].text
    setting = look_back(doc, start)
    rule = setting.rule or look_ahead(doc, end) or own_rule(doc, start, end, people)
    short = abbreviations().get(text)
    found = Candidate(
        start=start,
        end=end,
        text=text,
        setting=setting,
        rule=rule or "place.words",
        weight=0.0,
        needs_place=bool(short and short.needs_place),
        is_great=known is not None and known.weight >= GREAT,
    )
    if known and known.country and not (rule in CALLED and not known.is_demonym and not setting.rule):
        return weigh_country(doc, found, known, whole)
    weight = (known.weight if known else 0.0) + STRENGTHS[setting.strength] + class_weight(rule)
    is_taken_for_time = rule is not None and doc[end - 1].ent_type_ in {"DATE", "TIME"}
    weight += CALLED_LABEL if is_taken_for_time else label_weight(doc, start, end)
    weight += neighbour_weight(doc, found, known) + surname_weight(found, surnames) + bare_weight(doc, found, known)
    if known and is_in_organisation(doc, start, end, whole, known):
        joined = start > 1 and doc[start - 1].lower_ in {"and", "&"} and doc[start - 2].text[0].isupper()  # "Food and Drug Administration"
        likely = known.weight >= MIDDLE and start == whole[0] and not joined and not is_person(doc, start, end)
        return replace(found, rule="place.of-organisation", weight=max(weight, CERTAIN) if likely else weight - 2.5, is_demonym=True)
    if (
        not known
        and is_in_organisation(doc, start, end, whole, known)
        and not (doc[end - 1].lower_ in EITHER and is_bare(doc, found, known))
    ):
        weight -= 2.5
    if not known and rule is None and is_short(text):
        weight -= 2.5  # letters that no list has are of a body or a firm
    if whole != (start, end):
        weight -= 1.3 if whole[0] < start else 1.0
    capital = country_of_capital(text) if is_metonym(doc, end) else None
    if capital:
        return replace(found, rule="place.metonym", weight=weight, country=capital, is_demonym=True)
    return replace(found, rule=rule or (known.rule if known else "place.words"), weight=weight)


def own_rule(doc: Doc, start: int, end: int, people: frozenset[str]) -> str | None:
    """The rule of a name's own last word ("Katha Township") or first one ("Avenida Brasil"); people are called Hill and Forest, too."""
    if end - start < 2:
        return None
    first, rules = doc[start].lower_, place_rules()
    by_first = "place.site" if first in rules.streets else "place.words" if first in rules.openings else None
    by_last = class_of(doc[end - 1])
    return None if by_last in {"place.nature", *SITES} and doc[end - 1].text in people else by_last or by_first


def weigh_country(doc: Doc, found: Candidate, known: Known, whole: tuple[int, int]) -> Candidate:
    """The name of a country, or a word that implies one, is sure unless a person bears it."""
    if known.is_demonym:
        return replace(found, rule=known.rule, weight=CERTAIN, country=known.country, is_demonym=True)
    weight = known.weight + STRENGTHS[found.setting.strength] + label_weight(doc, found.start, found.end)
    if not is_person(doc, found.start, found.end):
        weight = max(weight, CERTAIN)
    if is_in_organisation(doc, found.start, found.end, whole, known):
        return replace(found, rule="place.of-organisation", weight=weight, country=known.country, is_demonym=True)
    return replace(found, rule=known.rule, weight=weight, country=known.country)


def class_weight(rule: str | None) -> float:
    """What a word for a kind of place weighs."""
    if rule is None:
        return 0.0
    return 2.5 if rule in VAGUE_CLASSES else 2.9 if rule in {"place.nature", "place.water"} else 3.7


def is_person(doc: Doc, start: int, end: int) -> bool:
    """True if a title stands before a name, or the model takes a larger stretch around it for a person's."""
    return label_weight(doc, start, end) <= PERSON_PART or has_title(doc, start)


def has_title(doc: Doc, start: int) -> bool:
    """True for "President Jordan", not for "the capital Amman"."""
    return start > 0 and doc[start - 1].text[0].isupper() and doc[start - 1].lower_.rstrip(".") in place_rules().titles


def label_weight(doc: Doc, start: int, end: int) -> float:
    """What the model's entity label says; it is often wrong, so it never decides alone."""
    label = doc[end - 1].ent_type_
    if label == "PERSON":
        before = start > 0 and doc[start - 1].ent_type_ == "PERSON" and doc[start].ent_iob_ == "I"
        after = end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I"
        return PERSON_PART if before or after else LABELS[label]
    return LABELS.get(label, -1.0)


def surname_weight(found: Candidate, surnames: frozenset[str]) -> float:
    """Against the surname of a person in the report, unless a locative word stands before it."""
    return -2.5 if found.text in surnames and found.setting.strength < 2 else 0.0


def neighbour_weight(doc: Doc, found: Candidate, known: Known | None) -> float:
    """What the next words say: titles, people of a town, a sickness named for it, an article."""
    start, end = found.start, found.end
    weight = -3.0 if has_title(doc, start) else 0.0
    after = doc[end].lower_ if end < len(doc) else ""
    if after in SICKNESS:
        weight -= 3
    if known and after in PEOPLE:
        weight += 1.5
    if known and known.weight <= MIDDLE and start > 0 and doc[start - 1].lower_ in ARTICLES and after not in PEOPLE and end - start == 1:
        weight -= 1.5
    if known and found.setting.strength == 1 and start > 1 and doc[start - 1].text == "of" and doc[start - 2].pos_ in {"PROPN", "PUNCT"}:
        weight += 0.8
    head = doc[end - 1]
    if after == ":" and start > 0 and doc[start - 1].text == "," and end - start > 1 and head.lower_ in STREETS:
        weight += 1.5  # "Robbery, Harbour Street: Two men …"
    if head.dep_ == "nsubj" and head.head.lemma_ in place_rules().speech:
        weight -= 0.7
    return weight


def bare_weight(doc: Doc, found: Candidate, known: Known | None) -> float:
    """For a name with nothing but a locative word before it that heads its phrase: "in Daraa", "the clinic at Bukombo"."""
    start, end = found.start, found.end
    if found.setting.strength < 2 or doc[start:end].root.dep_ not in {"pobj", "conj", "pcomp"} or not is_bare(doc, found, known):
        return 0.0
    if is_short(found.text) or doc[end - 1].ent_type_ in {"DATE", "TIME", "EVENT", "WORK_OF_ART"}:
        return 0.0
    return 0.5 if known else 1.5


def is_bare(doc: Doc, found: Candidate, known: Known | None) -> bool:
    """True right behind a locative word.

    Behind "at" an unknown name is more often that of a firm or a school, unless it says where a thing stands that has a place.
    """
    start, cue, rules = found.start, found.setting.cue, place_rules()
    if cue == start - 2 and doc[start - 1].lower_ == "of":
        return doc[cue].lower_ in rules.peopled
    word = doc[start - 1].lower_
    is_site = known is not None or (start > 1 and doc[start - 2].lower_ in rules.standing)
    return cue == start - 1 and (word in BARE or (word == "at" and is_site))


def is_short(text: str) -> bool:
    """True for a name that is an abbreviation or a number ("UF", "TLF-1", "ERs"), or a headline glued to a dateline ("AfghanistanKABUL")."""
    return any(letter.isdecimal() for letter in text) or (text[:2].isupper() and len(text) < 6) or GLUED.search(text) is not None


def is_in_organisation(doc: Doc, start: int, end: int, whole: tuple[int, int], known: Known | None) -> bool:
    """True if the sequence around a stretch names an organisation ("Aleppo Media Centre"), or one leads up to it ("Bank of America")."""
    organisations = place_rules().organisations
    if any(token.lower_ in organisations for token in doc[whole[0] : whole[1]] if not start <= token.i < end):
        return True
    is_sure_town = known is not None and known.weight >= MIDDLE and doc[end - 1].ent_type_ != "ORG"  # "Port-au-Prince"
    if whole == (start, end) and end - start > 1 and doc[end - 1].lower_ in organisations and not is_sure_town:
        return True
    linked = start > 1 and start == whole[0] and doc[start - 1].text == "of"
    return linked and doc[start - 2].text[0].isupper() and doc[start - 2].lower_ in organisations


def is_metonym(doc: Doc, end: int) -> bool:
    """True for a capital that stands for its government: "the Damascus regime", "Moscow denied it"."""
    rules = place_rules()
    if end < len(doc) and doc[end].lower_ in rules.metonym and doc[end].text.islower():
        return True
    head = doc[end - 1]
    return head.dep_ == "nsubj" and head.head.lemma_ in rules.speech
