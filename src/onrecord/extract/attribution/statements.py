"""Statements printed whole and without marks: "The minister said:", then a paragraph that says "I" or "we", and what follows it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from onrecord.extract.attribution.extents import Extent, trim

FIRST_PERSONS = frozenset({"i", "we", "our", "my", "us"})
REPORTING = frozenset({"said", "says", "told", "added"})
CLOSINGS = frozenset({"notes", "note", "ends", "end", "further", "background", "contact", "follow", "media", "comments"})
MARKS = frozenset({'"', "“", "‘", "'", "``"})
REACH = 20  # tokens between the verb and its colon
LONGEST = 2000  # tokens of a statement


def find_statement(doc: Doc, start: int) -> Extent | None:
    """The paragraphs after a colon that ends its own, up to one that reports again."""
    colon = next((token.i for token in doc[start : start + REACH] if token.text == ":" or token.is_space), None)
    if colon is None or doc[colon].text != ":" or colon + 2 >= len(doc) or "\n" not in doc[colon + 1].text:
        return None
    end = None
    for first, last in _paragraphs(doc, colon + 2):
        words = {token.lower_ for token in doc[first:last]}
        if doc[first].text in MARKS or first - colon > LONGEST or words & REPORTING or doc[first].lower_ in CLOSINGS:
            break
        if end is None and not words & FIRST_PERSONS:
            break
        end = last
    return trim(doc, (colon + 2, end)) if end is not None else None


def _paragraphs(doc: Doc, start: int) -> Iterator[Extent]:
    first = start
    for token in doc[start:]:
        if token.is_space and "\n" in token.text:
            if first < token.i:
                yield first, token.i
            first = token.i + 1
    if first < len(doc):
        yield first, len(doc)
