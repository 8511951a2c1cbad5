"""Closed sets of words that the grammar asks for; they are in word_sets.toml."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.rules import load_rules, refuse, texts

KEYS = frozenset({"description", "words", "examples", "never"})


@lru_cache(maxsize=1)
def word_sets() -> dict[str, tuple[str, ...]]:
    """The words of each set, in the file's order.

    Raises:
        InvalidRuleError: if a set is empty, or a word stands twice in it or has capitals.
    """
    path = files("onrecord.vocab") / "data" / "en" / "word_sets.toml"
    found = {str(row["id"]): texts(row, "words") for row in load_rules(path, allowed=KEYS, required=KEYS)}
    refuse(path, (f"{name}: words must be one or more, each once and in lower case" for name, words in found.items() if not are_fit(words)))
    return found


def are_fit(words: tuple[str, ...]) -> bool:
    """True for one or more words in lower case, none twice."""
    return bool(words) and len(set(words)) == len(words) and all(word == word.lower() for word in words)


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """The words of one set."""
    return frozenset(word_sets()[name])


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """Ordinal words with their numbers."""
    return {word: number for number, word in enumerate(word_sets()["words.ordinal"], start=1)}
