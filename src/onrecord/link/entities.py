"""Actors and places across documents: which spellings are one, and which names no list knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.link.exclude import haversine
from onrecord.link.words import fold_name
from onrecord.vocab.actors import fold, load_actors
from onrecord.vocab.place_keys import name_key, skeleton_key

Json = Mapping[str, Any]

NEAR_KM = 10.0  # between two entries of the gazetteer that may be one place, if they also are of one country and have one sound
SMALL = frozenset({"a", "al", "and", "for", "in", "of", "the"})  # words of a name that need no capital
BROADEST = 3  # UCDP's where_prec up to which a place is a town or a district
GROUPS = frozenset(
    {"Rebel group", "Political militia", "Identity militia", "External/Other forces"}
)  # kinds of what can be a group with a name of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor or place of many documents: its id, None where no list has it; its spellings, the most frequent first; its kind or country; in how many documents it is."""

    id: str | None
    names: tuple[str, ...]
    kind: str | None
    documents: int
    joined: tuple[str, ...] = ()  # other entries of the gazetteer that have its place


@dataclass(slots=True)
class Found:
    """What is found of one entity."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    point: tuple[float, float] | None = None

    def add(self, name: str, kind: str | None, document: str) -> None:
        """One more mention."""
        self.names[name] += 1
        if kind:
            self.kinds[kind] += 1
        self.documents.add(document)

    def to_entity(self, entity: str | None, joined: Sequence[str] = ()) -> Entity:
        """All mentions as a value."""
        names = tuple(sorted(self.names, key=lambda name: (-self.names[name], name)))
        kind = min(self.kinds, key=lambda each: (-self.kinds[each], each), default=None)
        return Entity(id=entity, names=names, kind=kind, documents=len(self.documents), joined=tuple(joined))


def find_actors(results: Iterable[Json]) -> tuple[Entity, ...]:
    """The listed actors that records name, and the named groups that no list has, their spellings together; those of most documents first."""
    listed: dict[str, Found] = {}
    unlisted: dict[str, Found] = {}
    for result in results:
        document = str(result["document"]["id"])
        for record in result["records"]:
            for actor in (*(record.get("actors") or ()), *(record.get("targets") or ())):
                name = actor.get("name") or ""
                if actor.get("actor_id") and is_name(name):
                    listed.setdefault(actor["actor_id"], Found()).add(name, actor.get("kind"), document)
                elif is_unlisted(actor):
                    unlisted.setdefault(spelling_key(name), Found()).add(name, actor.get("kind"), document)
    entities = [*(each.to_entity(entity) for entity, each in listed.items()), *(each.to_entity(None) for each in unlisted.values())]
    return tuple(sorted(entities, key=lambda each: (-each.documents, each.id or "", each.names)))


def is_unlisted(actor: Json) -> bool:
    """True of a group with a name of its own that no list has."""
    return not actor.get("actor_id") and actor.get("kind") in GROUPS and is_name(actor.get("name") or "")


def side_of(actor: Json) -> str:
    """What accounts of one side share: its entry, what spellings of its name share, or else its name as it stands."""
    return actor.get("actor_id") or (spelling_key(actor["name"]) if is_unlisted(actor) else fold_name(actor["name"]))


def is_name(name: str) -> bool:
    """True if each word but articles and the like has a capital; a class of actors ("armed men", "Rebels") is no name."""
    words = [word for word in name.split() if word.casefold() not in SMALL]
    if not words or not all(any(letter.isupper() for letter in word) for word in words):
        return False
    return len(words) > 1 or not {fold(words[0]), fold(words[0]).removesuffix("s")} & load_actors().generic.keys()


def spelling_key(name: str) -> str:
    """What spellings of one name share: their consonants, or, where these are too few, the plain letters."""
    key = name_key(name)
    return skeleton_key(key) or key


def find_places(results: Iterable[Json]) -> tuple[Entity, ...]:
    """The towns and districts of all records; entries of one country, one sound and nearly one point are one."""
    found: dict[str, Found] = {}
    for result in results:
        document = str(result["document"]["id"])
        for record in result["records"]:
            for place in record.get("places") or ():
                if place.get("gazetteer") and place.get("latitude") is not None and (place.get("precision") or 9) <= BROADEST:
                    entry = found.setdefault(place["gazetteer"], Found(point=(place["latitude"], place["longitude"])))
                    entry.add(place["name"], place.get("country"), document)
    return tuple(sorted(join_places(found), key=lambda each: (-each.documents, each.id or "")))


def join_places(found: Mapping[str, Found]) -> Iterable[Entity]:
    """Places of which those with one country and one sound that lie close together are one."""
    alike: dict[tuple[str, str], list[str]] = {}
    for entry, place in sorted(found.items(), key=lambda each: (-len(each[1].documents), each[0])):
        country = min(place.kinds, default="")
        for key in sorted({spelling_key(name) for name in place.names}):
            alike.setdefault((country, key), []).append(entry)
    joined: dict[str, str] = {}
    for entries in alike.values():
        for other in entries[1:]:
            first, point = found[entries[0]].point, found[other].point
            if other not in joined and entries[0] not in joined and first and point and haversine(first, point) <= NEAR_KM:
                joined[other] = entries[0]
    for entry, place in found.items():
        if entry not in joined:
            others = sorted(other for other, to in joined.items() if to == entry)
            for other in others:
                place.names.update(found[other].names)
                place.documents |= found[other].documents
            yield place.to_entity(entry, others)
