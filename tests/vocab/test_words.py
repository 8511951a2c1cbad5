"""Closed sets of words: strict, and shown by sentences in which they stand."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate_document
from onrecord.model.text import Document
from onrecord.vocab.rules import find_rule
from onrecord.vocab.words import are_fit, ordinals, word_set, word_sets

EXAMPLES = [(name, sentence) for name in word_sets() for sentence in find_rule(name).examples]
NEVER = [(name, sentence) for name in word_sets() for sentence in find_rule(name).never]


def has_word(sentence: str, words: frozenset[str]) -> bool:
    """True if a word of a set, in any of its forms, or words of it in a row stand in a sentence."""
    doc: Doc = annotate_document(Document(id="test", text=sentence))
    forms = {form for token in doc for form in (token.lower_, token.lemma_.lower())}
    rows = [word for word in words if " " in word]
    return not forms.isdisjoint(words) or any(re.search(rf"\b{row}\b", sentence, re.IGNORECASE) for row in rows)


@pytest.mark.parametrize(("name", "sentence"), EXAMPLES)
def test_a_word_of_the_set_stands_in_each_example(name: str, sentence: str) -> None:
    assert has_word(sentence, word_set(name))


@pytest.mark.parametrize(("name", "sentence"), NEVER)
def test_none_stands_in_a_look_alike(name: str, sentence: str) -> None:
    assert not has_word(sentence, word_set(name))


def test_ordinals_count_from_one() -> None:
    assert (ordinals()["first"], ordinals()["sixth"]) == (1, 6)


@pytest.mark.parametrize("words", [(), ("one", "one"), ("One",)])
def test_a_set_that_is_empty_doubled_or_capitalised_is_refused(words: tuple[str, ...]) -> None:
    assert not are_fit(words)
