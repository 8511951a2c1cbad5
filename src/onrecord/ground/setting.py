"""What a time is read against, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.model.values import Basis

Terms = Mapping[str, str]
OFFSETS = {"last": -1, "past": -1, "this": 0, "next": 1}
PAST_TENSES = frozenset({"past", "perfect"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a time can be read against: the day of writing, the last day (or first of a week or month, as its unit says) with its part and year told, the year of the last full date, the day told next, and the single day told right before."""

    day: date | None = None
    focus: date | None = None
    focus_unit: str = "day"
    focus_part: str | None = None
    told_year: int | None = None
    full_year: int | None = None
    following: date | None = None
    recent: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """An interval with its TIMEX3 value; both ends are open where nothing fixes them."""

    value: str
    earliest: date | None = None
    latest: date | None = None
    granularity: str | None = None
    basis: Basis | None = None
    type: str | None = None


def is_future(terms: Terms) -> bool:
    """True if the words or the verb look ahead."""
    return (terms.get("tense") == "future" and terms.get("prep") != "since") or terms.get("direction") == "next"


def relative(value: str, bounds: tuple[date, date], granularity: str, *, kind: str | None = None) -> Days:
    """An interval read from another day."""
    return Days(value=value, earliest=bounds[0], latest=bounds[1], granularity=granularity, basis=Basis.RELATIVE, type=kind)


def stated(value: str, bounds: tuple[date, date], granularity: str) -> Days:
    """An interval that the words fix themselves."""
    return Days(value=value, earliest=bounds[0], latest=bounds[1], granularity=granularity, basis=Basis.STATED)


def day_type(terms: Terms) -> str:
    """A part of a day makes a TIME."""
    return "TIME" if "part" in terms else "DATE"
