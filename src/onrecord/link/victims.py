"""Who the victims of a figure are said to be, and of which figures they are only some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.link.words import fold_name
from onrecord.vocab.words import word_set

Json = Mapping[str, Any]

CIVILIANS, FIGHTERS = "civilians", "fighters"
ARMED = frozenset({"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"})


def status_of(victims: str | None, targets: Iterable[Json]) -> str | None:
    """`civilians` or `fighters`, as the words for the victims tell; None where they do not: "people" may be either."""
    words = fold_name(victims or "").split()
    if not words:
        return None
    if not word_set("words.civilians").isdisjoint(words):
        return CIVILIANS
    kinds = {target.get("kind") for target in targets if fold_name(target.get("name") or "").split()[-1:] == words[-1:]}
    return FIGHTERS if kinds and kinds <= ARMED else None


def is_part(figure: Json) -> bool:
    """True of a part of a total, and of a kind of people of whom none came to harm: that no civilian died does not say that nobody did."""
    words = fold_name(figure.get("victims") or "").split()
    is_of_some = bool(words) and words[-1] not in word_set("words.anybody")
    return bool(figure.get("part_of_total")) or (figure.get("high") == 0 and is_of_some)
