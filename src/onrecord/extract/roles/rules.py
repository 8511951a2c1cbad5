"""The lists of roles."""

from __future__ import annotations

from onrecord.vocab.lists import read_lemmas
from onrecord.vocab.triggers import load_classes


def not_targets() -> frozenset[str]:
    """Lemmas that stand in a target's slot and are never a target."""
    return read_lemmas("not_targets.csv")


def number_words() -> frozenset[str]:
    """Words that stand before what they count ("dozens of soldiers")."""
    return load_classes()["number-word"]
