"""How wide a kind of people some words name."""

from __future__ import annotations

from onrecord.model.names import normal_name
from onrecord.vocab.words import word_set


def breadth_of(victims: str) -> int:
    """How wide a kind of people some words name."""
    words = normal_name(victims).split()
    if not words or words[-1].isdigit() or words[-1] in word_set("words.people-at-large"):
        return 2
    return 0 if not word_set("words.people-by-kin-or-age").isdisjoint(words) else 1
