"""The rules of counts: expressions of number, and the words that say how somebody was harmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product

from onrecord.errors import InvalidRuleError
from onrecord.model.values import Harm
from onrecord.vocab.rules import Row, load_rules, texts

COUNT_REQUIRED = frozenset({"pattern", "gives", "examples", "never"})
COUNT_KEYS = COUNT_REQUIRED | {"description"}
HARM_KEYS = frozenset(
    {"harm", "words", "counts", "with", "before", "unless", "only", "number", "plain", "many", "none", "examples", "never"}
)
HARM_REQUIRED = frozenset({"harm", "words", "counts", "examples", "never"})
GRAMMARS = frozenset({"object", "subject", "state", "self", "event", "with", "toll"})
ONLY = frozenset({"people", "people-by-noun", "things"})
GIVES = frozenset({"n", "~n", "n..", "n+1..", "..n", "..n-1", "n..m", "m", "-"})
FOLDER = files("onrecord.vocab") / "data" / "en"
Slot = frozenset[str]


@dataclass(frozen=True, slots=True)
class CountPattern:
    """One way to write a rule's pattern: for each word its alternatives, or {"{n}"} and {"{m}"} for numbers."""

    rule: str
    gives: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRule:
    """A word that says how somebody was harmed, and whom it counts.

    `counts`: object or subject of a verb; state (an adjective's noun: "12 dead"); self (the noun itself: "12 deaths"); event (what
    stands behind "of" or before "'s": "the killing of 12"); with (the noun of `together`: "claimed 12 lives"); toll (the number that
    it is said to reach). `together`: words one of which must stand with it; `before`: words one of which must stand right before it; `unless`: words that
    must not stand right behind it. `only`: people, people-by-noun (no names) or things. `number`: only with a number.
    `plain`: only with the number right before it. `many`: only of a crowd that nothing says is armed, held or guilty ("hundreds fled", not
    "two gunmen fled"). `none`: the word says that nobody was harmed.
    """

    id: str
    harms: tuple[Harm, ...]
    words: tuple[str, ...]
    counts: str
    together: tuple[tuple[str, ...], ...] = ()
    before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only: str | None = None
    number: bool = False
    plain: bool = False
    many: bool = False
    none: bool = False


@lru_cache(maxsize=1)
def count_patterns() -> dict[str, tuple[CountPattern, ...]]:
    """Patterns by their first word, longest first; those that begin with a number under "{n}"."""
    found: dict[str, list[CountPattern]] = {}
    for row in load_rules(FOLDER / "counts.toml", allowed=COUNT_KEYS, required=COUNT_REQUIRED):
        for pattern in expand(row):
            for word in pattern.slots[0]:
                found.setdefault(word, []).append(pattern)
    return {word: tuple(sorted(patterns, key=lambda one: -len(one.slots))) for word, patterns in found.items()}


def expand(row: Row) -> Iterator[CountPattern]:
    """Every way to leave out the words of a pattern that are optional.

    Raises:
        InvalidRuleError: if `gives` is not understood.
    """
    rule, gives = str(row["id"]), str(row["gives"])
    if gives not in GIVES and not gives.removesuffix("..").isdigit():
        raise InvalidRuleError(f"counts.toml: {rule}: gives must be a number or one of {', '.join(sorted(GIVES))}, not '{gives}'")
    choices = [read_slot(word) for word in str(row["pattern"]).split()]
    for chosen in product(*choices):
        slots = tuple(slot for slot in chosen if slot is not None)
        if slots:
            yield CountPattern(rule, gives, slots)


def read_slot(word: str) -> tuple[Slot | None, ...]:
    """The alternatives of a word of a pattern; None stands for leaving it out."""
    is_optional = word.endswith("?")
    slot = frozenset(word.removesuffix("?").split("|"))
    return (slot, None) if is_optional else (slot,)


@lru_cache(maxsize=1)
def harm_rules() -> dict[str, tuple[HarmRule, ...]]:
    """Rules by word (a lemma or a form, in lower case), those that ask for more first."""
    found: dict[str, list[HarmRule]] = {}
    for row in load_rules(FOLDER / "harms.toml", allowed=HARM_KEYS, required=HARM_REQUIRED):
        rule = read_harm(row)
        for word in rule.words:
            found.setdefault(word, []).append(rule)
    return {word: tuple(sorted(rules, key=lambda one: -len(one.together) - bool(one.before))) for word, rules in found.items()}


def read_harm(row: Row) -> HarmRule:
    """A row of harms.toml, checked.

    Raises:
        InvalidRuleError: if a value is not among those that are understood.
    """
    counts, only = str(row["counts"]), row.get("only")
    if counts not in GRAMMARS:
        raise InvalidRuleError(f"harms.toml: {row['id']}: counts must be one of {', '.join(sorted(GRAMMARS))}, not '{counts}'")
    if only is not None and only not in ONLY:
        raise InvalidRuleError(f"harms.toml: {row['id']}: only must be one of {', '.join(sorted(ONLY))}, not '{only}'")
    unknown = set(texts(row, "harm")) - set(Harm)
    if unknown:
        raise InvalidRuleError(f"harms.toml: {row['id']}: no harm {', '.join(sorted(unknown))}")
    return HarmRule(
        id=str(row["id"]),
        harms=tuple(Harm(harm) for harm in texts(row, "harm")),
        words=texts(row, "words"),
        counts=counts,
        together=tuple(tuple(group.split("|")) for group in texts(row, "with")),
        before=texts(row, "before"),
        unless=texts(row, "unless"),
        only=None if only is None else str(only),
        number=bool(row.get("number")),
        plain=bool(row.get("plain")),
        many=bool(row.get("many")),
        none=bool(row.get("none")),
    )
