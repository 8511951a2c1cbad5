"""What commands that take in reports share: inputs in order, answers out as they come, failures told and counted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Generic, TypeVar

from onrecord.cli.app import tell
from onrecord.cli.output import check_output, open_output
from onrecord.errors import FetchError, InvalidInputError
from onrecord.ingest.intake import failed_intake
from onrecord.ingest.published import check_published, parse_published
from onrecord.ingest.readers import is_jsonl
from onrecord.model.captures import Stated
from onrecord.model.records import Result
from onrecord.pipeline.layer import Layer
from onrecord.settings import Settings, Value, load_settings

PAGE_WIDTH = 100  # of a page that goes to a file

Answer = TypeVar("Answer", Result, Layer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the user asked for, as given."""

    inputs: tuple[str, ...]
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    format: str | None = None
    output: Path | None = None
    explain: str | None = None  # how the id of the record to explain begins; "all" for every one
    given: tuple[tuple[str, Value], ...] = ()

    @property
    def is_many(self) -> bool:
        """True if there can be more than one document."""
        return len(self.inputs) > 1 or any(map(is_jsonl, self.inputs))


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Answer]):
    """One document's answer; `fault` is why it failed."""

    answer: Answer | None
    fault: str | None = None


Read = Callable[..., Iterator[tuple[Answer, bool]]]  # read_results, or one of its shape: the documents of an input, and whether each failed
Write = Callable[[Answer, IO[str], int, Request], None]


def run_batch(request: Request, *, read: Read[Answer], empty: Callable[..., Answer], write: Write[Answer], end: str = "") -> bool:
    """Read all inputs and write their answers; True if no document failed.

    Raises:
        OnrecordError: if the request itself cannot be met.
    """
    settings = load_settings(given=dict(request.given))
    day = parse_published(request.published) if request.published is not None else None
    check_published(day)
    check_output(request.output)
    stated = Stated(title=request.title, published=day, publisher=request.publisher, url=request.url)
    outcomes = read_all(request, read=read, empty=empty, stated=stated, settings=settings)
    return write_outcomes(show_progress(outcomes, request), request, write=write, end=end)


def read_all(
    request: Request, *, read: Read[Answer], empty: Callable[..., Answer], stated: Stated, settings: Settings
) -> Iterator[Outcome[Answer]]:
    """The outcomes of all inputs in order; one input that cannot be read does not stop the others."""
    for name in request.inputs:
        try:
            for answer, is_failed in read(
                name, stated=stated, settings=settings, standard_input=sys.stdin.buffer, is_batch=request.is_many
            ):
                yield Outcome(answer, answer.warnings[-1].message if is_failed else None)
        except (InvalidInputError, FetchError) as error:
            failed = failed_intake(name, str(error))
            yield Outcome(empty(document=failed.document, warnings=failed.notices) if request.is_many else None, str(error))


def show_progress(outcomes: Iterator[Outcome[Answer]], request: Request) -> Iterator[Outcome[Answer]]:
    """Faults told as they come; for many documents a bar on the terminal, apart from the results."""
    if request.is_many and sys.stderr.isatty():
        from onrecord.cli.progress import show_bar  # noqa: PLC0415  slow to import

        outcomes = show_bar(outcomes, _count(request))
    for outcome in outcomes:
        if outcome.fault:
            tell(outcome.fault)
        yield outcome


def write_outcomes(outcomes: Iterator[Outcome[Answer]], request: Request, *, write: Write[Answer], end: str) -> bool:
    """Write answers as they come; True if no document failed. A single document that failed leaves no file."""
    first = next(outcomes, None)
    if first is None or (first.answer is None and not request.is_many):
        return first is None
    all_read = True
    with open_output(request.output) as stream:
        for number, outcome in enumerate(_chain(first, outcomes)):
            all_read &= outcome.fault is None
            if outcome.answer:
                write(outcome.answer, stream, number, request)
        stream.write(end)
    return all_read


def _chain(first: Outcome[Answer], rest: Iterator[Outcome[Answer]]) -> Iterator[Outcome[Answer]]:
    yield first
    yield from rest


def _count(request: Request) -> int | None:
    """How many documents there will be, where counting is cheap."""
    if any(name.endswith(".gz") or name == "-" for name in request.inputs):
        return None
    try:
        return sum(_count_lines(Path(name)) if is_jsonl(name) else 1 for name in request.inputs)
    except OSError:
        return None


def _count_lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for line in stream if line.strip())
