"""What SQLite and PostgreSQL do each in its own way: the words of a text, and points in a box."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, text

from onrecord.store.tables import DOCUMENT, RECORD

INDEX_TEXT = text("INSERT INTO document_words(rowid, title, text) VALUES (:number, :title, :words)")
INDEX_POINT = text("INSERT INTO record_point VALUES (:number, :latitude, :latitude, :longitude, :longitude)")
LONGEST = 500_000  # characters of a text that PostgreSQL indexes; its word lists end at a megabyte
VECTOR = f"to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(left(text, {LONGEST}), ''))"


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


def has_words(connection: Connection, words: str) -> ColumnElement[bool]:
    """Documents that hold all of some words; those in quotation marks stand one behind the other."""
    if is_sqlite(connection):
        found = text("SELECT rowid FROM document_words WHERE document_words MATCH :words").bindparams(words=fts_query(words))
        return DOCUMENT.c.number.in_(found.columns(DOCUMENT.c.number))
    phrases, single = split_words(words)
    simple: ColumnElement[str] = literal_column("'simple'")
    queries = [*(func.phraseto_tsquery(simple, phrase) for phrase in phrases), func.plainto_tsquery(simple, " ".join(single))]
    return and_(*(literal_column(VECTOR).bool_op("@@")(query) for query in queries[: len(phrases) + bool(single)]))


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


def drop_points(connection: Connection, document: int) -> None:
    """Take the points of a document's records out of the index."""
    if is_sqlite(connection):
        statement = "DELETE FROM record_point WHERE number IN (SELECT number FROM record WHERE document = :document)"
        connection.execute(text(statement), {"document": document})


def in_box(connection: Connection, south: float, west: float, north: float, east: float) -> ColumnElement[bool]:
    """Records whose point lies in a box; one whose west is east of its east goes over the date line."""
    if west > east:
        return in_box(connection, south, west, north, 180.0) | in_box(connection, south, -180.0, north, east)
    exact = and_(RECORD.c.latitude.between(south, north), RECORD.c.longitude.between(west, east))
    if not is_sqlite(connection):
        return exact
    box = text(
        "SELECT number FROM record_point WHERE max_latitude >= :south AND min_latitude <= :north"
        " AND max_longitude >= :west AND min_longitude <= :east"
    ).bindparams(south=south, north=north, west=west, east=east)
    return and_(RECORD.c.number.in_(box.columns(RECORD.c.number)), exact)
