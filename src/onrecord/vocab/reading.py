"""Words that a text is prepared with before it is parsed; the lists are in reading.toml."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.rules import read_toml, refuse, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWords:
    """Each list of reading.toml."""

    small: frozenset[str]
    finite: frozenset[str]
    calendar: frozenset[str]
    opens_name: frozenset[str]
    before_place: frozenset[str]
    abbreviations: frozenset[str]
    acronyms: frozenset[str]


@lru_cache(maxsize=1)
def reading_words() -> ReadingWords:
    """The lists.

    Raises:
        InvalidRuleError: if one is missing, unknown or no list of texts.
    """
    path = files("onrecord.vocab") / "data" / "en" / "reading.toml"
    row = read_toml(path)
    names = tuple(field.name for field in fields(ReadingWords))
    refuse(path, (f"list '{name}': expected exactly {', '.join(names)}" for name in sorted(set(row) ^ set(names))))
    return ReadingWords(**{name: frozenset(texts(row, name)) for name in names})
