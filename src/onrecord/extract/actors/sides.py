"""To which group or force somebody belongs: "fighters of the front", "its men", "the movement's spokesman, Omar Hadi".

Who speaks for the side that acted claims the deed (codebook, `attackers`), and what a side's fighters do the side does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.names import is_capital, is_named_state, is_proper, name_of
from onrecord.extract.actors.rules import load_name_words
from onrecord.vocab.actors import ARMED_GROUPS
from onrecord.vocab.lists import grounds

BELONGING = frozenset({"of", "for", "from", "in", "with"})
AT_LARGE = "actors.generic.civilians"  # "men of the Ngok clan": the clan
MEN_OF = frozenset({"of", "from"})
STATE, GOVERNMENT = "State forces", "actors.generic.government"
OFFICIALS = "actors.generic.officials"  # a union's ministers are not the union
NAMING = frozenset({"of", "for"})
BODIES = frozenset({"group", "body", "force", "people"})
MOST_OWNERS = 8  # words of a phrase that are looked at


def link_sides(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Set the side of each draft, once it is known what stands for whom."""
    by_token = {draft.token: draft for draft in drafts}
    by_name = {draft.name: draft for draft in drafts if draft.is_itself}
    for draft in drafts:
        if draft.side is None and not draft.is_pronoun and not draft.is_itself:
            found = (side_at(owner, draft, by_token, drafts) or short_side(owner, by_name) for owner in owners_of(doc[draft.token]))
            draft.side = next((side for side in found if side), None)
        if draft.side in by_name:
            draft.side = end_of(by_name[draft.side], drafts).name
        draft.is_of_side = draft.side is not None and draft.is_plural and (draft.kind != "Civilians" or draft.rule == AT_LARGE)
        draft.is_of_side = draft.is_of_side and draft.rule != OFFICIALS
    only = only_side(drafts)
    for draft in drafts:
        if (
            only is not None
            and draft.is_speaker
            and draft.is_person
            and not draft.is_pronoun
            and draft.kind in ARMED_GROUPS
            and draft.side is None
        ):
            draft.side = only  # "a rebel spokesman", where one group is named
    for draft in drafts:
        if draft.antecedent is not None and not draft.is_pronoun and draft.side and not drafts[draft.antecedent].is_itself:
            drafts[draft.antecedent].side = drafts[draft.antecedent].side or draft.side


def only_side(drafts: Sequence[Draft]) -> str | None:
    """The one armed group that a report names, with its people; None of several."""
    sides = {draft.side or end_of(draft, drafts).name for draft in drafts if draft.kind in ARMED_GROUPS and (draft.side or draft.is_itself)}
    return next(iter(sides)) if len(sides) == 1 else None


def short_side(owner: Token, by_name: Mapping[str, Draft]) -> str | None:
    """The group whose short name stands before a class: "FPF fighters" after "the Free People's Front (FPF)"."""
    found = by_name.get(owner.text) if owner.dep_ in {"compound", "nmod"} else None
    return found.name if found is not None and found.sort in BODIES else None


def owners_of(token: Token) -> Iterator[Token]:
    """Heads of the phrases that say whose somebody is: "its", "the group's", "of the brigade"."""
    for child in list(token.children)[:MOST_OWNERS]:
        if child.lower_ == "whose" and token.head.dep_ == "relcl":
            yield token.head.head  # "the militia, whose leader denied it"
        elif child.dep_ == "poss" or (child.dep_ in {"compound", "nmod"} and is_proper(child)):
            yield child
        elif child.dep_ == "prep" and child.lower_ in BELONGING and not is_together(child):
            for noun in child.rights:
                if noun.dep_ == "pobj":
                    yield from (named for named in noun.children if named.dep_ == "appos" and is_capital(named))
                    yield noun


def is_together(preposition: Token) -> bool:
    """True of "together with": who acts beside somebody is not of his side."""
    return preposition.i > 0 and preposition.nbor(-1).lower_ in {"together", "along", "jointly"}


def side_at(owner: Token, draft: Draft, by_token: Mapping[int, Draft], drafts: Sequence[Draft]) -> str | None:
    """The name of the group or force at a token; None for a person, a state or people at large."""
    found = by_token.get(owner.i)
    if found is None:
        return unlisted_side(owner) if owner.dep_ == "pobj" else None
    found = end_of(found, drafts)
    if found is draft or found.is_pronoun:
        return None
    if found.side is not None and not found.is_itself and (found.is_person or found.is_plural):
        return found.side
    if draft.rule == AT_LARGE and found.kind == STATE and found.rule != GOVERNMENT and found.sort in BODIES and owner.head.lower_ in MEN_OF:
        return found.name  # "men of the intelligence service"
    if owner.dep_ == "pobj" and (
        (found.is_generic and draft.is_plural and not has_name(owner))
        or (found.rule == "actors.organisation" and owner.head.lower_ not in NAMING)
    ):
        return None  # "loyalists of the old government", "a man from Lower Delta"
    return found.name if found.sort in BODIES and not found.is_person and not found.is_plural else None


def end_of(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """The draft that one stands for in the end."""
    seen: set[int] = set()
    while draft.antecedent is not None and draft.antecedent not in seen:
        seen.add(draft.antecedent)
        draft = drafts[draft.antecedent]
    return draft


def unlisted_side(owner: Token) -> str | None:
    """A body of people with a proper name before or after it that no list has: "the Ngok clan", "the Lower Delta grouping"."""
    words, lemma = load_name_words(), owner.lemma_.lower()
    is_body = lemma in words.collectives | words.classes and has_name(owner) and not is_named_state(owner) and lemma not in grounds()
    return name_of(owner.doc, owner.i)[1] if is_body else None


def has_name(token: Token) -> bool:
    """True of a proper noun, and of a noun with one before it: "the Ngok clan"."""
    return is_proper(token) or any(is_proper(child) for child in token.lefts)
