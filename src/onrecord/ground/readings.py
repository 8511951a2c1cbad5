"""How each kind of time expression is read against the day that a report was written on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.ground import timex
from onrecord.ground.calendar import (
    bounds_of,
    season_bounds,
    step,
    thanksgiving,
    to_day,
    weekday_after,
    weekday_before,
    years,
)
from onrecord.model.values import Basis

Terms = Mapping[str, str]
OFFSETS = {"last": -1, "past": -1, "this": 0, "next": 1}
WHOLE = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade", "century"})
PAST_TENSES = frozenset({"past", "perfect"})
SPAN_WORDS = frozenset({"in", "over", "during", "for", "within", "throughout", "than", "least"})
DUE_WORDS = frozenset({"by", "until", "till", "through"})
# Days. News leaves the year off a date of the months around its own: one just ahead is not that of almost a year ago, whatever the tense.
NEAR_FUTURE = 45
FAR_FUTURE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a time can be read against: the day of writing, the last day and year told, the year of the last full date, the day told next."""

    day: date | None = None
    focus: date | None = None
    told_year: int | None = None
    full_year: int | None = None
    following: date | None = None


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
    return terms.get("tense") == "future" or terms.get("direction") == "next"


def relative(value: str, bounds: tuple[date, date], granularity: str, *, kind: str | None = None) -> Days:
    """An interval read from another day."""
    return Days(value=value, earliest=bounds[0], latest=bounds[1], granularity=granularity, basis=Basis.RELATIVE, type=kind)


def stated(value: str, bounds: tuple[date, date], granularity: str) -> Days:
    """An interval that the words fix themselves."""
    return Days(value=value, earliest=bounds[0], latest=bounds[1], granularity=granularity, basis=Basis.STATED)


def day_type(terms: Terms) -> str:
    """A part of a day makes a TIME."""
    return "TIME" if "part" in terms else "DATE"


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
    if direction == "last" or direction == "past":
        return weekday_before(day, number, inclusive=False)
    if direction == "next":
        return weekday_after(day, number, inclusive=False)
    looks_ahead = terms.get("tense") == "future" or (direction == "this" and terms.get("tense") not in PAST_TENSES)
    return weekday_after(day, number, inclusive=True) if looks_ahead else weekday_before(day, number, inclusive=True)


def weekday_range(first: int, last: int, terms: Terms, day: date) -> tuple[date, date]:
    """From one weekday to another."""
    if is_future(terms):
        start = find_weekday(first, terms, day)
        return start, weekday_after(start, last, inclusive=True)
    end = find_weekday(last, terms, day)
    return weekday_before(end, first, inclusive=True), end


def read_date(terms: Terms, setting: Setting) -> Days:
    """A day of a month, or several."""
    month, number = int(terms["month"]), int(terms.get("day") or terms["ordinal"])
    year, basis = find_year(terms, setting, month, number)
    first = to_day(year, int(terms.get("month_begin", month)), number) if year else None
    value = timex.day_value(first, terms) if first else f"XXXX-{month:02}-{number:02}{timex.PARTS.get(terms.get('part', ''), '')}"
    if first is None or year is None:
        return Days(value=value, type=day_type(terms))
    last = find_last_day(terms, first, month)
    if last < first:
        return Days(value=value, type=day_type(terms))
    return Days(value=value, earliest=first, latest=last, granularity="day", basis=basis, type=day_type(terms))


def find_last_day(terms: Terms, first: date, month: int) -> date:
    """The last day of a range; the day itself where there is none."""
    if "day_end" not in terms:
        return first
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
    if year is None:
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
    if direction == "next" or terms.get("tense") == "future":
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


SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


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


DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


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
    if terms.get("shift") in {"START", "SOFAR"} or (direction == "this" and terms.get("tense") in PAST_TENSES and "mod" not in terms):
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
    origin = (setting.following if "complement" in terms else None) if "anchor" in terms else setting.focus
    if unit == "year" and "anchor" not in terms and setting.told_year:
        origin = date(setting.told_year, 7, 1)
    if origin is None or number == "X" or unit not in WHOLE:
        return Days(value=open_value, type="DURATION" if "anchor" in terms else None)
    sign = {"same": 0}.get(terms["side"], 1 if terms["side"] in LATER else -1)
    if "weekday" in terms:
        find = weekday_after if sign > 0 else weekday_before
        day = find(origin, int(terms["weekday"]), inclusive=False)
        return relative(day.isoformat(), (day, day), "day")
    day = step(origin, unit, sign * float(number))
    whole = "day" if unit == "week" and terms["side"] in COUNTED else unit
    value = timex.day_value(day, terms) if whole == "day" else timex.unit_value(whole, day)
    return relative(value, bounds_of(whole, day), whole, kind=day_type(terms))


LATER = frozenset({"later", "after", "afterward", "afterwards", "next", "following", "since"})
COUNTED = frozenset({"later", "earlier", "before", "after", "afterward", "afterwards"})


def read_duration(terms: Terms, setting: Setting) -> Days:
    """Two years; a span that ends on the day of writing where a perfect tense tells it ("have been killed in two years")."""
    value = timex.duration_value(terms)
    unit, number = terms.get("unit") or terms.get("many") or "day", terms.get("number", "1")
    is_now = terms.get("tense") == "perfect" and terms.get("prep") in SPAN_WORDS and unit in WHOLE
    if setting.day is None or number == "X" or not is_now:
        return Days(value=value, type="DURATION")
    return relative(value, (step(setting.day, unit, -float(number)), setting.day), unit, kind="DURATION")


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
    near = setting.focus or setting.day
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
