"""The JSON Schema of a result, as it ships with the package."""

from __future__ import annotations

import json
from importlib.resources import files

FILE_NAME = "onrecord-1.schema.json"


def schema_text() -> str:
    """The schema as written."""
    return (files("onrecord.schema") / FILE_NAME).read_text(encoding="utf-8")


def load_schema() -> dict[str, object]:
    """The schema as a JSON value."""
    return dict(json.loads(schema_text()))
