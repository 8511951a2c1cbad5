"""Boilerplate: what is skipped, what is not, and that nothing is altered."""

from __future__ import annotations

from importlib.resources import files

import pytest

from onrecord.ingest.boilerplate import KEYS, find_boilerplate, match_line
from onrecord.vocab.rules import load_rules

ROWS = load_rules(files("onrecord.vocab") / "data" / "en" / "boilerplate.toml", allowed=KEYS, required=KEYS)
EXAMPLES = [(str(row["id"]), line) for row in ROWS for line in list(row["examples"])]  # type: ignore[call-overload]
NEVER = [line for row in ROWS for line in list(row["never"])]  # type: ignore[call-overload]
STORY = "Two guards died when a bomb went off at the gate of the depot in Keldin, the district police said on Friday.\n" * 1 + (
    "A driver was treated for burns at the clinic. The road stayed closed until the evening, and nobody said who had planted the bomb.\n"
    "The depot belongs to the ministry of works. Its night shift had left a few minutes before, a foreman told reporters at the gate.\n"
)


def skipped(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_boilerplate(text)]


@pytest.mark.parametrize(("rule_id", "line"), EXAMPLES)
def test_an_example_is_boilerplate_by_its_own_rule_or_an_earlier_one(rule_id: str, line: str) -> None:
    assert match_line(line), rule_id


@pytest.mark.parametrize("line", NEVER)
def test_what_only_looks_like_boilerplate_is_read(line: str) -> None:
    assert match_line(line) is None


def test_a_report_without_boilerplate_is_read_whole() -> None:
    assert skipped(STORY) == []


def test_a_comment_box_and_what_readers_wrote_after_it_are_skipped() -> None:
    assert skipped(STORY + "Comments\nPost a Comment\nThey killed my cousin there too.") == [
        "Comments",
        "Post a Comment",
        "They killed my cousin there too.",
    ]


def test_a_comment_link_at_the_head_of_a_page_does_not_hide_the_report() -> None:
    assert skipped("3 Comments\n" + STORY) == ["3 Comments"]


def test_headlines_of_other_stories_are_skipped_until_the_next_sentence() -> None:
    text = STORY + "Related articles\nFive killed in mine blast\nRebels seize bridge\nThe police are still looking for witnesses."
    assert skipped(text) == ["Related articles", "Five killed in mine blast", "Rebels seize bridge"]


def test_a_paragraph_that_stands_there_twice_is_read_once() -> None:
    line = "Two guards died when a bomb went off at the gate of the depot."
    assert skipped(f"{line}\n\n{line}\nShort.\nShort.") == [line]
    assert find_boilerplate(f"{line}\n\n{line}")[0].start > len(line)


def test_a_lead_that_the_first_sentence_repeats_is_left_to_be_brought_together() -> None:
    assert skipped("A bomb killed two guards at the depot in Keldin.\nA bomb killed two guards at the depot in Keldin, police said.") == []


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u2028", "Comments", "a" * 200_000])
def test_any_text_is_taken(text: str) -> None:
    assert all(text[span.start : span.end].strip() for span in find_boilerplate(text))
