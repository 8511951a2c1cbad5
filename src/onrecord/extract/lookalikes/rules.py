"""The rules of look-alikes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.model.values import Reach
from onrecord.vocab.rules import Row, load_rules

KEYS = frozenset({"id", "reach", "pattern", "examples", "never"})
CAPITAL = re.compile(r"(?<!\\)[A-Z]")  # not that of "\W" or "\S"

LookalikePattern = tuple[re.Pattern[str], str, Reach]


@lru_cache(maxsize=1)
def lookalike_patterns() -> tuple[LookalikePattern, ...]:
    """The pattern of each rule, with its id and reach."""
    path = files("onrecord.vocab") / "data" / "en" / "lookalikes.toml"
    return compile_rules(path.name, load_rules(path, allowed=KEYS, required=KEYS))


def compile_rules(name: str, rules: Sequence[Row]) -> tuple[LookalikePattern, ...]:
    """The rules of a file; they are matched on the text in small letters.

    Raises:
        InvalidRuleError: if a rule has no known reach, or a capital in its pattern.
    """
    wrong = [str(rule["id"]) for rule in rules if rule["reach"] not in frozenset(Reach)]
    if wrong:
        raise InvalidRuleError(f"{name}: {', '.join(wrong)}: reach must be one of {', '.join(Reach)}")
    capital = [str(rule["id"]) for rule in rules if CAPITAL.search(str(rule["pattern"]))]
    if capital:
        raise InvalidRuleError(f"{name}: {', '.join(capital)}: pattern must be in small letters, as it knows no case")
    return tuple((re.compile(str(rule["pattern"])), str(rule["id"]), Reach(str(rule["reach"]))) for rule in rules)
