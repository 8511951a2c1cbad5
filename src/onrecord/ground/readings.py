"""How each kind of time expression is read against the day that a report was written on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from onrecord.ground import timex
from onrecord.ground.calendar import bounds_of, step, weekday_after, weekday_before, years
from onrecord.ground.dates import (
    read_century,
    read_date,
    read_decade,
    read_holiday,
    read_month,
    read_numeric,
    read_quarter,
    read_season,
    read_year,
)
from onrecord.ground.setting import OFFSETS, PAST_TENSES, Days, Setting, Terms, day_type, is_future, relative
from onrecord.ground.weekdays import find_weekday, read_named, read_weekday

WHOLE = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade", "century"})
SPAN_WORDS = frozenset({"in", "over", "during", "for", "within", "throughout", "than", "least"})
LATER = frozenset({"later", "after", "afterward", "afterwards", "next", "following", "since"})
UNIT_RANKS = {"day": 0, "weekend": 1, "week": 1, "month": 2, "quarter": 3, "year": 4, "decade": 5, "century": 6}
HOURS = frozenset({"hour", "minute", "second"})
EARLY = frozenset({"MO", "EM"})  # parts of a day: hours before it may be the day before
LATE = frozenset({"EV", "NI", "MN"})  # hours after it may be the next day
COUNTED = frozenset({"later", "earlier", "before", "after", "afterward", "afterwards"})


def read_unit(terms: Terms, setting: Setting) -> Days:
    """Last week, earlier this month, so far this year."""
    unit = terms["one"]
    if unit not in WHOLE or setting.day is None:
        return Days(value="PRESENT_REF" if unit not in WHOLE else f"XXXX-{'WXX' if unit in {'week', 'weekend'} else 'XX'}")
    today, direction = setting.day, terms.get("direction", "this")
    day = step(today, unit, OFFSETS.get(direction, 0))
    if unit == "weekend" and direction == "this" and not is_future(terms) and today.weekday() < 5:
        day = step(today, "week", -1)
    first, last = bounds_of(unit, day)
    value = timex.unit_value(unit, day)
    if terms.get("shift") == "START":  # earlier this month: before today
        last = max(first, min(last, step(today, "day", -1)))
    elif terms.get("shift") == "SOFAR" or (direction == "this" and terms.get("tense") in {*PAST_TENSES, "present"} and "mod" not in terms):
        last = max(first, min(last, today))
    elif terms.get("shift") == "END":
        first = max(first, min(last, today))
    return relative(value, (first, last), unit)


def read_span(terms: Terms, setting: Setting) -> Days:
    """The past three months, the next two weeks."""
    unit = terms.get("unit") or terms.get("many") or terms.get("one") or "day"
    value = timex.duration_value({**terms, "unit": unit})
    number = terms.get("number", "1")
    if number == "X" or setting.day is None:
        return Days(value=value, type="DURATION")
    is_past = terms["reach"] == "past"
    other = step(setting.day, unit, -float(number) if is_past else float(number))
    bounds = (other, setting.day) if is_past else (setting.day, other)
    return relative(value, bounds, unit, kind="DURATION")


def read_ago(terms: Terms, setting: Setting) -> Days:
    """Two days ago, just over a year ago."""
    unit, number = terms.get("unit") or terms["many"], terms["number"]
    if number == "X" or setting.day is None:
        return Days(
            value="PAST_REF" if number == "X" else timex.duration_value({**terms, "unit": unit}), type="DATE" if number == "X" else None
        )
    today = setting.day
    if unit in {"hour", "minute", "second"}:
        return relative(today.isoformat(), (step(today, unit, -float(number) - 24 * (unit == "hour")), today), "day")
    day = step(today, unit, -float(terms.get("number_end", number)) if "X" not in terms.get("number_end", "") else -float(number))
    whole = unit if float(number) == int(float(number)) else "month"
    return relative(timex.unit_value(whole, day), loosen(bounds_of(whole, day), day, terms), whole)


def loosen(bounds: tuple[date, date], day: date, terms: Terms) -> tuple[date, date]:
    """More than a year ago ends where a year ago is; less than a year ago begins there."""
    approx = terms.get("approx")
    if approx in {"MORE_THAN", "EQUAL_OR_MORE"}:
        return min(bounds[0], day), day
    if approx in {"LESS_THAN", "EQUAL_OR_LESS"}:
        return day, max(bounds[1], day)
    return bounds


def read_narrative(terms: Terms, setting: Setting) -> Days:
    """Two days later, the next day, that night: counted from the last day told."""
    unit = terms.get("unit") or terms.get("many") or terms.get("one") or "day"
    unit = "day" if unit == "night" else unit
    number = terms.get("number", "1")
    open_value = timex.duration_value({**terms, "unit": unit}) if "side" in terms else "XXXX-XX-XX"
    origin = (setting.following if "complement" in terms else None) if "anchor" in terms else find_origin(unit, setting)
    if unit == "year" and "anchor" not in terms and setting.told_year:
        origin = date(setting.told_year, 7, 1)
    if unit in HOURS and "anchor" not in terms and setting.focus is not None and setting.focus_unit == "day":
        return relative(open_value, around_hours(terms, setting.focus, setting.focus_part), "day")
    if "deed" in terms and origin is None and setting.recent is not None and number != "X" and unit == "day":
        day = step(setting.recent, unit, float(number) * (1 if terms["side"] in LATER else -1))
        return replace(relative(open_value, (day, day), "day"), type="DURATION")
    if origin is None or number == "X" or unit not in WHOLE:
        return Days(value=open_value, type="DURATION" if "anchor" in terms else None)
    sign = {"same": 0}.get(terms["side"], 1 if terms["side"] in LATER else -1)
    if "weekday" in terms:
        find = weekday_after if sign > 0 else weekday_before
        day = find(origin, int(terms["weekday"]), inclusive=False)
        return relative(day.isoformat(), (day, day), "day")
    day = step(origin, unit, sign * float(number))
    whole = "day" if unit == "week" and terms["side"] in COUNTED and "bare" not in terms else unit
    value = timex.day_value(day, terms) if whole == "day" else timex.unit_value(whole, day)
    return relative(value, bounds_of(whole, day), whole, kind=day_type(terms))


def around_hours(terms: Terms, day: date, part: str | None) -> tuple[date, date]:
    """The days that "hours later" can mean: the one told last, and the next after a night; "hours earlier" before a morning also the one before."""
    is_later = terms["side"] in LATER
    first = step(day, "day", -1) if not is_later and part in EARLY else day
    return first, step(day, "day", 1) if is_later and part in LATE else day


def find_origin(unit: str, setting: Setting) -> date | None:
    """What is counted from: the last time told, unless it is too vague for the unit ("in May; two days later")."""
    return None if UNIT_RANKS.get(unit, 0) < UNIT_RANKS.get(setting.focus_unit, 0) else setting.focus


def read_duration(terms: Terms, setting: Setting) -> Days:
    """Two years; a span that ends on the day of writing where a perfect tense tells it ("have been killed in two years")."""
    value = timex.duration_value(terms)
    unit, number = terms.get("unit") or terms.get("many") or "day", terms.get("number", "1")
    if "part_of" in terms and (year := terms.get("year") or (setting.day and str(setting.day.year))):
        return part_of_year(int(year), terms, value)
    is_now = terms.get("tense") == "perfect" and terms.get("prep") in SPAN_WORDS and unit in WHOLE
    if setting.day is None or number == "X" or not is_now:
        return Days(value=value, type="DURATION")
    return relative(value, (step(setting.day, unit, -float(number)), setting.day), unit, kind="DURATION")


def part_of_year(year: int, terms: Terms, value: str) -> Days:
    """The first nine months of the year, the last two weeks of 2014."""
    unit, number = terms["unit"], terms["number"]
    first, last = years(year, year)
    if number == "X" or unit not in WHOLE:
        return Days(value=value, type="DURATION")
    if terms["part_of"] == "start":
        last = min(last, step(step(first, unit, float(number)), "day", -1))
    else:
        first = max(first, step(step(last, "day", 1), unit, -float(number)))
    return relative(value, (first, last), unit, kind="DURATION")


def read_set(terms: Terms, _setting: Setting) -> Days:
    """A habit has no day."""
    return Days(value=timex.set_value(terms), type="SET")


def read_clock(terms: Terms, setting: Setting) -> Days:
    """A time of day, with its day where it is told beside."""
    value = timex.clock_value(terms)
    day = None
    if setting.day and "weekday" in terms:
        day = find_weekday(int(terms["weekday"]), terms, setting.day)
    elif setting.day and "day_name" in terms:
        day = step(setting.day, "day", {"yesterday": -1, "tomorrow": 1}.get(terms["day_name"], 0))
    if day:
        return relative(f"{day.isoformat()}{value}", (day, day), "day", kind="TIME")
    near = (setting.focus if setting.focus_unit == "day" else None) or setting.day
    if near and "entry" in terms:
        return relative(f"{near.isoformat()}{value}", (near, near), "day", kind="TIME")
    if terms["kind"] == "part" and terms.get("part") == "NI" and setting.day and setting.focus is None and not is_future(terms):
        return relative(
            timex.day_value(setting.day, terms), (step(setting.day, "day", -1), setting.day), "day", kind="TIME"
        )  # during the night
    return Days(value=f"{near.isoformat() if near else 'XXXX-XX-XX'}{value}", type="TIME")


def read_ref(terms: Terms, _setting: Setting) -> Days:
    """Now, recently, soon."""
    return Days(value=terms["ref"])


KINDS: dict[str, Callable[[Terms, Setting], Days]] = {
    "named": read_named,
    "weekday": read_weekday,
    "date": read_date,
    "numeric": read_numeric,
    "holiday": read_holiday,
    "month": read_month,
    "season": read_season,
    "year": read_year,
    "decade": read_decade,
    "century": read_century,
    "quarter": read_quarter,
    "unit": read_unit,
    "span": read_span,
    "ago": read_ago,
    "narrative": read_narrative,
    "duration": read_duration,
    "set": read_set,
    "often": read_set,
    "clock": read_clock,
    "part": read_clock,
    "ref": read_ref,
}
