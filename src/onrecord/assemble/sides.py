"""Which side those are of whom a figure counts: of forces, of armed groups, or of people who do not fight."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assemble.breadth import breadth_of
from onrecord.assemble.kinds import ARMED, STATE
from onrecord.assemble.tellings import Telling

CIVIL, FORCES, GROUPS = "civil", "forces", "groups"


def sides_of(tellings: Sequence[Telling]) -> dict[int, str | None]:
    """The side by the figure's word of harm; None where it is not known, and where a word counts several sides."""
    found: dict[int, set[str | None]] = {}
    for telling in tellings:
        for number in telling.figure_ids:
            found.setdefault(telling.reading.figures[number].token, set()).add(side_of(telling, number))
    return {token: next(iter(sides)) if len(sides) == 1 else None for token, sides in found.items()}


def side_of(telling: Telling, number: int) -> str | None:
    """The side of one figure's victims; people at large, and those by kin, age or sex, may be of any."""
    actor = telling.reading.figure_actors[number]
    kind = telling.grounding.actors[actor].kind if actor is not None else None
    if kind in STATE:
        return FORCES
    if kind in ARMED:
        return GROUPS
    victims = telling.reading.figures[number].victims or ""
    return CIVIL if kind == "Civilians" and (breadth_of(victims) == 1 or "civilian" in victims.lower()) else None
