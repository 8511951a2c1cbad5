"""The keys under which the gazetteer files a name; standard library only, as the build uses it before anything is installed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ad", "adh", "ar", "an", "at", "ath", "az", "es", "ed", "er", "en", "et", "ez", "l"})
ARTICLED = frozenset(
    [
        "AE",
        "AF",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "ML",
        "MR",
        "NE",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TN",
        "YE",
    ],
)
UNDECOMPOSED = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "Ə": "A",
    }
)
SILENT = re.compile(r"['’‘ʼʻʿʾ`´ʹʺ‛.]")
BREAKS = re.compile(r"[^a-z0-9]+")
CLASS_WORDS = frozenset(
    [
        "governorate",
        "province",
        "region",
        "state",
        "oblast",
        "district",
        "county",
        "department",
        "prefecture",
        "municipality",
        "division",
        "raion",
        "parish",
        "township",
        "canton",
        "territory",
        "krai",
        "strip",
    ],
)
DIGRAPHS = (
    ("ch", "c"),
    ("sh", "s"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("q", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("z", "s"),
    ("j", "g"),
)
SHORTEST_SKELETON = 3


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name without case, diacritics and punctuation: "Deir ez-Zor" is "deir ez zor"."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return BREAKS.sub(" ", SILENT.sub("", letters).casefold()).strip()


def is_latin(name: str) -> bool:
    """True if a name can be filed: its letters are Latin, with or without diacritics."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED))
    return all(letter.isascii() or unicodedata.combining(letter) or SILENT.match(letter) or letter in "–—" for letter in plain)


def bare_key(key: str) -> str:
    """A key without an Arabic article at its beginning: "al bab" is "bab"; one that has none is itself."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and rest else key


def classless_key(key: str) -> str:
    """A key without a class word at its end: "homs governorate" is "homs"; one that has none is itself."""
    rest, _, last = key.rpartition(" ")
    return rest if last in CLASS_WORDS and rest else key


def skeleton_key(key: str) -> str | None:
    """The consonants of a key, articles and doubling left out: for spellings of one Arabic name; None if too few remain."""
    words = [word for word in key.split() if word not in ARTICLES]
    letters = "".join(words)
    for written, sound in DIGRAPHS:
        letters = letters.replace(written, sound)
    consonants = re.sub(r"[aeiouwyh]", "", letters)
    single = re.sub(r"(.)\1+", r"\1", consonants)
    return single if len(single) >= SHORTEST_SKELETON else None
