"""Stretches of a text that stand in quotation marks, also unclosed ones and those that run over paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

OPENING = frozenset({"“", "„", "«", "``", "‟"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''"})  # the same mark opens and closes
SINGLE_OPENING = frozenset({"‘", "`"})
SINGLE_CLOSING = "’"
APOSTROPHE = "'"
SINGLES = frozenset({"'", "’", "‘"})  # "'80s" opens nothing
LONGEST_TITLE = 6  # words of "Fox and Friends"
LONGEST = 1500  # tokens; a mark that is closed later than this was a slip of the pen
SENTENCE_ENDS = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens from the opening mark to the closing mark; `end` is excluded. `continues` the quote before it (a new paragraph)."""

    start: int
    end: int
    is_speech: bool
    continues: bool = False


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """All quotations in text order; none overlaps another (a quotation inside a quotation is a part of it)."""
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    mark = ""
    unclosed = False
    after = 0  # where the last one ends
    for token in doc:
        if token.i < after:
            continue
        kind = _kind(token, opened, mark)
        if opened is None:
            if kind == "open":
                opened, mark = token.i, token.text
                continues, unclosed = unclosed, False
            elif not token.is_space:
                unclosed = False
            continue
        if kind == "close":
            after = _after_marks(doc, token.i + 1)
            spans.append((opened, after, continues))
            opened = None
        elif token.is_space and "\n" in token.text and _ends_paragraph(token):
            spans.append((opened, token.i, continues))
            opened, unclosed = None, True
        elif token.i - opened > LONGEST:
            opened = None
    if opened is not None and len(doc) - opened <= LONGEST:
        spans.append((opened, len(doc), continues))
    return tuple(Quote(start, end, _is_speech(doc, start, end), continues) for start, end, continues in spans if end - start > 1)


def quotes_in(quotes: Sequence[Quote], extent: tuple[int, int]) -> Iterator[Quote]:
    """The quotations that share a token with an extent."""
    for index in range(bisect_right(quotes, extent[0], key=_end_of), len(quotes)):
        if quotes[index].start >= extent[1]:
            return
        yield quotes[index]


def _end_of(quote: Quote) -> int:
    return quote.end


def _after_marks(doc: Doc, end: int) -> int:
    """Past marks that are doubled, as in text that went through a CSV file."""
    while end < len(doc) and doc[end].text in STRAIGHT and not doc[end - 1].whitespace_:
        end += 1
    return end


def _kind(token: Token, opened: int | None, mark: str) -> str:
    """Whether a token opens or closes a quotation, as things stand."""
    text = token.text
    if text in OPENING:
        return "open" if opened is None else ""
    if text in CLOSING:
        return "close" if opened is not None and _is_double(mark) else ""
    if text in STRAIGHT:
        if opened is not None:
            return "close" if _is_double(mark) else ""
        return "" if _looks_closing(token) else "open"
    if opened is not None and _is_double(mark):
        return ""
    if text in SINGLE_OPENING:
        return "open" if opened is None else ""
    if text in {APOSTROPHE, SINGLE_CLOSING}:
        if opened is None:
            return "open" if text == APOSTROPHE and _looks_opening(token) else ""
        return "close" if _closes_single(token) else ""
    return ""


def _is_double(mark: str) -> bool:
    return mark in OPENING or mark in STRAIGHT


def _looks_opening(token: Token) -> bool:
    before = token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space or token.nbor(-1).text in '([—–-“"'
    return (
        before
        and not token.whitespace_
        and not (token.i + 1 < len(token.doc) and token.nbor(1).text[0].isdigit() and token.text in SINGLES)
    )


def _looks_closing(token: Token) -> bool:
    """A straight mark set against the word before it and not the one after."""
    if token.i == 0 or _looks_opening(token):
        return False
    after = bool(token.whitespace_) or token.i + 1 == len(token.doc) or token.nbor(1).is_space or token.nbor(1).is_punct
    return after and not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space


def _closes_single(token: Token) -> bool:
    """A single mark closes after a stop or comma, or before one; else it may be the apostrophe of "the rebels' base"."""
    before = token.nbor(-1)
    if before.is_punct:
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.tag_ == "''" or after is None or after.is_space or after.is_punct


def _ends_paragraph(token: Token) -> bool:
    """A line break closes an open quotation unless the line was only wrapped and its closing mark is still to come."""
    if token.text.count("\n") > 1:
        return True
    for later in token.doc[token.i + 1 : token.i + 200]:
        if later.text in OPENING or (later.text in STRAIGHT and _looks_opening(later)):
            return True
        if later.text in CLOSING or later.text in STRAIGHT:
            return False
    return True


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    """Whole sentences or clauses, not a word or two held at arm's length."""
    words = [token for token in doc[start + 1 : end] if not token.is_punct and not token.is_space]
    if not words:
        return False
    last = doc[end - 2] if end - start > 2 else doc[end - 1]
    stopped = last.text in SENTENCE_ENDS or last.text == ","
    finite = any(token.tag_ in {"VBD", "VBP", "VBZ", "MD"} for token in words)
    if not finite and 1 < len(words) <= LONGEST_TITLE and all(token.is_title or token.is_stop for token in words):
        return False
    return (len(words) > 2 and finite) or (stopped and (len(words) > 2 or words[0].is_title))
