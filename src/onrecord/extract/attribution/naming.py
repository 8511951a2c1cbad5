"""The name of a source: short, and resolved within the report."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.extents import Extent
from onrecord.model.mentions import ActorMention

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
DROPPED = frozenset({"det", "poss", "relcl", "acl", "appos", "punct", "cc", "conj", "nummod", "advmod", "predet"})


class Namer:
    """Names sources from the actor mentions of the same report."""

    def __init__(self, doc: Doc, actors: tuple[ActorMention, ...]) -> None:
        self._doc = doc
        self._actors = actors
        self._by_token = {actor.token: index for index, actor in enumerate(actors)}

    def name(self, token: int, extent: Extent) -> tuple[str | None, int | None]:
        """Short full name of the source whose phrase a token heads, and its actor mention's index."""
        index = self._by_token.get(token)
        if index is not None:
            return self._resolved(index), index
        return _short_name(self._doc[token], extent), None

    def _resolved(self, index: int) -> str:
        seen = {index}
        actor = self._actors[index]
        while actor.antecedent is not None and actor.antecedent not in seen:
            seen.add(actor.antecedent)
            actor = self._actors[actor.antecedent]
        return actor.name


def _short_name(head: Token, extent: Extent) -> str | None:
    """Without determiners, counts and clauses."""
    kept = [token for token in head.doc[extent[0] : extent[1]] if _is_kept(token, head)]
    if not kept:
        return None
    doc = head.doc
    return doc[kept[0].i : kept[-1].i + 1].text
    

def _is_kept(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ in DROPPED or token.head == token:
            return False
        token = token.head
    return True
