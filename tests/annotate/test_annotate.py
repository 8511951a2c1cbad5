"""Annotation: offsets of the text, boilerplate as white space, and shortcuts that change nothing."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate import DEFAULT_MODEL, annotate_document, blank_skipped, dateline_end, load_model
from onrecord.errors import MissingModelError
from onrecord.model.text import Document, Span

TEXT = "The U.S. didn't say who'd fired at 5 p.m. near St. Mary's; it's 3kms from here, c'mon :)\nShare\nTwo were killed."


def test_a_pipeline_that_is_loaded_quickly_reads_as_one_that_is_not() -> None:
    with warnings.catch_warnings(action="ignore"):  # of the version that it was trained with
        plain = spacy.load(DEFAULT_MODEL)(TEXT)
    quick = load_model()(TEXT)
    assert [(token.text, token.tag_, token.lemma_) for token in quick] == [(token.text, token.tag_, token.lemma_) for token in plain]


def test_boilerplate_is_parsed_as_white_space_and_offsets_stay() -> None:
    start = TEXT.index("Share")
    doc = annotate_document(Document(id="a", text=TEXT, skipped=(Span(start, start + 5),)))
    assert "Share" not in doc.text
    assert doc.text.index("Two were killed") == TEXT.index("Two were killed")
    assert TEXT[doc[-2].idx :] == "killed."


@given(spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=6))
def test_blanking_keeps_the_length_and_all_other_characters(spans: list[tuple[int, int]]) -> None:
    skipped = tuple(sorted(Span(start, start + length) for start, length in spans))
    blank = blank_skipped(Document(id="a", text=TEXT, skipped=skipped))
    assert len(blank) == len(TEXT)
    hidden = {position for span in skipped for position in range(span.start, span.end)}
    assert all(blank[position] == (" " if position in hidden else letter) for position, letter in enumerate(TEXT))


def test_a_model_that_is_not_installed_is_told() -> None:
    with pytest.raises(MissingModelError, match="no model 'en_none' is installed; the default is"):
        load_model("en_none")


def test_after_the_quick_import_spacy_is_whole() -> None:
    code = "import onrecord.annotate, spacy, spacy.cli; assert callable(spacy.info); assert spacy.cli.download"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\u2028", "\n\n"])
def test_a_line_break_of_any_kind_ends_a_sentence(line_break: str) -> None:
    doc = annotate_document(Document(id="a", text=f"Bomb in the market{line_break}Two guards were killed"))
    assert [sentence.text.strip() for sentence in doc.sents] == ["Bomb in the market", "Two guards were killed"]


@pytest.mark.parametrize(
    "dateline",
    [
        "BAMAKO - ",
        "Gao, 3 Jan 90 -- ",
        "Rome (Italy), 11 Jan 90 -- ",
        "KIDAL, Mali, June 20 (Agency) - ",
        "ST. ANNE Twp., Ont. (ABC) — ",
        "GAO, Mali (Jan. 2) – ",
    ],
)
def test_a_dateline_ends_before_the_report_begins(dateline: str) -> None:
    assert dateline_end(f"A headline\n{dateline}Two guards were killed.") == len(f"A headline\n{dateline}")


@pytest.mark.parametrize(
    "text", ["Mr. Hassan - a teacher - was shot.", "NATO forces – backed by jets – left.", "US-led forces left.", "Two died - police", ""]
)
def test_what_only_looks_like_a_dateline_stays_in_its_sentence(text: str) -> None:
    assert dateline_end(text) == 0


def sentences_of(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in annotate_document(Document(id="a", text=text)).sents]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The car was full of explosives.26 people died.", ["The car was full of explosives.", "26 people died."]),
        ("Maj. Omar Haddad and Sgt. Ali Noor were shot.", ["Maj. Omar Haddad and Sgt. Ali Noor were shot."]),
        ("Brig. Gen. Noor said so.", ["Brig. Gen. Noor said so."]),
        ("• Two guards died\n- A nurse was hurt", ["• Two guards died", "- A nurse was hurt"]),
        ("“Go!” he shouted. Nobody left.", ["“Go!” he shouted.", "Nobody left."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_spaces_that_do_not_break_or_show_are_spaces_and_offsets_stay() -> None:
    text = "\ufeffTwelve\u00a0guards were\u202fkilled in Tora\u200b near 3.5\u00a0km of road."
    doc = annotate_document(Document(id="a", text=text))
    assert [token.text for token in doc if not token.is_space][:6] == ["Twelve", "guards", "were", "killed", "in", "Tora"]
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc if not token.is_space)


def test_a_group_whose_name_looks_like_a_verb_is_a_name() -> None:
    doc = annotate_document(Document(id="a", text="IS killed nine guards. The army drove IS fighters out."))
    assert [token.pos_ for token in doc if token.text == "IS"] == ["PROPN", "PROPN"]
