"""Pronouns for people told of before: "two gunmen ran in; the guards shot them dead" counts two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.counts.drafts import Draft, order
from onrecord.extract.counts.people import is_people
from onrecord.extract.counts.phrases import At, Phrase, measure
from onrecord.model.values import Harm

SPEAKERS = frozenset({"i", "me", "we", "us"})
REFLEXIVES = frozenset({"himself", "herself", "themselves"})  # who did it and died is no one told before
HELD = frozenset({Harm.ABDUCTED, Harm.CAPTURED, Harm.ARRESTED})
MOST_FIGURES = 20  # looked through for what a pronoun stands for
REACH = 40  # tokens between a pronoun and the number that it stands for


def resolve_pronouns(drafts: list[Draft], at: At) -> list[Draft]:
    """A pronoun gives no figure where one of that harm stands already, unless it is for others; else the number of those it stands for."""
    found: list[Draft] = []
    told: set[tuple[Harm, bool]] = set()
    for draft in order(drafts):
        key = (draft.harm, draft.phrase.count.high == 1)
        is_name = draft.phrase.kind != "pronoun" or draft.cue.doc[draft.phrase.head].lower_ in SPEAKERS | REFLEXIVES
        if is_name:
            found.append(draft)
        elif key not in told or is_of_held(draft, found):
            found.append(with_antecedent(draft, found[-MOST_FIGURES:], at))
        elif (doer := unharmed_antecedent(draft, found[-MOST_FIGURES:], at)) is not None:
            found.append(replace(draft, phrase=as_many(draft.phrase, doer)))
        if draft.phrase.count.high != 0:
            told.add(key)
    return found


def is_of_held(draft: Draft, before: list[Draft]) -> bool:
    """True for those who were let go right after the report told that they were taken, whoever else was let go before."""
    return draft.harm is Harm.RELEASED and bool(before) and before[-1].harm in HELD


def with_antecedent(draft: Draft, before: list[Draft], at: At) -> Draft:
    """A figure of "they" or "them" with the number told last."""
    if draft.phrase.count.high == 1:
        return draft
    near = [other.phrase for other in before if other.phrase.kind == "number" and 0 < draft.phrase.first - other.phrase.last < REACH]
    told = near[-1] if near else None
    doers = unharmed_antecedent(draft, before, at)
    whole = doers if told is None or (doers is not None and doers.first > told.first) else told
    return draft if whole is None or whole.count.high == 0 else replace(draft, phrase=as_many(draft.phrase, whole))


def unharmed_antecedent(draft: Draft, before: list[Draft], at: At) -> Phrase | None:
    """The counted people told last, where no figure counts them: "Two gunmen ran in ... shot them dead"."""
    if draft.phrase.count.high == 1 or draft.harm is not Harm.KILLED:
        return None
    phrase = next(counted_before(draft, at), None)
    if phrase is None or phrase.count.best is None or phrase.count.best < 2:
        return None
    return None if any(other.phrase.first <= phrase.first < other.phrase.last for other in before) else phrase


def counted_before(draft: Draft, at: At) -> Iterator[Phrase]:
    """Numbers of people before a pronoun, the nearest first."""
    doc, first = draft.cue.doc, draft.phrase.first
    for position in range(first - 1, max(-1, first - REACH), -1):
        quantity = at.get(position)
        phrase = measure(doc[position], at) if quantity is not None and position == quantity.end - 1 else None
        if phrase is not None and phrase.victims is not None and is_people(doc[phrase.head]):
            yield phrase


def as_many(pronoun: Phrase, whole: Phrase) -> Phrase:
    """The pronoun with the number of those it stands for."""
    return replace(pronoun, count=whole.count, rule=whole.rule)
