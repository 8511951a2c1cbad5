"""Items of a list, each of which tells of a happening of its own: the usual form of a situation report."""

from __future__ import annotations

import re

from spacy.tokens import Doc

MARKED = re.compile(
    r"(?m)^[^\S\n]*(?:[-•*–—·▪●◦‣]|\(?\d{1,2}[.)])[^\S\n]+(?=\S)[^\n]*(?:\n(?![^\S\n]*(?:[-•*–—·▪●◦‣]|\(?\d{1,2}[.)])[^\S\n]|[^\S\n]*\n)[^\n]*)*"
)
LEAST_WORDS = 8  # "- Gao: 3 killed" is a row of numbers
STOP = (".", "!", "?", '."', ".”", ".)")


def number_items(doc: Doc) -> dict[int, int]:
    """The item in which each sentence of a list of two or more items stands, both by number; items from 1, of sentences with a full stop."""
    items = [match for match in MARKED.finditer(doc.text) if is_told(match.group())]
    if len(items) < 2:
        return {}
    found: dict[int, int] = {}
    ahead = iter(enumerate(items, start=1))
    number, item = next(ahead)
    for sentence, span in enumerate(doc.sents):
        while span.end_char > item.end() and span.start_char >= item.end():
            number, item = next(ahead, (0, item))
            if not number:
                return found
        if span.end_char > item.start():
            found[sentence] = number
    return found


def is_told(item: str) -> bool:
    """True for an item of one or more whole sentences."""
    return len(item.split()) > LEAST_WORDS and item.rstrip().endswith(STOP)
