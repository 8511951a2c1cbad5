"""The charts of a report as shapes with coordinates: a map with the radius of each point's precision, incidents by week and type, deaths by week from the least to the most."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.export.incident import Incident
from onrecord.export.incidents import RADIUS_KM

WIDTH, HEIGHT, MARGIN = 720, 420, 36
KM_OF_DEGREE = 111.2  # of latitude
LEAST_SPAN = 1.0  # degrees that a map shows at least
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)  # degrees between the lines of a map
MOST_LINES, MOST_LABELS, MOST_BARS = 8, 12, 120
LABEL_WIDTH, LABEL_HEIGHT = 90, 12  # of a name on the map


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An incident on the map; the radius is how far the true place may be."""

    x: float
    y: float
    radius: float
    label: str
    incident: str
    is_labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the map or a chart, with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map without a ground: points by longitude and latitude, and lines of both."""

    dots: tuple[Dot, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a bar."""

    kind: str
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A week (or a month, where there are too many weeks) with its pieces."""

    x: float
    width: float
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisker:
    """What a week's reported deaths come to, from the least to the most; `is_open` where somebody gives no upper end, `kind` is whose they are."""

    kind: str
    x: float
    low: float
    high: float
    is_open: bool
    words: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars or whiskers over time, with the lines of the scale."""

    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]
    whiskers: tuple[Whisker, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Line, ...]
    period: str


Ends = tuple[int | None, int | None]  # lower and upper end of a figure
PERIODS: tuple[tuple[str, Callable[[date], date], int], ...] = (
    ("week", lambda day: date.fromordinal(max(1, day.toordinal() - day.weekday())), 7),
    ("month", lambda day: day.replace(day=1), 32),
    ("year", lambda day: day.replace(month=1, day=1), 367),
)


def draw_map(incidents: Iterable[Incident]) -> Map | None:
    """The map of all incidents with a point; None if there are none."""
    placed = [(each, each.point) for each in incidents if each.point]
    if not placed:
        return None
    latitudes, longitudes = ([point[axis] for _, point in placed] for axis in (0, 1))
    middle = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2)) or 1.0
    south, north = widen(min(latitudes), max(latitudes))
    west, east = widen(min(longitudes), max(longitudes))
    scale = min((WIDTH - 2 * MARGIN) / ((east - west) * middle), (HEIGHT - 2 * MARGIN) / (north - south))

    def across(longitude: float) -> float:
        return round(MARGIN + (longitude - west) * middle * scale, 1)

    def down(latitude: float) -> float:
        return round(MARGIN + (north - latitude) * scale, 1)

    deadliest = sorted(placed, key=lambda entry: (-(deaths(entry[0])[0] or 0), entry[0].id))
    shown = choose_labels([(each, across(point[1]), down(point[0])) for each, point in deadliest])
    dots = tuple(
        Dot(
            x=across(point[1]),
            y=down(point[0]),
            radius=round(RADIUS_KM.get(int((each.placed or {}).get("precision") or 0), 0) / KM_OF_DEGREE * scale, 1),
            label=str((each.placed or {}).get("name")),
            incident=each.id,
            is_labelled=each.id in shown,
        )
        for each, point in placed
    )
    return Map(
        dots=dots,
        meridians=tuple(Line(at=across(each), label=f"{each:g}°") for each in ruled(west, east)),
        parallels=tuple(Line(at=down(each), label=f"{each:g}°") for each in ruled(south, north)),
        height=round(2 * MARGIN + (north - south) * scale, 1),
    )


def choose_labels(spots: Iterable[tuple[Incident, float, float]]) -> set[str]:
    """Which incidents have the name of their place beside them, of those with the first claim first: each name once, none over another, and not too many."""
    chosen: dict[str, tuple[str, float, float]] = {}
    for incident, x, y in spots:
        name = str((incident.placed or {}).get("name"))
        is_free = all(abs(y - other) > LABEL_HEIGHT or abs(x - beside) > LABEL_WIDTH for _, beside, other in chosen.values())
        if name not in chosen and is_free and len(chosen) < MOST_LABELS:
            chosen[name] = (incident.id, x, y)
    return {incident for incident, _, _ in chosen.values()}


def widen(low: float, high: float) -> tuple[float, float]:
    """An interval with room at its ends."""
    room = max((high - low) * 0.08, (LEAST_SPAN - (high - low)) / 2, 0.05)
    return low - room, high + room


def ruled(low: float, high: float) -> list[float]:
    """Round numbers of an interval, not too many."""
    step = next((step for step in STEPS if (high - low) / step <= MOST_LINES), STEPS[-1])
    first = math.ceil(low / step)
    return [round(number * step, 2) for number in range(first, math.floor(high / step) + 1)]


def draw_bars(incidents: Iterable[Incident]) -> Chart | None:
    """Incidents by the period of their first day and by ACLED's event type; None if none has a day."""
    return stack_bars([(each.days.first, str(each.type.get("acled_event") or "Other")) for each in incidents if each.days.first])


def stack_bars(dated: Sequence[tuple[date, str]]) -> Chart | None:
    """Days with what they are counted under, as bars of periods; None of nothing."""
    name, periods = periods_of([day for day, _ in dated])
    if not periods:
        return None
    kinds = tuple(sorted({kind for _, kind in dated}))
    counts = Counter((period_of(day, periods), kind) for day, kind in dated)
    most = max(sum(counts[period, kind] for kind in kinds) for period in periods)
    width = (WIDTH - 2 * MARGIN) / len(periods)
    bars = []
    for number, period in enumerate(periods):
        parts: list[Part] = []
        below = 0
        for kind in kinds:
            if count := counts[period, kind]:
                below += count
                parts.append(Part(kind=kind, y=level(below, most), height=round(count / most * (HEIGHT - 2 * MARGIN), 1), count=count))
        bars.append(Bar(x=round(MARGIN + number * width, 1), width=round(width * 0.85, 1), label=period.isoformat(), parts=tuple(parts)))
    return Chart(kinds=kinds, bars=tuple(bars), whiskers=(), lines=scale_lines(most), ticks=ticks_of(periods), period=name)


def draw_whiskers(incidents: Iterable[Incident]) -> Chart | None:
    """Reported deaths by week, from the least to the most; None if nobody tells of any."""
    return stack_whiskers([(each.days.first, "", deaths(each)) for each in incidents if each.days.first and each.figure("killed")])


def stack_whiskers(told: Sequence[tuple[date, str, Ends]]) -> Chart | None:
    """Days with whose deaths they are and how many, as whiskers of periods, those of one period side by side; None of nothing."""
    name, periods = periods_of([day for day, _, _ in told])
    if not periods:
        return None
    kinds = tuple(sorted({kind for _, kind, _ in told}))
    sums: dict[tuple[date, str], list[Ends]] = {}
    for day, kind, ends in told:
        sums.setdefault((period_of(day, periods), kind), []).append(ends)
    most = max(sum_up(ends)[1] for ends in sums.values()) or 1
    width = (WIDTH - 2 * MARGIN) / len(periods)
    places = {
        (period, kind): round(MARGIN + (number + (place + 1) / (len(kinds) + 1)) * width, 1)
        for number, period in enumerate(periods)
        for place, kind in enumerate(kinds)
    }
    whiskers = tuple(
        draw_whisker(kind, period.isoformat(), x, sums[period, kind], most)
        for (period, kind), x in places.items()
        if (period, kind) in sums
    )
    return Chart(kinds=kinds, bars=(), whiskers=whiskers, lines=scale_lines(most), ticks=ticks_of(periods), period=name)


def sum_up(ends: Sequence[Ends]) -> tuple[int, int]:
    """What lower and upper ends come to; an open end counts as the other."""
    return sum(low or 0 for low, _ in ends), sum(max(high or 0, low or 0) for low, high in ends)


def draw_whisker(kind: str, label: str, x: float, ends: Sequence[Ends], most: int) -> Whisker:
    """A whisker where it stands on the scale."""
    (low, high), is_open = sum_up(ends), any(high is None for _, high in ends)
    words = f"{low} to {high}{' or more' if is_open else ''}"
    return Whisker(kind=kind, x=x, low=level(low, most), high=level(high, most), is_open=is_open, words=words, label=label)


def deaths(incident: Incident) -> Ends:
    """Deaths by the accounts policy."""
    figure = incident.figure("killed")
    return (figure.low, figure.high) if figure else (None, None)


def periods_of(days: Sequence[date]) -> tuple[str, list[date]]:
    """The Mondays of all weeks from the first day to the last; first days of months where there are too many; those of years where still."""
    if not days:
        return "week", []
    every = [(name, list(starts(min(days), max(days), start, step))) for name, start, step in PERIODS]
    return next((found for found in every if len(found[1]) <= MOST_BARS), every[-1])


def starts(first: date, last: date, start: Callable[[date], date], step: int) -> Iterator[date]:
    """The beginnings of all periods that lie between two days; `step` leads from each into the next."""
    period = start(first)
    while period <= last:
        yield period
        if date.max - period < timedelta(days=step):
            return
        period = start(period + timedelta(days=step))


def period_of(day: date, periods: Sequence[date]) -> date:
    """The period that a day lies in."""
    return periods[bisect_right(periods, day) - 1]


def level(number: float, most: float) -> float:
    """How far down a number stands on the scale."""
    return round(HEIGHT - MARGIN - number / most * (HEIGHT - 2 * MARGIN), 1)


def scale_lines(most: int) -> tuple[Line, ...]:
    """Round numbers up to the greatest."""
    step = max(1, next(base * 10**power for power in range(10) for base in (1, 2, 5) if most / (base * 10**power) <= 6))
    return tuple(Line(at=level(number, most), label=str(number)) for number in range(0, most + 1, step))


def ticks_of(periods: Sequence[date]) -> tuple[Line, ...]:
    """Days below a chart, not too many."""
    every = max(1, math.ceil(len(periods) / MOST_LINES))
    width = (WIDTH - 2 * MARGIN) / len(periods)
    return tuple(
        Line(at=round(MARGIN + number * width, 1), label=period.isoformat()) for number, period in enumerate(periods) if number % every == 0
    )
