"""Counts that a report itself sets aside: "officials first spoke of three dead", "revised down from 20"."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.extract.counts.sentences import sentence_start
from onrecord.vocab.words import word_set

REACH = 25  # tokens before a number in which the words stand


@lru_cache(maxsize=2)
def any_of(name: str) -> re.Pattern[str]:
    """One of the words of a set, or words of it in a row."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(word_set(name), key=len, reverse=True)))})\b")


def is_superseded(doc: Doc, first: int) -> bool:
    """True for a number whose sentence tells, right before it, that it is the count of an earlier hour."""
    words = doc[max(sentence_start(doc[first]), first - REACH) : first].text.lower()
    earlier = [found.end() for found in any_of("words.of-earlier-count").finditer(words)]
    return bool(earlier) and any_of("words.of-later-count").search(words, earlier[-1]) is None
