"""What linking compares of the documents of an archive, worked out once for each of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from onrecord.link.base import record_line, story_line
from onrecord.link.features import FORM, Features, features_of, story_of
from onrecord.model.records import Json
from onrecord.store.archive import Archive
from onrecord.store.outlines import Outline, keep_outlines, list_without, read_outlines, read_whole

AT_ONCE = 200  # documents of one transaction


def prepare(archive: Archive, tell: Callable[[int, int], None] = lambda _done, _total: None) -> None:
    """Work out and keep the outlines that an archive lacks; `tell` is called with how many are done, of how many.

    Raises:
        ArchiveError: if the archive cannot be read or written.
    """
    with archive.reading() as connection:
        missing = list_without(connection, FORM)
    for first in range(0, len(missing), AT_ONCE):
        with archive.writing() as connection:
            found = read_whole(connection, missing[first : first + AT_ONCE])
            keep_outlines(connection, FORM, {number: outline_of(result) for number, result in found})
        tell(min(first + AT_ONCE, len(missing)), len(missing))


def outline_of(result: Json) -> Outline:
    """The outline of a result."""
    return Outline(records="\n".join(map(record_line, features_of(result))), story=story_line(story_of(result)))


def record_lines(connection: Connection) -> Iterator[str]:
    """The incident records of all documents as linking takes them; of a document without an outline they are worked out."""
    yield from (line for line in read_outlines(connection, FORM, "records") if line)
    yield from (outline.records for outline in unkept(connection) if outline.records)


def story_lines(connection: Connection) -> Iterator[str]:
    """The stories of all documents as linking takes them."""
    yield from read_outlines(connection, FORM, "story")
    yield from (outline.story for outline in unkept(connection))


def unkept(connection: Connection) -> Iterator[Outline]:
    """The outlines of documents that have none, some documents at a time."""
    missing = list_without(connection, FORM)
    for first in range(0, len(missing), AT_ONCE):
        for _, result in read_whole(connection, missing[first : first + AT_ONCE]):
            yield outline_of(result)


def all_features(connection: Connection) -> Iterator[Features]:
    """The incident records of all documents."""
    for lines in record_lines(connection):
        yield from (Features(**json.loads(line)) for line in lines.split("\n"))
