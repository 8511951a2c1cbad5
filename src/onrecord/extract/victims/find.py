"""People named or singled out as harmed: name, age, sex, status."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.model.mentions import FigureMention, VictimMention


def find_victims(doc: Doc, figures: tuple[FigureMention, ...]) -> tuple[VictimMention, ...]:
    """Victims in text order."""
    return ()
