"""The shortest full name of a noun phrase."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.annotate import annotate_document
from onrecord.extract.actors.names import name_of
from onrecord.model.text import Document


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("Some 30 Malian soldiers were buried on Friday.", "soldiers", "Malian soldiers"),
        ("At least 7 villagers who had fled were found.", "villagers", "villagers"),
        ("Dozens of protesters gathered.", "Dozens", "protesters"),
        ("Two of the attackers escaped.", "Two", "attackers"),
        ("The Ministry of Defence denied it.", "Ministry", "Ministry of Defence"),
        ("A UN commission of inquiry on Burundi met.", "commission", "UN commission of inquiry on Burundi"),
        ("Members of the Barma tribe were killed.", "Members", "Members of the Barma tribe"),
        ("The provincial police chief Omar Karim Nuri spoke.", "Nuri", "Omar Karim Nuri"),
        ("US Secretary of State John Kerry arrived.", "Kerry", "John Kerry"),
        ("Army spokesman Colonel Ali Hassan said so.", "Hassan", "Ali Hassan"),
        ("The militant group Boko Haram attacked.", "Haram", "Boko Haram"),
        ("Mortars hit the Spanish consulate.", "consulate", "Spanish consulate"),
        ("A bomb hit a police checkpoint near the town.", "checkpoint", "police checkpoint"),
        ("Gaddafi's forces fled.", "forces", "Gaddafi's forces"),
        ("Officers of Light Infantry Battalion 12 fled.", "Battalion", "Light Infantry Battalion 12"),
    ],
)
def test_a_name_has_neither_determiner_count_rank_nor_clause(doc_of: Callable[[str], Doc], text: str, head: str, name: str) -> None:
    doc = doc_of(text)
    token = next(token for token in doc if token.text == head)
    span, found = name_of(doc, token.i)
    assert found == name
    assert " ".join(text[span.start : span.end].split()) == found


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_every_token_of_any_text_has_a_name_that_stands_in_it(text: str) -> None:
    doc = annotate_document(Document(id="any", text=text))
    for token in doc:
        span, _ = name_of(doc, token.i)
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("text", ["The day belonged to the harbour.", "They met last year.", "It ran in the coming years."])
def test_a_word_of_time_is_its_own_name(doc_of: Callable[[str], Doc], text: str) -> None:
    doc = doc_of(text)
    spans = [name_of(doc, token.i)[0] for token in doc]
    assert all(span.start < span.end for span in spans)
