"""The dateline at the head of a report: where it was written, or where it is about ("KABUL, May 3 (Agency) -", "LAHORE:")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

HEADER = 250  # tokens in which a dateline can stand: behind a headline, a byline and a summary
LONGEST = 20  # tokens of a dateline
SHORTEST = 3  # letters of a name in capitals; fewer are an abbreviation
DASHES = frozenset({"-", "–", "—", "--"})


def find_dateline(doc: Doc) -> tuple[int, int] | None:
    """The tokens of the first beginning of a sentence or line that is a name in capitals, up to its dash or colon."""
    for token in doc[:HEADER]:
        if is_in_capitals(token) and is_start(token):
            end = find_end(doc, token.i)
            if end is not None:
                return token.i, end
    return None


def is_start(token: Token) -> bool:
    """True at the first word of a sentence or line."""
    return token.is_sent_start or token.i == 0 or "\n" in token.doc[token.i - 1].text_with_ws


def is_in_capitals(token: Token) -> bool:
    """True for a name in capitals, also one with hyphens or a full stop ("PORT-AU-PRINCE", "ST. PAUL")."""
    return token.is_upper and len(token) >= SHORTEST and token.is_alpha


def find_end(doc: Doc, start: int) -> int | None:
    """Where the dash or colon stands that ends a dateline; None if the line goes on otherwise.

    A colon ends it right behind the names in capitals; a label ("PHOTOS:") has no name of a place, which the lists must know.
    """
    for index in range(start + 1, min(len(doc), start + LONGEST)):
        token = doc[index]
        if "\n" in token.text_with_ws and token.text not in DASHES:
            return None
        if token.text == ":":
            return index if all(word.is_upper or word.is_punct for word in doc[start:index]) else None
        if token.text in DASHES and doc[index - 1].whitespace_ and token.whitespace_:
            return index
    return None
