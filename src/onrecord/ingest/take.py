"""A capture to the document that its bytes hold."""

from __future__ import annotations

from dataclasses import replace

from onrecord.errors import InvalidInputError
from onrecord.ingest.intake import Intake, failed_intake
from onrecord.ingest.jsonl import read_line
from onrecord.ingest.readers import read_bytes
from onrecord.model.captures import Capture
from onrecord.settings import Settings


def read_capture(capture: Capture, *, settings: Settings) -> Intake:
    """The document of a capture, or a failed one with the reason."""
    known = replace(capture.stated, url=capture.stated.url or capture.url)
    if capture.is_line:
        return read_line(
            capture.content, name=capture.name, line_id=capture.name, stated=known, settings=settings, columns=dict(capture.columns)
        )
    try:
        return read_bytes(capture.content, name=capture.name, stated=known, settings=settings, charset=capture.charset)
    except InvalidInputError as error:
        return failed_intake(capture.name, str(error))
