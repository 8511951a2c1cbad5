"""What one layer of reading found in one report."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.records import Json, Notice
from onrecord.model.text import Document

KEYS = {"attribution": "attributions", "time": "timexes", "place": "places", "actor": "actors", "count": "counts", "trigger": "triggers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The spans of one layer, as plain JSON; `name` is one of `KEYS`."""

    document: Document
    name: str
    spans: tuple[Json, ...] = ()
    warnings: tuple[Notice, ...] = ()

    def to_dict(self) -> Json:
        """The layer as it is written: one key for its spans."""
        return {
            "id": self.document.id,
            KEYS[self.name]: list(self.spans),
            "warnings": [{"code": notice.code, "message": notice.message} for notice in self.warnings],
        }
