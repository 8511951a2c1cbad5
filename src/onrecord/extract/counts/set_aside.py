"""Numbers beside a happening that are no figure of it: ages, times, sums of money, and what counts nobody who was harmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from onrecord.extract.counts.quantities import is_year, read_expressions, words_of
from onrecord.model.lookup import Stretches
from onrecord.model.mentions import FigureMention, SetAside, TimeMention
from onrecord.model.reading import EventMention
from onrecord.model.text import Span

NOTHING = "-"  # what a rule of counts.toml gives whose words are no count
UNCOUNTED = "aside.uncounted"
STAND_INS = frozenset({"one", "both", "no", "none"})  # words for a person or thing told before rather than numbers


def find_set_aside(
    doc: Doc, events: Sequence[EventMention], *, figures: Sequence[FigureMention], times: Sequence[TimeMention]
) -> tuple[SetAside, ...]:
    """The numbers in the sentences of happenings that neither a figure nor a time has, each with the rule that set it aside."""
    counted = positions(figure.span for figure in figures)
    timed = positions(time.span for time in times)
    told = Stretches({event.sentence_span for event in events})
    return tuple(
        aside
        for aside in uncounted(doc)
        if told.overlap(aside.span) and aside.span.start not in timed and not (aside.rule == UNCOUNTED and aside.span.start in counted)
    )


def positions(spans: Iterator[Span]) -> frozenset[int]:
    """Where the characters of some spans stand."""
    return frozenset(position for span in spans for position in range(span.start, span.end))


def uncounted(doc: Doc) -> Iterator[SetAside]:
    """The expressions of number of a report, each with the rule that makes it no count."""
    words = words_of(doc)
    for start, end, pattern, numbers in read_expressions(words):
        if pattern is None or STAND_INS.issuperset(words[start:end]) or is_year(words, start, end, numbers):
            continue
        rule = pattern.rule if pattern.gives == NOTHING else UNCOUNTED
        last = doc[end - 1]
        yield SetAside(span=Span(doc[start].idx, last.idx + len(last)), slot="toll", rule=rule)
