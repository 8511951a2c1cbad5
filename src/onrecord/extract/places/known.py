"""What the lists know under a name, and how much that speaks for a place."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.places.rules import place_rules
from onrecord.model.values import Place
from onrecord.vocab.gazetteer import Gazetteer, abbreviations, country_of_demonym, country_of_name

TOWN = 15_000  # people; the name of a smaller place is more often a person's or a thing's
CITY = 200_000
LISTED, CERTAIN, TOP, MIDDLE, LOW = 2.5, 3.0, 2.0, 1.5, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The kind of entry, its weight, and its country if it names or implies one."""

    rule: str
    weight: float
    country: str | None = None
    is_demonym: bool = False


def look_up(text: str, gazetteer: Gazetteer) -> Known | None:
    """What the lists know under a name: a country, a word for its people, an abbreviation or an entry of the gazetteer."""
    country = country_of_name(text)
    if country:
        return Known(rule="place.country", weight=CERTAIN, country=country)
    country = country_of_demonym(text)
    if country:
        return Known(rule="place.demonym", weight=CERTAIN, country=country, is_demonym=True)
    if text in abbreviations():
        return Known(rule="place.abbreviation", weight=CERTAIN)
    if (text.isupper() and len(text) < 4) or is_plain_word(text):
        return None
    found = gazetteer.find(text)
    return Known(rule="place.name", weight=max(prior(match.place, match.rank) for match in found)) if found else None


def is_plain_word(text: str) -> bool:
    """True for one word that tells a class, a direction or an office: "University", "West", "General"."""
    rules, low = place_rules(), text.lower().rstrip(".")
    return low in rules.organisations or low in rules.directions or low in rules.titles or low in rules.classes


def prior(place: Place, rank: int) -> float:
    """How much an entry speaks for a place, from its kind, its people and how near the name is to its own."""
    if not place.id.startswith("geonames:"):
        return LISTED
    if rank > 1:
        return 0.7
    if place.kind == "ADM1" or place.population >= CITY:
        return TOP - 0.5 * rank
    return (MIDDLE if place.population >= TOWN else LOW) - 0.3 * rank
