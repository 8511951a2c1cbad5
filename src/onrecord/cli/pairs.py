"""`onrecord same`, `different`, `merge` and `split`: a person's decision on records and incidents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.cli.app import tell
from onrecord.cli.archive import opened
from onrecord.model.pairings import Pairs
from onrecord.pipeline.deciding import Decision, decide, merge, split, undo, undo_split
from onrecord.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Who decides, why, whether an earlier decision is taken back, and of which archive."""

    by: str
    why: str
    undo: bool
    target: str | None
    files: Path | None

    def call(self, do: Callable[..., Decision], undo: Callable[..., Decision], *what: object) -> Decision:
        """Decide, or take back."""
        archive: Archive = opened(self.target, self.files)
        return (undo if self.undo else do)(archive, *what, by=self.by, why=self.why)


def decide_pair(wanted: tuple[str, str], verdict: str, decider: Decider) -> None:
    """Keep a decision on two records or incidents, and say so."""

    def keep(archive: Archive, two: tuple[str, str], *, by: str, why: str) -> Decision:
        return decide(archive, two, Pairs(verdict), by=by, why=why)

    tell_decision(decider.call(keep, undo, wanted), decider, heeded="; the next onrecord link heeds it")


def merge_two(wanted: tuple[str, str], decider: Decider) -> None:
    """Make one incident of two, or take that back."""
    tell_decision(decider.call(merge, undo, wanted), decider)


def split_one(incident: str, records: tuple[str, ...], decider: Decider) -> None:
    """Take records out of an incident, or take that back."""
    tell_decision(decider.call(split, undo_split, incident, records), decider)


def tell_decision(decision: Decision, decider: Decider, *, heeded: str = "") -> None:
    """Say what was decided, what became of it, and what it contradicts."""
    pairing = decision.pairing
    state = (
        f"no longer {pairing.verdict}, decided by {decider.by.strip()}"
        if decider.undo
        else f"{pairing.verdict}, by {pairing.by}, {pairing.at}"
    )
    tell(f"{pairing.left} and {pairing.right}: {state}{heeded}")
    for line in (*decision.notes, *decision.contradictions):
        tell(line)
