"""Find the time expressions of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.extract.times.context import is_look_alike, read_context
from onrecord.extract.times.numbers import read_number
from onrecord.extract.times.rules import TimeRule, core_words, level, rules_for, starters, word_values
from onrecord.model.mentions import TimeMention
from onrecord.model.text import Span

REACH = 6  # words that an expression can have before its word of time ("slightly more than a hundred and")
CURRENCIES = frozenset("$£€#@_")
YEAR_LENGTH = 4
JOINTS = frozenset(":/-.–")
DECIMALS = frozenset(".,")
NEAR = 60  # characters between "a day after" and the day that it is counted from
SENTENCE_END = re.compile(r"[.!?;]\s|\n")
WORD = re.compile(r"\w+")
BOUNDS = ("span", "span_b")  # groups that bound the expression, where a rule needs words around it
NAMED = frozenset({"weekday", "weekdays", "month", "holiday"})
NUMERIC = frozenset({"number", "rest", "hour", "ones"})
ORDERED = frozenset({"day", "ordinal", "quarter", "nth"})
FIGURES = re.compile(r"\d+")
SUFFIXES = ("_b", "_c", "_d")  # further places in a pattern where a class may stand


def find_times(doc: Doc) -> tuple[TimeMention, ...]:
    """Time expressions, in text order; none overlaps another."""
    found, reached, text = [], 0, doc.text
    levelled = level(text)
    for start, word in candidate_starts(levelled):
        if start < reached:
            continue
        best = longest_match(levelled, start, word)
        if best is None:
            continue
        mention = to_mention(doc, text, *best)
        if mention is not None:
            found.append(mention)
        if mention is not None or best[0].type == "NONE":
            reached = extent(best[1])[1]
    return tuple(mark_complements(text, found))


def candidate_starts(text: str) -> Iterator[tuple[int, str]]:
    """Where an expression can begin: a word of the lists with a word of time, or a figure, not far behind it."""
    words = [(match.start(), match.group().casefold()) for match in WORD.finditer(text)]
    core, first, near = core_words(), starters(), -REACH
    starts = []
    for number in range(len(words) - 1, -1, -1):
        start, word = words[number]
        is_figure = word[0].isdigit()
        if word in core or (is_figure and is_dated(word, text[start + len(word) : start + len(word) + 1])):
            near = number
        if near - number <= REACH and near >= 0 and (is_figure or word in first) and not is_inside_word(text, start):
            starts.append((start, word))
    return reversed(starts)


def is_dated(figure: str, after: str) -> bool:
    """True for figures that can be a time without a word of time: 2013, 1990s, 5am, 3rd, 10:30, 9/11."""
    return len(figure) == YEAR_LENGTH or not figure.isdigit() or after in JOINTS


def is_inside_word(text: str, start: int) -> bool:
    """True for figures behind a currency sign or a decimal point."""
    before = text[start - 1 : start]
    return before in CURRENCIES or (before in DECIMALS and text[start].isdigit() and text[start - 2 : start - 1].isdigit())


def longest_match(text: str, start: int, word: str) -> tuple[TimeRule, re.Match[str]] | None:
    """The rule that matches most at a place; of equals the first in the file."""
    best: tuple[TimeRule, re.Match[str]] | None = None
    for rule in rules_for(word):
        match = rule.pattern.match(text, start)
        if match and (best is None or match.end() > best[1].end()):
            best = (rule, match)
    return best


def extent(match: re.Match[str]) -> tuple[int, int]:
    """Where the expression itself begins and ends."""
    bounds = (match.span(name) for name in BOUNDS if name in match.re.groupindex and match.group(name))
    return next(bounds, match.span())


def to_mention(doc: Doc, text: str, rule: TimeRule, match: re.Match[str]) -> TimeMention | None:
    """The mention that a match makes, or None if it is none in its context."""
    start, end = extent(match)
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if rule.type == "NONE" or tokens is None or start == end or not has_capitals(match):
        return None
    reading = read_groups(match) | dict(rule.terms) | {"kind": rule.kind}
    if is_look_alike(tokens, rule.id, reading):
        return None
    return TimeMention(
        span=Span(start, end),
        token=tokens.root.i,
        text=text[start:end],
        rule=rule.id,
        type=rule.type,
        reading=tuple(sorted((reading | read_context(tokens, text, start, end)).items())),
    )


def has_capitals(match: re.Match[str]) -> bool:
    """True if months, weekdays and holidays are written as names."""
    return not any(text[0].islower() for name, text in match.groupdict().items() if text and name.split("_")[0] in NAMED)


def mark_complements(text: str, found: list[TimeMention]) -> Iterator[TimeMention]:
    """Tell "a day after Monday's raid", where the next time is what it is counted from, from "a day after the raid"."""
    for mention, following in zip(found, (*found[1:], None), strict=False):
        between = text[mention.span.end : following.span.start] if following else ""
        if ("anchor", "event") in mention.reading and 0 < len(between) < NEAR and not SENTENCE_END.search(between):
            yield replace(mention, reading=(*mention.reading, ("complement", "1")))
        else:
            yield mention


def read_groups(match: re.Match[str]) -> dict[str, str]:
    """The values of the groups that matched."""
    reading = {}
    for name, text in match.groupdict().items():
        if text and name not in BOUNDS:
            base = next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)
            reading[base] = read_word(base.removesuffix("_end").removesuffix("_begin"), text)
    return reading


def read_word(kind: str, text: str) -> str:
    """What a word of a class stands for; figures stand for themselves."""
    plain = " ".join(text.split()).casefold()
    if kind in NUMERIC:
        return read_number(plain)
    if kind in ORDERED:
        figures = FIGURES.match(plain)
        return str(int(figures.group())) if figures else word_values()["ordinal"].get(plain, plain)
    return word_values().get(kind, {}).get(plain, plain)
