"""Which record of one coding is which record of another."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.evaluate.coding import CodedMention, CodedRecord, Coding, FigureKey
from onrecord.evaluate.match import match
from onrecord.evaluate.names import find_sentences, sentence_numbers
from onrecord.model.text import Span

SAME_KIND = 0.1  # decides between pairs that overlap equally well
SAME_SENTENCE = 0.05  # less than any overlap of mentions

RecordPairs = tuple[tuple[CodedRecord, CodedRecord], ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """A record with what it is matched by."""

    record: CodedRecord
    sentences: frozenset[int]
    figures: frozenset[FigureKey]


def align_records(gold: Coding, other: Coding) -> RecordPairs:
    """Records matched one to one, for the greatest sum of how alike they are."""
    sentences = find_sentences(gold.text)
    golds, others = ([_side(record, sentences) for record in coding.records] for coding in (gold, other))
    return tuple((gold.records[i], other.records[j]) for i, j in match(golds, others, likeness))


def likeness(gold: _Side, other: _Side) -> float:
    """The share of mentions that overlap, and a little for one kind; a token where sentence, kind and a figure agree; else 0."""
    same_kind = gold.record.kind == other.record.kind
    hits = _count_hits(gold.record.mentions, other.record.spans) + _count_hits(other.record.mentions, gold.record.spans)
    if hits:
        return hits / (len(gold.record.mentions) + len(other.record.mentions)) + SAME_KIND * same_kind
    return SAME_SENTENCE if same_kind and gold.sentences & other.sentences and gold.figures & other.figures else 0.0


def _side(record: CodedRecord, sentences: tuple[Span, ...]) -> _Side:
    return _Side(record, sentence_numbers(sentences, record.spans), frozenset(figure.key for figure in record.toll))


def _count_hits(mentions: tuple[CodedMention, ...], spans: tuple[Span, ...]) -> int:
    """How many mentions share a character with one of the spans, at any of the places where they may stand."""
    return sum(any(own.overlaps(span) for own in mention.spans for span in spans) for mention in mentions)
