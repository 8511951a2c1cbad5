"""Attributions by a colon alone: headlines ("Minister: truce holds"), transcripts ("HALE: We saw ..."), quotations after a name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, trim
from onrecord.extract.attribution.quotes import Quote
from onrecord.extract.attribution.rules import Rule
from onrecord.vocab.words import word_set

LONGEST_LABEL = 10  # tokens before the colon
LONGEST_TAIL = 6  # tokens from the mark to the end of a headline
FEWEST = 3  # words of a headline
FEWEST_LABELS = 2  # one line in capitals may be a dateline
VERBAL = frozenset({"VBD", "VBP", "VBZ", "MD", "VBG", "VB"})
TAIL_MARKS = frozenset({":", "-", "–", "—", "--"})
STOPS = frozenset({".", "!", "?"})
DASHES = frozenset({"-", "–", "—", "|"})
RUBRICS = frozenset(
    {
        "exclusive",
        "watch",
        "video",
        "update",
        "breaking",
        "photos",
        "photo",
        "live",
        "analysis",
        "opinion",
        "read",
        "more",
        "note",
        "caption",
        "source",
    }
)


def find_colon_drafts(doc: Doc, rule: Rule, quotes: tuple[Quote, ...]) -> Iterator[Draft]:
    """One draft for each line that begins with a speaker and a colon."""
    opens = {quote.start: quote for quote in quotes}
    lines = [line for line in _lines(doc) if line[1] is not None]
    labels = [line for line in lines if _is_label(doc, line)]
    for start, colon, end in lines:
        if colon is None:
            continue
        quote = opens.get(colon + 1) or opens.get(colon + 2)
        is_speaker = (start, colon, end) in labels and len(labels) >= FEWEST_LABELS
        is_title = start == 0 and not (_is_label(doc, (start, colon, end)) and doc[end - 1].text in STOPS)  # "LAGOS: Nine men died."
        if is_speaker or (_is_name(doc, start, colon) and (quote is not None or is_title)):
            yield from _draft(doc, rule, (start, colon, end), quote)


def find_tail_drafts(doc: Doc, rule: Rule) -> Iterator[Draft]:
    """One draft for a headline that ends with who says it: "Blast kills four in market: police", "Two held after raid - ministry"."""
    start, _, end = next(_lines(doc), (0, None, 0))
    mark = next((index for index in range(end - 1, max(end - 1 - LONGEST_TAIL, start), -1) if doc[index].text in TAIL_MARKS), None)
    if mark is None or doc[end - 1].text in STOPS or not doc[mark].whitespace_:
        return
    words = doc[mark + 1 : end]
    content = trim(doc, (start, mark))
    if not words or words[-1].lower_ not in word_set("words.headline-speakers") or content is None or content[1] - content[0] < FEWEST:
        return
    speaker = words.root if words.root.i < end else words[-1]
    source = (mark + 1, end)
    yield Draft(rule=rule, head=mark, cue=(mark, mark + 1), content=(content,), speaker=speaker.i, source=source, shape="colon")


def _lines(doc: Doc) -> Iterator[tuple[int, int | None, int]]:
    """First token, colon near the start if there is one, and end of each line."""
    start, colon = 0, None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if start < token.i:
                yield start, colon, token.i
            start, colon = token.i + 1, None
        elif token.text == ":" and colon is None and 0 < token.i - start <= LONGEST_LABEL:
            colon = token.i
    if start < len(doc):
        yield start, colon, len(doc)


def _is_label(doc: Doc, line: tuple[int, int | None, int]) -> bool:
    """True of a line that begins like "MARY HALE:"."""
    start, colon, _ = line
    words = [token for token in doc[start:colon] if not token.is_punct]
    return 0 < len(words) <= 4 and all(token.is_upper and len(token) > 1 for token in words)


def _is_name(doc: Doc, start: int, colon: int) -> bool:
    words = doc[start:colon]
    if any(token.tag_ in VERBAL or token.lower_ in RUBRICS or token.is_digit for token in words[-3:]):
        return False
    return any(token.pos_ == "PROPN" or token.tag_ == "NNS" or (token.pos_ == "NOUN" and token.is_title) for token in words) and not any(
        token.tag_ in VERBAL for token in words
    )


def _draft(doc: Doc, rule: Rule, line: tuple[int, int | None, int], quote: Quote | None) -> Iterator[Draft]:
    start, colon, end = line
    if colon is None:
        return
    dashes = [token.i for token in doc[start:colon] if token.text in DASHES and token.whitespace_]
    source = trim(doc, (dashes[-1] + 1 if dashes else start, colon))
    content: Extent | None = (quote.start, quote.end) if quote is not None else trim(doc, (colon + 1, end))
    if source is None or content is None:
        return
    speaker = doc[source[0] : source[1]].root.i
    yield Draft(rule=rule, head=colon, cue=(colon, colon + 1), content=(content,), speaker=speaker, source=source, shape="colon")
