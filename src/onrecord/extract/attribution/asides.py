"""Attributions in an aside: "As the mayor said, ...", "as reported by X", "by the army's count"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.extents import Extent, extent_of, subtract, trim

BREAK = ";"  # what stands beyond it is told anew
TELLING = frozenset({"state", "claim", "accuse", "suspect"})


def around(doc: Doc, token: Token, holes: Iterable[Extent]) -> tuple[Extent, ...]:
    """The part of a sentence between semicolons that a token stands in, without the words that attribute it."""
    pieces = (trim(doc, piece) for piece in subtract(segment_of(token), tuple(holes)))
    return tuple(piece for piece in pieces if piece is not None and any(word.is_alpha for word in doc[piece[0] : piece[1]]))


def segment_of(token: Token) -> Extent:
    """The sentence of a token, cut at semicolons."""
    sentence, doc = token.sent, token.doc
    start, end = token.i, token.i
    while start > sentence.start and doc[start - 1].text != BREAK:
        start -= 1
    while end < sentence.end and doc[end].text != BREAK:
        end += 1
    return start, end


def outside(verb: Token, aside: Extent) -> tuple[Extent, ...]:
    """What an aside says: the clause that it hangs on within somebody's words ("denied that it fired, as X alleges"), or all around it."""
    clause = verb.head
    if clause.dep_ != "ccomp" or clause.left_edge.i >= aside[0]:
        return around(verb.doc, verb, (aside,))
    pieces = (trim(verb.doc, piece) for piece in subtract(extent_of(clause), (aside,)))
    return tuple(piece for piece in pieces if piece is not None)


def aside_of(verb: Token) -> Extent | None:
    """The clause of "as the mayor said" and "as reported by X", if a verb stands in one and says nothing else itself."""
    if verb.dep_ not in {"advcl", "ccomp", "prep", "dep", "parataxis"} or verb.tag_ == "VBG":
        return None
    if any(child.dep_ in {"ccomp", "xcomp", "dobj"} and child.i > verb.i for child in verb.children):
        return None
    start = verb.left_edge.i
    if verb.doc[start].lower_ != "as" or verb.doc[start].i >= verb.i:
        return None
    return start, verb.right_edge.i + 1
