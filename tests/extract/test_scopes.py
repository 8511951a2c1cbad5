"""Words that make a total."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from spacy.tokens import Doc

from onrecord.extract.scopes.find import find_scopes
from onrecord.extract.scopes.rules import KEYS
from onrecord.vocab.rules import load_rules

RULES = load_rules(files("onrecord.vocab") / "data" / "en" / "scopes.toml", allowed=KEYS, required=KEYS)
CASES = [(str(rule["id"]), example, True) for rule in RULES for example in rule["examples"]]  # type: ignore[attr-defined]
CASES += [(str(rule["id"]), example, False) for rule in RULES for example in rule["never"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rule", "sentence", "is_found"), CASES, ids=[f"{rule}-{found}" for rule, _, found in CASES])
def test_each_rule_finds_its_examples_and_never_its_look_alikes(
    doc_of: Callable[[str], Doc], rule: str, sentence: str, *, is_found: bool
) -> None:
    assert (rule in {scope.rule for scope in find_scopes(doc_of(sentence))}) is is_found
