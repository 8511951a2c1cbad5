"""Names in one form, so that two spellings of one name are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Lower case, no diacritics, punctuation or leading article, so that two spellings of one name are equal."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s\b", "", plain.lower())).split()
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)
