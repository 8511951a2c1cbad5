"""Two tables of events held against each other: which events both have, what only one has, and how their figures differ."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.export.charts import stack_bars, stack_whiskers
from onrecord.export.coded import Coded
from onrecord.export.notes import bounds_words
from onrecord.export.report import render_page
from onrecord.model.names import normal_name

EARTH_KM = 6371.0
KM_OF_DEGREE = 111.2  # of latitude
Spot = str | tuple[int, int]
LONGEST = 31  # days: a longer event is held against none by its days


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How far apart two rows may be that are one event."""

    days: int = 1
    km: float = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One event in both tables; `apart` is how many days lie between, `km` how far its points are from each other (None if one has none)."""

    left: Coded
    right: Coded
    apart: int
    km: float | None
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two tables have in common and what each has alone, in the order of days."""

    both: tuple[Pair, ...]
    left: tuple[Coded, ...]
    right: tuple[Coded, ...]


def compare(left: Iterable[Coded], right: Iterable[Coded], near: Nearness) -> Comparison:
    """Each event of one table with at most one of the other, the surest pairs first: those nearest in days and place, and alike in kind and deaths."""
    lefts, rights = sorted(left, key=in_order), sorted(right, key=in_order)
    found = sorted(candidates(lefts, rights, near), key=lambda entry: entry[0])
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, one, other in found:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            pairs.append(to_pair(lefts[one], rights[other]))
    alone = [
        tuple(each for number, each in enumerate(table) if number not in used) for table, used in zip((lefts, rights), taken, strict=True)
    ]
    return Comparison(both=tuple(sorted(pairs, key=lambda pair: in_order(pair.left))), left=alone[0], right=alone[1])


def in_order(event: Coded) -> tuple[date, str, int]:
    """By first day, then id, then where it stands."""
    return event.first or date.max, event.id, event.line


def candidates(lefts: Sequence[Coded], rights: Sequence[Coded], near: Nearness) -> Iterator[tuple[tuple[float, ...], int, int]]:
    """Pairs that may be one event, with how unlike they are; only rows near in place and days are looked at."""
    spots: dict[Spot, Days] = {}
    for other, event in enumerate(rights):
        if is_dated(event):
            for spot in spots_of(event):
                spots.setdefault(spot, Days()).add(other, event)
    for one, event in enumerate(lefts):
        wanted = (
            {other for spot in spots_around(event, near) if spot in spots for other in spots[spot].near(event, near.days)}
            if is_dated(event)
            else ()
        )
        for other in wanted:
            if unlike := unlikeness(event, rights[other], near):
                yield (*unlike, one, other), one, other


@dataclass(slots=True)
class Days:
    """Rows of one spot in the order of their first days; `longest` is how many days one of them spans."""

    starts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    longest: int = 0

    def add(self, number: int, event: Coded) -> None:
        """Add a row; rows come in the order of their first days."""
        first, last = ordinals(event)
        self.starts.append(first)
        self.numbers.append(number)
        self.longest = max(self.longest, last - first)

    def near(self, event: Coded, days: int) -> Sequence[int]:
        """Rows whose days may be near those of another."""
        first, last = ordinals(event)
        return self.numbers[bisect_left(self.starts, first - days - self.longest) : bisect_right(self.starts, last + days)]


def ordinals(event: Coded) -> tuple[int, int]:
    """First and last day as numbers."""
    return (event.first or date.max).toordinal(), (event.last or date.max).toordinal()


def spots_of(event: Coded) -> Iterator[Spot]:
    """Where a row is filed: under its place's name, and under the degree that its point lies in."""
    if name := normal_name(event.place):
        yield name
    if event.latitude is not None and event.longitude is not None:
        yield math.floor(event.latitude), (math.floor(event.longitude) + 180) % 360 - 180


def spots_around(event: Coded, near: Nearness) -> Iterator[Spot]:
    """Where rows near another are filed."""
    if name := normal_name(event.place):
        yield name
    if event.latitude is not None and event.longitude is not None:
        rows = math.ceil(near.km / KM_OF_DEGREE)
        width = math.cos(math.radians(min(89.0, abs(event.latitude) + rows)))
        columns = min(180, math.ceil(near.km / KM_OF_DEGREE / width))
        for row in range(-rows, rows + 1):
            for column in range(-columns, columns + 1):
                yield math.floor(event.latitude) + row, (math.floor(event.longitude) + column + 180) % 360 - 180


def is_dated(event: Coded) -> bool:
    """True if its days are known, and not too many."""
    return event.first is not None and event.last is not None and (event.last - event.first).days <= LONGEST


def unlikeness(left: Coded, right: Coded, near: Nearness) -> tuple[float, ...] | None:
    """How unlike two rows are; None if they cannot be one event."""
    apart, km = days_apart(left, right), distance(left, right)
    same_place = bool(left.place) and normal_name(left.place) == normal_name(right.place)
    if apart > near.days or (left.country and right.country and left.country != right.country):
        return None
    if not (same_place or (km is not None and km <= near.km)):
        return None
    return (
        float(apart),
        0.0 if same_place else km or 0.0,
        float(bool(left.event and right.event and left.event != right.event)),
        float(gap(left, right)),
    )


def days_apart(left: Coded, right: Coded) -> int:
    """Days between the two; 0 where they overlap."""
    if not (left.first and left.last and right.first and right.last):
        return LONGEST + 1
    return max(0, (right.first - left.last).days, (left.first - right.last).days)


def distance(left: Coded, right: Coded) -> float | None:
    """Kilometres between the points (haversine); None if one has none."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    one, other = math.radians(left.latitude), math.radians(right.latitude)
    chord = (
        math.sin((one - other) / 2) ** 2
        + math.cos(one) * math.cos(other) * math.sin(math.radians(left.longitude - right.longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def gap(left: Coded, right: Coded) -> int:
    """How many deaths lie between what the two say; 0 where their ranges meet, or one says nothing."""
    lows, highs = (left.killed_low, right.killed_low), (left.killed_high, right.killed_high)
    below = max(0, (lows[1] or 0) - highs[0]) if highs[0] is not None and lows[1] is not None else 0
    above = max(0, (lows[0] or 0) - highs[1]) if highs[1] is not None and lows[0] is not None else 0
    return max(below, above)


def to_pair(left: Coded, right: Coded) -> Pair:
    """An event in both tables, with what their figures say of each other."""
    return Pair(left=left, right=right, apart=days_apart(left, right), km=distance(left, right), figures=figures_words(left, right))


def figures_words(left: Coded, right: Coded) -> str:
    """Whether the figures are the same, overlap or lie apart, or which one says nothing."""
    ends = (left.killed_low, left.killed_high), (right.killed_low, right.killed_high)
    told = [end != (None, None) for end in ends]
    if not all(told):
        return "told by neither" if not any(told) else f"told by the {'first' if told[0] else 'second'} alone"
    if ends[0] == ends[1]:
        return "same"
    if apart := gap(left, right):
        return f"apart by {apart}"
    return "overlapping"


def summary_lines(found: Comparison, names: tuple[str, str]) -> list[str]:
    """How much both have, and what they say of it."""
    left, right, both = len(found.left) + len(found.both), len(found.right) + len(found.both), len(found.both)
    figures = Counter(pair.figures.partition(" by ")[0] for pair in found.both)
    said = ", ".join(f"{count:,} {words}" for words, count in figures.most_common())
    return [
        f"{names[0]}: {left:,} events, {len(found.left):,} of them alone; {deaths_words([*found.left, *(pair.left for pair in found.both)])}.",
        f"{names[1]}: {right:,} events, {len(found.right):,} of them alone; {deaths_words([*found.right, *(pair.right for pair in found.both)])}.",
        f"In both: {both:,}" + (f"; deaths: {said}." if both else "."),
    ]


def deaths_words(events: Iterable[Coded]) -> str:
    """What the deaths of all events come to."""
    told = [event for event in events if event.killed_low is not None or event.killed_high is not None]
    low = sum(event.killed_low or 0 for event in told)
    high = None if any(event.killed_high is None for event in told) else sum(event.killed_high or 0 for event in told)
    return f"killed: {bounds_words(low, high)}" if told else "no deaths told"


def rows_of(found: Comparison) -> Iterator[dict[str, str]]:
    """Each event of either table, in the order of days: what each says of it, and how their figures stand to each other."""
    told = [(pair.left, event_words(pair.left), event_words(pair.right), pair.figures) for pair in found.both]
    told += [(event, event_words(event), "", "") for event in found.left]
    told += [(event, "", event_words(event), "") for event in found.right]
    for event, left, right, figures in sorted(told, key=lambda entry: in_order(entry[0])):
        yield {"days": days_words(event), "place": event.place, "left": left, "right": right, "figures": figures}


def place_rows(found: Comparison) -> Iterator[dict[str, object]]:
    """Each place with how many events both have there, and each alone, and what the deaths of each come to; the places with most events first."""
    names: dict[str, str] = {}
    both: dict[str, list[Pair]] = {}
    alone: tuple[dict[str, list[Coded]], dict[str, list[Coded]]] = ({}, {})
    for pair in found.both:
        both.setdefault(filed(pair.left, names), []).append(pair)
    for side, events in zip(alone, (found.left, found.right), strict=True):
        for event in events:
            side.setdefault(filed(event, names), []).append(event)
    for key in sorted(names, key=lambda key: (-sum(len(each.get(key, ())) for each in (both, *alone)), key)):
        pairs, left, right = both.get(key, []), alone[0].get(key, []), alone[1].get(key, [])
        yield {
            "place": names[key] or "no place said",
            "both": len(pairs),
            "left": len(left),
            "right": len(right),
            "left_killed": deaths_words([*left, *(pair.left for pair in pairs)]).removeprefix("killed: "),
            "right_killed": deaths_words([*right, *(pair.right for pair in pairs)]).removeprefix("killed: "),
        }


def filed(event: Coded, names: dict[str, str]) -> str:
    """The one form of an event's place; its name as it was first written is kept."""
    key = normal_name(event.place)
    names.setdefault(key, event.place)
    return key


def days_words(event: Coded) -> str:
    """The days of an event."""
    return str(event.first or "no day") if event.first == event.last else f"{event.first or '…'} to {event.last or '…'}"


def event_words(event: Coded) -> str:
    """An event as a table has it."""
    killed = "" if (event.killed_low, event.killed_high) == (None, None) else f"killed {bounds_words(event.killed_low, event.killed_high)}"
    return ", ".join(filter(None, (event.id, event.event, event.actors, killed)))


def render_comparison(found: Comparison, names: tuple[str, str], near: Nearness) -> str:
    """The comparison as a page; everything that a table says is escaped."""
    dated = [(pair.left.first, "both") for pair in found.both if pair.left.first]
    dated += [(event.first, f"{names[0]} alone") for event in found.left if event.first]
    dated += [(event.first, f"{names[1]} alone") for event in found.right if event.first]
    told = [
        (pair.left.first, name, (event.killed_low, event.killed_high))
        for pair in found.both
        for name, event in zip(names, (pair.left, pair.right), strict=True)
        if pair.left.first and (event.killed_low, event.killed_high) != (None, None)
    ]
    return render_page(
        "comparison.html",
        names=names,
        near=near,
        summary=summary_lines(found, names),
        rows=list(rows_of(found)),
        places=list(place_rows(found)),
        bars=stack_bars(dated),
        whiskers=stack_whiskers(told),
    )
