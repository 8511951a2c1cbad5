"""Find the words that show that what looks like violence is none."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from onrecord.extract.lookalikes.rules import lookalike_patterns
from onrecord.model.mentions import LookalikeMention
from onrecord.model.text import Span, lowered
from onrecord.model.values import Reach

STORY_WORDS = 3  # different words of film, book and play from which on a report is one of them
PRESENT = frozenset({"VBZ", "VBP"})


def find_lookalikes(doc: Doc) -> tuple[LookalikeMention, ...]:
    """Look-alikes in text order; in a report of a story also all that it tells in the present tense."""
    text = lowered(doc.text)  # a third of the time that patterns without case would take
    found = [
        LookalikeMention(span=Span(match.start(), match.end()), reach=reach, rule=rule)
        for pattern, rule, reach in lookalike_patterns()
        for match in pattern.finditer(text)
    ]
    words = {text[one.span.start : one.span.end] for one in found if one.reach is Reach.STORY}
    if len(words) >= STORY_WORDS:
        found += tell_story(doc, next(one.rule for one in found if one.reach is Reach.STORY))
    return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end)))


def tell_story(doc: Doc, rule: str) -> Iterator[LookalikeMention]:
    """The sentences in the present tense, each a scene from its first word on."""
    for sentence in doc.sents:
        if is_present(sentence):
            yield LookalikeMention(span=Span(sentence.start_char, sentence.end_char), reach=Reach.SCENE, rule=rule)


def is_present(sentence: Sentence) -> bool:
    """True if the main verb, or what helps it, is in the present."""
    root = sentence.root
    return root.tag_ in PRESENT or any(child.tag_ in PRESENT for child in root.lefts if child.dep_ in {"aux", "auxpass"})
