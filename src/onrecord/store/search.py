"""Records of an archive by words, place, days, type, people, figures and sources; paged, and in one order always."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select

from onrecord.errors import InvalidInputError
from onrecord.model.names import normal_name
from onrecord.model.values import Harm
from onrecord.store.dialects import has_words, in_box
from onrecord.store.tables import DOCUMENT, FIGURE, NAME, RECORD

Json = dict[str, Any]
KM_OF_DEGREE = 111.2  # of latitude
EARTH_KM = 6371.0
LONG = timedelta(days=31)  # a record of more days is found by its own bounds, not by the index of days
LAST_DAY, FIRST_DAY = "9999-12-31", "0000-01-01"
COMPARISONS = (">=", "<=", "=")


@dataclass(frozen=True, slots=True)
class Circle:
    """A point and how far from it, in kilometres."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Box:
    """South, west, north, east, in degrees; a west that is east of the east goes over the date line."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A harm and what its number must be: ">=" asks what the words bound from below, "<=" from above, "=" for both."""

    harm: Harm
    comparison: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; everything that is given must hold."""

    words: str | None = None
    circle: Circle | None = None
    box: Box | None = None
    since: date | None = None
    until: date | None = None
    type: str | None = None
    actor: str | None = None
    source: str | None = None
    publisher: str | None = None
    country: str | None = None
    certainty: str | None = None
    kind: str | None = None
    realis: str | None = None
    figures: tuple[Figure, ...] = field(default=())
    with_copies: bool = True


def read_figure(words: str) -> Figure:
    """A condition such as `killed>=10`.

    Raises:
        InvalidInputError: if it is none.
    """
    comparison = next((each for each in COMPARISONS if each in words), None)
    harm, _, number = words.partition(comparison or "\0")
    if comparison is None or harm.strip() not in set(Harm) or not number.strip().isdigit() or len(number.strip()) > 12:
        raise InvalidInputError(
            f"'{words}': expected a harm, one of {' '.join(COMPARISONS)}, and a number, as killed>=10; harms: {', '.join(Harm)}"
        )
    return Figure(Harm(harm.strip()), comparison, int(number))


def search_records(connection: Connection, query: Query, *, limit: int = 20, offset: int = 0) -> list[Json]:
    """A page of records, the latest day first: each as in the contract but for its claims, with its document beside."""
    rows = connection.execute(
        select(
            RECORD.c.body,
            RECORD.c.version,
            DOCUMENT.c.id,
            DOCUMENT.c.name,
            DOCUMENT.c.title,
            DOCUMENT.c.publisher,
            DOCUMENT.c.published,
            DOCUMENT.c.url,
        )
        .join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document)
        .where(*conditions(connection, query))
        .order_by(RECORD.c.day.desc(), RECORD.c.number)
        .limit(limit)
        .offset(offset)
    )
    return [{**json.loads(row.body), "version": row.version, "document": describe(row)} for row in rows]


def count_records(connection: Connection, query: Query) -> int:
    """How many records there are."""
    counted = select(func.count()).select_from(RECORD).join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document)
    return connection.execute(counted.where(*conditions(connection, query))).scalar_one()


def describe(row: Any) -> Json:
    """A document in a list of records."""
    return {
        "id": row.name,
        "title": row.title,
        "published": row.published,
        "url": row.url,
        "publisher": row.publisher,
        "archive_id": row.id,
    }


def conditions(connection: Connection, query: Query) -> Iterator[ColumnElement[bool]]:
    """What a query asks, one condition for each part of it."""
    if query.words:
        yield has_words(connection, query.words)
    if query.box:
        yield in_box(connection, query.box.south, query.box.west, query.box.north, query.box.east)
    if query.circle:
        yield in_circle(connection, query.circle)
    yield from days(query)
    if query.type:
        yield or_(
            *(func.lower(column) == query.type.lower() for column in (RECORD.c.plover, RECORD.c.acled_event, RECORD.c.acled_sub_event))
        )
    for role, name in (("actor", query.actor), ("source", query.source)):
        if name:
            yield is_named(role, name)
    for column, value in (
        (DOCUMENT.c.publisher, query.publisher),
        (RECORD.c.country, query.country),
        (RECORD.c.certainty, query.certainty),
        (RECORD.c.kind, query.kind),
        (RECORD.c.realis, query.realis),
    ):
        if value:
            yield func.lower(column) == value.lower()
    for figure in query.figures:
        yield has_figure(figure)
    if not query.with_copies:
        yield DOCUMENT.c.original.is_(None)


def in_circle(connection: Connection, circle: Circle) -> ColumnElement[bool]:
    """Records within a distance of a point: those of the box around it, by the distance on the globe (haversine)."""
    height = circle.km / KM_OF_DEGREE
    widest = min(89.9, max(abs(circle.latitude - height), abs(circle.latitude + height)))
    width = min(180.0, height / math.cos(math.radians(widest)))
    west, east = (((circle.longitude + side + 180) % 360) - 180 for side in (-width, width))
    box = Box(circle.latitude - height, -180.0 if width >= 180 else west, circle.latitude + height, 180.0 if width >= 180 else east)
    latitude, longitude = func.radians(RECORD.c.latitude), func.radians(RECORD.c.longitude)
    here = math.radians(circle.latitude)
    chord = func.pow(func.sin((latitude - here) / 2), 2) + math.cos(here) * func.cos(latitude) * func.pow(
        func.sin((longitude - math.radians(circle.longitude)) / 2), 2
    )
    limit = math.sin(min(circle.km / EARTH_KM / 2, math.pi / 2)) ** 2
    return and_(in_box(connection, box.south, box.west, box.north, box.east), chord <= limit)


def days(query: Query) -> Iterator[ColumnElement[bool]]:
    """Records whose days overlap those asked for; a record without any day does not.

    Most records are of a few days: they are found by the index of their last day. The others, and those with an open end, are marked as long.
    """
    if not (query.since or query.until):
        return
    since = query.since.isoformat() if query.since else FIRST_DAY
    until = query.until.isoformat() if query.until else LAST_DAY
    latest = (query.until + LONG).isoformat() if query.until and query.until < date.max - LONG else LAST_DAY
    overlap = and_(func.coalesce(RECORD.c.latest, LAST_DAY) >= since, func.coalesce(RECORD.c.earliest, FIRST_DAY) <= until)
    short = and_(RECORD.c.is_long.is_(False), RECORD.c.day.between(since, latest))
    yield and_(RECORD.c.day != "", or_(short, RECORD.c.is_long.is_(True)), overlap)


def is_named(role: str, name: str) -> ColumnElement[bool]:
    """Records with a name in a role: the name, or one that holds it on word bounds."""
    inner = literal(" ").concat(NAME.c.normal).concat(" ")
    return RECORD.c.number.in_(select(NAME.c.record).where(NAME.c.role == role, inner.contains(f" {normal_name(name)} ", autoescape=True)))


def has_figure(figure: Figure) -> ColumnElement[bool]:
    """Records whose figures of a harm together are so many."""
    bounds: Sequence[ColumnElement[bool]] = {
        ">=": (FIGURE.c.low >= figure.number,),
        "<=": (FIGURE.c.high <= figure.number,),
        "=": (FIGURE.c.low == figure.number, FIGURE.c.high == figure.number),
    }[figure.comparison]
    total = (FIGURE.c.harm == str(figure.harm), FIGURE.c.is_total.is_(True))
    return RECORD.c.number.in_(select(FIGURE.c.record).where(*total, *bounds))
