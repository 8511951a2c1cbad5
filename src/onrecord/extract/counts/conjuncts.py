"""Nouns that are coordinated, also where the parser gives them another place: "left a boy and two men wounded"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

MOST = 30  # conjuncts of one list
MOST_CHILDREN = 80  # a sentence without grammar hangs on one word, and each look at its children would cost as much as the text
OBJECTS = ("dobj", "dative")
SUBJECTS = ("nsubjpass", "nsubj")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
DASHES = frozenset({"–", "—", "--", "(", ")", ":", "-"})
HARMED = frozenset({"dead", "deceased", "martyred", "killed", "wounded", "injured", "missing", "shot", "hurt"})
LEAVING = frozenset({"leave", "find", "discover"})
OPENERS = frozenset({"DT", "CD", "PRP$", "JJ", "CC", "HYPH", "NN", ","})


def children(token: Token, deps: Iterable[str]) -> tuple[Token, ...]:
    """Children with one of some dependencies; none of a word that holds a whole text together."""
    if token.n_lefts + token.n_rights > MOST_CHILDREN:
        return ()
    return tuple(child for child in token.children if child.dep_ in deps)


def joined_after(token: Token) -> list[Token]:
    """What is coordinated with a word behind it; spaCy's own `conjuncts` goes through all of a list at each call."""
    found = [token]
    for word in found:
        if len(found) > MOST:
            break
        found += [child for child in word.rights if child.dep_ == "conj"]
    return found[1 : MOST + 1]


def spread(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens, and the nouns coordinated with them."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        found += [other for other in joined_after(token) if other.i > token.i and other.pos_ in NOUNS]
        found += listed_appositions(token)
    return tuple(dict.fromkeys(found))


def listed_appositions(token: Token) -> list[Token]:
    """What the parser takes for an apposition in a list ("a father, a mother and their four sons")."""
    if token.tag_ != "NN":
        return []
    found: list[Token] = []
    for child in children(token, ("appos",)):
        joined = [
            other
            for other in joined_after(child)
            if other.i > child.i and any(word.dep_ in {"det", "poss", "nummod"} for word in other.lefts)
        ]
        if joined and any(word.dep_ in {"det", "poss", "nummod"} for word in child.lefts):
            found += [child, *joined]
    return found


def joined_nouns(number: Token, verb: Token) -> tuple[Token, ...]:
    """What is coordinated with the noun of a number behind its verb ("killed two women and a child")."""
    noun = number.head
    if number.dep_ != "nummod" or noun.dep_ not in OBJECTS or noun.head.i != verb.i:
        return ()
    return spread((noun,))[1:]


def joined_before(noun: Token, token: Token) -> tuple[Token, ...]:
    """A noun with those that it is joined to, if nothing else is said of them in between ("two men and a boy dead")."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS and first.head.i < first.i:
        first = first.head
    between = token.doc[first.i + 1 : noun.i]
    if any(other.pos_ in {"VERB", "AUX"} or other.lower_ in HARMED for other in between):
        return (noun,)
    return tuple(head for head in spread((first,)) if head.i <= noun.i)


def lost_conjunct(verb: Token, noun: Token) -> tuple[Token, ...]:
    """The first of two joined subjects where the parser makes it the head of the verb ("Omar, 34, and his wife were killed")."""
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ not in {"NOUN", "PROPN"} or not first.i < noun.i < verb.i:
        return ()
    if first.head.pos_ in {"VERB", "AUX"} and first.head.i < first.i:
        return ()  # "two died, a man of 58 and a woman of 61, and nine were hurt"
    between = verb.doc[first.i + 1 : noun.i]
    is_joined = any(token.lower_ == "and" for token in between) and not any(token.lower_ in DASHES for token in between)
    return () if not is_joined or any(token.pos_ in {"VERB", "AUX"} or token.is_sent_start for token in between) else (first,)


def left_with(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The object that a subject is joined to where the parser begins a clause between them ("left [a boy] and [two men] wounded")."""
    above = verb.head
    if verb.dep_ not in {"conj", "ccomp", "advcl"} or above.lemma_ not in LEAVING or noun.head.i != verb.i or noun.dep_ not in SUBJECTS:
        return ()
    first = next((child for child in children(above, OBJECTS) if above.i < child.i < noun.i), None)
    between = verb.doc[first.i + 1 : noun.i] if first is not None else ()
    is_joined = any(token.lower_ == "and" for token in between) and all(
        token.tag_ in OPENERS and token.lower_ not in HARMED for token in between
    )
    return spread((first,)) if first is not None and is_joined else ()


def found_before(verb: Token) -> tuple[Token, ...]:
    """Whom a verb says that it was said of: "found [a man] suffering from a wound"."""
    return tuple(child for child in children(verb.head, OBJECTS) if child.i < verb.i)
