"""How far two coders agree on each field of the records that both coded.

The scales are Krippendorff's (2018, chapter 12): categories are nominal; days are interval, counted from the day of publication; figures are
ratio, as 2 against 4 dead is as far apart as 200 against 400. Figures are paired by harm and words, so that their numbers may differ. Where a
coder leaves a day or an end of a figure open, its number is missing, and that it is open counts in a field of its own.
"""

from __future__ import annotations

from datetime import date

from onrecord.evaluate.align import align_records
from onrecord.evaluate.alpha import interval, nominal, ratio
from onrecord.evaluate.coding import CodedFigure, CodedRecord, Coding
from onrecord.evaluate.compare import compare_codings
from onrecord.evaluate.match import match
from onrecord.evaluate.measures import MEASURES, Alpha, Found
from onrecord.evaluate.names import normal, same_name
from onrecord.evaluate.sheet import Sheet

ALPHAS: tuple[Alpha, ...] = (
    Alpha("kind", "nominal", nominal),
    Alpha("sub_event", "nominal", nominal),
    Alpha("realis", "nominal", nominal),
    Alpha("days given", "nominal", nominal),
    Alpha("earliest day", "interval", interval),
    Alpha("latest day", "interval", interval),
    Alpha("first place", "nominal", nominal),
    Alpha("attacker status", "nominal", nominal),
    Alpha("figure bounds given", "nominal", nominal),
    Alpha("figure low", "ratio", ratio),
    Alpha("figure high", "ratio", ratio),
    Alpha("figure source", "nominal", nominal),
    Alpha("figure polarity", "nominal", nominal),
    Alpha("figure part_of_total", "nominal", nominal),
)
OVERLAPS: tuple[Found, ...] = tuple(measure for measure in MEASURES if isinstance(measure, Found))


def compare_answers(first: Coding, second: Coding) -> Sheet:
    """The second coder's answers beside the first's, for records that both have; what only one has is counted as missed or false."""
    sheet = compare_codings(first, second)
    for one, other in align_records(first, second):
        _answer_values(sheet, one, other)
        _answer_days(sheet, one, other, published=first.published)
        _answer_actors(sheet, one, other)
        _answer_figures(sheet, one, other)
    return sheet


def _answer_values(sheet: Sheet, one: CodedRecord, other: CodedRecord) -> None:
    for field in ("kind", "sub_event", "realis"):
        sheet.answer(field, getattr(one, field), getattr(other, field))
    sheet.answer("first place", *(normal(record.places[0]) if record.places else None for record in (one, other)))


def _answer_days(sheet: Sheet, one: CodedRecord, other: CodedRecord, *, published: str | None) -> None:
    """Whether days are given, and how many days they lie from the day of publication: whole dates, years apart, would always seem to agree."""
    sheet.answer("days given", *(tuple(bool(day) for day in record.days) for record in (one, other)))
    for end, field in enumerate(("earliest day", "latest day")):
        days = one.days[end], other.days[end]
        if published:
            _answer_given(sheet, field, *(_days_between(published, day) for day in days))


def _answer_actors(sheet: Sheet, one: CodedRecord, other: CodedRecord) -> None:
    """The status of attackers that both name."""
    for i, j in match(one.attackers, other.attackers, lambda left, right: same_name(left.name, right.name)):
        sheet.answer("attacker status", one.attackers[i].status, other.attackers[j].status)


def _answer_figures(sheet: Sheet, one: CodedRecord, other: CodedRecord) -> None:
    """The figures that both read from the same words."""
    for i, j in match(one.toll, other.toll, _same_words):
        left, right = one.toll[i], other.toll[j]
        sheet.answer("figure bounds given", *((figure.low is None, figure.high is None) for figure in (left, right)))
        _answer_given(sheet, "figure low", left.low, right.low)
        _answer_given(sheet, "figure high", left.high, right.high)
        sheet.answer("figure source", normal(left.source), normal(right.source))
        sheet.answer("figure polarity", left.polarity, right.polarity)
        sheet.answer("figure part_of_total", left.part_of_total, right.part_of_total)


def _answer_given(sheet: Sheet, field: str, one: int | None, other: int | None) -> None:
    """Numbers that both give: a missing one says nothing about how far apart they are."""
    if one is not None and other is not None:
        sheet.answer(field, one, other)


def _same_words(one: CodedFigure, other: CodedFigure) -> float:
    """Positive for figures of one harm whose quotes overlap, more if the numbers agree as well."""
    if one.harm != other.harm or not any(own.overlaps(span) for own in one.spans for span in other.spans):
        return 0.0
    return 1 + 0.5 * (one.low == other.low) + 0.5 * (one.high == other.high)


def _days_between(published: str, day: date | None) -> int | None:
    return (day - date.fromisoformat(published)).days if day else None
