"""Moments of publication, and which of two is clearly the earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

EASTMOST, WESTMOST = timedelta(hours=14), timedelta(hours=12)  # how far the first zone of a day is ahead of UTC, the last one behind
UNKNOWN = datetime.min.replace(tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1000, 9000  # beyond them a moment is a fault, and cannot be told in every zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """From when to when something can have been published; of a bare day that day in UTC, for want of its zone."""

    first: datetime
    last: datetime
    is_day: bool

    def is_before(self, other: Moment) -> bool:
        """True if it is earlier for certain. Days are compared as days; beside a time of the clock a day may be one of any zone."""
        if self.is_day == other.is_day:
            return self.last < other.first
        return self.last + (WESTMOST if self.is_day else timedelta()) < other.first - (EASTMOST if other.is_day else timedelta())


def read_moment(words: str | None) -> Moment | None:
    """The moment that a document gives; None where it gives none that can be read. A time without a zone is read as its day."""
    try:
        found = datetime.fromisoformat(words or "")
    except ValueError:
        return None
    if not FIRST_YEAR < found.year < LAST_YEAR:
        return None
    if found.tzinfo:
        return Moment(first=found.astimezone(UTC), last=found.astimezone(UTC), is_day=False)
    return to_day(found.date())


def to_day(day: date) -> Moment:
    """All of a day."""
    return Moment(first=datetime.combine(day, time.min, UTC), last=datetime.combine(day, time.max, UTC), is_day=True)


def is_earlier(words: str | None, others: str | None) -> bool:
    """True if the first moment is known to lie before the second."""
    first, second = read_moment(words), read_moment(others)
    return first is not None and second is not None and first.is_before(second)


def in_order(words: str | None) -> datetime:
    """By what moments are sorted: their beginning; what is not known comes first."""
    moment = read_moment(words)
    return moment.first if moment else UNKNOWN


def find_latest(moments: Iterable[str | None]) -> frozenset[str | None]:
    """Those moments that none of the others clearly follows; of known and unknown ones only known ones."""
    told = {words: read_moment(words) for words in moments}
    known = [moment for moment in told.values() if moment]
    if not known:
        return frozenset(told)
    return frozenset(words for words, moment in told.items() if moment and not any(moment.is_before(other) for other in known))
