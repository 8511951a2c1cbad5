"""Loads the words that tell a place from other names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.vocab.rules import Row, load_rules, texts

ALLOWED = frozenset({"kind", "level", "relation", "words", "examples", "never"})
REQUIRED = frozenset({"kind", "words", "examples", "never"})
KINDS = frozenset({"class", "preposition", "near-noun", "in-noun", "set"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRules:
    """Words by what they do.

    `classes`: word -> rule id ("province" -> "place.admin1"). `prepositions`, `nouns` (before "of"): word -> relation.
    """

    classes: Mapping[str, str]
    prepositions: Mapping[str, str]
    weak: frozenset[str]
    nouns: Mapping[str, str]
    standing: frozenset[str]
    peopled: frozenset[str]
    openings: frozenset[str]
    streets: frozenset[str]
    organisations: frozenset[str]
    titles: frozenset[str]
    metonym: frozenset[str]
    speech: frozenset[str]
    site_names: frozenset[str]
    town_sites: frozenset[str]
    site_modifiers: frozenset[str]
    directions: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]


@lru_cache(maxsize=1)
def place_rules() -> PlaceRules:
    """The packaged rules.

    Raises:
        InvalidRuleError: if the file is faulty.
    """
    rows = load_rules(files("onrecord.vocab") / "data" / "en" / "places.toml", allowed=ALLOWED, required=REQUIRED)
    for row in rows:
        if row["kind"] not in KINDS:
            raise InvalidRuleError(f"places.toml: {row['id']}: kind must be one of {', '.join(sorted(KINDS))}, not {row['kind']!r}")
    sets = {str(row["id"]): frozenset(texts(row, "words")) for row in rows}
    return PlaceRules(
        classes={word: str(row["id"]) for row in rows if row["kind"] == "class" for word in texts(row, "words")},
        prepositions=relations(rows, "preposition"),
        weak=sets["place.weak"],
        nouns=relations(rows, "near-noun") | relations(rows, "in-noun"),
        standing=sets["place.standing"],
        peopled=sets["place.peopled"],
        openings=sets["place.openings"],
        streets=sets["place.streets"],
        organisations=sets["place.organisations"],
        titles=sets["place.titles"],
        metonym=sets["place.metonym"],
        speech=sets["place.speech"],
        site_names=sets["place.site-names"],
        town_sites=sets["place.town-sites"],
        site_modifiers=sets["place.site-modifiers"],
        directions=sets["place.directions"],
        particles=sets["place.particles"],
        never=sets["place.never"],
    )


def relations(rows: tuple[Row, ...], kind: str) -> dict[str, str]:
    """Words of one kind with the relation that they fix."""
    return {word: str(row["relation"]) for row in rows if row["kind"] == kind for word in texts(row, "words")}
