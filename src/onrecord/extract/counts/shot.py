"""People who were shot or stabbed: the injured, unless the report goes on to say that they died of it."""

from __future__ import annotations

from onrecord.extract.counts.beside import is_of_others
from onrecord.extract.counts.drafts import Draft
from onrecord.extract.counts.sentences import sentence_end, sentence_start
from onrecord.model.values import Harm
from onrecord.vocab.words import word_set

SHOT = frozenset({"injured.shoot", "injured.stab", "injured.harm", "injured.hit-by-bullet", "injured.run-down", "injured.with-wounds"})


def drop_shot(drafts: list[Draft]) -> list[Draft]:
    """Who was shot or stabbed is injured, unless the report goes on to say that as many were killed."""
    dead = [draft for draft in drafts if draft.harm is Harm.KILLED]
    killed = max((draft.phrase.count.low or 0 for draft in dead), default=0)
    return [draft for draft in drafts if not is_shot(draft) or (draft.phrase.count.low or 0) > killed or is_beside(draft, dead)]


def is_shot(draft: Draft) -> bool:
    """True for people shot or stabbed, who may be those who died of it; others than those told before are not."""
    return draft.rule in SHOT and draft.phrase.count.high != 0 and not is_of_others(draft)


def is_beside(draft: Draft, dead: list[Draft]) -> bool:
    """True for one person shot beside another who died in the same sentence: "shot his daughter and killed her mother"."""
    if draft.phrase.count.high != 1 or not is_told_by_kin(draft):
        return False
    start, end = sentence_start(draft.cue), sentence_end(draft.cue)
    near = [one for one in dead if start <= one.phrase.head < end and one.phrase.count.high == 1 and is_told_by_kin(one)]
    return any(noun_of(one) != noun_of(draft) for one in near)


def is_told_by_kin(draft: Draft) -> bool:
    """True for a person told by kin, age or sex."""
    return noun_of(draft) in word_set("words.people-by-kin-or-age")


def noun_of(draft: Draft) -> str:
    """The noun that says whom a figure counts."""
    return draft.cue.doc[draft.phrase.head].lower_
