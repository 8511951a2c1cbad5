"""One source as the user named it, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO

from onrecord.ingest.polite import Visits
from onrecord.model.captures import Capture, Note, Refusal, Stated
from onrecord.settings import Settings

Found = Iterator[Capture | Refusal | Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A source with what is stated of all its documents; `mapping` says which column holds what, `visits` keeps the manners of one run."""

    name: str
    stated: Stated
    settings: Settings
    standard_input: IO[bytes] | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    visits: Visits = field(default_factory=Visits)


def moment() -> datetime:
    """The moment in UTC."""
    return datetime.now(UTC)
