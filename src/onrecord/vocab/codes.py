"""Codes of the field's standards: PLOVER's types and modes, ACLED's event, sub-event and actor types."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import UnknownCodeError
from onrecord.model.values import EventType


def read_codes(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one code list of the package; lines that begin with # are its comment."""
    text = (files("onrecord.vocab") / "data" / "codes" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def acled_sub_events() -> dict[str, str]:
    """ACLED's 25 sub-event types, each with its event type."""
    return {row["sub_event_type"]: row["event_type"] for row in read_codes("acled_events.csv")}


@lru_cache(maxsize=1)
def disorder_types() -> dict[str, str]:
    """ACLED's sub-event types, each with its disorder type."""
    return {row["sub_event_type"]: row["disorder_type"] for row in read_codes("acled_events.csv")}


@lru_cache(maxsize=1)
def quad_classes() -> dict[str, int]:
    """PLOVER's types, each with the number of its quad class: 1 and 2 cooperation, 3 and 4 conflict, verbal and material."""
    numbers = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
    return {row["event_type"]: numbers[row["quad_class"]] for row in read_codes("plover_types.csv")}


@lru_cache(maxsize=1)
def acled_inter() -> dict[str, int]:
    """ACLED's kinds of actors, each with its number."""
    return {row["label"]: int(row["code"]) for row in read_codes("acled_inter.csv")}


@lru_cache(maxsize=1)
def plover_types() -> tuple[str, ...]:
    """PLOVER's 16 event types."""
    return tuple(row["event_type"] for row in read_codes("plover_types.csv"))


@lru_cache(maxsize=1)
def types_told_alone() -> frozenset[str]:
    """PLOVER's types that may be told of one side, without another.

    Raises:
        UnknownCodeError: if the list says neither yes nor no of one.
    """
    rows = read_codes("plover_types.csv")
    for row in rows:
        check_code(row["told_alone"], ("yes", "no"), f"answer for {row['event_type']}")
    return frozenset(row["event_type"] for row in rows if row["told_alone"] == "yes")


@lru_cache(maxsize=1)
def plover_modes() -> frozenset[tuple[str, str]]:
    """PLOVER's modes, each with the type that it belongs to."""
    return frozenset((row["event_type"], row["mode"]) for row in read_codes("plover_modes.csv"))


def event_type(plover: str | None, mode: str | None = None, sub_event: str | None = None) -> EventType:
    """The type of a happening in both standards; ACLED's event type follows from its sub-event type.

    Raises:
        UnknownCodeError: if a code does not exist, or the mode is not one of that type.
    """
    if plover is not None:
        check_code(plover, plover_types(), "PLOVER type")
    if mode is not None and (plover, mode) not in plover_modes():
        modes = sorted(own for of, own in plover_modes() if of == plover)
        raise UnknownCodeError(f"no mode '{mode}' of PLOVER type {plover}; it has {', '.join(modes) or 'none'}")
    if sub_event is not None:
        check_code(sub_event, acled_sub_events(), "ACLED sub-event type")
    acled_event = acled_sub_events()[sub_event] if sub_event is not None else None
    return EventType(plover=plover, plover_mode=mode, acled_event=acled_event, acled_sub_event=sub_event)


def check_code(code: str, known: Iterable[str], what: str) -> None:
    """Refuse a code that does not exist.

    Raises:
        UnknownCodeError: naming the nearest one.
    """
    codes = tuple(known)
    if code not in codes:
        near = difflib.get_close_matches(code, codes, n=1)
        raise UnknownCodeError(f"no {what} '{code}'" + (f"; did you mean '{near[0]}'?" if near else ""))
