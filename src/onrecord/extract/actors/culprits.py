"""The one attacker whom a report comes to name: "a man opened fire ... the gunman was identified as Omar Hadi"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.actors.draft import Draft
from onrecord.vocab.triggers import load_lexicon

ATTACKERS = "actors.generic.gunmen"
AT_LARGE = "actors.generic.civilians"
PERSON = "actors.person"
NAMING = frozenset({"identify", "name"})


def link_culprits(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Where one attacker is named, "the gunman" and the man who was told of first stand for that name."""
    by_token = {draft.token: index for index, draft in enumerate(drafts)}
    ones = [index for index, draft in enumerate(drafts) if draft.rule == ATTACKERS and not draft.is_plural]
    named = {index: name for index in ones if (name := name_beside(doc, index, by_token, drafts)) is not None}
    names = set(named.values())
    if len(names) != 1:
        return
    (name,) = names
    told = min(named)
    for index in ones:
        if drafts[index].antecedent is None and (drafts[index].is_definite or index <= told):
            drafts[index].antecedent = name
    man = first_told(doc, drafts, told)
    if man is not None and not any(index < man for index in ones):
        drafts[man].antecedent = name


def name_beside(doc: Doc, index: int, by_token: Mapping[int, int], drafts: Sequence[Draft]) -> int | None:
    """The person whom the words say that an attacker is."""
    known = drafts[index].antecedent
    found = [known] if known is not None else [by_token[token.i] for token in names_of(doc[drafts[index].token]) if token.i in by_token]
    return next((other for other in found if drafts[other].rule == PERSON and drafts[other].antecedent is None), None)


def names_of(noun: Token) -> Iterator[Token]:
    """The name in "the gunman was Omar Hadi", "identified the gunman as Omar Hadi", "the gunman, named by police as Omar Hadi"."""
    verb = noun.head
    if noun.dep_ in {"nsubj", "attr"} and verb.lemma_ == "be":
        yield from (child for child in verb.children if child.dep_ in {"attr", "nsubj"} and child is not noun)
    verbs = [child for child in noun.children if child.dep_ in {"acl", "relcl"}]
    verbs += [verb] if noun.dep_ in {"dobj", "nsubjpass"} else []
    for word in verbs:
        if word.lemma_ in NAMING:
            yield from (
                name for part in word.subtree if part.lower_ == "as" and part.i > word.i for name in part.children if name.dep_ == "pobj"
            )


def first_told(doc: Doc, drafts: Sequence[Draft], before: int) -> int | None:
    """The first man or woman who does something of the trigger lexicon; None if somebody else is told of first."""
    verbs = load_lexicon().patterns["verbs"]
    for index, draft in enumerate(drafts[:before]):
        token = doc[draft.token]
        if draft.rule == AT_LARGE and draft.is_person and not draft.is_definite and token.dep_ == "nsubj" and token.head.lemma_ in verbs:
            return index if draft.antecedent is None else None
    return None
