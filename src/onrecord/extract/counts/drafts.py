"""A figure in the making."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.counts.phrases import Phrase
from onrecord.model.values import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Harm word, harm and phrase of a figure; `whole` is the figure that it is a part of, `marker` the word that says so, `anew` the one it retells, `after` the one it adds to."""

    cue: Token
    harm: Harm
    phrase: Phrase
    rule: str
    others: tuple[int, ...] = ()
    whole: Draft | None = None
    marker: int | None = None
    anew: Draft | None = None
    after: Draft | None = None
    is_joint: bool = False
    is_part: bool = False


def order(drafts: list[Draft]) -> list[Draft]:
    """By place in the text."""
    return sorted(drafts, key=lambda draft: (draft.phrase.first, draft.cue.i, draft.harm))
