"""What of a record can be compared with another document's: days, places, kinds, figures, names, and the words of its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.link.entities import side_of
from onrecord.link.words import find_quotes, fold_name, telling_words
from onrecord.model.values import Kind

SITE_PRECISION = 3  # UCDP's where_prec up to which a place of the gazetteer is a town or a district, not a province
QUOTED = 3  # words from which a quote tells one happening from another
FORM = "2"  # of features and stories as archives keep them; whoever changes what they hold gives them another, so that they are made anew
NEAR = "near"  # how a place is told that it was not in
POINTS = 4  # places of a record whose points are compared

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One record as it is compared; days are proleptic ordinals, names are folded, and what is unknown is None or empty."""

    id: str
    doc: str
    realis: str
    plover: str | None
    sub: str | None
    published: int | None
    first: int | None
    last: int | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    country: str | None
    admin1: str | None
    places: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    sites: tuple[str, ...]
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    names: tuple[str, ...]
    ages: tuple[int, ...]
    actors: tuple[str, ...]
    sides: tuple[str, ...]
    targets: tuple[str, ...]
    means: tuple[str, ...]
    quotes: tuple[str, ...]
    figures: int
    mentions: int
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A document as its story is compared: the words that tell it from others."""

    doc: str
    words: tuple[str, ...]


def story_of(result: Json, text: str | None = None) -> Story:
    """The telling words of a document: of its title, and of its text where that is at hand, else of all quotes in its records."""
    document = result["document"]
    quotes = "\n".join(dict.fromkeys(find_quotes(result["records"])))
    words = telling_words(text or document.get("text") or quotes, title=document.get("title") or "", quotes=quotes)
    return Story(doc=str(document["id"]), words=words)


def features_of(result: Json) -> tuple[Features, ...]:
    """The incidents of a result, in its order. A tally is none: it is never linked with incidents."""
    document = result["document"]
    published = to_day(document.get("published"))
    records = [record for record in result["records"] if record["kind"] == Kind.INCIDENT]
    said = Counter(quote for record in records for quote in long_quotes(record))
    return tuple(
        to_features(record, doc=str(document["id"]), published=published, order=order, shared=frozenset(said - Counter(said.keys())))
        for order, record in enumerate(records)
    )


def to_features(record: Json, *, doc: str, published: int | None = None, order: int = 0, shared: frozenset[str] = frozenset()) -> Features:
    """One incident as it is compared; `shared` are quotes that other records of its document have, too."""
    kind, when = record.get("type") or {}, record.get("time") or {}
    asserted = [figure for figure in record.get("toll") or () if figure.get("polarity", "asserted") == "asserted"]
    victims = record.get("victims") or ()
    return Features(
        id=str(record["id"]),
        doc=doc,
        realis=record.get("realis") or "actual",
        plover=kind.get("plover"),
        sub=kind.get("acled_sub_event"),
        published=published,
        first=to_day(when.get("earliest")),
        last=to_day(when.get("latest")),
        **place_features(record.get("places") or ()),
        **total_features(record.get("totals") or ()),
        names=sorted_set(last_name(victim["name"]) for victim in victims if victim.get("name")),
        ages=tuple(sorted({int(victim["age"]) for victim in victims if isinstance(victim.get("age"), (int, float))})),
        actors=sorted_set(actor.get("actor_id") or fold_name(actor["name"]) for actor in record.get("actors") or () if actor.get("name")),
        sides=sorted_set(side_of(actor) for actor in record.get("actors") or () if actor.get("name")),
        targets=sorted_set(actor.get("actor_id") or fold_name(actor["name"]) for actor in record.get("targets") or () if actor.get("name")),
        means=sorted_set(fold_name(each["name"]) for each in record.get("means") or () if each.get("name")),
        quotes=sorted_set(long_quotes(record) - shared),
        figures=len(asserted),
        mentions=len(record.get("mentions") or ()),
        order=order,
    )


def place_features(places: Iterable[Json]) -> dict[str, Any]:
    """The most specific point; of the places that are no larger than a district the entries of the gazetteer, the points and the names.

    Where a place is told in which it was, one that it was only near says nothing more: two villages near one town are two.
    """
    listed = list(places)
    small, near = where_it_was(listed)
    point: Json = next((place for place in listed if place.get("latitude") is not None), {})
    return {
        "latitude": point.get("latitude"),
        "longitude": point.get("longitude"),
        "precision": point.get("precision"),
        "country": next((place["country"] for place in listed if place.get("country")), None),
        "admin1": next((f"{place['country']}:{place['admin1']}" for place in listed if place.get("admin1")), None),
        "places": sorted_set(place["gazetteer"] for place in small if place.get("gazetteer") and place["gazetteer"] not in near),
        "points": tuple(sorted({(place["latitude"], place["longitude"]) for place in small if is_small(place)}))[:POINTS],
        "sites": sorted_set(fold_name(place["name"]) for place in small),
    }


def where_it_was(places: Iterable[Json]) -> tuple[list[Json], frozenset[str]]:
    """The places no larger than a district, and those of the gazetteer that are left out: those near it where others tell where it was."""
    small = [place for place in places if place.get("latitude") is None or is_small(place)]
    inside = [place for place in small if place.get("relation") != NEAR]
    return inside or small, frozenset(place["gazetteer"] for place in small if inside and place not in inside and place.get("gazetteer"))


def is_small(place: Json) -> bool:
    """True of a town, a neighbourhood or a district with a point."""
    return place.get("latitude") is not None and bool(place.get("precision")) and place["precision"] <= SITE_PRECISION


def total_features(totals: Iterable[Json]) -> dict[str, Any]:
    """The ranges of the killed and the injured."""
    by_harm = {total["harm"]: total for total in totals}
    return {f"{harm}_{end}": by_harm.get(harm, {}).get(end) for harm in ("killed", "injured") for end in ("low", "high")}


def long_quotes(record: Json) -> frozenset[str]:
    """The words of its mentions and figures, where they are more than a bare verb or number."""
    quotes = (fold_name(each.get("quote") or "") for part in ("mentions", "toll") for each in record.get(part) or ())
    return frozenset(quote for quote in quotes if len(quote.split()) >= QUOTED)


def last_name(name: str) -> str:
    """The last word of a person's name, folded: what accounts of one person most often share."""
    words = fold_name(name).split()
    return words[-1] if words else ""


def sorted_set(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order of the alphabet, without empty ones."""
    return tuple(sorted(set(names) - {""}))


def to_day(moment: str | None) -> int | None:
    """The ordinal of an ISO day or of the day of a date-time."""
    return date.fromisoformat(moment[:10]).toordinal() if moment else None


def main_incidents(features: Iterable[Features]) -> Iterator[Features]:
    """The main incident of each document: that told as actual with the most asserted figures, then the most mentions, then the first."""
    best: dict[str, Features] = {}
    for each in features:
        if each.realis == "actual" and (each.doc not in best or rank(each) > rank(best[each.doc])):
            best[each.doc] = each
    yield from best.values()


def rank(features: Features) -> tuple[int, int, int]:
    """What makes a record the main one of its document."""
    return features.figures, features.mentions, -features.order
