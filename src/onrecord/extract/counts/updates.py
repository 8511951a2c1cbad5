"""Counts that a report itself sets aside: "officials first spoke of three dead", "revised down from 20", "but that proved to be wrong"."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from onrecord.extract.counts.sentences import sentence_end, sentence_start
from onrecord.vocab.words import word_set

REACH = 25  # tokens before a number in which the words stand


@lru_cache(maxsize=2)
def any_of(name: str) -> re.Pattern[str]:
    """One of the words of a set, or words of it in a row."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set(name), key=len, reverse=True)))})\b")


def is_superseded(doc: Doc, first: int) -> bool:
    """True for a number whose sentence tells, right before it, that it is the count of an earlier hour."""
    near = doc[max(sentence_start(doc[first]), first - REACH) : first]
    words = "".join(" " if is_shifted(token) else token.text_with_ws for token in near).lower()
    earlier = [found.end() for found in any_of("words.of-earlier-count").finditer(words)]
    return bool(earlier) and any_of("words.of-later-count").search(words, earlier[-1]) is None


@lru_cache(maxsize=1)
def proved_wrong() -> re.Pattern[str]:
    """As in "but that proved to be wrong", "but the reports turned out to be false"."""
    untrue = "|".join(map(re.escape, sorted(word_set("words.untrue"))))
    verbs = r"proved|turned out|was|were|proved later|later proved|later turned out|has proved"
    return re.compile(
        rf"\bbut (?:that|this|it|those|these|they|the (?:reports?|claims?|figures?|information)) (?:{verbs}) (?:to be )?(?:{untrue})\b"
    )


def is_withdrawn(token: Token) -> bool:
    """True for a count of which its sentence goes on to say that it was not so."""
    end = sentence_end(token)
    behind = token.doc[token.i + 1 : end] if any(word.lower_ == "but" for word in token.doc[token.i + 1 : end]) else None
    return behind is not None and proved_wrong().search(behind.text.lower()) is not None


def is_shifted(token: Token) -> bool:
    """True for "had" in what somebody said: "a nurse said she had counted 19 bodies" is no earlier count."""
    verb = token.head
    return (
        token.lower_ == "had"
        and verb.dep_ == "ccomp"
        and verb.head.tag_ == "VBD"
        and not any(child.lower_ == "earlier" for child in verb.lefts)
    )
