"""How sure the words are of a happening."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.extract.factuality.find import find_factuality
from onrecord.extract.factuality.rules import load_factuality_rules
from onrecord.model.mentions import FactualityMention
from onrecord.model.values import Realis

EXAMPLES = [(rule.id, sentence) for rule in load_factuality_rules() for sentence in rule.examples]
NEVER = [(rule.id, sentence) for rule in load_factuality_rules() for sentence in rule.never]


def judge(doc_of: Callable[[str], Doc], marked: str) -> FactualityMention:
    """The factuality of the word in brackets."""
    match = re.search(r"\[\w+\]", marked)
    assert match is not None
    doc = doc_of(marked.replace("[", "").replace("]", ""))
    number = next(token.i for token in doc if token.idx == match.start())
    return find_factuality(doc, [number])[number]


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES)
def test_a_rule_finds_its_examples(doc_of: Callable[[str], Doc], rule: str, sentence: str) -> None:
    assert judge(doc_of, sentence).rule == rule


@pytest.mark.parametrize(("rule", "sentence"), NEVER)
def test_a_rule_leaves_its_look_alikes(doc_of: Callable[[str], Doc], rule: str, sentence: str) -> None:
    assert judge(doc_of, sentence).rule != rule


@pytest.mark.parametrize(
    ("sentence", "certainty", "polarity", "realis"),
    [
        ("Gunmen [killed] a judge.", "CT", "+", Realis.ACTUAL),
        ("The soldiers did not [fire].", "CT", "-", Realis.ACTUAL),
        ("The jets reportedly [bombed] a school.", "PR", "+", Realis.ACTUAL),
        ("The shell may have [killed] a shepherd.", "PS", "+", Realis.ACTUAL),
        ("The cell planned to [attack] the embassy.", "U", "u", Realis.PLANNED),
        ("Police thwarted an [attack] on the airport.", "CT", "-", Realis.FAILED),
        ("The men tried to [bomb] the bridge.", "PR", "-", Realis.FAILED),
        ("Nobody can leave if the army [shells] the road.", "U", "u", Realis.HYPOTHETICAL),
        ("Did the army [shell] the road?", "U", "u", Realis.HYPOTHETICAL),
        ("They failed to [hold] the hill.", "CT", "-", Realis.FAILED),
        ("The council plans to search the site of the [blast].", "CT", "+", Realis.ACTUAL),
        ("The envoy tried to stop the [bloodshed].", "CT", "+", Realis.ACTUAL),
        ("The cell wanted to carry out an [attack] on the port.", "U", "u", Realis.PLANNED),
        ("Troops came to [retake] the hill.", "U", "u", Realis.PLANNED),
    ],
)
def test_words_around_a_happening_set_its_value(
    doc_of: Callable[[str], Doc], sentence: str, certainty: str, polarity: str, realis: Realis
) -> None:
    mention = judge(doc_of, sentence)
    assert (mention.factuality.certainty, mention.factuality.polarity, mention.realis) == (certainty, polarity, realis)


def test_the_cue_words_are_kept(doc_of: Callable[[str], Doc]) -> None:
    (span,) = judge(doc_of, "The army will [storm] the town.").cues
    assert "The army will storm the town."[span.start : span.end] == "will"


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("if not will tried to attack the ?.\n\"' kill no "), max_size=120))
def test_any_text_is_judged_without_fault(doc_of: Callable[[str], Doc], text: str) -> None:
    doc = doc_of(text)
    assert set(find_factuality(doc, range(len(doc)))) == set(range(len(doc)))
