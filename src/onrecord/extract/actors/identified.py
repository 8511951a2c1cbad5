"""People whom a report first tells of by what they are, and later by name: "a man was beaten ... the victim, identified as Omar Hadi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.actors.draft import Draft
from onrecord.vocab.lists import doers

PERSON = "actors.person"
NAMING = frozenset({"identify", "name"})
VICTIM = frozenset({"victim", "deceased"})
UNDERGOING = frozenset({"dobj", "nsubjpass"})
REACH = 6  # sentences back to whoever was told of first


def link_identified(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Who is said to be somebody by name stands for that name, and so does whoever stands for him."""
    by_token = {draft.token: index for index, draft in enumerate(drafts)}
    for verb in doc:
        if verb.lemma_ not in NAMING or verb.pos_ != "VERB":
            continue
        noun, name = named_by(verb), next((by_token[token.i] for token in names_behind(verb) if token.i in by_token), None)
        if noun is None or name is None or drafts[name].rule != PERSON or noun.lemma_.lower() in doers():
            continue
        told = end_of(by_token[noun.i], drafts) if noun.i in by_token else None
        if noun.lemma_.lower() in VICTIM:
            told = first_told(doc, drafts, noun.i)
        if told is not None and told != end_of(name, drafts) and is_one_unnamed(drafts[told]):
            stand_for(told, name, drafts)


def named_by(verb: Token) -> Token | None:
    """Whom the words name: "[the man] was identified as", "[a man] identified as", "named [him] as"."""
    if verb.dep_ == "acl":
        return verb.head
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return passive if passive is not None else next((child for child in verb.children if child.dep_ == "dobj"), None)


def names_behind(verb: Token) -> Iterator[Token]:
    """The name behind "as", or right behind the verb ("named Omar Hadi")."""
    for child in verb.rights:
        if child.lower_ == "as":
            yield from (name for name in child.children if name.dep_ == "pobj")
        elif child.dep_ == "oprd":
            yield child


def first_told(doc: Doc, drafts: Sequence[Draft], before: int) -> int | None:
    """The last single person before, that something was done to and that no name stands for."""
    here = next((draft.sentence for draft in drafts if draft.token >= before), drafts[-1].sentence)
    told = (index for index in range(len(drafts) - 1, -1, -1) if drafts[index].token < before and here - drafts[index].sentence <= REACH)
    return next((index for index in told if is_told_of(drafts[index], doc)), None)


def is_told_of(draft: Draft, doc: Doc) -> bool:
    """True of one person to whom something was done: "a mob beat [a man]"."""
    return is_one_unnamed(draft) and not draft.is_definite and doc[draft.token].dep_ in UNDERGOING


def is_one_unnamed(draft: Draft) -> bool:
    """True of one person who is told of by a class: "a soldier"."""
    return draft.is_person and not draft.is_plural and not draft.is_pronoun and draft.antecedent is None and draft.rule != PERSON


def end_of(index: int, drafts: Sequence[Draft]) -> int:
    """The draft that one stands for in the end."""
    seen = {index}
    while (following := drafts[index].antecedent) is not None and following not in seen:
        seen.add(following)
        index = following
    return index


def stand_for(told: int, name: int, drafts: Sequence[Draft]) -> None:
    """Let a class stand for a name, which gets its kind and country."""
    name = end_of(name, drafts)
    drafts[told].antecedent = name
    if drafts[name].actor_id is None and drafts[name].kind == "other":
        drafts[name].kind, drafts[name].country = drafts[told].kind, drafts[told].country
