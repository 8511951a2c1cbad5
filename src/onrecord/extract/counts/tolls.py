"""A toll that is said to reach a number: "the death toll rose to 85", "put the number of dead at 20"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.counts.phrases import QUOTES, At, Phrase, measure
from onrecord.extract.counts.sentences import sentence_end
from onrecord.vocab.words import word_set

WINDOW = 12  # tokens behind "toll"
BEHIND_VERB = 4  # and behind the verb that it is the subject of, however far: "the toll from Friday's bombing of a hotel rose to eight"


def measure_toll(token: Token, at: At) -> Phrase | None:
    """The number that a toll reaches."""
    verb = token.head.i if token.dep_ in {"nsubj", "nsubjpass"} else token.i
    return measure_reached(token, at, max(token.i + WINDOW, verb + BEHIND_VERB))


def measure_reached(token: Token, at: At, last: int) -> Phrase | None:
    """The number that is reached behind a word, up to a token."""
    doc, end = token.doc, min(sentence_end(token), last + 1)
    for position in range(token.i + 1, end):
        quantity = at.get(position)
        before = position - 1 - (doc[position - 1].lower_ in QUOTES)
        if quantity is not None and is_reached(doc[before]):
            return measure(doc[quantity.end - 1], at)
    return None


def is_reached(token: Token) -> bool:
    """True for a word right before the number that a toll reaches."""
    return not word_set("words.toll-reached").isdisjoint((token.lower_, token.lemma_.lower()))


def measure_number_of(token: Token, at: At) -> Phrase | None:
    """The number that "the number of" those harmed reaches: "the number of people killed rose to 45", "put the number of wounded at 90"."""
    number = number_above(token)
    found = measure_reached(number, at, number.i + WINDOW) or raised_to(number, at) if number is not None else None
    if found is None or number is None:
        return None
    counted = next((part for of in number.rights if of.lower_ == "of" for part in of.rights if part.dep_ == "pobj"), None)
    return replace(found, victims=None if counted is None or counted == token else (counted.i, counted.i + 1))


def raised_to(number: Token, at: At) -> Phrase | None:
    """The number that stands before "the number of", behind a verb: "brings to 27 the number of"."""
    for preposition in number.head.rights:
        after = preposition.i + 1
        if preposition.lower_ == "to" and after in at and after < number.i:
            return measure(number.doc[at[after].end - 1], at)
    return None


def number_above(token: Token) -> Token | None:
    """The word "number" that counts the harmed."""
    if token.dep_ in {"acl", "relcl"} and token.head.lemma_ in word_set("words.toll-number"):
        return token.head
    for part in (token, token.head):
        if part.dep_ == "pobj" and part.head.lower_ == "of" and part.head.head.lemma_ in word_set("words.toll-number"):
            return part.head.head
    return None
