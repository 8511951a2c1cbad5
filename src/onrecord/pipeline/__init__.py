"""The stages side by side, and how they are run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.pipeline.layers import LAYERS, read_layer
    from onrecord.pipeline.run import STAGES, read_document

__all__ = ["LAYERS", "STAGES", "read_document", "read_layer"]
HOMES = {"LAYERS": "layers", "read_layer": "layers", "STAGES": "run", "read_document": "run"}


def __getattr__(name: str) -> object:
    """Import the parser only when it is used: a file that is missing must not wait for it."""
    if name not in HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
