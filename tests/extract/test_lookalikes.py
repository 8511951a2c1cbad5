"""Words that show that what looks like violence is none."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from spacy.tokens import Doc

from onrecord.errors import InvalidRuleError
from onrecord.extract.lookalikes.find import find_lookalikes
from onrecord.extract.lookalikes.rules import KEYS, compile_rules
from onrecord.model.values import Reach
from onrecord.vocab.rules import load_rules

RULES = load_rules(files("onrecord.vocab") / "data" / "en" / "lookalikes.toml", allowed=KEYS, required=KEYS)
CASES = [(str(rule["id"]), example, True) for rule in RULES for example in rule["examples"]]  # type: ignore[attr-defined]
CASES += [(str(rule["id"]), example, False) for rule in RULES for example in rule["never"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rule", "sentence", "is_found"), CASES, ids=[f"{rule}-{found}" for rule, _, found in CASES])
def test_each_rule_finds_its_examples_and_never_its_look_alikes(
    doc_of: Callable[[str], Doc], rule: str, sentence: str, *, is_found: bool
) -> None:
    assert (rule in {found.rule for found in find_lookalikes(doc_of(sentence))}) is is_found


def test_only_what_a_story_tells_in_the_present_is_invented(doc_of: Callable[[str], Doc]) -> None:
    text = "The film has a strong cast. Its hero kills a general. The actor was stabbed at the premiere on Friday."
    scenes = [text[found.span.start : found.span.end] for found in find_lookalikes(doc_of(text)) if found.reach is Reach.SCENE]
    assert [scene.split()[0] for scene in scenes] == ["The", "Its"]


def test_capitals_of_any_alphabet_leave_the_words_at_their_offsets(doc_of: Callable[[str], Doc]) -> None:
    text = "İZMİR: A LANDSLIDE killed nine."
    assert [text[found.span.start : found.span.end] for found in find_lookalikes(doc_of(text))] == ["LANDSLIDE"]


def test_a_pattern_with_a_capital_is_refused() -> None:
    with pytest.raises(InvalidRuleError, match="small letters"):
        compile_rules("x.toml", [{"id": "a", "reach": "harm", "pattern": r"\bFlood\W"}])
    assert compile_rules("x.toml", [{"id": "a", "reach": "harm", "pattern": r"\bflood\W\S"}])
