"""An attribution while it is put together, in tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.attribution.extents import Extent
from onrecord.extract.attribution.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Who says what, in tokens: `head` is the word that attributes, `content` its fragments in text order."""

    rule: Rule
    head: int
    cue: Extent
    content: tuple[Extent, ...] = field(default=())
    speaker: int | None = None
    source: Extent | None = None
    shape: str = "clause"

    @property
    def reach(self) -> Extent:
        """From the first to the last token of the content."""
        return self.content[0][0], self.content[-1][1]
