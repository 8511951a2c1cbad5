"""Figures that are parts of others ("including two children", "most of them women")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.counts.phrases import At, Phrase, measure
from onrecord.model.values import Harm

REACH = 40  # tokens between a whole and its part


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure in the making: harm word, harm, phrase; `whole` is the figure that it is a part of, `marker` the word that says so."""

    cue: Token
    harm: Harm
    phrase: Phrase
    rule: str
    others: tuple[int, ...] = ()
    whole: Draft | None = None
    source: Draft | None = None
    marker: int | None = None
    is_joint: bool = False


def order(drafts: list[Draft]) -> list[Draft]:
    """By place in the text."""
    return sorted(drafts, key=lambda draft: (draft.phrase.first, draft.cue.i, draft.harm))


def find_parts(doc: Doc, drafts: list[Draft], at: At) -> list[Draft]:
    """The parts that are told behind a whole."""
    known = sorted(drafts, key=lambda draft: draft.phrase.last)
    taken = {(draft.harm, draft.phrase.first) for draft in drafts}
    found = []
    for token in doc:
        for phrase in part_phrases(token, at):
            whole = nearest(known, token)
            if whole is not None and (whole.harm, phrase.first) not in taken and phrase.first != whole.phrase.first:
                found.append(Draft(cue=whole.cue, harm=whole.harm, phrase=phrase, rule="part.including", whole=whole, marker=token.i))
    return found


def part_phrases(token: Token, at: At) -> Iterator[Phrase]:
    """What a word such as "including" adds."""
    return iter(())


def nearest(known: list[Draft], token: Token) -> Draft | None:
    """The figure told last before a word, in its sentence."""
    before = [draft for draft in known if draft.phrase.last <= token.i and token.i - draft.phrase.last < REACH and draft.cue.sent.start == token.sent.start]
    return before[-1] if before else None
