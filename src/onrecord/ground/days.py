"""Times of a report against its day of publication: intervals of civil days, never filled in from that day alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.ground.calendar import step
from onrecord.ground.readings import KINDS
from onrecord.ground.setting import Days, Setting
from onrecord.model.mentions import TimeMention
from onrecord.model.values import Basis, TimeRef

HEADS = frozenset({"dateline", "headline"})  # marks of days that say when a report was written
NO_DAYS = frozenset({"ref", "set", "often"})  # kinds that fix no day of a happening
PASSAGE = 350  # characters: two or three sentences of news
DATELINE_LAG = 3  # days: news is published within so many days of its dateline
YEARLY = frozenset({"day", "month", "year"})
MODS = {"START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"}


def ground_times(mentions: Sequence[TimeMention], *, published: date | None, dateline: date | None = None) -> tuple[TimeRef | None, ...]:
    """The days of each time; None for words that tell no day ("now", "every week").

    Without a day of publication the dateline's day is the one that relative times are read from; without both they stay open.
    """
    day = writing_day(mentions, published=published, dateline=dateline)
    found = read_all(mentions, day)
    return tuple(to_ref(mention, days, day) for mention, days in zip(mentions, found, strict=True))


def find_dateline(mentions: Sequence[TimeMention]) -> date | None:
    """The day of a dateline, byline or dated headline at the head of a report, if it is written with its year or the head gives the year."""
    for mention in mentions:
        terms = dict(mention.reading)
        if HEADS & terms.keys() and mention.rule not in SKIPPED:
            days = KINDS[terms["kind"]](terms, Setting())
            if days.earliest is not None and days.granularity == "day":
                return days.earliest
    return None


SKIPPED = frozenset({"time.clock", "time.clock-24", "time.part"})


def writing_day(mentions: Sequence[TimeMention], *, published: date | None, dateline: date | None) -> date | None:
    """The day that "today" is: the dateline's where it agrees with the day of publication, else the latter."""
    head = dateline or find_dateline(mentions)
    if published is None:
        return head
    if head is None:
        return published
    return head if 0 <= (published - head).days <= DATELINE_LAG else published


def read_all(mentions: Sequence[TimeMention], day: date | None) -> list[Days]:
    """The days of all times, each read against those told before it."""
    found: list[Days] = []
    setting, told_at = Setting(day=day), 0
    for number, mention in enumerate(mentions):
        terms = dict(mention.reading)
        if mention.span.start - told_at > PASSAGE:
            setting = replace(setting, recent=None)
        if "complement" in terms and number + 1 < len(mentions):
            following = read_one(dict(mentions[number + 1].reading), setting)
            setting = replace(setting, following=following.earliest if following.granularity == "day" else None)
        days = read_one(terms, setting)
        found.append(days)
        setting = move_on(setting, days, terms)
        told_at = mention.span.end if days.earliest is not None and days.earliest == days.latest else told_at
    return found


def read_one(terms: dict[str, str], setting: Setting) -> Days:
    """The days of one time."""
    return KINDS[terms["kind"]](terms, setting)


def move_on(setting: Setting, days: Days, terms: dict[str, str]) -> Setting:
    """What the next time can be read against: the last single day told, and the last year."""
    setting = replace(setting, following=None)
    if days.earliest is None or "dateline" in terms or days.type == "DURATION":
        return setting
    is_day = days.granularity == "day"
    is_near = is_day or (days.granularity in {"week", "month"} and "range" not in terms)
    is_one_year = days.granularity in YEARLY and "range" not in terms
    return replace(
        setting,
        focus=days.earliest if is_near else setting.focus,
        recent=days.earliest if is_day and days.latest == days.earliest else setting.recent,
        focus_unit=days.granularity or "day" if is_near else setting.focus_unit,
        focus_part=terms.get("part") if is_near else setting.focus_part,
        told_year=days.earliest.year if is_one_year else setting.told_year,
        full_year=days.earliest.year if is_day and days.basis is Basis.STATED else setting.full_year,
    )


def to_ref(mention: TimeMention, days: Days, day: date | None) -> TimeRef | None:
    """The value of a time, or None where it tells no day."""
    terms = dict(mention.reading)
    if terms["kind"] in NO_DAYS:
        return None
    earliest, latest = open_end(days, terms, day)
    return TimeRef(
        earliest=earliest,
        latest=latest,
        text=mention.text,
        basis=days.basis if earliest or latest else None,
        value=days.value,
        type=days.type or mention.type,
        mod=find_mod(terms),
        granularity=days.granularity,
    )


def open_end(days: Days, terms: dict[str, str], day: date | None) -> tuple[date | None, date | None]:
    """An interval as the word before it bounds it: since, until, before."""
    earliest, latest = days.earliest, days.latest
    before = terms.get("prep")
    if earliest is None or latest is None or days.type == "DURATION":
        return earliest, latest
    if before == "since":
        start = start_of(days, terms)
        return start, day if day and day >= start else None
    if before in {"until", "till"}:
        return None, latest
    if before == "before" and terms["kind"] in {"date", "month", "year"} and "part" not in terms:  # "before dawn on 3 May" is of that day
        return None, step(earliest, "day", -1)
    return earliest, latest


def start_of(days: Days, terms: dict[str, str]) -> date:
    """The first day of "since mid-2012"."""
    first = days.earliest or date.min
    share = {"MID": 1, "END": 2}.get(terms.get("mod", ""), 0)
    if days.granularity == "year":
        return step(first, "month", 4 * share)
    return step(first, "day", 10 * share) if days.granularity == "month" else first


def find_mod(terms: dict[str, str]) -> str | None:
    """TIMEX3's modifier."""
    mod = terms.get("mod") or terms.get("approx") or terms.get("shift")
    return mod if mod in MODS else None


def to_timex(mention: TimeMention, ref: TimeRef | None) -> tuple[str, str]:
    """TIMEX3's type and value of a time, also where its day stays open."""
    if ref is not None and ref.value is not None:
        return ref.type, ref.value
    days = read_one(dict(mention.reading), Setting())
    return days.type or mention.type, days.value
