"""Every rule finds its examples and leaves its look-alikes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest
from spacy.tokens import Doc

from onrecord.extract.attribution.find import find_attributions
from onrecord.extract.attribution.responsibility import find_responsibility, load_responsibility_rules
from onrecord.extract.attribution.rules import load_lexicon
from onrecord.extract.attribution.shapes import SHAPES


def sentences(name: str, key: str) -> list[tuple[str, str]]:
    """Rule and sentence."""
    path = files("onrecord.vocab") / "data" / "en" / name
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    return [(row["id"], sentence) for row in rows for sentence in row[key]]


@pytest.mark.parametrize(("rule", "sentence"), sentences("attribution.toml", "examples"))
def test_an_attribution_rule_finds_its_examples(doc_of: Callable[[str], Doc], rule: str, sentence: str) -> None:
    assert rule in {mention.rule for mention in find_attributions(doc_of(sentence))}


@pytest.mark.parametrize(("rule", "sentence"), sentences("attribution.toml", "never"))
def test_an_attribution_rule_leaves_its_look_alikes(doc_of: Callable[[str], Doc], rule: str, sentence: str) -> None:
    assert rule not in {mention.rule for mention in find_attributions(doc_of(sentence))}


@pytest.mark.parametrize(("rule", "sentence"), sentences("responsibility.toml", "examples"))
def test_a_responsibility_rule_finds_its_examples(doc_of: Callable[[str], Doc], rule: str, sentence: str) -> None:
    assert rule in {mention.rule for mention in find_responsibility(doc_of(sentence))}


@pytest.mark.parametrize(("rule", "sentence"), sentences("responsibility.toml", "never"))
def test_a_responsibility_rule_leaves_its_look_alikes(doc_of: Callable[[str], Doc], rule: str, sentence: str) -> None:
    assert rule not in {mention.rule for mention in find_responsibility(doc_of(sentence))}


def test_the_lexicon_knows_the_verbs_of_news() -> None:
    assert len(load_lexicon().verbs) >= 150


def test_every_responsibility_rule_says_who_the_party_is() -> None:
    assert {rule.shape for rule in load_responsibility_rules()} == set(SHAPES)
