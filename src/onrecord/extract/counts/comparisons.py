"""The number of another period that a figure is set beside: "112 have been killed this year, against 57 in all of 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.extract.counts.drafts import Draft
from onrecord.extract.counts.phrases import At, Phrase
from onrecord.extract.counts.sentences import sentence_start
from onrecord.vocab.words import word_set

COMPARED = "toll.compared"


@lru_cache(maxsize=1)
def comparison() -> re.Pattern[str]:
    """A word that sets two numbers side by side, one to three words of number, and a period."""
    cues, periods = (
        "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(word_set(name), key=len, reverse=True))
        for name in ("words.compared-with", "words.period-unit")
    )
    behind = rf" (?:in|during|for|over|throughout|a|the|last)\b(?: [\w-]+){{0,5}}? (?:{periods}|(?:19|20)\d\d)(?![\w'’])"
    return re.compile(
        rf"\b(?:{cues}) (?:(?:just|only|about|some|around|at least) )?(?P<number>\d[\d,]*|[a-z-]+)(?={behind})", re.IGNORECASE
    )


def compared_figures(doc: Doc, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """A figure of another period for each number that is set beside one told before in its sentence."""
    for found in comparison().finditer(doc.text):
        span = doc.char_span(found.start("number"), found.end("number"), alignment_mode="expand")
        quantity = at.get(span.start) if span is not None else None
        whole = last_number(drafts, span.start) if span is not None and quantity is not None else None
        if whole is None or quantity is None:
            continue
        cue = doc[quantity.end - 1]
        phrase = Phrase(
            first=quantity.start,
            last=quantity.end,
            head=cue.i,
            count=quantity.count,
            kind="number",
            rule=quantity.rule,
            victims=None,
            quantity=quantity.start,
        )
        yield Draft(cue=cue, harm=whole.harm, phrase=phrase, rule=COMPARED)


def last_number(drafts: list[Draft], position: int) -> Draft | None:
    """The figure with a number that its sentence told last before a word."""
    if not drafts:
        return None
    doc = drafts[0].cue.doc
    first = sentence_start(doc[position])
    before = [draft for draft in drafts if draft.phrase.kind == "number" and first <= draft.phrase.first < position]
    return max((draft for draft in before if draft.whole is None), key=lambda draft: draft.phrase.first, default=None)
