"""Figures that add somebody to those told right before: "a third guard", "three others"."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.extract.counts.drafts import Draft
from onrecord.extract.counts.sentences import sentence_start
from onrecord.model.values import Harm
from onrecord.vocab.words import ordinals

MOST_FIGURES = 400  # looked back through
HURT = frozenset({Harm.KILLED, Harm.INJURED})
OTHERS = frozenset({"other", "others", "another"})


def told_beside(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The figure that one adds somebody to."""
    return one_before(draft, drafts) or others_of(draft, drafts)


def is_of_others(draft: Draft) -> bool:
    """True for "three others", "another man", "two more"."""
    phrase, doc = draft.phrase, draft.cue.doc
    if doc[phrase.first].lower_ == "the":
        return False
    return doc[phrase.head].lower_ == "more" or not OTHERS.isdisjoint(token.lower_ for token in doc[phrase.first : phrase.last])


def others_of(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The figure of the same sentence that "others" are counted beside: "a plumber is in a coma and three others were taken to hospital"."""
    phrase, doc = draft.phrase, draft.cue.doc
    if draft.harm not in HURT or not is_of_others(draft):
        return None
    told = next((other for other in before(drafts, phrase.first) if other.harm in HURT), None)
    return told if told is not None and told.phrase.first >= sentence_start(doc[phrase.first]) and told.cue.i != draft.cue.i else None


def one_before(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The last figure of the same harm, if somebody is one more than it counts: "a third guard" behind "two guards"."""
    rank = rank_of(draft)
    told = last_of(drafts, draft.harm, draft.phrase.first) if rank > 1 else None
    return told if told is not None and rank == (told.phrase.count.low or 0) + 1 else None


def rank_of(draft: Draft) -> int:
    """Which one of several somebody is told to be: 3 for "a third guard", else 1."""
    phrase = draft.phrase
    words = draft.cue.doc[phrase.first : min(phrase.last, phrase.first + 3)] if phrase.count.high == 1 else ()
    return next((ordinals()[word.lower_] for word in words if word.lower_ in ordinals()), 1)


def before(drafts: list[Draft], position: int) -> list[Draft]:
    """The figures before a word, the last one first."""
    at = bisect_left(drafts, position, key=lambda draft: draft.phrase.first)
    return drafts[max(0, at - MOST_FIGURES) : at][::-1]


def last_of(drafts: list[Draft], harm: Harm, position: int) -> Draft | None:
    """The last figure of a harm before a word that is no part itself."""
    for draft in before(drafts, position):
        if draft.harm == harm and not draft.is_part and draft.phrase.count.high not in {0, 1}:
            return draft
    return None
