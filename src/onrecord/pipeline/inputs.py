"""From what a user names (a path, a URL, a text) to results: taking in and reading, one document after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import IO

from onrecord.ingest.intake import NOT_READ, Intake, Stated
from onrecord.ingest.prepare import prepare_document
from onrecord.ingest.published import parse_published
from onrecord.ingest.readers import read_input
from onrecord.model.records import Notice, Result
from onrecord.model.text import Document
from onrecord.settings import Settings


def read_text(  # noqa: PLR0913  one parameter for each thing that may be known
    text: str,
    *,
    published: str | date | datetime | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> Result:
    """Read one report that is at hand as text.

    Raises:
        InvalidInputError: if there is nothing to read, too much, or the publication day cannot be.
    """
    settings = settings or Settings()
    day = parse_published(published) if published is not None else None
    document = Document(id="text", text=text, published=day, title=title, publisher=publisher, url=url)
    return read_intake(prepare_document(document, settings=settings), settings=settings)


def read_results(
    name: str, *, stated: Stated, settings: Settings, standard_input: IO[bytes] | None = None, is_batch: bool = False
) -> Iterator[tuple[Result, bool]]:
    """The results of one input in order, each with whether its document failed.

    In a batch no document stops the others.

    Raises:
        InvalidInputError: if the input cannot be read.
        FetchError: if an address cannot be fetched.
    """
    for intake in read_input(name, stated=stated, settings=settings, standard_input=standard_input):
        result = _read_guarded(intake, settings) if is_batch else read_intake(intake, settings=settings)
        yield result, intake.is_failed or any(notice.code == NOT_READ for notice in result.warnings)


def read_intake(intake: Intake, *, settings: Settings) -> Result:
    """The result of one document as taken in; none of its records, if it cannot be read."""
    if not intake.is_readable:
        return Result(document=intake.document, warnings=intake.notices)
    from onrecord.pipeline.run import read_document  # noqa: PLC0415  the parser is slow to import; bad input must not wait for it

    result = read_document(intake.document, settings=settings)
    return replace(result, warnings=(*intake.notices, *result.warnings))


def _read_guarded(intake: Intake, settings: Settings) -> Result:
    """One bad document must not stop a batch: its fault is recorded with it."""
    try:
        return read_intake(intake, settings=settings)
    except (MemoryError, RecursionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        notice = Notice(NOT_READ, f"{intake.document.id}: a fault of onrecord: {type(error).__name__}: {error}")
        return Result(document=intake.document, warnings=(*intake.notices, notice))
