"""`onrecord same` and `onrecord different`: a person's decision on two records."""

from __future__ import annotations

from pathlib import Path

from onrecord.cli.app import tell
from onrecord.cli.archive import opened
from onrecord.model.pairings import Pairs
from onrecord.store.pairings import pair


def decide(records: tuple[str, str], verdict: str, *, by: str, why: str, target: str | None, files: Path | None) -> None:  # noqa: PLR0913  one for each option
    """Keep a decision, and say so.

    Raises:
        OnrecordError: if there is no such record, nobody is named, or the archive cannot be written.
    """
    with opened(target, files).writing() as connection:
        made = pair(connection, records, Pairs(verdict), by=by, why=why)
    tell(f"{made.left} and {made.right}: {made.verdict}, by {made.by}, {made.at}")
