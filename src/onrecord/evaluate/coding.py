"""A document as somebody coded it, a person or onrecord: both sides of a comparison in the same values, named as in the codebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.text import Span

Days = tuple[date | None, date | None]
FigureKey = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFigure:
    """A figure of a toll. `spans` are all places where its quote stands."""

    harm: str
    low: int | None
    high: int | None
    victims: str | None = None
    source: str | None = None
    polarity: str = "asserted"
    part_of_total: bool = False
    quote: str | None = None
    spans: tuple[Span, ...] = ()

    @property
    def key(self) -> FigureKey:
        """What makes two figures the same figure."""
        return (self.harm, self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedActor:
    """Who did it, and on whose word."""

    name: str
    status: str = "stated"
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedMention:
    """Words that tell of a happening. `spans` are all places where they stand: a gold quote has no offsets of its own."""

    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedQuote:
    """Words that a result quotes, and where it says that they stand; whether they do is to be checked."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRecord:
    """An incident or a tally."""

    id: str
    kind: str
    sub_event: str | None = None
    mentions: tuple[CodedMention, ...] = ()
    realis: str = "actual"
    sources: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    days: Days = (None, None)
    places: tuple[str, ...] = ()
    attackers: tuple[CodedActor, ...] = ()
    targets: tuple[str, ...] = ()
    toll: tuple[CodedFigure, ...] = ()

    @property
    def is_tally(self) -> bool:
        """True for a total over several happenings."""
        return self.kind == "tally"

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its mentions stand."""
        return tuple(span for mention in self.mentions for span in mention.spans)

    @property
    def quote(self) -> str | None:
        """The words of its first mention."""
        return self.mentions[0].quote if self.mentions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One document with its records; `evidence` is every quote of a result with its offsets, none where a person coded."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    records: tuple[CodedRecord, ...] = ()
    evidence: tuple[CodedQuote, ...] = ()


def find_quote(quote: str, text: str) -> tuple[Span, ...]:
    """Every place where some words stand."""
    starts, start = [], text.find(quote) if quote else -1
    while start >= 0:
        starts.append(start)
        start = text.find(quote, start + 1)
    return tuple(Span(start, start + len(quote)) for start in starts)
