"""Flat lists of words, read once."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from onrecord.model.names import normal_name


@lru_cache(maxsize=16)
def read_lemmas(name: str) -> frozenset[str]:
    """Lemmas of one list of the package; lines that begin with # are its comment."""
    text = (files("onrecord.vocab") / "data" / "en" / name).read_text(encoding="utf-8")
    return frozenset(row["lemma"] for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Nouns that name people."""
    text = (files("onrecord.vocab") / "data" / "en" / "people.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def armed_sites() -> frozenset[str]:
    """Words of what armed forces hold or move in."""
    return read_lemmas("armed_sites.csv")


def foilers() -> frozenset[str]:
    """Lemmas of verbs whose subject stops a deed that was aimed at it."""
    return read_lemmas("foilers.csv")


def nobody() -> frozenset[str]:
    """Last words of names that name nobody."""
    return read_lemmas("nobody.csv")


def names_somebody(name: str) -> bool:
    """False for a phrase that ends in a number word, a pronoun or a word for victims: "dozens", "us", but not "the US"."""
    word = normal_name(name).rpartition(" ")[2]
    return bool(word) and (word not in nobody() or name.endswith("US"))


def habits() -> frozenset[str]:
    """Words that make a habit of a verb."""
    return read_lemmas("habits.csv")


def vague_targets() -> frozenset[str]:
    """Last words of targets that more particular ones stand for."""
    return read_lemmas("vague_targets.csv")


def grounds() -> frozenset[str]:
    """Lemmas that make a place of a word for a people."""
    return read_lemmas("grounds.csv")


def doers() -> frozenset[str]:
    """Last words of names of those who did it."""
    return read_lemmas("doers.csv")


def whole_places() -> frozenset[str]:
    """Last words of names of whole settlements and regions."""
    return read_lemmas("whole_places.csv")


def sites() -> frozenset[str]:
    """Lemmas of sites that are hit with the people in them."""
    return read_lemmas("sites.csv")
