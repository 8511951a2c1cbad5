"""`onrecord annotate`: the spans of one layer of reading, one document a line, for people who tune rules or measure."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.cli.app import tell
from onrecord.cli.output import check_output, open_output
from onrecord.errors import FetchError, InvalidInputError, UnknownCodeError
from onrecord.ingest.intake import Intake, Stated, failed_intake
from onrecord.ingest.readers import read_input
from onrecord.model.records import Json
from onrecord.pipeline.layers import LAYERS, read_layer
from onrecord.settings import Settings, Value, load_settings


def annotate_inputs(inputs: Sequence[str], *, layer: str, output: Path | None, given: dict[str, Value]) -> bool:
    """Write one layer of all inputs; True if no document failed.

    Raises:
        UnknownCodeError: if there is no such layer.
    """
    if layer not in LAYERS:
        raise UnknownCodeError(f"no layer '{layer}'; there are {', '.join(LAYERS)}")
    check_output(output)
    settings = load_settings(given=given)
    all_read = True
    with open_output(output) as stream:
        for intake in _take_in(inputs, settings):
            all_read &= not intake.is_failed
            stream.write(json.dumps(_read(intake, layer, settings), ensure_ascii=False) + "\n")
    return all_read


def _take_in(inputs: Sequence[str], settings: Settings) -> Iterator[Intake]:
    for name in inputs:
        try:
            yield from read_input(name, stated=Stated(), settings=settings, standard_input=sys.stdin.buffer)
        except (InvalidInputError, FetchError) as error:
            tell(str(error))
            yield failed_intake(name, str(error))


def _read(intake: Intake, layer: str, settings: Settings) -> Json:
    """The layer of a document; empty for one that cannot be read."""
    if intake.is_readable:
        return read_layer(intake.document, layer, settings=settings)
    return {"id": intake.document.id, LAYERS[layer][0]: []}
