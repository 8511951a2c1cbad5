"""Names in one form, so that two spellings of one name are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Lower case, no diacritics, punctuation or leading article, so that two spellings of one name are equal."""
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s\b", "", without_marks(name).lower())).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def without_marks(text: str) -> str:
    """A text without the marks over and under its letters: "Gaziantep'e Çelik" is "Gaziantep'e Celik"."""
    return (
        text if text.isascii() else "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    )
