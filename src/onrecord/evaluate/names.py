"""When two names are the same, and where sentences end: how two answers are held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from onrecord.model.names import normal_name
from onrecord.model.text import Span

# A stop before a capital, a digit or an opening quote; a new line.
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|\n+")
TITLES = ("Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Gov", "Sen", "Rep", "St")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec")
ABBREVIATED = re.compile(rf"\b(?:{'|'.join((*TITLES, *MONTHS, 'No', 'vs', '[A-Z]'))})\.$")
LONGEST_ABBREVIATION = 8  # characters that are looked at before a stop


def normal(name: str | None) -> str:
    """A name in its normal form; empty for none."""
    return normal_name(name or "")


def same_name(one: str | None, other: str | None) -> float:
    """1 for equal names, 0.5 if the shorter stands in the longer on word bounds, else 0."""
    first, second = normal(one), normal(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shorter, longer = sorted((first, second), key=len)
    return 0.5 if f" {shorter} " in f" {longer} " else 0.0


def find_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences."""
    stops = (stop.end() for stop in SENTENCE_END.finditer(text) if not _is_abbreviated(text, stop.end()))
    bounds = pairwise([0, *stops, len(text)])
    return tuple(Span(start, end) for start, end in bounds if text[start:end].strip())


def sentence_numbers(sentences: Iterable[Span], spans: Iterable[Span]) -> frozenset[int]:
    """Numbers of the sentences that spans lie in."""
    spans = tuple(spans)
    return frozenset(number for number, sentence in enumerate(sentences) if any(sentence.overlaps(span) for span in spans))


def _is_abbreviated(text: str, end: int) -> bool:
    return bool(ABBREVIATED.search(text[max(0, end - LONGEST_ABBREVIATION) : end]))
