"""Time expressions are found with their extent, and look-alikes are not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.errors import InvalidRuleError
from onrecord.extract.times.find import find_times
from onrecord.extract.times.rules import compile_pattern, level, rules_for, time_rules
from onrecord.vocab.rules import find_rule

DocOf = Callable[[str], Doc]
RULES = [rule.id for rule in time_rules()]


@pytest.mark.parametrize("rule_id", RULES)
def test_examples_of_a_time_rule_match_and_its_look_alikes_do_not(rule_id: str, doc_of: DocOf) -> None:
    rule = find_rule(rule_id)
    is_look_alike = dict(rule.terms)["type"] == "NONE"
    for example in rule.examples:
        found = {mention.rule for mention in find_times(doc_of(example))}
        assert (not found) if is_look_alike else (rule_id in found), example
    for other in rule.never:
        assert rule_id not in {mention.rule for mention in find_times(doc_of(other))}, other


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen raided the depot on Monday and again late on Thursday.", ["Monday", "late on Thursday"]),
        ("A mine went off at dawn on Sunday near the well.", ["dawn on Sunday"]),
        ("He was shot on Nov. 20, 2014, two days after the vote.", ["Nov. 20, 2014", "two days"]),
        ("The convoy was hit in the\nearly hours of Friday.", ["the\nearly hours of Friday"]),
        ("Nine people have died in two years of fighting.", ["two years"]),
        ("The pass has been closed since mid-2012.", ["mid-2012"]),
        ("Fourteen strikes were counted in the past three months.", ["the past three months"]),
        ("The bridge fell on the night of March 3-4.", ["the night of March 3-4"]),
        ("From Monday to Wednesday the port was shut.", ["Monday to Wednesday"]),
        ("Between 3 and 5 May two wells were poisoned.", ["3 and 5 May"]),
        ("The market opens every Friday at 9 am.", ["every Friday", "9 am"]),
    ],
)
def test_the_extent_of_a_time_is_its_words(sentence: str, expected: list[str], doc_of: DocOf) -> None:
    assert [mention.text for mention in find_times(doc_of(sentence))] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A 12-year-old boy and a man aged 40 were hurt.",
        "The Bloody Sunday inquiry was reopened.",
        "They may march to the square.",
        "A second blast followed.",
        "Some 1,500 people fled.",
        "About 2000 rebels fled.",
        "Soldiers of unit 2012 were there.",
        "Theresa May spoke.",
        "The deal cost $2014 in all.",
        "They won 3-2.",
    ],
)
def test_what_looks_like_a_time_is_none(sentence: str, doc_of: DocOf) -> None:
    assert [mention.text for mention in find_times(doc_of(sentence))] == []


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The envoys will meet on Monday.", "future"),
        ("The envoys met on Monday.", "past"),
        ("They plan to vote on Monday.", "future"),
        ("Forty people have been killed since Monday.", "perfect"),
    ],
)
def test_the_tense_of_the_clause_is_read(sentence: str, tense: str, doc_of: DocOf) -> None:
    (mention,) = find_times(doc_of(sentence))
    assert dict(mention.reading)["tense"] == tense


@pytest.mark.parametrize(
    "text",
    [
        "TALOR, Ruvia, May 3 (Wire) -- Nine people were killed.",
        "TALOR, Ruvia (May 3) - Nine people were killed.",
        "TALOR, Ruvia (May 3, 2011)\nNine people were killed.",
        "Nine killed in Talor\nBy Our Reporter 3 May 2011\nNine people were killed.",
        "Talor, Ruvia (May 3) - Nine people were killed.",
        "Talor, 3 May 2011. Nine people were killed.",
        "Talor, 3 May 91 (Home Service) - [Text] Nine people were killed.",
        "Nine killed in Talor\nLast updated 5:40 p.m. May 3\nNine people were killed.",
    ],
)
def test_the_day_of_a_dateline_or_byline_is_marked(text: str, doc_of: DocOf) -> None:
    assert "dateline" in dict(find_times(doc_of(text))[0].reading)


@pytest.mark.parametrize(
    "text",
    [
        "The town fell on May 3, and the army left.",
        "Nine people were killed in air strikes by the army on Monday.",
        "A film posted on Monday shows the raid.",
        "In Talor, 3 May 2011. The army left.",
        "The town fell.\n\nBy Thursday afternoon nine men had been freed.",
    ],
)
def test_a_day_inside_the_report_is_no_dateline(text: str, doc_of: DocOf) -> None:
    assert "dateline" not in dict(find_times(doc_of(text))[0].reading)


def test_a_dated_headline_takes_its_year_from_the_number_of_the_release(doc_of: DocOf) -> None:
    (mention,) = find_times(doc_of("May 3: Forces search Talor\nRelease 2011-05-A-12\n\nNine people were killed."))
    assert {"headline": "1", "header_year": "2011"}.items() <= dict(mention.reading).items()


def test_a_paragraph_break_ends_an_expression(doc_of: DocOf) -> None:
    assert find_times(doc_of("It began on Monday\n\nMarch was quiet."))[0].text == "Monday"


def test_levelling_keeps_every_offset() -> None:
    text = "on\u00a0Monday\nnight\n\nthe\tend"
    assert len(level(text)) == len(text)
    assert level(text) == "on Monday night\n\nthe end"


def test_a_pattern_that_names_no_class_is_refused() -> None:
    with pytest.raises(InvalidRuleError, match="wrong"):
        compile_pattern("on {nosuchclass}", "time.wrong")


def test_only_rules_that_hold_a_word_are_tried_at_it() -> None:
    assert {"time.weekday"} <= {rule.id for rule in rules_for("monday")}
    assert "time.iso" not in {rule.id for rule in rules_for("monday")}
    assert rules_for("zebra") == ()


WORDS = [
    "Monday",
    "late",
    "the",
    "last",
    "March",
    "3",
    "2013",
    "two",
    "years",
    "ago",
    "-",
    "night",
    "of",
    "every",
    "\n",
    ",",
    "9/11",
    "5am",
    "in",
    "a",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25))
def test_any_text_gives_ordered_times_inside_it(words: list[str]) -> None:
    doc = Doc(Vocab(), words=[word for word in words if word])
    mentions = find_times(doc)
    assert all(mention.text == doc.text[mention.span.start : mention.span.end] for mention in mentions)
    assert all(one.span.end <= two.span.start for one, two in pairwise(mentions))
