"""Whether two figures of one person each can be of the same person: a man is no woman, and nobody has two ages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model.mentions import FigureMention
from onrecord.model.names import normal_name
from onrecord.vocab.victims import victim_words

AGE = re.compile(r"\b(\d{1,3})[- ](?:year|month)|\baged? (\d{1,3})\b")
MOST = 20  # persons compared with each other
UNNAMED = ("victim", "person")  # "the victim", "the only person hurt"
PRONOUNS = {"he": "male", "him": "male", "she": "female", "her": "female"}


def victim_head(figure: FigureMention) -> str:
    """Last word of whom it counts."""
    return normal_name(figure.victims or "").rpartition(" ")[2]


def are_two(one: FigureMention, other: FigureMention) -> bool:
    """True for two people singled out, of another sex, age or name."""
    if one.count.high != 1 or other.count.high != 1 or one.harm is not other.harm:
        return False
    return not are_alike(one, other) or have_two_names(one.victims or "", other.victims or "")


def have_two_names(one: str, other: str) -> bool:
    """True for two full names without a word in common: "Mia Stone" and "Leo Park"."""
    first, second = (frozenset(re.findall(r"\b[A-Z][\w'’-]+", name)) for name in (one, other))
    return len(first) > 1 and len(second) > 1 and first.isdisjoint(second)


def is_one_person(first: FigureMention, second: FigureMention, *, later: str) -> bool:
    """True if the words of a second figure (`later` its quote) take up the person of a first: by a pronoun, by the name, by "the man"."""
    if first.count.high != 1 or second.count.high != 1 or not are_alike(first, second):
        return False
    name, again = first.victims or "", second.victims or ""
    if again.lower() in PRONOUNS or (age_of(first) and age_of(first) == age_of(second)):
        return True
    is_same = victim_head(second) in {victim_head(first), *UNNAMED}
    return bool(again) and (shares_name(name, again) or (later.lower().startswith("the ") and is_same))


def are_alike(one: FigureMention, other: FigureMention) -> bool:
    """False for people of another sex or age."""
    return all(not mine or not theirs or mine == theirs for mine, theirs in ((sex_of(one), sex_of(other)), (age_of(one), age_of(other))))


def shares_name(one: str, other: str) -> bool:
    """True if the last word of a name with a capital is one of the other's: "Nelson" behind "17-year-old Destiny Nelson"."""
    last = other.rpartition(" ")[2]
    return last[:1].isupper() and last in one.split()


def count_persons(figures: Iterable[FigureMention]) -> int:
    """How many people single figures are of at least."""
    apart: list[FigureMention] = []
    for figure in figures:
        if len(apart) < MOST and all(are_two(figure, other) for other in apart):
            apart.append(figure)
    return len(apart)


def sex_of(figure: FigureMention) -> str | None:
    """The sex that the noun tells."""
    head = victim_head(figure)
    word = victim_words().get(head)
    return word.sex if word is not None else PRONOUNS.get(head)


def age_of(figure: FigureMention) -> str | None:
    """The age that stands with the noun, in digits."""
    found = AGE.search(figure.victims or "")
    return (found[1] or found[2]) if found else None
