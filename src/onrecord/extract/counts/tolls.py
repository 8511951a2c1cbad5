"""A toll that is said to reach a number ("the death toll rose to 85")."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.counts.phrases import At, Phrase, measure
from onrecord.extract.counts.sentences import sentence_end

WINDOW = 12
REACHED = frozenset(
    {
        "to",
        "of",
        "at",
        ":",
        "is",
        "was",
        "reached",
        "reaching",
        "hit",
        "stands",
        "exceeds",
        "passed",
        "topped",
        "as",
        "from",
        "now",
        "past",
        "be",
    }
)
NOT_DEATHS = frozenset({"injury", "injured", "wounded"})


def measure_toll(token: Token, at: At) -> Phrase | None:
    """The number that a toll reaches."""
    doc, end = token.doc, min(sentence_end(token), token.i + 1 + WINDOW)
    for position in range(token.i + 1, end):
        quantity = at.get(position)
        if quantity is not None and (doc[position - 1].lower_ in REACHED or doc[position - 1].lemma_.lower() in REACHED):
            return measure(doc[quantity.end - 1], at)
    return None
