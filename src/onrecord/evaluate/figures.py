"""Compare the figures of two codings: at the record that they belong to, and anywhere in the document."""

from __future__ import annotations

from collections import Counter

from onrecord.evaluate.align import RecordPairs
from onrecord.evaluate.coding import CodedFigure, CodedRecord, Coding
from onrecord.evaluate.match import match
from onrecord.evaluate.names import same_name
from onrecord.evaluate.sheet import Sheet

FigureAt = tuple[CodedFigure, CodedRecord]


def compare_tolls(sheet: Sheet, gold: Coding, read: Coding, pairs: RecordPairs) -> None:
    """Count figures found, missed and false, and what is told of those that were found."""
    golds, reads = _figures(gold), _figures(read)
    anywhere = _keys(golds) & _keys(reads)
    sheet.count("figures in the document", hits=anywhere.total(), predicted=len(reads), gold=len(golds))
    found = [(one.toll[i], other.toll[j], one) for one, other in pairs for i, j in match(one.toll, other.toll, figure_likeness)]
    sheet.count("figures at their record", hits=len(found), predicted=len(reads), gold=len(golds))
    for one, other, record in found:
        _compare_figure(sheet, one, other, record)
    for figure, record in _others(golds, {id(one) for one, _, _ in found}):
        sheet.fault("figure missed", gold=figure.key, read=None, record=record, quote=figure.quote)
    for figure, record in _others(reads, {id(other) for _, other, _ in found}):
        sheet.fault("figure false", gold=None, read=figure.key, record=record, quote=figure.quote)


def figure_likeness(gold: CodedFigure, read: CodedFigure) -> float:
    """Positive for the same figure, more if its source and its other marks agree as well."""
    if gold.key != read.key:
        return 0.0
    source = same_name(gold.source, read.source) or 0.5 * (bool(gold.source) == bool(read.source))
    return 1 + source + 0.1 * (gold.polarity == read.polarity) + 0.1 * (gold.part_of_total == read.part_of_total)


def _compare_figure(sheet: Sheet, gold: CodedFigure, read: CodedFigure, record: CodedRecord) -> None:
    """Source, polarity and part_of_total of a figure that was found."""
    given = bool(gold.source) == bool(read.source)
    sheet.judge("figure source given", gold.source, read.source, record=record, quote=gold.quote, is_right=given)
    if gold.source:
        is_same = same_name(gold.source, read.source) > 0
        sheet.judge("figure source name", gold.source, read.source, record=record, quote=gold.quote, is_right=is_same)
    sheet.judge("figure polarity", gold.polarity, read.polarity, record=record, quote=gold.quote)
    sheet.judge("figure part_of_total", gold.part_of_total, read.part_of_total, record=record, quote=gold.quote)


def _figures(coding: Coding) -> list[FigureAt]:
    return [(figure, record) for record in coding.records for figure in record.toll]


def _keys(figures: list[FigureAt]) -> Counter[object]:
    return Counter(figure.key for figure, _ in figures)


def _others(figures: list[FigureAt], found: set[int]) -> list[FigureAt]:
    return [(figure, record) for figure, record in figures if id(figure) not in found]
