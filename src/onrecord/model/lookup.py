"""Looking things up by where they stand in a text, without going through all of them for each question."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from onrecord.model.text import Span


class Starts:
    """Mentions in text order, by where they begin."""

    __slots__ = ("_starts",)

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts = [span.start for span in spans]

    def within(self, start: int, end: int) -> range:
        """Numbers of those that begin in a stretch; its end is excluded."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))


class Stretches:
    """Stretches of a text, in any order, to ask whether any shares a character with another."""

    __slots__ = ("_reached", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reached = list(accumulate((span.end for span in ordered), max))

    def overlap(self, span: Span) -> bool:
        """True if any of them overlaps a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reached[before - 1] > span.start
