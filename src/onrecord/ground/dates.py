"""Days, months, seasons and years by their names and numbers, with the year that the words or the day of writing give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.ground import timex
from onrecord.ground.calendar import bounds_of, season_bounds, step, thanksgiving, to_day, years
from onrecord.ground.setting import OFFSETS, PAST_TENSES, Days, Setting, Terms, day_type, is_future, relative, stated
from onrecord.model.values import Basis

DUE_WORDS = frozenset({"by", "until", "till", "through"})
# Days. News leaves the year off a date of the months around its own: one just ahead is not that of almost a year ago, whatever the tense.
NEAR_FUTURE = 45
FAR_FUTURE = 200
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


def read_date(terms: Terms, setting: Setting) -> Days:
    """A day of a month, or several."""
    month, number = int(terms["month"]), int(terms.get("day") or terms["ordinal"])
    year, basis = find_year(terms, setting, month, number)
    first = to_day(year, int(terms.get("month_begin", month)), number) if year else None
    value = timex.day_value(first, terms) if first else f"XXXX-{month:02}-{number:02}{timex.PARTS.get(terms.get('part', ''), '')}"
    if first is None or year is None:
        return Days(value=value, type=day_type(terms))
    if "whole" in terms:
        whole = terms["whole"]
        return replace(relative(timex.unit_value(whole, first), bounds_of(whole, first), whole), basis=basis)
    if "span_unit" in terms:
        return Days(
            value=value, earliest=first_of_span(terms["span_unit"], first), latest=first, granularity="day", basis=basis, type="DATE"
        )
    last = find_last_day(terms, first, month)
    if last < first:
        return Days(value=value, type=day_type(terms))
    return Days(value=value, earliest=first, latest=last, granularity="day", basis=basis, type=day_type(terms))


def first_of_span(unit: str, last: date) -> date:
    """The first day of the week, month or year that a day ends: "in the month to 4 March" begins on 5 February."""
    return step(step(last, unit, -1), "day", 1)


def find_last_day(terms: Terms, first: date, month: int) -> date:
    """The last day of a range; the day itself where there is none."""
    if "day_end" not in terms:
        return step(first, "day", int(terms.get("part") == "NI"))  # "on the night of 2 June": past midnight it is the next day
    end_month = int(terms.get("month_end", month))
    year = int(terms.get("year_end") or first.year + (end_month < first.month))
    return to_day(year, end_month, int(terms["day_end"])) or first


def find_year(terms: Terms, setting: Setting, month: int, day: int) -> tuple[int | None, Basis]:
    """The year of a date, as written or as the day of writing makes it."""
    if "year" in terms or "year_end" in terms:
        return int(terms.get("year") or terms["year_end"]), Basis.STATED
    if terms.get("header_month") in {str(month), "any"}:
        return int(terms["header_year"]), Basis.STATED
    if setting.day is None:
        return setting.full_year, Basis.RELATIVE
    candidates = [found for year in (-1, 0, 1) if (found := to_day(setting.day.year + year, month, day))]
    if "weekday" in terms:
        fitting = [found for found in candidates if found.isoweekday() == int(terms["weekday"])]
        candidates = fitting or candidates
    return (choose_day(candidates, terms, setting.day).year if candidates else None), Basis.RELATIVE


def choose_day(candidates: list[date], terms: Terms, today: date) -> date:
    """The latest day behind or the next ahead, by wording and tense; without either the past, unless a day ahead is much nearer."""
    behind = [day for day in candidates if day <= today]
    ahead = [day for day in candidates if day >= today]
    if not behind or not ahead:
        return min(candidates, key=lambda day: abs((day - today).days))
    gap = (ahead[0] - today).days
    is_due = terms.get("prep") in DUE_WORDS and gap <= FAR_FUTURE
    is_near = gap <= (NEAR_FUTURE if terms.get("tense") in PAST_TENSES else 2 * NEAR_FUTURE)
    return ahead[0] if is_future(terms) or is_due or is_near else behind[-1]


def read_numeric(terms: Terms, setting: Setting) -> Days:
    """A date in figures: both orders where both are days; the one that fits the day of writing, else open."""
    one, two, year = int(terms["one"]), int(terms["two"]), int(terms["year"])
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    found = sorted({day for day in (to_day(year, one, two), to_day(year, two, one)) if day})
    if len(found) == 2 and terms["sign"] == "." and (european := to_day(year, two, one)):
        found = [european]
    if len(found) == 2 and setting.day:
        found = [day for day in found if day <= setting.day][-1:] or found[:1]
    if len(found) != 1:
        return Days(value=f"{year}-XX-XX")
    return stated(found[0].isoformat(), (found[0], found[0]), "day")


def read_holiday(terms: Terms, setting: Setting) -> Days:
    """A holiday with a fixed place in the year."""
    name, year = terms["holiday"], terms.get("year")
    near = [int(year)] if year else [setting.day.year + shift for shift in (-1, 0, 1)] if setting.day else []
    days = [day for number in near if (day := holiday_of(name, number))]
    if not days:
        return Days(value="XXXX-11" if name == "thanksgiving" else f"XXXX-{name}")
    day = choose_day(days, terms, setting.day) if setting.day else days[0]
    return replace(relative(day.isoformat(), (day, day), "day"), basis=Basis.STATED if year else Basis.RELATIVE)


def holiday_of(name: str, year: int) -> date | None:
    """The day of a holiday in a year."""
    if name == "thanksgiving":
        return thanksgiving(year)
    month, day = name.split("-")
    return to_day(year, int(month), int(day))


def read_month(terms: Terms, setting: Setting) -> Days:
    """A month, or several."""
    month = int(terms["month"])
    year, basis = find_month_year(terms, setting, month)
    if not year:  # none, or the year before the calendar's first
        return Days(value=f"XXXX-{month:02}")
    first = date(year, month, 1)
    last = first
    if "month_end" in terms:
        end = int(terms["month_end"])
        last = date(int(terms.get("year_end") or year + (end < month)), end, 1)
        first = min(first, last)
    bounds = (first, bounds_of("month", last)[1])
    return Days(value=timex.unit_value("month", first), earliest=bounds[0], latest=bounds[1], granularity="month", basis=basis)


def find_month_year(terms: Terms, setting: Setting, month: int) -> tuple[int | None, Basis]:
    """The year of a month."""
    if "year" in terms or "year_end" in terms:
        return int(terms.get("year") or terms["year_end"]), Basis.STATED
    today = setting.day
    if today is None:
        return None, Basis.RELATIVE
    direction = terms.get("direction")
    if terms.get("scope") == "year" or direction == "this":
        return today.year + OFFSETS.get(direction or "this", 0), Basis.RELATIVE
    if is_future(terms):
        return today.year + (month < today.month or (direction == "next" and month == today.month)), Basis.RELATIVE
    ahead = (month - today.month) % 12
    if direction is None and (ahead == 1 or (terms.get("prep") in DUE_WORDS and ahead < 6)):
        return today.year + (month < today.month), Basis.RELATIVE
    is_passed = month <= today.month if direction is None else month < today.month - 1  # "last February" in March is that of last year
    return today.year - (not is_passed), Basis.RELATIVE


def read_season(terms: Terms, setting: Setting) -> Days:
    """A season of a year."""
    season = terms["season"] if terms["season"] in {"SP", "SU", "FA", "WI"} else SEASONS.get(terms["season"], "SU")
    if "year" in terms:
        year = int(terms["year"])
        return stated(f"{year}-{season}", season_bounds(season, year), "season")
    if setting.day is None:
        return Days(value=f"XXXX-{season}")
    today, direction = setting.day, terms.get("direction")
    starts = [season_bounds(season, today.year + shift) for shift in (-2, -1, 0, 1)]
    if is_future(terms) or (direction == "this" and terms.get("tense") not in PAST_TENSES):
        bounds = next(found for found in starts if found[1] >= today)
    else:
        bounds = next(found for found in reversed(starts) if (found[1] if direction == "last" else found[0]) < today)
    return relative(f"{bounds[0].year}-{season}", bounds, "season")


def read_year(terms: Terms, _setting: Setting) -> Days:
    """A year, or several."""
    if "year" in terms:
        first = int(terms["year"])
    elif "hundred" in terms:
        first = (1900 if terms["hundred"] == "nineteen" else 1800) + int(terms["rest"])
    else:
        first = 2000 + int(terms.get("rest", "0"))
    last = int(terms.get("year_end") or first)
    if "yy" in terms:
        last = first // 100 * 100 + int(terms["yy"])
    return stated(f"{first}", years(first, last), "year") if last >= first else Days(value=f"{first}")


def read_decade(terms: Terms, _setting: Setting) -> Days:
    """Ten years."""
    short = terms.get("short", "").strip("'’")
    start = int(terms["decade"]) * 10 if "decade" in terms else 1900 + DECADES.get(short, int(short[:2]) if short[:2].isdigit() else 0)
    return stated(f"{start // 10}X", years(start, start + 9), "decade")


def read_century(terms: Terms, _setting: Setting) -> Days:
    """A hundred years."""
    number = int(terms.get("ordinal") or terms["nth"])
    return stated(f"{number - 1}XX", years((number - 1) * 100 + 1, number * 100), "century") if 1 <= number <= 30 else Days(value="XXXX")


def read_quarter(terms: Terms, setting: Setting) -> Days:
    """A quarter of a year; of an unnamed year the last one that is over."""
    number = int(terms["quarter"]) if "quarter" in terms else None
    year = terms.get("year") or terms.get("year_end")
    today = setting.day
    if number is None or (year is None and today is None):
        return Days(value=f"XXXX-Q{number or 'X'}")
    if year is None and today is not None:
        found = today.year - (date(today.year, number * 3, 1) >= today.replace(day=1) and not is_future(terms))
        year = str(found - ("ago" in terms) if "direction" not in terms else today.year + OFFSETS.get(terms["direction"], 0))
    first = date(int(year or 1), number * 3 - 2, 1)
    basis = Basis.STATED if "year" in terms else Basis.RELATIVE
    return replace(relative(f"{year}-Q{number}", bounds_of("quarter", first), "quarter"), basis=basis)
