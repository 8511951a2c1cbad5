"""TIMEX3 values as TimeML writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

UNIT_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "quarter": "Q", "decade": "DE", "century": "CE"}
CLOCK_LETTERS = {"hour": "H", "minute": "M", "second": "S"}
PARTS = {"MO": "TMO", "EM": "TMO", "MI": "T12:00", "AF": "TAF", "EV": "TEV", "NI": "TNI", "MN": "T24:00"}
YEARS_OF = {"decade": 10, "century": 100}


def duration_value(reading: Mapping[str, str]) -> str:
    """A duration ("P2Y", "PT40M", "PXW")."""
    number, unit = reading.get("number", "1"), reading.get("unit") or reading.get("one") or reading.get("many") or "day"
    if unit == "weekend":
        return "P2D"
    if number in HALVES and unit in {"year", "day", "hour"}:
        smaller, count = {"year": ("month", 6), "day": ("hour", 12), "hour": ("minute", 30)}[unit]
        return period(str(count), smaller)
    if number.endswith(".5") and unit in {"year", "hour"}:
        whole = number.removesuffix(".5")
        return f"P{whole}Y6M" if unit == "year" else f"PT{whole}H30M"
    return period(number, unit)


HALVES = frozenset({"0.5"})


def period(number: str, unit: str) -> str:
    """A number of one unit."""
    if unit in YEARS_OF and number.isdigit():
        return f"P{int(number) * YEARS_OF[unit]}Y"
    return f"PT{number}{CLOCK_LETTERS[unit]}" if unit in CLOCK_LETTERS else f"P{number}{UNIT_LETTERS.get(unit, 'D')}"


def set_value(reading: Mapping[str, str]) -> str:
    """A habit ("P1D", "XXXX-WXX-5", "XXXX-07")."""
    part = PARTS.get(reading.get("part", ""), "")
    weekday = reading.get("weekday") or reading.get("weekdays")
    if weekday:
        return f"XXXX-WXX-{weekday}{part}"
    if "month" in reading:
        return f"XXXX-{int(reading['month']):02}"
    if "season" in reading:
        return f"XXXX-{reading['season']}"
    return reading.get("often") or (duration_value(reading) if "unit" in reading else f"XXXX-XX-XX{part}")


def clock_value(reading: Mapping[str, str]) -> str:
    """A time of day ("T05:00", "TMO")."""
    if "hour" not in reading:
        return PARTS.get(reading.get("part", ""), "")
    hour, half = int(float(reading["hour"])), reading.get("half", "")[:1]
    if (half == "p" and hour < 12) or (reading.get("part") in {"AF", "EV"} and hour < 12):
        hour += 12
    return f"T{0 if half == 'a' and hour == 12 else hour:02}:{reading.get('mm', '00')}"


def day_value(day: date | None, reading: Mapping[str, str]) -> str:
    """A day with its part; signs for what is not known."""
    return (day.isoformat() if day else "XXXX-XX-XX") + PARTS.get(reading.get("part", ""), "")


def unit_value(unit: str, day: date) -> str:
    """The week, month, quarter, year, decade or century that holds a day."""
    week_year, week, _ = day.isocalendar()
    values = {
        "week": f"{week_year}-W{week:02}",
        "weekend": f"{week_year}-W{week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}X",
        "century": f"{(day.year - 1) // 100:02}XX",
    }
    return values.get(unit, day.isoformat())
