"""Weapons, vehicles and instruments."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.errors import UnknownCodeError
from onrecord.extract.means.find import find_means
from onrecord.vocab.means import Means, load_means, sub_event_of_means


@pytest.mark.parametrize("means", load_means(), ids=lambda means: means.id)
def test_every_example_is_found_and_no_look_alike(means: Means, doc_of: Callable[[str], Doc]) -> None:
    for text in means.examples:
        assert means.id in {mention.rule for mention in find_means(doc_of(text))}, text
    for text in means.never:
        assert means.id not in {mention.rule for mention in find_means(doc_of(text))}, text


def test_the_longest_wording_is_taken(doc_of: Callable[[str], Doc]) -> None:
    found = find_means(doc_of("A suicide car bomb struck the gate."))
    assert [(mention.name, mention.category) for mention in found] == [("suicide car bomb", "suicide bomb")]


def test_the_use_of_means_implies_a_sub_event() -> None:
    assert sub_event_of_means("mortar") == "Shelling/artillery/missile attack"
    assert sub_event_of_means("firearm") is None


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="no means 'catapults'"):
        sub_event_of_means("catapults")
