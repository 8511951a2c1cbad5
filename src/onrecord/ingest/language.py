"""Which language a text is in: a cheap test for plain English first, a model only when that leaves doubt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the import itself is slow
    from py3langid.langid import LanguageIdentifier

# Words that English uses all the time and its neighbours (Dutch, German, Scots, Norwegian, French) do not write so.
WORDS = (
    "the of and to were was by that with for from have has had been said which who their they he she his her its an "
    "at on as are but not after before when where this these those would could will least between while during "
    "against into than also more "
)
FUNCTION_WORDS = frozenset(WORDS.split())
WORD = re.compile(r"[^\W\d_]+")
SAMPLE_CHARACTERS = 20_000
ENOUGH_WORDS = 12
ENGLISH_SHARE = 0.18  # news in English lies between 0.30 and 0.50; Dutch and German with English quotes stay below 0.12
SURE_SHARE = 0.25  # so many of the words between spaces: the words need not be told from what stands beside them
SOME_SHARE = 0.08
CERTAIN = 0.95
FEW_WORDS = 5


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the language of a text; None where its words do not tell."""
    if is_plainly_english(text):
        return "en"
    sample = text[:SAMPLE_CHARACTERS]
    words = WORD.findall(sample.lower())
    if len(words) < FEW_WORDS and _is_ascii_mostly(sample):
        return None
    return _classify(sample, is_rather_english=_share(words) >= SOME_SHARE)


def is_plainly_english(text: str) -> bool:
    """True if common English words alone show that a text is English."""
    sample = text[:SAMPLE_CHARACTERS].lower()
    if _is_surely_english(sample.split()):
        return True
    words = WORD.findall(sample)
    return len(words) >= ENOUGH_WORDS and _share(words) >= ENGLISH_SHARE


def _is_surely_english(words: list[str]) -> bool:
    """What holds of most news in English already where its words are not told from the marks beside them, which costs a tenth."""
    return len(words) >= 2 * ENOUGH_WORDS and _share(words) >= SURE_SHARE


def _share(words: list[str]) -> float:
    return sum(map(FUNCTION_WORDS.__contains__, words)) / len(words) if words else 0.0


def _classify(sample: str, *, is_rather_english: bool) -> str | None:
    """What the language model says, if it is sure; a headline in English is often taken for another language."""
    if not WORD.search(sample):
        return None
    code, score = _load_identifier().classify(sample)
    if code == "en" or (is_rather_english and _is_ascii_mostly(sample)):
        return "en"
    return str(code) if float(score) >= CERTAIN or not _is_ascii_mostly(sample) else None


@lru_cache(maxsize=1)
def _load_identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  slow to import and load, seldom needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _is_ascii_mostly(sample: str) -> bool:
    letters = [letter for letter in sample if letter.isalpha()]
    return sum(map(str.isascii, letters)) >= 0.9 * len(letters)
