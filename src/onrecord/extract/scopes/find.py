"""Find the words that make a total."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.extract.scopes.rules import scope_pattern
from onrecord.model.reading import ScopeMention
from onrecord.model.text import Span


def find_scopes(doc: Doc) -> tuple[ScopeMention, ...]:
    """Scope words of a report, in text order."""
    pattern, ids = scope_pattern()
    found = []
    for match in pattern.finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and match.lastgroup:
            rule = ids[int(match.lastgroup[1:])]
            found.append(ScopeMention(span=Span(match.start(), match.end()), token=span[-1].i, rule=rule))
    return tuple(found)
