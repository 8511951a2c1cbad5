"""What a claim can say: days, places, figures, actors, codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.errors import InvalidValueError


class Harm(StrEnum):
    """What was done to the people or things that a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    CAPTURED = "captured"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    RELEASED = "released"
    DESTROYED = "destroyed"


class Kind(StrEnum):
    """One happening, or a total over several."""

    INCIDENT = "incident"
    TALLY = "tally"


class Realis(StrEnum):
    """Whether it is told as having happened (ACE's modality, widened)."""

    ACTUAL = "actual"
    FAILED = "failed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Reach(StrEnum):
    """How much of the text a word speaks for that shows that there is no violence."""

    WORDS = "words"
    HARM = "harm"
    AFTERMATH = "aftermath"
    SCENE = "scene"
    STORY = "story"


class Basis(StrEnum):
    """What the day of a time was read from."""

    STATED = "stated"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """An interval of civil days, both ends included; an open end is None.

    `value` is the TIMEX3 value ("2013-03-10TMO", "P2Y", "PAST_REF"), `type` DATE, TIME, DURATION or SET, `mod` TIMEX3's
    modifier ("START", "MID", "MORE_THAN"). `text` is the expression. `granularity` is day, week, month, season, quarter,
    year or longer.

    Raises:
        InvalidValueError: if the first day is after the last.
    """

    earliest: date | None
    latest: date | None
    text: str
    basis: Basis | None
    value: str | None = None
    type: str = "DATE"
    mod: str | None = None
    granularity: str | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InvalidValueError(f"a time must have earliest <= latest, not {self.earliest}..{self.latest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer. `kind` is GeoNames' feature code ("PPL", "ADM1", "PCLI") or `user`."""

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A place as the text fixes it; `place` is None where it could not be settled.

    `precision` is UCDP GED's `where_prec`, 1 to 7. `relation` is in, near, from or between.
    """

    name: str
    place: Place | None = None
    country: str | None = None
    precision: int | None = None
    relation: str = "in"
    distance_km: float | None = None

    def __post_init__(self) -> None:
        if self.precision is not None and not 1 <= self.precision <= 7:
            raise InvalidValueError(f"precision must be 1 to 7, not {self.precision}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, as far as the words bound it.

    Raises:
        InvalidValueError: if low <= best <= high does not hold, or one of them is negative.
    """

    low: int | None
    best: int | None
    high: int | None
    approx: bool = False

    def __post_init__(self) -> None:
        given = [number for number in (self.low, self.best, self.high) if number is not None]
        if given != sorted(given) or any(number < 0 for number in given):
            raise InvalidValueError(f"a count must have 0 <= low <= best <= high, not {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor as named in the text; `id` is that of its entry in the actor list, `kind` ACLED's or `other`."""

    name: str
    kind: str = "other"
    id: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """What kind of happening: PLOVER's type and mode, and ACLED's event and sub-event type; None where there is none."""

    plover: str | None
    plover_mode: str | None = None
    acled_event: str | None = None
    acled_sub_event: str | None = None
