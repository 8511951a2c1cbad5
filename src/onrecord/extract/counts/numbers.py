"""Numbers in digits or words, read from the tokens of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "mn": 1_000_000,
    "m": 1_000_000,
    "k": 1000,
}
DIGITS = re.compile(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:\.\d{3}){2,3}|\d{1,4}\.\d{1,3}")
THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")  # "1.200 people", but "1.250 million"
HYPHENS = frozenset("-‐‑–")
LONGEST = 12  # tokens of one number


def read_number(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The number that begins at a word, and where it ends; None if there is none. `words` are in lower case."""
    word = words[start]
    if word in {"a", "an", "half"}:
        return read_article(words, start)
    first = read_small(words, start)
    if first is None:
        return None
    value, end = first
    if THOUSANDS.fullmatch(word) and (end == len(words) or words[end] not in SCALES):
        return int(word.replace(".", "")), end
    return read_scales(words, value, end)


def read_article(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """As in "a dozen", "a hundred and five", "half a dozen"; "a" alone is no number here."""
    following = list(words[start + 1 : start + 3])
    if words[start] == "half":
        is_dozen = following[:1] == ["dozen"] or following == ["a", "dozen"]
        return (6, start + 1 + (following[0] == "a") + 1) if is_dozen else None
    if following[:2] == ["half", "dozen"] or following[:2] == ["half", "million"]:
        return (6 if following[1] == "dozen" else 500_000, start + 3)
    if following[:1] and following[0] in SCALES and len(following[0]) > 2:
        return read_scales(words, 1, start + 1)
    return None


def read_small(words: Sequence[str], start: int) -> tuple[float, int] | None:
    """Digits, or a number word below a hundred."""
    word = words[start]
    if DIGITS.fullmatch(word):
        return read_digits(word), start + 1
    if word in UNITS:
        return UNITS[word], start + 1
    if word in TENS:
        return read_tens(words, start)
    left, hyphen, right = word.partition("-")
    if hyphen and left in TENS and right in UNITS:
        return TENS[left] + UNITS[right], start + 1
    return None


def read_digits(word: str) -> float:
    """Separators of thousands left out."""
    if word.count(".") > 1:
        return int(word.replace(".", ""))
    return float(word) if "." in word else int(word.replace(",", ""))


def read_tens(words: Sequence[str], start: int) -> tuple[int, int]:
    """As in "twenty", "twenty-three", "twenty three"."""
    value, end = TENS[words[start]], start + 1
    after = end + 1 if end < len(words) and words[end] in HYPHENS else end
    if after < len(words) and 0 < UNITS.get(words[after], 0) < 10:
        return value + UNITS[words[after]], after + 1
    return value, end


def read_scales(words: Sequence[str], value: float, end: int) -> tuple[int, int] | None:
    """Multiply by the scales that follow, and add what is joined to them ("two hundred and five")."""
    total = 0.0
    limit = min(len(words), end + LONGEST)
    while end < limit and words[end] in SCALES:
        scale = SCALES[words[end]]
        total, value = (total, value * scale) if scale < 1000 else ((total + value) * scale, 0)
        end += 1
        joined = end + 1 if end < limit and words[end] == "and" and scale != 12 else end
        rest = read_small(words, joined) if joined < limit and not words[joined][0].isdigit() and scale != 12 else None
        if rest is None:
            break
        part, after = rest
        if part >= 100:
            break
        if after < limit and words[after] in SCALES and words[after] != "dozen":
            total, value, end = total + value, part, after
        else:
            value, end = value + part, after
    result = total + value
    return (int(result), end) if result == int(result) else None
