"""Where names of the actor list stand in a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.actors.rules import load_name_words
from onrecord.vocab.actors import ActorList, GenericEntry, NameForm, fold, has_capitals

PLACE_LIKE = frozenset({"state", "capital", "demonym"})


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the list: first token, the one after its last, its head, and the form."""

    start: int
    end: int
    root: int
    form: NameForm


def find_matches(doc: Doc, actors: ActorList) -> dict[int, Match]:
    """Matches under each of their tokens; the longest name wins, none overlap."""
    tokens = [token for token in doc if fold(token.text)]
    words = [fold(token.text) for token in tokens]
    found: dict[int, Match] = {}
    position = 0
    while position < len(words):
        form = form_at(tokens, words, position, actors)
        if form is None:
            position += 1
            continue
        start, end = tokens[position].i, tokens[position + len(form.words) - 1].i + 1
        match = Match(start, end, root_of(doc, start, end), form)
        found |= dict.fromkeys(range(start, end), match)
        position += len(form.words)
    return found


def form_at(tokens: Sequence[Token], words: Sequence[str], position: int, actors: ActorList) -> NameForm | None:
    """The longest form that stands at a place as it must be written."""
    for form in actors.forms.get(words[position], ()):
        stop = position + len(form.words)
        if tuple(words[position:stop]) != form.words:
            continue
        matched = tokens[position:stop]
        if len(form.words) > 1 and any(token.is_sent_start for token in matched[1:]):
            continue
        if has_capitals(form, "".join(token.text for token in matched)) and not is_misread(form, matched):
            return form
    return None


def is_misread(form: NameForm, matched: Sequence[Token]) -> bool:
    """True of a shouted word ("THE WAR IS OVER") and of one word inside a person's name ("Jordan Hill", "Jalal Haqqani")."""
    first, last = matched[0], matched[-1]
    around = [token for token in (before(first), after(last)) if token is not None and token.is_alpha]
    if form.capitals is not None and around and all(token.is_upper and len(token) > 1 for token in around):
        return True
    return form.sort in PLACE_LIKE and any(
        token.ent_type_ == "PERSON" and token.is_title and first.ent_type_ == "PERSON" for token in around
    )


def is_name_part(token: Token) -> bool:
    """True of a capitalised word of a person's name that is no rank."""
    return token.ent_type_ == "PERSON" and token.is_title and token.pos_ == "PROPN" and token.lower_ not in load_name_words().titles


def before(token: Token) -> Token | None:
    """The token before."""
    return token.nbor(-1) if token.i else None


def after(token: Token) -> Token | None:
    """The token after."""
    return token.nbor() if token.i + 1 < len(token.doc) else None


def root_of(doc: Doc, start: int, end: int) -> int:
    """The token of a stretch that the rest of it hangs on: the last one whose head lies outside, a noun before others."""
    apart = [
        index
        for index in range(end - 1, start - 1, -1)
        if (doc[index].head.i == index or not start <= doc[index].head.i < end) and not doc[index].is_punct and doc[index].tag_ != "POS"
    ]
    return next((index for index in apart if doc[index].pos_ != "ADP"), apart[0] if apart else end - 1)  # "the attack [on] the Group [for]"


def generic_at(token: Token, actors: ActorList) -> tuple[int, GenericEntry] | None:
    """The longest class of actors whose last word is a token, with its first token."""
    for last in last_words(token):
        for words, entry in actors.generic.get(last, ()):
            start = stands_before(token, words)
            if start is not None:
                return start, entry
    return None


def last_words(token: Token) -> tuple[str, ...]:
    """The ways to look a head up: its lemma, itself, its singular."""
    low = fold(token.lower_)
    return tuple(dict.fromkeys((fold(token.lemma_.lower()), low, low.removesuffix("s"))))


def stands_before(token: Token, words: Sequence[str]) -> int | None:
    """The first token of words that end at a token, or None if others stand there."""
    index = token.i
    for word in reversed(words[:-1]):
        index -= 1
        while index >= 0 and token.doc[index].text in {"-", "–"}:
            index -= 1
        if index < 0 or word not in {fold(token.doc[index].lower_), fold(token.doc[index].lemma_.lower())}:
            return None
    return index
