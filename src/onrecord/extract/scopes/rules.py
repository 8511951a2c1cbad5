"""The rules of scopes."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.rules import load_rules

KEYS = frozenset({"id", "pattern", "examples", "never"})


@lru_cache(maxsize=1)
def scope_pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of all rules, each a numbered group, and their ids in that order."""
    rules = load_rules(files("onrecord.vocab") / "data" / "en" / "scopes.toml", allowed=KEYS, required=KEYS)
    whole = "|".join(f"(?P<r{number}>{rule['pattern']})" for number, rule in enumerate(rules))
    return re.compile(whole, re.IGNORECASE), tuple(str(rule["id"]) for rule in rules)
