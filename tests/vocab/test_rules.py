"""The strict loader of rule files."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InvalidRuleError, UnknownCodeError
from onrecord.vocab.rules import all_rules, find_rule, load_rules

ALLOWED = frozenset({"id", "pattern", "examples", "never"})
REQUIRED = frozenset({"pattern"})


def write(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rules_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, '[[rule]]\nid = "b"\npattern = "x"\n[[rule]]\nid = "a"\npattern = "y"\n')
    rows = load_rules(path, allowed=ALLOWED, required=REQUIRED)
    assert [row["id"] for row in rows] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[rule]]\nid = "a"\n', "a: missing key 'pattern'"),
        ('[[rule]]\nid = "a"\npattern = "x"\npatern = "y"\n', "unknown key 'patern'; did you mean 'pattern'?"),
        ('[[rule]]\nid = "a"\npattern = "x"\n[[rule]]\nid = "a"\npattern = "y"\n', "a: repeated id"),
        ('[[rule]]\npattern = "x"\n', "rule number 1: missing key 'id'"),
        ('[[rule]]\nid = "a"\npattern = "x"\nexamples = []\n', "examples must be a list of at least one text"),
        ('[[other]]\nid = "a"\n', "unknown table 'other'"),
        ("rule = 3\n", "must be an array of tables"),
        ("[[rule]\n", "not TOML"),
    ],
)
def test_a_faulty_file_is_refused_with_its_fault(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(InvalidRuleError) as error:
        load_rules(write(tmp_path, text), allowed=ALLOWED, required=REQUIRED)
    assert str(error.value).startswith("rules.toml: ")
    assert fault in str(error.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, '[[rule]]\nid = "a"\n[[rule]]\nid = "b"\npattern = "x"\ncolour = "red"\n')
    with pytest.raises(InvalidRuleError, match=r"a: missing key 'pattern'; b: unknown key 'colour'"):
        load_rules(path, allowed=ALLOWED, required=REQUIRED)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidRuleError, match=r"gone\.toml: cannot be read"):
        load_rules(tmp_path / "gone.toml", allowed=ALLOWED, required=REQUIRED)


def test_every_packaged_rule_is_found_by_its_id() -> None:
    for rule in all_rules():
        assert find_rule(rule.id) == rule


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    rule = all_rules()[0]
    with pytest.raises(UnknownCodeError, match=f"did you mean '{rule.id}'"):
        find_rule(rule.id + "x")


def test_a_users_rule_stands_in_place_of_the_packaged_one(tmp_path: Path) -> None:
    rule = all_rules()[0]
    write(tmp_path, f'[[trigger]]\nid = "{rule.id}"\ndescription = "mine"\n')
    assert find_rule(rule.id, rules_dir=tmp_path).description == "mine"
