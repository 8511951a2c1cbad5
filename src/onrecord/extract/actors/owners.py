"""Whose a class of actors is: a name of the list before or after it, or a word that tells the side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.actors.matches import PLACE_LIKE, Match, generic_at
from onrecord.extract.actors.names import is_named_state, left_edge
from onrecord.extract.actors.rules import load_name_words
from onrecord.vocab.actors import ActorList, GenericEntry, fold

UNITS = frozenset({"operation", "task", "brigade", "battalion", "regiment", "division", "corps", "garrison"})
OWNER_PREPOSITIONS = frozenset({"of", "for", "from", "at", "with", "in"})


@dataclass(frozen=True, slots=True)
class Context:
    """A report with its matches and the number of each token's sentence."""

    doc: Doc
    actors: ActorList
    matches: Mapping[int, Match]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something is: a name of the list, or a side that a word tells of."""

    match: Match | None = None
    kind: str | None = None
    is_unknown: bool = False  # a name stands there that no list has


def name_text(doc: Doc, match: Match) -> str:
    """The words of a match, without an article."""
    start = match.start + (doc[match.start].lower_ == "the" and match.end - match.start > 1)
    return " ".join(doc[start : match.end].text.split())


def code_of(match: Match) -> str | None:
    """The country that a name of a state stands for, if it is only one."""
    return match.form.ids[0].split(":")[1] if len(match.form.ids) == 1 and match.form.sort in PLACE_LIKE else None


def find_owner(token: Token, start: int, generic: GenericEntry, context: Context) -> Owner:
    """Who stands before a class, or after it ("spokesman for the army")."""
    found = owner_before(token, start, context, generic)
    if found.match is not None or found.kind is not None or generic.sort not in {"person", "body", "force"}:
        return found
    later = owner_after(token, context)
    return later if later is not None else found


def owner_before(token: Token, start: int, context: Context, generic: GenericEntry) -> Owner:
    """A name of the list among the words before, groups first; else a word that tells the side."""
    first = left_edge(token)
    matches = dict.fromkeys(match for index in range(token.i - 1, first - 1, -1) if (match := context.matches.get(index)))
    named = sorted(matches, key=lambda match: match.form.sort in PLACE_LIKE)
    if named and (named[0].form.sort not in PLACE_LIKE or len({match.form.ids for match in named}) == 1):
        return Owner(named[0])
    for index in range(start - 1, first - 1, -1):
        kind = side_of(context.doc[index], context, generic)
        if kind is not None:
            return Owner(kind=kind)
    if named:
        return Owner(named[0])
    unknown = generic.force is not None and any(is_unknown_name(context.doc[index]) for index in range(first, start))
    return Owner(is_unknown=unknown and generic.sort in {"force", "vehicle"})


def side_of(word: Token, context: Context, generic: GenericEntry) -> str | None:
    """The kind that a word before tells of, if it may stand in place of the generic one."""
    low = word.lower_
    if word.i >= 2 and word.nbor(-1).text == "-" and not word.nbor(-1).whitespace_:
        low = f"{word.nbor(-2).lower_}-{low}"
    found = context.actors.modifiers.get(low) or context.actors.modifiers.get(fold(word.lower_))
    return found.kind if found is not None and generic.kind in found.instead_of else None


def is_unknown_name(word: Token) -> bool:
    """True of a proper name that stands before a class and is on no list."""
    return (
        word.pos_ == "PROPN"
        and word.text[:1].isupper()
        and word.lower_ not in load_name_words().classes
        and word.ent_type_ not in {"GPE", "LOC"}
    )


def is_of_army(name: Token) -> bool:
    """True of a unit or operation of a state's forces: "troops of [the 29th Brigade]", "of [Operation Safe Haven]"."""
    words = {word.lower_ for word in (name, *name.lefts, *name.rights) if word.dep_ != "prep"}
    return not words.isdisjoint(UNITS)


def owner_after(token: Token, context: Context) -> Owner | None:
    """The owner in "a spokesman for the Taliban", "a top official of the opposition"; None if nothing follows."""
    for preposition in token.rights:
        if preposition.dep_ != "prep" or preposition.lower_ not in OWNER_PREPOSITIONS:
            continue
        target = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
        if target is None or is_named_state(target):
            continue
        match = context.matches.get(target.i)
        if match is not None:
            return Owner(match)
        generic = generic_at(target, context.actors)
        if generic is None:
            is_unknown = preposition.lower_ in {"of", "for"} and not is_of_army(target)
            return Owner(is_unknown=True) if is_unknown else None
        inner = owner_before(target, generic[0], context, generic[1])
        if inner.match is None and inner.kind is None and generic[1].kind == "other" and is_of_army(target):
            return None
        of_state = inner.match is not None and generic[1].kind == "State forces"
        return Owner(inner.match, kind=generic[1].kind) if of_state else Owner(kind=inner.kind or generic[1].kind)
    return None
