"""Whether two figures of one person each can be of the same person: a man is no woman, and nobody has two ages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model.mentions import FigureMention
from onrecord.model.names import normal_name
from onrecord.vocab.victims import victim_words

AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month)|\baged? (\d{1,3})\b")
MOST = 20  # persons compared with each other


def victim_head(figure: FigureMention) -> str:
    """Last word of whom it counts."""
    return normal_name(figure.victims or "").rpartition(" ")[2]


def are_two(one: FigureMention, other: FigureMention) -> bool:
    """True for two people singled out, of another sex or age."""
    if one.count.high != 1 or other.count.high != 1 or one.harm is not other.harm:
        return False
    traits = zip((sex_of(one), age_of(one)), (sex_of(other), age_of(other)), strict=True)
    return any(mine and theirs and mine != theirs for mine, theirs in traits)


def count_persons(figures: Iterable[FigureMention]) -> int:
    """How many people single figures are of at least."""
    apart: list[FigureMention] = []
    for figure in figures:
        if len(apart) < MOST and all(are_two(figure, other) for other in apart):
            apart.append(figure)
    return len(apart)


def sex_of(figure: FigureMention) -> str | None:
    """The sex that the noun tells."""
    word = victim_words().get(victim_head(figure))
    return word.sex if word is not None else None


def age_of(figure: FigureMention) -> str | None:
    """The age that stands with the noun, in digits."""
    found = AGE.search(figure.victims or "")
    return (found[1] or found[2]) if found else None
