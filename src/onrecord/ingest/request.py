"""One source as the user named it, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from onrecord.ingest.folders import Meter
from onrecord.ingest.polite import Visits
from onrecord.model.captures import Capture, Note, Refusal, Stated
from onrecord.settings import Settings

Found = Iterator[Capture | Refusal | Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A source with what is stated of all its documents.

    `mapping` says which column holds what, `visits` keeps the manners of one run,
    `meter` counts what is read, `without` are paths that folders are taken without: the archive's own.
    """

    name: str
    stated: Stated
    settings: Settings
    standard_input: IO[bytes] | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    visits: Visits = field(default_factory=Visits)
    meter: Meter = field(default_factory=Meter)
    without: frozenset[Path] = frozenset()


def moment() -> datetime:
    """The moment in UTC."""
    return datetime.now(UTC)
