"""Who tells a stretch of a report: the attributions whose content holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.model.mentions import AttributionMention
from onrecord.model.text import Span

# Stances that tell of nothing by themselves: who condemns, wants or asks for a deed does not say that it happened.
NO_TELLING = frozenset({"comment", "intend", "request", "decline"})
BLOCK = 256  # characters: what is said in so many is looked through for each span in them, not all that the report quotes


class Chains:
    """The attributions of one report, kept by the stretch of text that their content lies in."""

    __slots__ = ("_attributions", "_blocks")

    def __init__(self, attributions: Sequence[AttributionMention]) -> None:
        self._attributions = attributions
        self._blocks: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        for number, said in enumerate(attributions):
            if said.stance not in NO_TELLING:
                for piece in said.pieces:
                    for block in range(piece.start // BLOCK, (piece.end - 1) // BLOCK + 1):
                        self._blocks[block].append((number, piece))

    def at(self, span: Span) -> tuple[int, ...]:
        """Indices of the attributions whose content holds a span, or most of it, and that tell it; outermost first."""
        middle = (span.start + span.end - 1) // 2  # in whatever holds more than half of the span
        holding = {number for number, piece in self._blocks.get(middle // BLOCK, ()) if holds(piece, span)}
        return tuple(sorted(holding, key=self._extent))

    def _extent(self, number: int) -> tuple[int, int, int]:
        said = self._attributions[number]
        return said.content.start - said.content.end, said.cue.start, number


def holds(piece: Span, span: Span) -> bool:
    """True if more than half of a span lies in a piece."""
    return 2 * (min(piece.end, span.end) - max(piece.start, span.start)) > span.end - span.start
