"""Every rule that can stand with a value is found by its id, and what describes it is shown by sentences that are read."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import pytest

from onrecord.assemble import assemble_records
from onrecord.assemble.set_aside import find_dropped
from onrecord.errors import UnknownCodeError
from onrecord.model.reading import EventMention, Reading
from onrecord.model.text import Document
from onrecord.pipeline.run import parse_and_ground
from onrecord.settings import Settings
from onrecord.vocab.rules import Row, all_rules, find_rule, load_rules, texts

CODE = Path(__file__).parents[2] / "src" / "onrecord"
FOLDER = files("onrecord.vocab") / "data" / "en" / "described"
KEYS = frozenset({"id", "description", "examples", "never"})
FILES = sorted((path for path in FOLDER.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
ROWS: tuple[Row, ...] = tuple(row for path in FILES for row in load_rules(path, allowed=KEYS, required=KEYS))
LITERAL = re.compile(r'"([a-z]+(?:\.[a-z0-9:-]+)+)"')
UNTOLD = frozenset(  # shapes of a phrase that never leave the room of counts: a figure bears the rule of its harm
    {"count.ages", "count.bare", "count.group", "count.name", "count.one", "count.plural", "count.pronoun", "count.without"}
)


def sentences(key: str) -> list[tuple[str, str]]:
    """Rule and sentence."""
    return [(str(row["id"]), sentence) for row in ROWS for sentence in texts(row, key)]


class Ruled(Protocol):
    """What a rule found."""

    @property
    def rule(self) -> str: ...


def rules_of_event(event: EventMention) -> set[str]:
    parts: tuple[Ruled, ...] = (*event.actors, *event.targets, *event.responsibilities, *event.scopes)
    return {event.rule, event.factuality.rule, *(part.rule for part in parts)}


def rules_of_reading(reading: Reading) -> set[str]:
    mentions: tuple[Ruled, ...] = (
        *reading.actors,
        *reading.places,
        *reading.times,
        *reading.figures,
        *reading.victims,
        *reading.means,
        *reading.attributions,
    )
    return {mention.rule for mention in mentions}.union(*(rules_of_event(event) for event in reading.events))


@lru_cache
def rules_in(text: str) -> frozenset[str]:
    """The rules of all mentions and claims of a text."""
    document = Document(id="test", text=text, published=date(2024, 5, 6))
    reading, grounding = parse_and_ground(document, Settings())
    records = assemble_records(document, reading, grounding)
    claims = {claim.rule for record in records for claim in record.claims}
    return frozenset(claims | rules_of_reading(reading) | {row.rule for row in find_dropped(document, reading, records)})


def described_in(text: str) -> set[str]:
    """The descriptions that a text's rules lead to."""
    return {find_rule(rule).id for rule in rules_in(text)}


@pytest.mark.parametrize(("rule", "sentence"), sentences("examples"))
def test_a_described_rule_finds_its_examples(rule: str, sentence: str) -> None:
    assert rule in described_in(sentence)


@pytest.mark.parametrize(("rule", "sentence"), sentences("never"))
def test_a_described_rule_leaves_its_look_alikes(rule: str, sentence: str) -> None:
    assert rule not in described_in(sentence)


@pytest.mark.parametrize("path", sorted((CODE.parents[1] / "examples").glob("*.txt")), ids=lambda path: path.name)
def test_every_rule_of_a_reading_is_found_by_its_id(path: Path) -> None:
    assert described_in(path.read_text(encoding="utf-8"))


def test_every_rule_named_in_code_is_found_by_its_id() -> None:
    families = {rule.id.partition(".")[0] for rule in all_rules()}
    named = {name for path in CODE.rglob("*.py") for name in LITERAL.findall(path.read_text(encoding="utf-8"))}
    rules = {name for name in named if name.partition(".")[0] in families and not name.endswith((".toml", ".csv"))}
    assert {name for name in rules if not is_known(name)} == UNTOLD


def is_known(rule_id: str) -> bool:
    try:
        return bool(find_rule(rule_id))
    except UnknownCodeError:
        return False


def test_a_description_stands_for_all_ids_that_begin_with_it() -> None:
    assert find_rule("roles.target.prep:near").id == "roles.target.prep:*"
    assert find_rule("actors.generic.gunmen").id == "actors.generic.*"


def test_the_nearest_description_is_taken(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "mine.*"\ndescription = "far"\n[[rule]]\nid = "mine.own.*"\ndescription = "near"\n'
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    assert find_rule("mine.own.word", rules_dir=tmp_path).description == "near"
