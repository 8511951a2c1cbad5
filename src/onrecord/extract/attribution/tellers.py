"""Those who are quoted behind what they say: parsers join them to whom it is said of ("injuring dozens, a guard and a nurse said")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from spacy.tokens import Doc

from onrecord.model.mentions import AttributionMention

NO_TELLERS: Mapping[int, int] = MappingProxyType({})


def find_tellers(doc: Doc, attributions: Sequence[AttributionMention]) -> dict[int, int]:
    """Their tokens, each with the character at which their words begin."""
    found: dict[int, int] = {}
    for said in attributions:
        if said.source is not None and said.source.start >= said.content.end:
            span = doc.char_span(said.source.start, said.source.end, alignment_mode="expand")
            found.update((token.i, said.content.start) for token in span or ())
    return found
