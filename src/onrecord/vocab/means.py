"""The list of weapons, vehicles and instruments, and the sub-event that the use of each implies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.errors import UnknownCodeError
from onrecord.vocab.codes import acled_sub_events, check_code
from onrecord.vocab.rules import Row, load_rules, texts

REQUIRED = frozenset({"category", "nouns", "examples", "never"})
OPTIONAL = frozenset({"acled", "unless", "only_after", "weak"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """One category of means. `is_weak`: it may be had, seen or thrown without being what the deed was done with."""

    id: str
    category: str
    nouns: tuple[str, ...]
    acled: str | None = None
    unless: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()
    is_weak: bool = False
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a category: the words before its head."""

    means: Means
    before: tuple[str, ...]


def to_means(row: Row) -> Means:
    """A row as a category of means."""
    acled = str(row["acled"]) if "acled" in row else None
    if acled is not None:
        check_code(acled, acled_sub_events(), "ACLED sub-event type")
    return Means(
        id=str(row["id"]),
        category=str(row["category"]),
        nouns=texts(row, "nouns"),
        acled=acled,
        unless=frozenset(texts(row, "unless")),
        only_after=frozenset(texts(row, "only_after")),
        is_weak=bool(row.get("weak", False)),
        examples=texts(row, "examples"),
        never=texts(row, "never"),
    )


@lru_cache(maxsize=1)
def load_means() -> tuple[Means, ...]:
    """All categories of means.

    Raises:
        InvalidRuleError: if the file has a fault.
    """
    path = files("onrecord.vocab") / "data" / "en" / "means.toml"
    return tuple(to_means(row) for row in load_rules(path, allowed=REQUIRED | OPTIONAL, required=REQUIRED))


@lru_cache(maxsize=1)
def means_by_head() -> Mapping[str, tuple[Wording, ...]]:
    """Wordings by the lower-case lemma of their head, the longest first."""
    found: dict[str, list[Wording]] = {}
    for means in load_means():
        for noun in means.nouns:
            *before, head = noun.lower().replace("-", " ").split() if " " in noun else [noun.lower()]
            found.setdefault(head, []).append(Wording(means, tuple(before)))
    return MappingProxyType({head: tuple(sorted(wordings, key=lambda wording: -len(wording.before))) for head, wordings in found.items()})


@lru_cache(maxsize=64)
def sub_event_of_means(category: str) -> str | None:
    """ACLED's sub-event type that the use of a category of means implies, None where the parties decide.

    Raises:
        UnknownCodeError: if there is no such category.
    """
    categories = {means.category: means.acled for means in load_means()}
    if category not in categories:
        raise UnknownCodeError(f"no means '{category}'; there are {', '.join(sorted(categories))}")
    return categories[category]
