"""Arithmetic of civil days: weeks, months, seasons and years that hold a day, and steps from one to another."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
Bounds = tuple[date, date]


def to_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def step(day: date, unit: str, number: float) -> date:
    """The day so many units later, or earlier for negative numbers; stays within the calendar."""
    try:
        if unit in MONTHS_OF:
            return step_months(day, round(MONTHS_OF[unit] * number))
        return day + timedelta(days=int(DAYS_OF[unit] * number))
    except (OverflowError, ValueError):
        return date.max if number > 0 else date.min


def step_months(day: date, months: int) -> date:
    """The same day of another month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def bounds_of(unit: str, day: date) -> Bounds:
    """First and last day of the unit that holds a day."""
    return BOUNDS.get(unit, day_bounds)(day)


def day_bounds(day: date) -> Bounds:
    """A day alone."""
    return day, day


def week_bounds(day: date) -> Bounds:
    """Monday to Sunday."""
    return around(day, -day.weekday(), 6 - day.weekday())


def weekend_bounds(day: date) -> Bounds:
    """Saturday and Sunday of the week of a day."""
    return around(day, 5 - day.weekday(), 6 - day.weekday())


def around(day: date, before: int, after: int) -> Bounds:
    """Days before and after a day; stays within the calendar."""
    return step(day, "day", before), step(day, "day", after)


def month_bounds(day: date) -> Bounds:
    """First to last day of a month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_bounds(day: date) -> Bounds:
    """First to last day of a quarter of the calendar year."""
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), month_bounds(date(day.year, first + 2, 1))[1]


def year_bounds(day: date) -> Bounds:
    """First to last day of a year."""
    return years(day.year, day.year)


def decade_bounds(day: date) -> Bounds:
    """First to last day of ten years."""
    return years(day.year // 10 * 10, day.year // 10 * 10 + 9)


def century_bounds(day: date) -> Bounds:
    """First to last day of a hundred years."""
    return years((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100)


def years(first: int, last: int) -> Bounds:
    """First day of one year to the last of another; stays within the calendar."""
    return date(max(first, 1), 1, 1), date(min(max(last, 1), 9999), 12, 31)


def season_bounds(season: str, year: int) -> Bounds:
    """Three months; a winter begins in its year and ends in the next."""
    start = date(year, SEASON_STARTS[season], 1)
    return start, step(step_months(start, 3), "day", -1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return date(year, 11, 22 + (3 - first.weekday()) % 7)


def weekday_before(day: date, weekday: int, *, inclusive: bool) -> date:
    """The latest day of a weekday (1 is Monday) up to a day."""
    back = (day.isoweekday() - weekday) % 7
    return step(day, "day", -(back or (0 if inclusive else 7)))


def weekday_after(day: date, weekday: int, *, inclusive: bool) -> date:
    """The first day of a weekday from a day on."""
    ahead = (weekday - day.isoweekday()) % 7
    return step(day, "day", ahead or (0 if inclusive else 7))


BOUNDS: dict[str, Callable[[date], Bounds]] = {
    "week": week_bounds,
    "weekend": weekend_bounds,
    "month": month_bounds,
    "quarter": quarter_bounds,
    "year": year_bounds,
    "decade": decade_bounds,
    "century": century_bounds,
}
