"""`onrecord read`: results in the format wanted."""

from __future__ import annotations

import json
import sys
from typing import IO

from onrecord.cli.batch import PAGE_WIDTH, Request, run_batch
from onrecord.errors import InvalidInputError
from onrecord.ingest.readers import is_jsonl
from onrecord.model.records import Result
from onrecord.pipeline.inputs import read_results
from onrecord.settings import load_settings

ENDINGS = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def read_inputs(request: Request) -> bool:
    """Read all inputs; True if no document failed.

    Raises:
        OnrecordError: if the request itself cannot be met.
    """
    to = choose_format(request, is_terminal=sys.stdout.isatty())
    if request.explain and to != "text":
        raise InvalidInputError(f"--explain is for people: it goes with --format text, not {to}, whose claims have all of it")
    end = "\n]\n" if to == "json" and request.is_many else ""
    return run_batch(request, read=read_results, empty=Result, write=WRITERS[to], end=end)


def choose_format(request: Request, *, is_terminal: bool) -> str:
    """The format asked for, else what the output's name or the inputs suggest."""
    if request.format:
        return request.format
    if request.output and request.output.suffix.lower() in ENDINGS:
        return ENDINGS[request.output.suffix.lower()]
    if request.explain:
        return "text"
    if any(map(is_jsonl, request.inputs)):
        return "jsonl"
    if is_terminal and request.output is None:
        return "text"
    return "jsonl" if request.is_many else "json"


def _write_line(result: Result, stream: IO[str], number: int, request: Request) -> None:  # noqa: ARG001  one shape for all writers
    stream.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")
    stream.flush()


def _write_json(result: Result, stream: IO[str], number: int, request: Request) -> None:
    """One result as an object; results of several inputs as a list."""
    before = (",\n" if number else "[\n") if request.is_many else ""
    stream.write(before + json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + ("" if request.is_many else "\n"))


def _write_page(result: Result, stream: IO[str], number: int, request: Request) -> None:
    from rich.console import Console  # noqa: PLC0415  only a page needs it

    from onrecord.cli.claims import check_record, print_claims  # noqa: PLC0415  only a page needs it
    from onrecord.cli.page import print_page  # noqa: PLC0415  only a page needs it

    shown = result.to_dict()
    if request.explain and not request.is_many:
        check_record(shown, request.explain)
    console = Console(
        file=stream, width=PAGE_WIDTH if request.output else None, color_system=None if request.output else "auto", highlight=False
    )
    if number:
        console.print()
    print_page(shown, text=result.document.text, console=console)
    if request.explain:
        print_claims(shown, wanted=request.explain, rules_dir=load_settings(given=dict(request.given)).rules, console=console)


WRITERS = {"text": _write_page, "json": _write_json, "jsonl": _write_line}
