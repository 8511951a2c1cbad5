"""Which deeds can be one happening, by ACLED sub-event type."""

from __future__ import annotations

from functools import lru_cache

from onrecord.model.values import EventType, Harm
from onrecord.vocab.codes import acled_sub_events, event_type, read_codes

VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})
FORCED = frozenset({"Protest with intervention", "Excessive force against protesters"})


@lru_cache(maxsize=1)
def deed_groups() -> dict[str, str]:
    """The group of each sub-event type."""
    return {row["sub_event_type"]: row["group"] for row in read_codes("deeds.csv")}


def is_violent_deed(sub_event: str) -> bool:
    """True for ACLED's battles, explosions, violence against civilians, riots, and force used on protesters: people may be hurt in them."""
    return acled_sub_events()[sub_event] in VIOLENT or sub_event in FORCED


@lru_cache(maxsize=1)
def harm_types() -> dict[Harm, EventType]:
    """What a figure's harm tells of by itself."""
    return {
        Harm(row["harm"]): event_type(row["plover"] or None, row["mode"] or None, row["acled"] or None)
        for row in read_codes("harm_deeds.csv")
    }


@lru_cache(maxsize=1)
def neighbours() -> frozenset[tuple[str, str]]:
    """Pairs of groups that may be parts of one assault, in both orders."""
    pairs = {(row["group"], other) for row in read_codes("deeds.csv") for other in (row["beside"] or "").split("|") if other}
    return frozenset(pairs | {(other, one) for one, other in pairs})


def are_alike(one: str, other: str) -> bool:
    """True if two deeds are of one group."""
    return deed_groups()[one] == deed_groups()[other]


def can_be_one(one: str | None, other: str | None) -> bool:
    """True if two deeds can be one happening; an unnamed deed goes with any."""
    if one is None or other is None:
        return True
    groups = deed_groups()
    return groups[one] == groups[other] or (groups[one], groups[other]) in neighbours()
