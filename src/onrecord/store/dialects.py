"""What SQLite and PostgreSQL, with PostGIS or without, do each in its own way: the words of a text, and points in a box or a circle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    String,
    and_,
    any_,
    cast,
    column,
    delete,
    false,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError

from onrecord.store.tables import DOCUMENT, RECORD

INDEX_TEXT = text("INSERT INTO document_words(rowid, title, text) VALUES (:number, :title, :words)")
INDEX_POINT = text("INSERT INTO record_point VALUES (:number, :latitude, :latitude, :longitude, :longitude)")
POINTS = table("record_point", *map(column, ("number", "min_latitude", "max_latitude", "min_longitude", "max_longitude")))  # the R*Tree
WORDS = table("document_words", column("rowid"))  # the index of FTS5
VECTOR: ColumnElement[str] = literal_column("document.vector")  # a text's words as PostgreSQL keeps them
STOCK_OF_SQLITE = ("PRAGMA analysis_limit=1000", "ANALYZE")
MANY = 1000  # rows from which on it is better to go through records from the latest day on than to gather and sort
WGS84 = 4326
POINT = f"ST_SetSRID(ST_MakePoint(record.longitude, record.latitude), {WGS84})"
POSTGIS = (
    "CREATE EXTENSION IF NOT EXISTS postgis",
    f"CREATE INDEX IF NOT EXISTS ix_record_geography ON record USING gist (geography({POINT}))",
    f"CREATE INDEX IF NOT EXISTS ix_record_geometry ON record USING gist ({POINT})",
)
SLACK = 1.001  # PostGIS reckons on a globe a little larger than ours; who is near by ours is then asked alike everywhere


def is_sqlite(connection: Connection) -> bool:
    """True on SQLite."""
    return connection.dialect.name == "sqlite"


def index_texts(connection: Connection, texts: Iterable[tuple[int, str | None, str]]) -> None:
    """Make the words of documents findable, given by number, title and text; PostgreSQL does so by itself."""
    rows = [{"number": number, "title": title, "words": words} for number, title, words in texts]
    if rows and is_sqlite(connection):
        connection.execute(INDEX_TEXT, rows)


def forget_text(connection: Connection, number: int, title: str | None, words: str) -> None:
    """Take a document's words out of the index; they must be those that were put in."""
    if is_sqlite(connection):
        row = {"number": number, "title": title, "words": words}
        statement = "INSERT INTO document_words(document_words, rowid, title, text) VALUES ('delete', :number, :title, :words)"
        connection.execute(text(statement), row)


def with_words(connection: Connection, words: str) -> Select[tuple[int]]:
    """Numbers of the documents that hold all of some words; those in quotation marks stand one behind the other."""
    if is_sqlite(connection):
        matches: ColumnElement[bool] = literal_column(WORDS.name).bool_op("MATCH")(fts_query(words))
        return select(WORDS.c.rowid).where(matches)
    phrases, single = split_words(words)
    simple: ColumnElement[str] = literal_column("'simple'")
    queries = [*(func.phraseto_tsquery(simple, phrase) for phrase in phrases), func.plainto_tsquery(simple, " ".join(single))]
    return select(DOCUMENT.c.number).where(*(VECTOR.bool_op("@@")(query) for query in queries[: len(phrases) + bool(single)]))


def fts_query(words: str) -> str:
    """Words as a query that FTS5 understands: each in quotation marks, so that none is taken for an operator."""
    phrases, single = split_words(words)
    return " ".join(f'"{each}"' for each in (*phrases, *single)) or '""'


def split_words(words: str) -> tuple[list[str], list[str]]:
    """What stands in quotation marks, and the single words outside them; what has no letter or digit is left out."""
    pieces = words.split('"')
    phrases = [piece.strip() for piece in pieces[1::2]]
    single = [word for piece in pieces[::2] for word in piece.split()]
    return [phrase for phrase in phrases if is_word(phrase)], [word for word in single if is_word(word)]


def is_word(piece: str) -> bool:
    """True if there is anything in it to look for."""
    return any(letter.isalnum() for letter in piece)


def index_points(connection: Connection, points: Iterable[tuple[int, float, float]]) -> None:
    """Make records findable by their place, given by number, latitude and longitude; PostgreSQL does so by itself."""
    rows = [{"number": number, "latitude": latitude, "longitude": longitude} for number, latitude, longitude in points]
    if rows and is_sqlite(connection):
        connection.execute(INDEX_POINT, rows)


def drop_points(connection: Connection, *documents: int) -> None:
    """Take the points of the records of some documents out of the index."""
    if is_sqlite(connection):
        lost = select(RECORD.c.number).where(RECORD.c.document.in_(documents))
        connection.execute(delete(POINTS).where(POINTS.c.number.in_(lost)))


def in_box(connection: Connection, south: float, west: float, north: float, east: float) -> ColumnElement[bool]:
    """Records whose point lies in a box; one whose west is east of its east goes over the date line."""
    if west > east:
        return in_box(connection, south, west, north, 180.0) | in_box(connection, south, -180.0, north, east)
    exact = and_(RECORD.c.latitude.between(south, north), RECORD.c.longitude.between(west, east))
    if not is_sqlite(connection):
        return and_(in_postgis_box(south, west, north, east), exact) if has_postgis(connection) else exact
    found = select(POINTS.c.number).where(
        POINTS.c.max_latitude >= south, POINTS.c.min_latitude <= north, POINTS.c.max_longitude >= west, POINTS.c.min_longitude <= east
    )
    return exact if count_up_to(connection, found, MANY) == MANY else and_(RECORD.c.number.in_(found), exact)


def count_up_to(connection: Connection, found: Select[Any], most: int) -> int:
    """How many rows there are, counted no further than need be to tell few from many."""
    return connection.execute(select(func.count()).select_from(found.limit(most).subquery())).scalar_one()


def is_one_of(connection: Connection, column: Column[str], values: Iterable[str]) -> ColumnElement[bool]:
    """A column that is one of very many values, handed over as one."""
    if is_sqlite(connection):
        return column.in_(text("SELECT value FROM json_each(:each)").bindparams(each=json.dumps(list(values))).columns(column))
    return column == any_(cast(list(values), ARRAY(String)))


def in_postgis_box(south: float, west: float, north: float, east: float) -> ColumnElement[bool]:
    """Records whose point PostGIS finds in a box."""
    return literal_column(POINT).bool_op("&&")(func.ST_MakeEnvelope(west, south, east, north, WGS84))


def is_near(connection: Connection, latitude: float, longitude: float, km: float) -> ColumnElement[bool] | None:
    """Records that PostGIS finds about so near a point; None where there is no PostGIS."""
    if is_sqlite(connection) or not has_postgis(connection):
        return None
    here = func.geography(func.ST_SetSRID(func.ST_MakePoint(longitude, latitude), WGS84))
    return func.ST_DWithin(literal_column(f"geography({POINT})"), here, km * 1000 * SLACK, false())


def has_postgis(connection: Connection) -> bool:
    """True if points are findable by PostGIS."""
    return bool(connection.execute(select(func.to_regclass("ix_record_geography").is_not(None))).scalar())


def use_postgis(engine: Engine) -> None:
    """Make points findable by PostGIS, where the server has it and lets us use it; elsewhere a plain index finds the same points."""
    if engine.dialect.name == "sqlite":
        return
    try:
        with engine.begin() as connection:
            for statement in POSTGIS:
                connection.exec_driver_sql(statement)
    except DBAPIError:
        return


def take_stock(engine: Engine) -> None:
    """After much was added: let the database know how much there is of what, by which it plans searches."""
    with engine.begin() as connection:
        for statement in STOCK_OF_SQLITE if engine.dialect.name == "sqlite" else ("ANALYZE document, record, figure, name_word",):
            connection.exec_driver_sql(statement)
