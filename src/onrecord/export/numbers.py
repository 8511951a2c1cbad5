"""Named policies that turn bounds and vague words into one whole number, for formats that have room for one only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from onrecord.errors import UnknownCodeError
from onrecord.export.incident import Figure
from onrecord.export.tables import read_table

Numbers = Callable[[Figure, str | None], int]
WORD = re.compile(r"[a-z]+")
TWO = frozenset({"two", "both", "couple", "pair"})
BARE_PLURAL = (2, None)  # how "people were killed" is read (codebook)
UNKNOWN, UNKNOWN_IN_WAR = 3, 10  # ACLED, FAQ on fatalities, and the remarks of its published events


def to_acled(figure: Figure, country: str | None) -> int:
    """As ACLED codes deaths: the most conservative number; tens 10, dozens 12, scores 20, hundreds 100, several 3; an unknown number 3, in the most intense wars 10."""
    vague = vague_number(figure)
    if vague is not None:
        return vague
    is_bare = (figure.low, figure.high) == BARE_PLURAL and not says_two(figure.words)
    if is_bare or (figure.low is None and figure.high is None):
        return UNKNOWN_IN_WAR if country in intense_wars() else UNKNOWN
    return to_conservative(figure, country)


def to_conservative(figure: Figure, _: str | None = None) -> int:
    """The lowest number that the words allow, 0 where they name none."""
    return figure.low or 0


def to_midpoint(figure: Figure, _: str | None = None) -> int:
    """Half way between the lowest and the highest number, rounded down; where one end is open the other."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return sum(ends) // len(ends) if ends else 0


NUMBERS: Mapping[str, Numbers] = MappingProxyType({"acled": to_acled, "conservative": to_conservative, "midpoint": to_midpoint})


def numbers_policy(name: str) -> Numbers:
    """The policy of a name.

    Raises:
        UnknownCodeError: if there is none.
    """
    if name not in NUMBERS:
        raise UnknownCodeError(f"no numbers policy '{name}'; there are {', '.join(NUMBERS)}")
    return NUMBERS[name]


def vague_number(figure: Figure) -> int | None:
    """What a number word without a number comes to ("dozens of villagers"); None where the bounds are not those of such a word."""
    if figure.low is None or figure.high is not None:
        return None
    return next((number for word in WORD.findall(figure.words.lower()) if (number := vague_numbers().get((word, figure.low)))), None)


def says_two(words: str) -> bool:
    """True if the words hold the number two ("at least two people")."""
    return "2" in words or not TWO.isdisjoint(WORD.findall(words.lower()))


@lru_cache(maxsize=1)
def vague_numbers() -> Mapping[tuple[str, int], int]:
    """Vague number words with the least that they are read as, and their numbers."""
    return {(row["word"], int(row["low"])): int(row["number"]) for row in read_table("vague_numbers")}


@lru_cache(maxsize=1)
def intense_wars() -> frozenset[str]:
    """Countries where an unknown number of deaths counts as more."""
    return frozenset(row["country"] for row in read_table("intense_wars"))
