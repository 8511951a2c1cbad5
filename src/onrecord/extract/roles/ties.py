"""Which triggers of one sentence the grammar makes one happening: "a blast killed 12", "wounded when a shell hit"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

MAX_ARCS = 6
HARMS = frozenset({"harm", "aftermath", "means"})
OPEN_ARCS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "advcl", "acl", "relcl", "prep", "pobj", "pcomp", "agent", "xcomp", "conj", "oprd", "appos", "dep", "amod", "compound", "ccomp", "attr", "dative", "acomp", "advmod", "npadvmod", "nmod", "parataxis"}
)
# Words that set a second deed apart from the one that they introduce.
APART = frozenset({"since", "retaliation", "revenge", "response", "before", "despite", "unlike", "like", "than", "against"})
SEQUENCE = frozenset({"after", "following", "days", "weeks", "hours", "later"})


def find_ties(doc: Doc, anchors: Sequence[tuple[int, int | None, str]]) -> list[tuple[int, ...]]:
    """For each anchor (token, light verb, family), the numbers of those that it is one happening with."""
    ties: list[list[int]] = [[] for _ in anchors]
    spots: dict[int, list[int]] = {}
    for number, (token, via, _) in enumerate(anchors):
        for spot in (token, via):
            if spot is not None:
                spots.setdefault(spot, []).append(number)
    for number, (token, via, family) in enumerate(anchors):
        for start in (token, via):
            other = first_above(doc, start, spots, number) if start is not None else None
            if other is not None and is_one(family, anchors[other[0]][2], other[1]):
                ties[number].append(other[0])
                ties[other[0]].append(number)
    return [tuple(dict.fromkeys(numbers)) for numbers in ties]


def first_above(doc: Doc, start: int, spots: dict[int, list[int]], own: int) -> tuple[int, tuple[Token, ...]] | None:
    """The nearest other anchor above a token, with the path to it."""
    token, path = doc[start], []
    for _ in range(MAX_ARCS):
        if token.dep_ not in OPEN_ARCS or token.head.i == token.i:
            return None
        path.append(token)
        token = token.head
        others = [number for number in spots.get(token.i, ()) if number != own]
        if others:
            return others[0], tuple(path)
    return None


def is_one(family: str, other: str, path: tuple[Token, ...]) -> bool:
    """True if the path lets both be one happening: harm joins its cause; two deeds only without a word between that parts them."""
    words = {token.lower_ for token in path}
    words |= {child.lower_ for token in path for child in token.children if child.dep_ in {"mark", "prep", "advmod"} and child.i < token.i}
    if words & APART:
        return False
    if family in HARMS or other in HARMS:
        return True
    return not words & SEQUENCE and not any(token.dep_ == "conj" for token in path)
