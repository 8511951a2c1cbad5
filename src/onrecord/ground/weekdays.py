"""Today, yesterday and the days of the week against the day of writing."""

from __future__ import annotations

from datetime import date

from onrecord.ground import timex
from onrecord.ground.calendar import bounds_of, step, weekday_after, weekday_before
from onrecord.ground.setting import OFFSETS, PAST_TENSES, Days, Setting, Terms, day_type, is_future, relative


def read_named(terms: Terms, setting: Setting) -> Days:
    """Today, yesterday, last night."""
    day = step(setting.day, "day", int(terms["offset"])) if setting.day else None
    value = timex.day_value(day, terms)
    if day is None:
        return Days(value=value, type=day_type(terms))
    return relative(value, (day, step(day, "day", int(terms.get("days", "0")))), "day", kind=day_type(terms))


def read_weekday(terms: Terms, setting: Setting) -> Days:
    """A weekday, read into the past unless words or tense look ahead."""
    number = int(terms["weekday"])
    if setting.day is None:
        return Days(value=f"XXXX-WXX-{number}{timex.PARTS.get(terms.get('part', ''), '')}", type=day_type(terms))
    first = find_weekday(number, terms, setting.day)
    last = first
    if "weekday_end" in terms:
        first, last = weekday_range(number, int(terms["weekday_end"]), terms, setting.day)
    elif "days" in terms:
        last = step(first, "day", 1)
    elif "eve" in terms:
        first = step(last, "day", -1)
    return relative(timex.day_value(first, terms), (first, last), "day", kind=day_type(terms))


def find_weekday(number: int, terms: Terms, day: date) -> date:
    """The day that a weekday names."""
    direction = terms.get("direction")
    if terms.get("scope") == "week":
        monday = bounds_of("week", step(day, "week", OFFSETS.get(direction or "this", 0)))[0]
        return step(monday, "day", number - 1)
    if direction in {"last", "past"}:
        return weekday_before(day, number, inclusive=False)
    if direction == "next":
        return weekday_after(day, number, inclusive=False)
    looks_ahead = is_future(terms) or (direction == "this" and terms.get("tense") not in PAST_TENSES)
    return weekday_after(day, number, inclusive=True) if looks_ahead else weekday_before(day, number, inclusive=True)


def weekday_range(first: int, last: int, terms: Terms, day: date) -> tuple[date, date]:
    """From one weekday to another."""
    if is_future(terms):
        start = find_weekday(first, terms, day)
        return start, weekday_after(start, last, inclusive=True)
    end = find_weekday(last, terms, day)
    return weekday_before(end, first, inclusive=True), end
