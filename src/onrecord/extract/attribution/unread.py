"""Speakers at the end of a sentence whose verb the tagger took for a noun: "..., the state news agency reports."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import trim
from onrecord.extract.attribution.rules import Lexicon
from onrecord.extract.attribution.speakers import FINITE, head_of

FORMS = {
    "report": "report",
    "reports": "report",
    "claims": "claim",
    "estimates": "estimate",
    "says": "say",
    "states": "state",
    "show": "show",
    "shows": "show",
}
FIRST = frozenset({"DET", "PRON", "PROPN"})
JOINING = frozenset({"ADP", "CCONJ"})  # "and the police reports" is one more thing in a row
LONGEST = 12  # words of a speaker


def find_unread_drafts(doc: Doc, lexicon: Lexicon) -> Iterator[Draft]:
    """One draft for each sentence that ends so."""
    for sentence in doc.sents:
        verb = _last_word(sentence)
        if verb is not None and verb.lower_ in FORMS and verb.pos_ not in {"VERB", "AUX"}:
            yield from _draft(sentence, verb, lexicon)


def _last_word(sentence: Span) -> Token | None:
    end = sentence.end - 1
    while end > sentence.start and (sentence.doc[end].is_punct or sentence.doc[end].is_space):
        end -= 1
    return sentence.doc[end] if end > sentence.start else None


def _draft(sentence: Span, verb: Token, lexicon: Lexicon) -> Iterator[Draft]:
    """The words from the last comma to the verb speak, those before it are said."""
    doc, start = sentence.doc, verb.i
    while start > max(sentence.start, verb.i - LONGEST) and not doc[start - 1].is_punct:
        start -= 1
    content = trim(doc, (sentence.start, start)) if start > sentence.start and doc[start - 1].text == "," else None
    words = doc[start : verb.i]
    if content is None or not len(words) or any(token.pos_ in JOINING for token in words):
        return
    if words[0].pos_ not in FIRST and not (FORMS[verb.lower_] == "show" and words[-1].tag_ == "NNS"):
        return
    if any(token.tag_ in FINITE for token in doc[content[0] : content[1]]):
        source, rule = (start, verb.i), lexicon.verbs[FORMS[verb.lower_]][0]
        speaker = verb.nbor(-1).i if verb.nbor(-1).pos_ in {"NOUN", "PROPN"} else head_of(doc, source).i
        yield Draft(rule=rule, head=verb.i, cue=(verb.i, verb.i + 1), content=(content,), speaker=speaker, source=source, shape="before")
