"""The lists of roles: words that stand in a target's slot but are no target, and nouns that make a demonym a place."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


def read_lemmas(name: str) -> frozenset[str]:
    """Lemmas of one list; lines that begin with # are its comment."""
    text = (files("onrecord.vocab") / "data" / "en" / name).read_text(encoding="utf-8")
    return frozenset(row["lemma"] for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def not_targets() -> frozenset[str]:
    """Lemmas that are never a target."""
    return read_lemmas("not_targets.csv")


@lru_cache(maxsize=1)
def grounds() -> frozenset[str]:
    """Lemmas that make a place of a word for a people."""
    return read_lemmas("grounds.csv")


@lru_cache(maxsize=1)
def foilers() -> frozenset[str]:
    """Lemmas of verbs whose subject stops a deed that was aimed at it."""
    return read_lemmas("foilers.csv")
