"""The door for resolvers of coreference: what decides which mentions of a report are one.

A resolver gets the parse and the drafts of all mentions in text order, and returns for each of them the index of the mention that it stands
for, or None where it stands for itself: "the group" and "it" for the name before them, a surname for the full name. Indices may lead through
one another; what a chain ends in gives name, id, kind and side. `coreference.find_antecedents` is the resolver of rules; a trained one is any
function of this shape, given as `resolver` to `find_actors` or in the `Vocabulary` that a report is read with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Doc

from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.sides import end_of, link_sides


class Resolver(Protocol):
    """Decides which mentions are one."""

    def __call__(self, doc: Doc, drafts: Sequence[Draft], /) -> Sequence[int | None]:
        """For each draft the index of the one that it stands for."""


def resolve_drafts(doc: Doc, drafts: Sequence[Draft], resolver: Resolver) -> None:
    """Set the antecedents that a resolver finds, and what follows from them: sides, ids, kinds."""
    for draft, antecedent in zip(drafts, tuple(resolver(doc, drafts)), strict=True):
        draft.antecedent = antecedent
    link_sides(doc, drafts)
    inherit(drafts)


def inherit(drafts: Sequence[Draft]) -> None:
    """What stands for an actor has its id, kind, country and side."""
    for draft in drafts:
        target = end_of(draft, drafts)
        if target is not draft:
            draft.actor_id = draft.actor_id or target.actor_id
            draft.country = draft.country or target.country
            draft.side = draft.side or target.side
            if draft.is_pronoun or draft.kind == "other" or target.actor_id:
                draft.kind = target.kind
            draft.is_person = draft.is_person or (target.is_person and draft.is_pronoun)
