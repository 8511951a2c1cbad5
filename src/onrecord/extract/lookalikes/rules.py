"""The rules of look-alikes."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import InvalidRuleError
from onrecord.model.values import Reach
from onrecord.vocab.rules import load_rules

KEYS = frozenset({"id", "reach", "pattern", "examples", "never"})


@lru_cache(maxsize=1)
def lookalike_patterns() -> tuple[tuple[re.Pattern[str], str, Reach], ...]:
    """The pattern of each rule, with its id and reach.

    Raises:
        InvalidRuleError: if a rule has no known reach.
    """
    path = files("onrecord.vocab") / "data" / "en" / "lookalikes.toml"
    rules = load_rules(path, allowed=KEYS, required=KEYS)
    wrong = [str(rule["id"]) for rule in rules if rule["reach"] not in frozenset(Reach)]
    if wrong:
        raise InvalidRuleError(f"{path.name}: {', '.join(wrong)}: reach must be one of {', '.join(Reach)}")
    return tuple((re.compile(str(rule["pattern"]), re.IGNORECASE), str(rule["id"]), Reach(str(rule["reach"]))) for rule in rules)
