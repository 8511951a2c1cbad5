"""Text that nobody wrote is read like any other: whole, without a fault, and in no more than its length."""

import cProfile
import json
import pstats

import pytest

from onrecord.annotate import annotate_document
from onrecord.annotate.bounds import MOST_WORDS
from onrecord.model.text import Document
from onrecord.pipeline import read_document

WORDS = 1500
HOSTILE = {
    "coordination": "killed and ",
    "nesting": "a of ",
    "verbs": "killed ",
    "lines": "killed\n",
    "places": "Homs, ",
    "nested places": "in Homs in Syria in ",
    "quotes": '" ',
    "open quotes": "“they killed two ",
    "brackets": "( ",
    "digits": "12 ",
    "dashes": "- ",
    "speech": "he said ",
    "names": "Ali Hassan and ",
    "marks": ".,;:!? ",
    "capitals": "TEN MEN KILLED IN HOMS ",
    "right to left": "قتل رجلان في حمص ",
    "emoji": "💥 killed ",
}
ODD = {
    "a long word": "a" * 200_000,
    "a long number": "1" * 100_000,
    "line breaks": "\n" * 100_000,
    "combining marks": "a\u0301\u0302\u0303" * 20_000,
    "NUL": "Gunmen\x00killed\x00two men.",
    "a lone surrogate": "Gunmen killed two \ud800 men in Homs.",
    "right-to-left marks": "\u202eGunmen killed two men\u202c in Homs.",
}


def read(text: str) -> str:
    return json.dumps(read_document(Document(id="hostile", text=text, language="en")).to_dict())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_repeated_words_are_read(words: str) -> None:
    assert json.loads(read(words * (WORDS // len(words.split()))))["document"]["id"] == "hostile"


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_characters_are_read(text: str) -> None:
    assert json.loads(read(text))["document"]["id"] == "hostile"


GROWING = {
    "capitals": "TEN MEN KILLED IN HOMS ",
    "relative clauses": "who killed men who ",
    "quotations": "“Soldiers shot two men,” police said. ",
    "quotations within quotations": "He denied that he denied that ",
    "weapons": "bomb ",
    "reports": "Gunmen killed three men in Homs on Monday, police said. ",
    "straight marks": '""',
}


def steps_of(text: str) -> int:
    """Calls of functions that a reading takes."""
    profile = cProfile.Profile()
    profile.enable()
    read_document(Document(id="hostile", text=text, language="en"))
    profile.disable()
    return sum(calls for _, calls, *_ in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", GROWING.values(), ids=GROWING.keys())
def test_twice_the_text_takes_about_twice_the_steps(words: str) -> None:
    unit = 900 // len(words.split())
    steps_of(words)
    assert steps_of(words * 2 * unit) < 2.2 * steps_of(words * unit)


@pytest.mark.parametrize("mark", ['"', "(", "_", "💥", "“‘"])
def test_a_row_of_marks_is_white_space(mark: str) -> None:
    doc = annotate_document(Document(id="a", text=f"Gunmen killed two men. {mark * 5000} Police came."))
    assert len(doc) < 12
    assert len(doc.text) == 36 + 5000 * len(mark)


def test_a_sentence_without_end_is_cut() -> None:
    doc = annotate_document(Document(id="a", text="gunmen killed men and " * 400))
    assert max(len(sentence) for sentence in doc.sents) <= MOST_WORDS


def test_long_prose_is_not_cut() -> None:
    doc = annotate_document(Document(id="a", text="The gunmen who came at night killed two men near the river. " * 100))
    assert sum(1 for _ in doc.sents) == 100
