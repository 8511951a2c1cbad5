"""A bound on the length of a sentence, so that no text costs more than its length."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from spacy.attrs import ORTH, SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

STOPS = (".", "!", "?")
MOST_WORDS = 250  # between two stops: prose has none so long, and looking about in a sentence takes its length squared


@Language.component("onrecord_bounds")
def start_sentences_in_time(doc: Doc) -> Doc:
    """Tell the parser of a sentence's start wherever no stop and no line break has come for very long."""
    if len(doc) <= MOST_WORDS:
        return doc
    array = doc.to_array([ORTH, SENT_START])
    stops = [doc.vocab.strings.add(stop) for stop in STOPS]
    ends = np.flatnonzero(np.isin(array[:, 0], stops) | (array[:, 1] == 1))
    edges = [0, *(int(end) for end in ends), len(doc)]
    for edge, following in pairwise(edges):
        for position in range(edge + MOST_WORDS, following, MOST_WORDS):
            doc[position].is_sent_start = True
    return doc
