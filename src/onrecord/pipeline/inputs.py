"""From what a user names (a path, a URL, a text) to results: taking in and reading, one document after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import IO, TypeVar

from onrecord.ingest.intake import NOT_READ, Intake
from onrecord.ingest.prepare import prepare_document
from onrecord.ingest.published import parse_published
from onrecord.ingest.readers import read_input
from onrecord.model.captures import Stated
from onrecord.model.records import Notice, Result
from onrecord.model.text import Document
from onrecord.pipeline.layer import Layer
from onrecord.settings import Settings

Answer = TypeVar("Answer", Result, Layer)


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
    intakes = read_input(name, stated=stated, settings=settings, standard_input=standard_input)
    return answer_all(intakes, read=lambda intake: read_intake(intake, settings=settings), empty=Result, is_batch=is_batch)


def read_layers(  # noqa: PLR0913  one parameter for each thing that may be known
    name: str, *, layer: str, stated: Stated, settings: Settings, standard_input: IO[bytes] | None = None, is_batch: bool = False
) -> Iterator[tuple[Layer, bool]]:
    """One layer of reading of the documents of one input, as `read_results` gives results."""
    intakes = read_input(name, stated=stated, settings=settings, standard_input=standard_input)
    empty = partial(Layer, name=layer)
    return answer_all(intakes, read=lambda intake: read_intake_layer(intake, layer, settings=settings), empty=empty, is_batch=is_batch)


def answer_all(
    intakes: Iterable[Intake], *, read: Callable[[Intake], Answer], empty: Callable[..., Answer], is_batch: bool
) -> Iterator[tuple[Answer, bool]]:
    """What is read from each document, with whether it failed; `empty` makes the answer of one that cannot be read."""
    for intake in intakes:
        answer = _read_guarded(intake, read, empty) if is_batch else read(intake)
        yield answer, intake.is_failed or any(notice.code == NOT_READ for notice in answer.warnings)


def read_intake(intake: Intake, *, settings: Settings) -> Result:
    """The result of one document as taken in; none of its records, if it cannot be read."""
    if not intake.is_readable:
        return Result(document=intake.document, warnings=intake.notices)
    from onrecord.pipeline.run import read_document  # noqa: PLC0415  the parser is slow to import; bad input must not wait for it

    result = read_document(intake.document, settings=settings)
    return replace(result, warnings=(*intake.notices, *result.warnings))


def read_intake_layer(intake: Intake, layer: str, *, settings: Settings) -> Layer:
    """One layer of a document as taken in; without spans, if it cannot be read."""
    if not intake.is_readable:
        return Layer(document=intake.document, name=layer, warnings=intake.notices)
    from onrecord.pipeline.layers import read_layer  # noqa: PLC0415  the parser is slow to import; bad input must not wait for it

    found = read_layer(intake.document, layer, settings=settings)
    return replace(found, warnings=(*intake.notices, *found.warnings))


def _read_guarded(intake: Intake, read: Callable[[Intake], Answer], empty: Callable[..., Answer]) -> Answer:
    """One bad document must not stop a batch: its fault is recorded with it."""
    try:
        return read(intake)
    except (MemoryError, RecursionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        notice = Notice(NOT_READ, f"{intake.document.id}: a fault of onrecord: {type(error).__name__}: {error}")
        return empty(document=intake.document, warnings=(*intake.notices, notice))
