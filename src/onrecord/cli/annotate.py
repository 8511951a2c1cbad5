"""`onrecord annotate`: what one layer of reading found, as spans: for people who tune rules, doubt a record or measure."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import IO

from onrecord.cli.batch import PAGE_WIDTH, Request, run_batch
from onrecord.pipeline.inputs import read_layers
from onrecord.pipeline.layer import Layer


def annotate_inputs(request: Request, *, layer: str) -> bool:
    """Write one layer of all inputs; True if no document failed.

    Raises:
        OnrecordError: if the request itself cannot be met.
    """
    to = choose_format(request, is_terminal=sys.stdout.isatty())
    return run_batch(request, read=partial(read_layers, layer=layer), empty=partial(Layer, name=layer), write=WRITERS[to])


def choose_format(request: Request, *, is_terminal: bool) -> str:
    """The format asked for, else marked text on a terminal or in a text file, one document a line elsewhere."""
    if request.format:
        return request.format
    is_text = request.output.suffix.lower() == ".txt" if request.output else is_terminal and not request.is_many
    return "text" if is_text else "jsonl"


def _write_line(found: Layer, stream: IO[str], number: int, request: Request) -> None:  # noqa: ARG001  one shape for all writers
    stream.write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
    stream.flush()


def _write_text(found: Layer, stream: IO[str], number: int, request: Request) -> None:
    from rich.console import Console  # noqa: PLC0415  only a page needs it

    from onrecord.cli.marked import print_layer  # noqa: PLC0415  only a page needs it

    is_plain = request.output is not None or not stream.isatty()
    console = Console(file=stream, width=PAGE_WIDTH if is_plain else None, color_system=None if is_plain else "auto", highlight=False)
    if number:
        console.print()
    print_layer(found, console=console, is_plain=is_plain)


WRITERS = {"text": _write_text, "jsonl": _write_line}
