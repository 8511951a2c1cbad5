"""Find the words that make a total."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.extract.scopes.rules import scope_pattern
from onrecord.model.reading import ScopeMention
from onrecord.model.text import Span


def find_scopes(doc: Doc) -> tuple[ScopeMention, ...]:
    """Scope words of a report, in text order."""
    found = []
    for match, rule in scope_pattern().find(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None:
            found.append(ScopeMention(span=Span(match.start(), match.end()), token=span[-1].i, rule=rule))
    return tuple(found)
