"""Personal names taken out of an export: of victims, and of sources that are private people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from unicodedata import category

from onrecord.export.incident import Incident, Json, Total
from onrecord.export.tables import read_table
from onrecord.model.imports import CODED
from onrecord.model.names import normal_name

WITHHELD = "[name withheld]"
WHERE = frozenset(
    {"place", "places", "area", "country", "admin1", "admin2", "location", "where_coordinates", "where_description", "event_loc"}
)  # columns
SURNAME = 4  # letters of a last name that is withheld by itself, too: shorter ones stand in too many other words
WITHOUT_CASE = "Lo"  # Unicode's category of letters that are neither large nor small
PARTICLES = frozenset({"al", "el", "bin", "ibn", "ul", "de", "da", "dos", "van", "von"})  # lower case inside names
Row = Mapping[str, object]


def private_names(item: Incident | Total) -> tuple[str, ...]:
    """Names of victims and of those named as harmed, and of sources that are people and not bodies."""
    records = [record for _, record in item.tellings] if isinstance(item, Incident) else [item.record]
    victims = [str(victim["name"]) for record in records for victim in record.get("victims") or () if victim.get("name")]
    sources = [name for record in records for name in sources_of(record) if is_personal(name)]
    harmed = [str(target["name"]) for record in records for target in record.get("targets") or () if is_personal(str(target["name"]))]
    return tuple(dict.fromkeys([*victims, *harmed, *sources]))


def without_row(record: Json) -> Json:
    """A record; of one that people coded without the cells of its row, in whose notes anybody may be named."""
    return {**record, CODED: {**record[CODED], "row": {}}} if CODED in record else record


def without_rows(item: Incident | Total) -> Incident | Total:
    """The same of all that is told of an incident or a total."""
    if isinstance(item, Total):
        return replace(item, record=without_row(item.record))
    return replace(item, tellings=tuple((document, without_row(record)) for document, record in item.tellings))


def sources_of(record: Json) -> Iterable[str]:
    """Everybody who is quoted in a record."""
    yield from map(str, record.get("sources") or ())
    yield from map(str, record.get("denied_by") or ())
    for claim in record.get("claims") or ():
        yield from (str(each["source"]) for each in claim.get("attribution") or () if each.get("source"))


def is_personal(name: str) -> bool:
    """True for words written as a person's name ("Amina Sesay"), none of which is that of a body ("Human Rights Watch"), nor a common word ("local officials").

    In a script that has no capital letters nothing tells a person from a body, so that every name is taken for a person's.
    """
    words = [word for word in name.split() if word[:1].isalpha()]
    if words and all(category(word[0]) == WITHOUT_CASE for word in words):
        return True
    is_name = len(words) > 1 and all(word[:1].isupper() or word.lower() in PARTICLES for word in words)
    return is_name and public_words().isdisjoint(normal_name(name).split())


@lru_cache(maxsize=1)
def public_words() -> frozenset[str]:
    """Words of the names of bodies."""
    return frozenset(row["word"] for row in read_table("public_bodies"))


def withhold(row: Row, names: Iterable[str]) -> Row:
    """A row without some names, in whatever cell they stand, but for those that say where: a place may be called as somebody is."""
    pattern = pattern_of(names)
    return row if pattern is None else {key: value if key in WHERE else clean(value, pattern) for key, value in row.items()}


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds some names, whatever the case of their letters and what parts their words, also as an address writes them ("amina-sesay")."""
    forms = sorted({form for name in names for form in forms_of(name)}, key=len, reverse=True)
    if not forms:
        return None
    words = (r"[\s\-_+.,]+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])", re.IGNORECASE)


def forms_of(name: str) -> Iterable[str]:
    """A name, and its last word where that is long enough to be nobody else's."""
    yield name
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if len(last) >= SURNAME and last[:1].isupper() and len(normal_name(name).split()) > 1:
        yield last


def clean(value: object, pattern: re.Pattern[str]) -> object:
    """A value without what a pattern finds, inside lists and objects, too."""
    if isinstance(value, str):
        return pattern.sub(WITHHELD, value)
    if isinstance(value, list):
        return [clean(each, pattern) for each in value]
    return {key: clean(each, pattern) for key, each in value.items()} if isinstance(value, dict) else value
