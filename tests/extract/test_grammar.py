"""Slots of grammar: who stands where in the parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.extract.roles.grammar import fill_slot

CASES = [
    ("Gunmen stormed the base.", "stormed", "subject", ["Gunmen"]),
    ("Gunmen stormed the base.", "stormed", "object", ["base"]),
    ("The base was stormed by gunmen.", "stormed", "subject", ["gunmen"]),
    ("The base was stormed by gunmen.", "stormed", "object", ["base"]),
    ("Four soldiers and two policemen were killed.", "killed", "object", ["soldiers", "policemen"]),
    ("Four soldiers were killed.", "killed", "subject", []),
    ("The soldiers killed in the raid were buried.", "killed", "object", ["soldiers"]),
    ("The police shot the gunmen who attacked a checkpoint.", "attacked", "subject", ["gunmen"]),
    ("The army stormed the village and arrested three men.", "arrested", "subject", ["army"]),
    ("The generals ordered troops to storm the village.", "storm", "subject", ["troops"]),
    ("The rebels' attack on the convoy failed.", "attack", "poss", ["rebels"]),
    ("The rebels' attack on the convoy failed.", "attack", "prep:on", ["convoy"]),
    ("The town was hit in a US air strike.", "strike", "compound", ["US", "air"]),
]


@pytest.mark.parametrize(("sentence", "trigger", "slot", "expected"), CASES, ids=[f"{trigger}-{slot}" for _, trigger, slot, _ in CASES])
def test_a_slot_holds_the_heads_that_stand_in_it(
    doc_of: Callable[[str], Doc], sentence: str, trigger: str, slot: str, expected: list[str]
) -> None:
    token = next(token for token in doc_of(sentence) if token.text == trigger)
    assert [head.text for head in fill_slot(token, slot)] == expected


def test_an_unknown_slot_is_refused(doc_of: Callable[[str], Doc]) -> None:
    with pytest.raises(KeyError):
        fill_slot(doc_of("Gunmen stormed the base.")[1], "nowhere")
