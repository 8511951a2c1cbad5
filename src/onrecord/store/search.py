"""Records of an archive by words, place, days, type, people, figures and sources; paged, and in one order always."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, false, func, literal, not_, or_, select

from onrecord.errors import InvalidInputError
from onrecord.model.captures import READINGS, State
from onrecord.model.judgements import Judgement, standing
from onrecord.model.values import Harm
from onrecord.store.dialects import MANY, count_up_to, in_box, is_near, is_sqlite, with_words
from onrecord.store.judgements import read_judgements
from onrecord.store.rows import name_key
from onrecord.store.tables import DOCUMENT, FIGURE, INCIDENT, MEMBER, NAME_WORD, RECORD
from onrecord.vocab.codes import acled_sub_events, plover_types

Json = dict[str, Any]
KM_OF_DEGREE = 111.2  # of latitude
EARTH_KM = 6371.0
MOST = 20 * MANY  # rows from which on it is better to look for each record's own than to gather them
LONG = timedelta(days=31)  # a record of more days is found by its own bounds, not by the index of days
LAST_DAY, FIRST_DAY = "9999-12-31", "0000-01-01"
ORDER = (RECORD.c.day.desc(), RECORD.c.number)
COMPARISONS = (">=", "<=", "=")
READ, IMPORTED, ALL = "read", "imported", "all"
ORIGINS = {READ: tuple(map(str, READINGS)), IMPORTED: (str(State.CODED),)}  # where records come from, and the states of their documents


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
    origin: str | None = None
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
    """A page of records, the latest day first: each as in the contract but for its claims, with its document, its incident and what people judged beside."""
    wanted = select(RECORD.c.number).where(*conditions(connection, query, many=MANY)).order_by(*ORDER).limit(limit).offset(offset)
    numbers = connection.execute(wanted).scalars().all()  # numbers first: what is sorted stays small
    rows = connection.execute(
        select(
            RECORD.c.body,
            RECORD.c.version,
            DOCUMENT.c.id,
            DOCUMENT.c.name,
            DOCUMENT.c.state,
            DOCUMENT.c.title,
            DOCUMENT.c.publisher,
            DOCUMENT.c.published,
            DOCUMENT.c.url,
            INCIDENT.c.id.label("incident"),
        )
        .join(DOCUMENT, DOCUMENT.c.number == RECORD.c.document)
        .outerjoin(MEMBER, (MEMBER.c.document == RECORD.c.document) & (MEMBER.c.record == RECORD.c.id))
        .outerjoin(INCIDENT, INCIDENT.c.number == MEMBER.c.incident)
        .where(RECORD.c.number.in_(numbers))
        .order_by(*ORDER)
    )
    found = [to_found(row) for row in rows]
    judged = standing(read_judgements(connection, [record["id"] for record in found]))
    return [{**record, "judged": verdict_on(record["id"], judged)} for record in found]


def to_found(row: Any) -> Json:
    """A record with its document and, where it was linked, its incident."""
    told = {**json.loads(row.body), "version": row.version, "document": describe(row)}
    told |= {"origin": "imported"} if row.state == State.CODED else {}
    return told if row.incident is None else {**told, "incident": row.incident}


def verdict_on(record: str, judged: Mapping[str, Judgement]) -> str | None:
    """What people decided on a record; None if nobody did."""
    return str(judged[record].verdict) if record in judged else None


def count_records(connection: Connection, query: Query, *, most: int | None = None) -> int:
    """How many records there are; counted no further than `most`."""
    found = select(RECORD.c.number).where(*conditions(connection, query, many=None)).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


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


def conditions(connection: Connection, query: Query, *, many: int | None) -> Iterator[ColumnElement[bool]]:
    """What a query asks of records, one condition for each part of it; `many` rows are gone through from the latest day on (none ever: None)."""
    if query.words:
        yield in_documents(connection, many, with_words(connection, query.words))
    if query.publisher:
        yield in_documents(connection, many, select(DOCUMENT.c.number).where(DOCUMENT.c.publisher_normal == name_key(query.publisher)))
    if query.box:
        yield in_box(connection, query.box.south, query.box.west, query.box.north, query.box.east)
    if query.circle:
        yield in_circle(connection, query.circle)
    yield from days(query)
    if query.type:
        yield has_type(query.type)
    for role, name in (("actor", query.actor), ("source", query.source)):
        if name:
            yield is_named(connection, many, role, name)
    for column, value in (
        (RECORD.c.country, query.country and query.country.upper()),
        (RECORD.c.certainty, query.certainty and query.certainty.upper()),
        (RECORD.c.kind, query.kind and query.kind.lower()),
        (RECORD.c.realis, query.realis and query.realis.lower()),
    ):
        if value:
            yield column == value
    for figure in query.figures:
        yield has_figure(connection, many, figure)
    if query.origin in ORIGINS:
        yield in_documents(connection, many, select(DOCUMENT.c.number).where(DOCUMENT.c.state.in_(ORIGINS[query.origin])))
    if not query.with_copies:
        yield not_(in_documents(connection, many, select(DOCUMENT.c.number).where(DOCUMENT.c.original.is_not(None))))


def in_documents(connection: Connection, many: int | None, found: Select[tuple[int]]) -> ColumnElement[bool]:
    """Records of some documents; those of many documents are looked for from the latest day on, not gathered and sorted."""
    if not is_sqlite(connection):
        few = connection.execute(found.limit(MANY)).scalars().all()  # PostgreSQL guesses badly how many texts hold a rare word
        return RECORD.c.document.in_(few if len(few) < MANY else found)
    return from_latest(connection, many, RECORD.c.document, found).in_(found)


def from_latest(connection: Connection, many: int | None, column: Column[int], found: Select[tuple[int]]) -> ColumnElement[int]:
    """A column, so written that SQLite does not go through its index, if what it is looked up in is much (PostgreSQL decides that by itself)."""
    is_much = many is not None and is_sqlite(connection) and count_up_to(connection, found, many) == many
    return column + 0 if is_much else column


def in_circle(connection: Connection, circle: Circle) -> ColumnElement[bool]:
    """Records within a distance of a point: those of the box around it, or near it by PostGIS, by the distance on the globe (haversine)."""
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
    by_postgis = is_near(connection, circle.latitude, circle.longitude, circle.km)
    return and_(in_box(connection, box.south, box.west, box.north, box.east) if by_postgis is None else by_postgis, chord <= limit)


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


def has_type(name: str) -> ColumnElement[bool]:
    """Records of a PLOVER type, or of an ACLED event or sub-event type, whatever the case of its letters."""
    columns = (
        (RECORD.c.plover, plover_types()),
        (RECORD.c.acled_event, set(acled_sub_events().values())),
        (RECORD.c.acled_sub_event, acled_sub_events()),
    )
    found = [column == code for column, codes in columns for code in codes if code.lower() == name.lower()]
    return or_(*found) if found else false()


def is_named(connection: Connection, many: int | None, role: str, name: str) -> ColumnElement[bool]:
    """Records with a name in a role: the name, or one that holds it on word bounds."""
    words = name_key(name).split()
    if not words:
        return false()
    by_word = {word: select(NAME_WORD.c.record).where(NAME_WORD.c.role == role, NAME_WORD.c.word == word) for word in words}
    rarest = min(words, key=lambda word: count_up_to(connection, by_word[word], MOST) if len(words) > 1 else 0)
    inner = literal(" ").concat(NAME_WORD.c.normal).concat(" ")
    found = by_word[rarest].where(*[inner.contains(f" {' '.join(words)} ", autoescape=True)] if len(words) > 1 else ())
    return from_latest(connection, many, RECORD.c.number, found).in_(found)


def has_figure(connection: Connection, many: int | None, figure: Figure) -> ColumnElement[bool]:
    """Records whose figures of a harm together are so many."""
    bounds: Sequence[ColumnElement[bool]] = {
        ">=": (FIGURE.c.low >= figure.number,),
        "<=": (FIGURE.c.high <= figure.number,),
        "=": (FIGURE.c.low == figure.number, FIGURE.c.high == figure.number),
    }[figure.comparison]
    total = (FIGURE.c.harm == str(figure.harm), FIGURE.c.is_total.is_(True))
    found = select(FIGURE.c.record).where(*total, *bounds)
    if is_sqlite(connection) and count_up_to(connection, found, MOST) == MOST:
        return found.where(FIGURE.c.record == RECORD.c.number).exists()
    return from_latest(connection, many, RECORD.c.number, found).in_(found)
