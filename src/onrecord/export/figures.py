"""What a format's cells hold of an incident's figures, by one pair of policies."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.export.incident import Incident
from onrecord.export.numbers import numbers_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How figures are made: the policy that chose among accounts (already done, named for the notes), and the one that makes whole numbers."""

    accounts: str = "range"
    numbers: str = "conservative"


def number_of(incident: Incident, harm: str, wish: Wish) -> int | None:
    """A harm's whole number; None if nothing is told of it."""
    figure = incident.figure(harm)
    return None if figure is None else numbers_policy(wish.numbers)(figure, incident.country)


def bounds_of(incident: Incident, harm: str) -> tuple[int | None, int | None]:
    """A harm's lower and upper end; both None if nothing is told of it, or either where it is open."""
    figure = incident.figure(harm)
    return (None, None) if figure is None else (figure.low, figure.high)
