"""Tellings of one happening while they are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.assemble.tellings import Telling
from onrecord.model.values import Kind

FIRST, LATEST = 4, 20  # tellings of a group that a new one is compared with


@dataclass(slots=True)
class Group:
    """What is told of one happening so far; `rule` is what says that it is an incident or a tally."""

    kind: Kind
    rule: str
    tellings: list[Telling] = field(default_factory=list)
    threat: bool = False

    @property
    def sample(self) -> list[Telling]:
        """The tellings that a new one is compared with: the first ones and the latest, so that a long report costs no more per sentence."""
        return self.tellings if len(self.tellings) <= FIRST + LATEST else [*self.tellings[:FIRST], *self.tellings[-LATEST:]]
