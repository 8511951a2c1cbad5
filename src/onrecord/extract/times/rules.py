"""The rules of time expressions: patterns whose braces name classes of words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.vocab.rules import Row, load_rules

ALLOWED = frozenset({"id", "kind", "type", "pattern", "terms", "description", "examples", "never"})
REQUIRED = frozenset({"id", "kind", "type", "pattern", "examples"})
TYPES = frozenset({"DATE", "TIME", "DURATION", "SET", "NONE"})
CORE = ("weekday", "weekdays", "month", "unit", "one", "many", "part", "season", "holiday", "often", "ref", "core")
FIRST_WORD = re.compile(r"\w+")
NO_WORDS = re.compile(r"\\x[0-9a-f]{2}|\\.|\(\?P<\w+>")  # of a pattern: escapes and names of groups
BRACED = re.compile(r"\{([a-z]+)(?::([a-z]+))?\}")
SPACE = "(?: {1,9})"  # after `level`, which makes every blank and single line break a space
GAP = "\0"  # stands for the blank or hyphen of "two-day" while blanks are spelt out
BLANK = re.compile(r"[^\S\n ]|(?<!\n)\n(?![^\S\n]{0,80}\n)")
# What is written in figures is no list of words.
SHAPES = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.,]\d)",
    "year": r"(?:1[5-9]\d\d|20\d\d)(?!\d|,\d|\.\d)",
    "yy": r"\d\d(?!\d)",
    "digits": r"\d{1,2}",
    "hour": r"(?:2[0-4]|1\d|0?\d)",
    "mm": r"[0-5]\d",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One rule, ready to match; `terms` are fixed readings beside those of its groups."""

    id: str
    kind: str
    type: str
    pattern: re.Pattern[str]
    terms: tuple[tuple[str, str], ...]
    words: frozenset[str]
    has_figures: bool


@lru_cache(maxsize=1)
def word_classes() -> Mapping[str, Mapping[str, str]]:
    """Values of words by class, the longest word first; keys are as the list writes them."""
    lines = (files("onrecord.vocab") / "data" / "en" / "times_words.csv").read_text(encoding="utf-8").splitlines()
    classes: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        words = classes.setdefault(row["class"], {})
        if row["word"] in words:
            raise InvalidRuleError(f"times_words.csv: repeated word '{row['word']}' in class '{row['class']}'")
        words[row["word"]] = row["value"]
    return {name: dict(sorted(words.items(), key=lambda item: -len(item[0]))) for name, words in classes.items()}


@lru_cache(maxsize=1)
def word_values() -> Mapping[str, Mapping[str, str]]:
    """Values of words by class, for words in lower case."""
    return {name: {word.casefold(): value for word, value in words.items()} for name, words in word_classes().items()}


@lru_cache(maxsize=1)
def starters() -> frozenset[str]:
    """Words, in lower case, with which an expression can begin; everything else is passed over."""
    return frozenset(
        match.group().casefold()
        for name, words in word_classes().items()
        if name not in {"prospective", "opening", "deed", "beginning"}
        for word in words
        if (match := FIRST_WORD.search(word))
    )


@lru_cache(maxsize=1)
def core_words() -> frozenset[str]:
    """Words, in lower case, one of which every expression without a figure has."""
    return frozenset(FIRST_WORD.findall(word)[-1].casefold() for name in CORE for word in word_classes()[name])


@lru_cache(maxsize=1)
def time_rules() -> tuple[TimeRule, ...]:
    """All rules, in the order of the file.

    Raises:
        InvalidRuleError: if a rule is faulty.
    """
    return tuple(
        to_time_rule(row) for row in load_rules(files("onrecord.vocab") / "data" / "en" / "times.toml", allowed=ALLOWED, required=REQUIRED)
    )


@lru_cache(maxsize=4096)
def rules_for(word: str) -> tuple[TimeRule, ...]:
    """The rules in whose patterns a word, in lower case, stands: only these can begin with it."""
    return tuple(rule for rule in time_rules() if word in rule.words or (word[0].isdigit() and rule.has_figures))


def level(text: str) -> str:
    """The text, as long as it was, with every blank and single line break a space: news is wrapped."""
    return BLANK.sub(" ", text)


def to_time_rule(row: Row) -> TimeRule:
    """Compile a row."""
    name, kind, terms = str(row["id"]), str(row["type"]), row.get("terms", {})
    if kind not in TYPES:
        raise InvalidRuleError(f"times.toml: {name}: type must be one of {', '.join(sorted(TYPES))}, not '{kind}'")
    if not isinstance(terms, dict):
        raise InvalidRuleError(f"times.toml: {name}: terms must be a table")
    pattern = compile_pattern(str(row["pattern"]), name)
    source = NO_WORDS.sub(" ", pattern.pattern)
    return TimeRule(
        id=name,
        kind=str(row["kind"]),
        type=kind,
        pattern=pattern,
        words=frozenset(word.casefold() for word in FIRST_WORD.findall(source)),
        has_figures=r"\d" in pattern.pattern or "9/11" in source,
        terms=tuple((str(key), str(value)) for key, value in terms.items()),
    )


def compile_pattern(pattern: str, name: str) -> re.Pattern[str]:
    """A rule's pattern with its classes spelt out, to be matched at the start of a word.

    Raises:
        InvalidRuleError: if it names a class that is not there, or is no pattern.
    """
    try:
        return re.compile(
            BRACED.sub(expand_class, pattern).replace("[ -]", GAP).replace(" ", SPACE).replace(GAP, "[ -]") + r"(?!\w)", re.IGNORECASE
        )
    except (re.error, KeyError) as error:
        raise InvalidRuleError(f"times.toml: {name}: pattern cannot be read: {error}") from error


def expand_class(match: re.Match[str]) -> str:
    """A class in braces as a group named for it; `{month:end}` is the group `month_end`."""
    name, suffix = match.groups()
    group = f"{name}_{suffix}" if suffix else name
    return f"(?P<{group}>{class_pattern(name)})"


@lru_cache(maxsize=64)
def class_pattern(name: str) -> str:
    """The words of a class as a pattern."""
    if name in SHAPES:
        return SHAPES[name]
    if name == "number":
        return number_pattern()
    return any_of(word_classes()[name])


def any_of(words: Iterable[str]) -> str:
    """Words as a pattern that ends where a word ends; a word that is written with its full stop ends there."""
    dotted = [re.escape(word) for word in words if word.endswith(".")]
    whole = "|".join(re.escape(word) for word in words if not word.endswith("."))
    return "|".join([*dotted, rf"(?:{whole})(?!\w)"]).replace(r"\ ", " ").replace(r"\-", "-")


def number_pattern() -> str:
    """Numbers in figures and words, and vague ones."""
    classes = word_classes()
    ones, tens, vague = any_of(classes["ones"]), any_of(classes["tens"]), any_of((*classes["vague"], *classes["article"]))
    return rf"\d{{1,4}}(?:\.\d{{1,2}})?(?: \d/\d)?|{tens}(?:[ -]{ones})?|{ones}(?:[ -]and[ -]a[ -]half)?|{vague}"
