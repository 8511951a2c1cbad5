"""Actors named before a deed or a thing: "rebel attack", "Israeli air strikes", "police raid"."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.extract.actors.draft import Draft
from onrecord.extract.actors.matches import PLACE_LIKE, Match, generic_at
from onrecord.extract.actors.owners import Context, code_of, name_text
from onrecord.extract.actors.phrases import base_draft, is_modifier, read_generic, set_entry
from onrecord.model.text import Span
from onrecord.vocab.actors import GenericEntry
from onrecord.vocab.words import word_set


def read_modifier(token: Token, context: Context, taken: Mapping[int, Draft]) -> Draft | None:
    """A mention before a noun that is no actor itself: "rebel attack", "Israeli air strikes", "police raid"."""
    if not is_modifier(token) or is_joined(token):
        return None
    match, head = context.matches.get(token.i), taken.get(head_of(token).i)
    if match is not None and match.root == token.i:
        is_hidden = head is not None and (match.form.sort in PLACE_LIKE or not head.is_person or context.matches.get(head.token) is match)
        return None if is_hidden else modifier_of(token, match, context)
    generic = generic_at(token, context.actors) if match is None and head is None else None
    if generic is None or not acts_before(token, generic[1]):
        return None
    draft = read_generic(token, generic[0], generic[1], context)
    draft.is_modifier = True
    return draft


def acts_before(token: Token, generic: GenericEntry) -> bool:
    """True of a class that says who did the deed it stands before: "police raid", "rebel attack", not "military base"."""
    if token.lower_ in word_set("words.epithet"):
        return False
    if token.dep_ == "amod":
        return generic.sort == "force" and generic.kind in {"Rebel group", "Political militia"}
    return generic.id != "generic:organisations" and (generic.force is not None or generic.sort not in {"person", "body"})


def is_joined(token: Token) -> bool:
    """True of a word behind a hyphen ("anti-regime")."""
    return token.i > 0 and token.nbor(-1).text in {"-", "–"} and not token.nbor(-1).whitespace_


def modifier_of(token: Token, match: Match, context: Context) -> Draft | None:
    """A listed name before a noun."""
    if match.form.sort == "capital":
        return None
    draft = base_draft(token, context, f"actors.modifier.{match.form.sort}")
    set_entry(draft, match, context)
    draft.is_generic, draft.is_modifier, draft.is_itself = False, True, True
    draft.span = Span(context.doc[match.start].idx, context.doc[match.end - 1].idx + len(context.doc[match.end - 1]))
    draft.name, draft.sort = name_text(context.doc, match), "state" if match.form.sort in PLACE_LIKE else match.form.sort
    draft.is_plural = False
    code = code_of(match)
    if match.form.sort == "demonym" and code:
        draft.name = context.actors.country_names[code]
    return draft


def head_of(token: Token) -> Token:
    """The noun that a chain of words before it says more about."""
    for _ in range(10):
        if not is_modifier(token):
            break
        token = token.head
    return token
