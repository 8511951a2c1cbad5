"""Finding what is no part of a report: comment boxes, share bars, credits, paragraphs that stand there twice. Nothing is altered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.model.text import Span
from onrecord.vocab.rules import Row, load_rules

KEYS = frozenset({"scope", "pattern", "examples", "never"})
SCOPES = frozenset({"line", "list", "rest"})
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")
LONGEST = 500  # a line of boilerplate is short; longer ones are not tried
ENOUGH_BEFORE = 300  # characters of the report before a comment box: less, and it is a link at the page's head
LEAST_REPEATED = 40  # a paragraph as short as "He is 34." may well stand there twice


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """A pattern that a whole line must match, and how far what it skips reaches."""

    id: str
    scope: str
    pattern: re.Pattern[str]


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """Spans of a text that are not to be read, in text order, a line each at most."""
    return tuple(sorted({*_find_furniture(text), *_find_repeats(text)}))


def match_line(line: str) -> BoilerplateRule | None:
    """The rule that makes a line boilerplate, if one does."""
    stripped = line.strip()
    if len(stripped) > LONGEST or not _any_rule().fullmatch(stripped):
        return None
    return next((rule for rule in boilerplate_rules() if rule.pattern.fullmatch(stripped)), None)


@lru_cache(maxsize=1)
def boilerplate_rules() -> tuple[BoilerplateRule, ...]:
    """The packaged rules, compiled."""
    path = files("onrecord.vocab") / "data" / "en" / "boilerplate.toml"
    return tuple(_compile(row) for row in load_rules(path, allowed=KEYS, required=KEYS))


@lru_cache(maxsize=1)
def _any_rule() -> re.Pattern[str]:
    """What all rules match together: most lines are none of theirs, and are asked about once."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in boilerplate_rules()), re.IGNORECASE)


def _compile(row: Row) -> BoilerplateRule:
    scope = str(row["scope"])
    if scope not in SCOPES:
        raise InvalidRuleError(f"boilerplate.toml: {row['id']}: scope must be one of {', '.join(sorted(SCOPES))}, not '{scope}'")
    return BoilerplateRule(str(row["id"]), scope, re.compile(str(row["pattern"]), re.IGNORECASE))


def lines_of(text: str) -> Iterator[re.Match[str]]:
    """The lines of a text that hold anything but white space."""
    return (match for match in LINE.finditer(text) if not match[0].isspace())


def _find_furniture(text: str) -> Iterator[Span]:
    """Lines that a rule matches, and what follows them as far as the rule reaches."""
    reach, read = "line", 0
    for match in lines_of(text):
        rule = match_line(match[0])
        if rule:
            reach = _reach(rule, read) if reach != "rest" else "rest"
        elif reach == "line" or (reach == "list" and SENTENCE_END.search(match[0].rstrip())):
            reach = "line"
            read += len(match[0])
            continue
        yield _span(match)


def _reach(rule: BoilerplateRule, read: int) -> str:
    return "line" if rule.scope == "rest" and read < ENOUGH_BEFORE else rule.scope


def _find_repeats(text: str) -> Iterator[Span]:
    """Paragraphs that stand there word by word a second time."""
    seen: set[str] = set()
    for match in lines_of(text):
        paragraph = match[0].strip()
        if len(paragraph) >= LEAST_REPEATED and paragraph in seen:
            yield _span(match)
        seen.add(paragraph)


def _span(match: re.Match[str]) -> Span:
    """The span of a line without the white space around it."""
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Span(start, match.start() + len(match[0].rstrip()))
