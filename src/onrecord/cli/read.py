"""`onrecord read`: inputs in order, results out in the format wanted, failures told and counted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from onrecord.cli.app import tell
from onrecord.cli.output import check_output, open_output
from onrecord.errors import FetchError, InvalidInputError
from onrecord.ingest.intake import Stated, failed_intake
from onrecord.ingest.published import check_published, parse_published
from onrecord.ingest.readers import is_jsonl
from onrecord.model.records import Result
from onrecord.pipeline.inputs import read_results
from onrecord.settings import Settings, Value, load_settings

ENDINGS = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
PAGE_WIDTH = 100  # of a page that goes to a file


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
    given: tuple[tuple[str, Value], ...] = ()

    @property
    def is_many(self) -> bool:
        """True if there can be more than one document."""
        return len(self.inputs) > 1 or any(map(is_jsonl, self.inputs))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document's result; `fault` is why it failed."""

    result: Result | None
    fault: str | None = None


def read_inputs(request: Request) -> bool:
    """Read all inputs; True if no document failed.

    Raises:
        OnrecordError: if the request itself cannot be met.
    """
    settings = load_settings(given=dict(request.given))
    day = parse_published(request.published) if request.published is not None else None
    check_published(day)
    check_output(request.output)
    stated = Stated(title=request.title, published=day, publisher=request.publisher, url=request.url)
    outcomes = read_all(request, stated=stated, settings=settings)
    return write_outcomes(show_progress(outcomes, request), request, to=choose_format(request, is_terminal=sys.stdout.isatty()))


def choose_format(request: Request, *, is_terminal: bool) -> str:
    """The format asked for, else what the output's name or the inputs suggest."""
    if request.format:
        return request.format
    if request.output and request.output.suffix.lower() in ENDINGS:
        return ENDINGS[request.output.suffix.lower()]
    if any(map(is_jsonl, request.inputs)):
        return "jsonl"
    if is_terminal and request.output is None:
        return "text"
    return "jsonl" if request.is_many else "json"


def read_all(request: Request, *, stated: Stated, settings: Settings) -> Iterator[Outcome]:
    """The outcomes of all inputs in order; one input that cannot be read does not stop the others."""
    for name in request.inputs:
        try:
            for result, is_failed in read_results(
                name, stated=stated, settings=settings, standard_input=sys.stdin.buffer, is_batch=request.is_many
            ):
                yield Outcome(result, result.warnings[-1].message if is_failed else None)
        except (InvalidInputError, FetchError) as error:
            failed = failed_intake(name, str(error))
            yield Outcome(Result(document=failed.document, warnings=failed.notices) if request.is_many else None, str(error))


def show_progress(outcomes: Iterator[Outcome], request: Request) -> Iterator[Outcome]:
    """Faults told as they come; for many documents a bar on the terminal, apart from the results."""
    if request.is_many and sys.stderr.isatty():
        from onrecord.cli.progress import show_bar  # noqa: PLC0415  slow to import

        outcomes = show_bar(outcomes, _count(request))
    for outcome in outcomes:
        if outcome.fault:
            tell(outcome.fault)
        yield outcome


def write_outcomes(outcomes: Iterator[Outcome], request: Request, *, to: str) -> bool:
    """Write results as they come; True if no document failed. A single document that failed leaves no file."""
    first = next(outcomes, None)
    if first is None or (first.result is None and not request.is_many):
        return first is None
    all_read = True
    with open_output(request.output) as stream:
        writer = {"text": _write_page, "json": _write_json, "jsonl": _write_line}[to]
        for number, outcome in enumerate(_chain(first, outcomes)):
            all_read &= outcome.fault is None
            writer(outcome, stream, number, request)
        if to == "json" and request.is_many:
            stream.write("\n]\n")
    return all_read


def _chain(first: Outcome, rest: Iterator[Outcome]) -> Iterator[Outcome]:
    yield first
    yield from rest


def _write_line(outcome: Outcome, stream: IO[str], number: int, request: Request) -> None:  # noqa: ARG001  one shape for all writers
    if outcome.result:
        stream.write(json.dumps(outcome.result.to_dict(), ensure_ascii=False) + "\n")
        stream.flush()


def _write_json(outcome: Outcome, stream: IO[str], number: int, request: Request) -> None:
    """One result as an object; results of several inputs as a list."""
    if outcome.result:
        before = (",\n" if number else "[\n") if request.is_many else ""
        stream.write(before + json.dumps(outcome.result.to_dict(), ensure_ascii=False, indent=2) + ("" if request.is_many else "\n"))


def _write_page(outcome: Outcome, stream: IO[str], number: int, request: Request) -> None:
    from rich.console import Console  # noqa: PLC0415  only a page needs it

    from onrecord.cli.page import print_page  # noqa: PLC0415  only a page needs it

    if outcome.result:
        console = Console(
            file=stream, width=PAGE_WIDTH if request.output else None, color_system=None if request.output else "auto", highlight=False
        )
        if number:
            console.print()
        print_page(outcome.result.to_dict(), text=outcome.result.document.text, console=console)


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
