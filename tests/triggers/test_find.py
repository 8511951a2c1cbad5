"""Words that tell of a happening, in sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.extract.triggers.find import find_triggers
from onrecord.extract.triggers.rules import stems_of
from onrecord.vocab.triggers import load_lexicon

LEXICON = load_lexicon()


def sub_events(doc: Doc) -> list[tuple[str, str | None]]:
    text = doc.text
    return [(text[m.span.start : m.span.end], LEXICON[m.rule].acled) for m in find_triggers(doc, LEXICON)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes bombed the depot.", [("bombed", "Air/drone strike")]),
        ("Shells slammed into a bakery.", [("slammed into", "Shelling/artillery/missile attack")]),
        ("A suicide bomber struck the gate.", [("struck", "Suicide bomb")]),
        ("The bombing campaign lasted a week.", [("bombing campaign", "Remote explosive/landmine/IED")]),
        ("Both sides agreed to the cessation of hostilities.", [("cessation of hostilities", "Agreement")]),
        ("The battle group sailed on.", []),
        ("The bomb squad and the peace protest leader met a plumber.", []),
        ("They raised money for heart attack victims.", []),
    ],
)
def test_triggers_of_a_sentence(text: str, expected: list[tuple[str, str | None]], doc_of: Callable[[str], Doc]) -> None:
    found = [pair for pair in sub_events(doc_of(text)) if pair[1] is not None]
    assert found == expected


def test_a_headline_in_capitals_is_read(doc_of: Callable[[str], Doc]) -> None:
    rules = {mention.rule for mention in find_triggers(doc_of("Blast Kills 12 In Market"), LEXICON)}
    assert any("kill" in rule or "rip" in rule for rule in rules)


def test_a_noun_is_carried_by_its_light_verb(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("Gunmen launched an attack on the post.")
    (mention,) = find_triggers(doc, LEXICON)
    assert (mention.is_noun, mention.via) == (True, 1)


def test_a_word_gives_one_trigger(doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of("A suicide car bomb attack killed nine people near the airport on Monday.")
    tokens = [mention.token for mention in find_triggers(doc, LEXICON)]
    assert len(tokens) == len(set(tokens))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("bombed", "bomb"), ("stabbing", "stab"), ("raided", "raid"), ("fled", "flee"), ("bodies", "body"), ("seizes", "seize")],
)
def test_a_form_leads_to_its_lemma(form: str, lemma: str) -> None:
    assert lemma in stems_of(form)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from(["attack", "be", "under", "of", "-", "killed", "\n", "take"])), max_size=20
    ).map(" ".join)
)
def test_no_text_makes_it_fail(text: str, doc_of: Callable[[str], Doc]) -> None:
    doc = doc_of(text)
    for mention in find_triggers(doc, LEXICON):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
