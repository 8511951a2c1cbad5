"""The trigger lexicon: every example is found, no look-alike is, and the loader is strict."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from onrecord.annotate import load_model
from onrecord.errors import InvalidRuleError, UnknownCodeError
from onrecord.extract.actors.find import find_actors
from onrecord.extract.triggers.find import find_triggers
from onrecord.vocab.actors import load_actors
from onrecord.vocab.codes import acled_sub_events, plover_modes, plover_types
from onrecord.vocab.triggers import Trigger, load_lexicon, load_triggers

ENTRY = '[[trigger]]\nid = "a"\nverbs = ["bomb"]\nplover = "ASSAULT"\nkind = "act"\nexamples = ["They bombed it."]\nnever = ["No."]\n'


@lru_cache(maxsize=1)
def found_in_examples() -> dict[str, frozenset[str]]:
    """Ids of the triggers found in each sentence of the lexicon; parsed in one go, as parsing is what takes time."""
    lexicon = load_lexicon()
    actors = load_actors()
    texts = sorted({text for trigger in lexicon for text in (*trigger.examples, *trigger.never)})
    return {
        text: frozenset(mention.rule for mention in find_triggers(doc, lexicon, actors=find_actors(doc, actors)))
        for text, doc in zip(texts, load_model().pipe(texts, batch_size=128), strict=True)
    }


@pytest.mark.parametrize("trigger", load_lexicon(), ids=lambda trigger: trigger.id)
def test_a_trigger_is_found_in_its_examples_and_not_in_look_alikes(trigger: Trigger) -> None:
    found = found_in_examples()
    assert [text for text in trigger.examples if trigger.id not in found[text]] == []
    assert [text for text in trigger.never if trigger.id in found[text]] == []


def test_the_lexicon_covers_both_standards() -> None:
    lexicon = load_lexicon()
    assert len(lexicon) >= 400
    assert {trigger.plover for trigger in lexicon} == set(plover_types())
    assert {trigger.acled for trigger in lexicon} >= set(acled_sub_events())
    assert {(trigger.plover, trigger.mode) for trigger in lexicon} >= plover_modes()


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "act"', 'kind = "deed"', "a: kind must be one of"),
        ('plover = "ASSAULT"', 'plover = "ASSALT"', "did you mean 'ASSAULT'"),
        ('kind = "act"', 'kind = "act"\nacled = "Airstrike"', "no ACLED sub-event type 'Airstrike'"),
        ('kind = "act"', 'kind = "act"\nharm = "hurt"', "a: harm must be one of"),
        ('kind = "act"', 'kind = "act"\nrealis = "real"', "a: realis must be one of"),
        ('kind = "act"', 'kind = "act"\nactor = ["agent"]', "a: no slot 'agent'"),
        ('kind = "act"', 'kind = "act"\nneeds = { agent = ["x"] }', "a: no slot 'agent'"),
        ('verbs = ["bomb"]', 'verbs = ["bomb"]\nnouns = ["bomb"]', "exactly one of"),
        ('never = ["No."]', "", "missing key 'never'"),
        ('kind = "act"', 'kind = "act"\ncolour = "red"', "unknown key 'colour'"),
    ],
)
def test_a_faulty_trigger_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(InvalidRuleError, match=fault):
        load_triggers(write(tmp_path, ENTRY.replace(old, new)))


def test_a_users_trigger_joins_the_lexicon_or_stands_in_place_of_a_packaged_one(tmp_path: Path) -> None:
    packaged = load_lexicon()
    write(tmp_path, ENTRY + ENTRY.replace('"a"', '"harm.kill.verb"'))
    lexicon = load_lexicon(tmp_path)
    assert len(lexicon) == len(packaged) + 1
    assert lexicon["harm.kill.verb"].words == ("bomb",)
    assert packaged["harm.kill.verb"].words != ("bomb",)


def test_an_unknown_trigger_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="no trigger 'nothing'"):
        load_lexicon()["nothing"]
