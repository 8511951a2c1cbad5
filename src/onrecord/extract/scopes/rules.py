"""The rules of scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.model.text import lowered
from onrecord.vocab.rules import load_rules

KEYS = frozenset({"id", "pattern", "examples", "never"})
CAPITAL = "(?-i:[A-Z])"  # in a pattern: here case is told apart


@dataclass(frozen=True, slots=True)
class ScopePattern:
    """All rules as one pattern, each a numbered group.

    `loose` takes the text in small letters and a small letter for a capital, so that it finds at least what `exact` does, in a third of the time.
    """

    exact: re.Pattern[str]
    loose: re.Pattern[str]
    ids: tuple[str, ...]

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Matches in text order, none over another, each with the id of its rule."""
        small, position = lowered(text), 0
        while near := self.loose.search(small, position):
            match = self.exact.match(text, near.start())
            if match is not None and match.lastgroup is not None:
                yield match, self.ids[int(match.lastgroup[1:])]
            position = max(near.start() + 1, match.end() if match is not None else 0)


@lru_cache(maxsize=1)
def scope_pattern() -> ScopePattern:
    """The pattern of the rules."""
    rules = load_rules(files("onrecord.vocab") / "data" / "en" / "scopes.toml", allowed=KEYS, required=KEYS)
    whole = "|".join(f"(?P<r{number}>{rule['pattern']})" for number, rule in enumerate(rules))
    loose = re.compile(rf"\b(?=\w)(?:{whole.replace(CAPITAL, '[a-z]')})")
    return ScopePattern(exact=re.compile(whole, re.IGNORECASE), loose=loose, ids=tuple(str(rule["id"]) for rule in rules))
