"""Expressions of number in a text, with the bounds that they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.extract.counts.numbers import SCALES, TENS, UNITS, read_number
from onrecord.extract.counts.rules import CountPattern, count_patterns
from onrecord.model.values import Count

Expression = tuple[int, int, CountPattern | None, tuple[int, ...]]
STARTS = frozenset({*UNITS, *TENS, *SCALES, "a", "an", "half"})  # words that may begin a number
NUMBERS = frozenset({"{n}", "{m}"})
RANGE = re.compile(r"(\d{1,5})[-–—‑](\d{1,5})")
YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "from",
        "during",
        "of",
        "early",
        "mid",
        "late",
        "year",
        "to",
        "before",
        "after",
        "through",
        "till",
        ",",
        "/",
        "-",
        "–",
    ]
)
GLUED = re.compile(r"(\d{1,5})\.[a-z]{2,}|[a-z]{2,}\.(\d{1,5})")
PAIR = 2
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MOST = 2_000_000_000  # nobody counts more people


@dataclass(frozen=True, slots=True)
class Quantity:
    """An expression of number from a token to another (excluded); `exact` is set if it is a plain number."""

    start: int
    end: int
    count: Count
    rule: str

    @property
    def is_exact(self) -> bool:
        """True for a plain number, also one with "about"."""
        return self.count.best is not None


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """Expressions of number in text order, none inside another; ages, dates, sums of money and the like left out."""
    return tuple(quantity for quantity in read_quantities(words_of(doc)) if not is_stand_in(doc, quantity))


def is_stand_in(doc: Doc, quantity: Quantity) -> bool:
    """True for a thing told before: "the largest [one] seized so far"."""
    start, end = quantity.start, quantity.end
    if end > start + 1 or doc[start].lower_ != "one" or start == 0 or doc[start - 1].tag_ not in ADJECTIVES:
        return False
    return end == len(doc) or doc[end].tag_ not in NOUN_TAGS


def words_of(doc: Doc) -> tuple[str, ...]:
    """The words of a report as numbers are read from them."""
    return tuple(plain(token.lower_) for token in doc)


def plain(word: str) -> str:
    """The number of a word that lacks the space at a full stop ("wounded 42.The")."""
    found = GLUED.fullmatch(word) if "." in word and word[0].isalnum() and not word.isalpha() else None
    return (found[1] or found[2]) if found else word


def read_quantities(words: Sequence[str]) -> Iterator[Quantity]:
    """Expressions that bound a number, in the order of the words."""
    for position, end, pattern, numbers in read_expressions(tuple(words)):
        if pattern is None:
            ends = split_range(words[position])
            if ends and ends[0] < ends[1]:
                yield Quantity(position, position + 1, Count(low=ends[0], best=None, high=ends[1]), "count.to")
            continue
        count = bound(pattern.gives, numbers)
        if count and not is_year(words, position, end, numbers):
            yield Quantity(position, end, count, pattern.rule)


@lru_cache(maxsize=1)  # of one report they are asked for twice
def read_expressions(words: tuple[str, ...]) -> tuple[Expression, ...]:
    """The longest expression of number at each word that none before it holds."""
    return tuple(each_expression(words))


def each_expression(words: Sequence[str]) -> Iterator[Expression]:
    """Go through the words once: where an expression begins and ends, its pattern, and its numbers."""
    patterns = count_patterns()
    position = 0
    while position < len(words):
        if not words[position][:1].isdigit() and words[position] not in patterns and words[position] not in STARTS:
            position += 1
            continue
        end, pattern, numbers = longest(patterns, words, position)
        yield position, end, pattern, numbers
        position = end


def is_year(words: Sequence[str], start: int, end: int, numbers: tuple[int, ...]) -> bool:
    """True for a year behind a preposition ("in 1977")."""
    is_plain = end == start + 1 and len(words[start]) == 4 and numbers[:1] and 1800 <= numbers[0] <= 2100
    return bool(is_plain) and start > 0 and words[start - 1] in YEAR_BEFORE


def split_range(word: str) -> tuple[int, int] | None:
    """The numbers of a range that the tokenizer leaves in one piece ("20–30")."""
    found = RANGE.fullmatch(word)
    return (int(found[1]), int(found[2])) if found else None


def longest(
    patterns: dict[str, tuple[CountPattern, ...]], words: Sequence[str], start: int
) -> tuple[int, CountPattern | None, tuple[int, ...]]:
    """The end, the pattern and the numbers of the longest expression that begins at a word; the next word if there is none."""
    best: tuple[int, CountPattern | None, tuple[int, ...]] = (start + 1, None, ())
    first = read_number(words, start)
    starting = patterns.get(words[start], ())
    if first:
        following = words[first[1]] if first[1] < len(words) else ""
        starting += tuple(pattern for pattern in patterns["{n}"] if goes_on(pattern, following))
    for pattern in starting:
        found = match(pattern, words, start)
        if found and (best[1] is None or found[0] > best[0]):
            best = (found[0], pattern, found[1])
    return best


def goes_on(pattern: CountPattern, following: str) -> bool:
    """True if a pattern may go on with the word behind its first number: most do not, and need no closer look."""
    return len(pattern.slots) == 1 or following in pattern.slots[1] or pattern.slots[1] <= NUMBERS


def match(pattern: CountPattern, words: Sequence[str], start: int) -> tuple[int, tuple[int, ...]] | None:
    """Where a pattern that begins at a word ends, and the numbers in it; None if it does not match."""
    position, numbers, digits = start, [], []
    for slot in pattern.slots:
        if position >= len(words):
            return None
        if slot <= NUMBERS:
            number = read_number(words, position)
            if number is None:
                return None
            numbers.append(number[0])
            digits.append(words[position][0].isdigit())
            position = number[1]
        elif words[position] in slot:
            position += 1
        else:
            return None
    is_span = pattern.gives == "n..m" or (pattern.gives == "-" and len(numbers) == PAIR and any("–" in slot for slot in pattern.slots))
    if is_span and (numbers[0] >= numbers[1] or (pattern.gives == "-" and digits[0] != digits[1])):
        return None  # "June 16 - two men"
    return position, tuple(numbers)


def bound(gives: str, numbers: tuple[int, ...]) -> Count | None:
    """What the numbers of an expression bound; None if it counts nothing."""
    if gives == "-" or any(number > MOST for number in numbers):
        return None
    if not numbers:
        low = int(gives.removesuffix(".."))
        return Count(low=low, best=None if gives.endswith("..") else low, high=None if gives.endswith("..") else low)
    first, last = numbers[0], numbers[-1]
    match gives:
        case "n" | "~n":
            return Count(low=first, best=first, high=first, approx=gives == "~n")
        case "m":
            return Count(low=last, best=last, high=last)
        case "n..m":
            return Count(low=first, best=None, high=last)
        case "n.." | "n+1..":
            return Count(low=first + (gives == "n+1.."), best=None, high=None)
        case "..n" | "..n-1":
            return Count(low=None, best=None, high=max(0, first - (gives == "..n-1")))
        case _:
            return None
