"""Words that names are cut by, read once from their list."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Lower-case words that decide where a name begins and ends."""

    titles: frozenset[str]
    particles: frozenset[str]
    classes: frozenset[str]
    collectives: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    bodies: frozenset[str]
    members: frozenset[str]
    quantities: frozenset[str]
    quantifiers: frozenset[str]


@lru_cache(maxsize=1)
def load_name_words() -> NameWords:
    """Read the packaged list."""
    table = tomllib.loads(files("onrecord.vocab").joinpath("data/en/actors_names.toml").read_text(encoding="utf-8"))
    return NameWords(
        titles=frozenset(table["titles"]),
        particles=frozenset(table["particles"]),
        classes=frozenset(table["classes"]),
        collectives=frozenset(table["collectives"]),
        female=frozenset(table["female"]),
        male=frozenset(table["male"]),
        bodies=frozenset(table["keeps"]["bodies"]),
        members=frozenset(table["keeps"]["members"]),
        quantities=frozenset(table["quantities"]["words"]),
        quantifiers=frozenset(table["quantities"]["before"]),
    )
