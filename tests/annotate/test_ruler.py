"""The quick ruler says what spaCy's own says."""

import pytest
import spacy
from spacy.language import Language

from onrecord.annotate import DEFAULT_MODEL, load_model
from onrecord.annotate.quick import quick_load


@pytest.fixture(scope="module")
def own() -> Language:
    with quick_load():  # for its silence
        nlp = spacy.load(DEFAULT_MODEL, exclude=["senter", "ner"])
    nlp.add_pipe("onrecord_lines", before="parser")
    return nlp


TEXTS = (
    "Gunmen who had been hiding in the hills shot at a convoy that was leaving the town, and it didn't stop.",
    "But they ain't gonna leave: let's go, c'mon, y'all have gotta do nothin' here.",
    "There's a road\n\n  that the army 'd have taken.\t It is what it is; those who'd know won't tell you.",
    "ALL CAPS HERE: WHO DID IT? 'Twas us, she'll say.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_ruled_as_by_spacy(own: Language, text: str) -> None:
    quick = load_model(DEFAULT_MODEL)(text)
    for word, other in zip(quick, own(text), strict=True):
        assert (word.pos_, word.tag_, word.lemma_, word.dep_, str(word.morph)) == (
            other.pos_,
            other.tag_,
            other.lemma_,
            other.dep_,
            str(other.morph),
        )


def test_the_quick_ruler_stands_in_for_the_own_one() -> None:
    names = load_model(DEFAULT_MODEL).pipe_names
    assert "onrecord_ruler" in names
    assert "attribute_ruler" not in names
