"""Text that nobody wrote is read like any other: whole, without a fault, and in no more than its length."""

import json

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


def test_a_sentence_without_end_is_cut() -> None:
    doc = annotate_document(Document(id="a", text="gunmen killed men and " * 400))
    assert max(len(sentence) for sentence in doc.sents) <= MOST_WORDS


def test_long_prose_is_not_cut() -> None:
    doc = annotate_document(Document(id="a", text="The gunmen who came at night killed two men near the river. " * 100))
    assert sum(1 for _ in doc.sents) == 100
