"""Stretches of tokens: noun phrases, clauses, verb groups."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.model.text import Span

Extent = tuple[int, int]  # tokens, end excluded

AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
LOOSE = frozenset({",", ";", ":", "-", "–", "—", "--"})
LONGEST_PHRASE = 60  # tokens of a noun phrase; more is a parse gone wrong


def extent_of(token: Token) -> Extent:
    """All that hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1


def trim(doc: Doc, extent: Extent) -> Extent | None:
    """Without white space and loose punctuation at the edges; None if nothing is left."""
    start, end = extent
    while start < end and (doc[start].is_space or doc[start].text in LOOSE):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in LOOSE or doc[end - 1].text == "."):
        end -= 1
    return (start, end) if start < end else None


def subtract(extent: Extent, holes: tuple[Extent, ...]) -> tuple[Extent, ...]:
    """What is left of an extent, in order."""
    pieces, start = [], extent[0]
    for hole in sorted(holes):
        if hole[1] <= start or hole[0] >= extent[1]:
            continue
        if hole[0] > start:
            pieces.append((start, hole[0]))
        start = max(start, hole[1])
    if start < extent[1]:
        pieces.append((start, extent[1]))
    return tuple(pieces)


def to_span(doc: Doc, extent: Extent) -> Span:
    """Characters of an extent."""
    last = doc[extent[1] - 1]
    return Span(doc[extent[0]].idx, last.idx + len(last))


def verb_group(verb: Token) -> Extent:
    """A verb with the auxiliaries, negation and adverbs right before it, and its particle."""
    start, end = verb.i, verb.i + 1
    children = {child.i: child.dep_ for child in verb.children}
    while (start and children.get(start - 1) in AUXILIARIES) or (
        start and children.get(start - 1) == "advmod" and start - 1 > verb.sent.start
    ):
        start -= 1
    while children.get(end) == "prt":
        end += 1
    return start, end


def noun_phrase(noun: Token) -> Extent:
    """A noun with what belongs to it, clauses and appositions too, cut at a length that no phrase has."""
    start, end = extent_of(noun)
    start, end = max(start, noun.i - LONGEST_PHRASE), min(end, noun.i + LONGEST_PHRASE)
    return trim(noun.doc, (start, end)) or (noun.i, noun.i + 1)


def child_of(token: Token, *deps: str) -> Token | None:
    """The first child that stands in one of these relations."""
    return next((child for child in token.children if child.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """True of "was told", "said to be" and the like."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
