"""Where the sentence of a token begins and ends; spaCy's own `token.sent` goes through the whole document at each call."""

from __future__ import annotations

from spacy.tokens import Token

LONGEST = 120  # tokens looked at on either side


def sentence_start(token: Token) -> int:
    """The first token of the sentence."""
    doc, position = token.doc, token.i
    limit = max(0, position - LONGEST)
    while position > limit and not doc[position].is_sent_start:
        position -= 1
    return position


def sentence_end(token: Token) -> int:
    """The token behind the last one of the sentence."""
    doc, position = token.doc, token.i + 1
    limit = min(len(doc), position + LONGEST)
    while position < limit and not doc[position].is_sent_start:
        position += 1
    return position
