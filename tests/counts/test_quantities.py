"""Expressions of number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from onrecord.errors import InvalidRuleError
from onrecord.extract.counts.numbers import read_number
from onrecord.extract.counts.quantities import longest, read_quantities
from onrecord.extract.counts.rules import FOLDER, count_patterns, expand
from onrecord.vocab.rules import read_toml, texts

TOKENIZE = English()
RULES = [row for row in read_toml(FOLDER / "counts.toml")["rule"] if isinstance(row, dict)]  # type: ignore[attr-defined]
EXAMPLES = [(str(row["id"]), text) for row in RULES for text in texts(row, "examples")]
NEVER = [(str(row["id"]), text) for row in RULES for text in texts(row, "never")]


def words_of(text: str) -> list[str]:
    return [token.lower_ for token in TOKENIZE(text)]


def rules_of(text: str) -> set[str]:
    words, position, found = words_of(text), 0, set()
    while position < len(words):
        position, pattern, _ = longest(count_patterns(), words, position)
        found |= {pattern.rule} if pattern else set()
    return found


def bounds_of(text: str) -> list[tuple[int | None, int | None, int | None, bool]]:
    counts = [quantity.count for quantity in read_quantities(words_of(text))]
    return [(count.low, count.best, count.high, count.approx) for count in counts]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_of_counts_matches_its_examples(rule: str, text: str) -> None:
    assert rule in rules_of(text)


@pytest.mark.parametrize(("rule", "text"), NEVER)
def test_a_rule_of_counts_never_matches_its_look_alikes(rule: str, text: str) -> None:
    assert rule not in rules_of(text)


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "approx"),
    [
        ("48 soldiers", 48, 48, 48, False),
        ("70,000 people", 70000, 70000, 70000, False),
        ("twenty-three miners", 23, 23, 23, False),
        ("a hundred and five nurses", 105, 105, 105, False),
        ("two hundred and five thousand people", 205000, 205000, 205000, False),
        ("1.2 million people", 1_200_000, 1_200_000, 1_200_000, False),
        ("half a dozen men", 6, 6, 6, False),
        ("two dozen men", 24, 24, 24, False),
        ("at least 3 people", 3, None, None, False),
        ("no fewer than 3 people", 3, None, None, False),
        ("3 or more people", 3, None, None, False),
        ("100+ people", 100, None, None, False),
        ("more than 70,000 people", 70001, None, None, False),
        ("over 80 people", 81, None, None, False),
        ("up to 20 people", None, None, 20, False),
        ("as many as 20 people", None, None, 20, False),
        ("fewer than 20 people", None, None, 19, False),
        ("about 40 people", 40, 40, 40, True),
        ("nearly two dozen people", 24, 24, 24, True),
        ("between 20 and 30 people", 20, None, 30, False),
        ("20 to 30 people", 20, None, 30, False),
        ("20-30 people", 20, None, 30, False),
        ("20–30 people", 20, None, 30, False),
        ("several people", 3, None, None, False),
        ("a few people", 2, None, None, False),
        ("a couple of men", 2, 2, 2, False),
        ("dozens of people", 24, None, None, False),
        ("scores of people", 40, None, None, False),
        ("tens of fighters", 20, None, None, False),
        ("hundreds of people", 200, None, None, False),
        ("several hundred people", 300, None, None, False),
        ("thousands of people", 2000, None, None, False),
        ("tens of thousands of people", 20000, None, None, False),
        ("an unknown number of people", 2, None, None, False),
        ("no one", 0, 0, 0, False),
        ("no civilians", 0, 0, 0, False),
        ("both men", 2, 2, 2, False),
        ("another 12 people", 12, 12, 12, False),
    ],
)
def test_words_bound_a_number(text: str, low: int | None, best: int | None, high: int | None, approx: bool) -> None:  # noqa: FBT001
    assert bounds_of(text) == [(low, best, high, approx)]


@pytest.mark.parametrize(
    "text",
    [
        "a 12-year-old boy",
        "Omar, aged 45,",
        "for 12 years",
        "on March 12",
        "on 5 May",
        "at 12 p.m.",
        "$ 500 was stolen",
        "500 dollars",
        "12 miles away",
        "44 pounds (20 kilograms) of powder",
        "a 7.62 mm round",
        "an AK-47",
        "the 1st Battalion, 327th Infantry",
        "12 percent of voters",
        "12% of voters",
        "Highway 12",
        "Resolution 242",
        "since 9/11",
        "in 2011",
        "two-thirds of the town",
        "one another",
        "an 80-member convoy",
    ],
)
def test_ages_dates_and_measures_count_nobody(text: str) -> None:
    assert bounds_of(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "least",
                "two",
                "dozen",
                "hundred",
                "thousand",
                "million",
                "and",
                "a",
                "12",
                "1,200",
                "3.5",
                "between",
                "to",
                "-",
                "more",
                "than",
                "several",
                "of",
            ]
        )
    )
)
def test_bounds_are_in_order_whatever_the_words(words: list[str]) -> None:
    for quantity in read_quantities(words):
        given_bounds = [bound for bound in (quantity.count.low, quantity.count.best, quantity.count.high) if bound is not None]
        assert given_bounds == sorted(given_bounds)
        assert 0 <= quantity.start < quantity.end <= len(words)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_separators_are_their_number(number: int) -> None:
    assert read_number([f"{number:,}"], 0) == (number, 1)


@pytest.mark.parametrize("gives", ["many", "n...", ""])
def test_a_rule_that_gives_nothing_known_is_refused(gives: str) -> None:
    with pytest.raises(InvalidRuleError, match="gives must be"):
        list(expand({"id": "count.x", "pattern": "{n}", "gives": gives}))
