"""The trigger lexicon, and the lemmas that a form can be of where the tagger errs (headlines, capitals)."""

from __future__ import annotations

from functools import lru_cache

from onrecord.vocab.triggers import Lexicon, load_classes, load_lexicon

__all__ = ["Lexicon", "irregular_forms", "is_inflected", "load_lexicon", "number_words", "stems_of"]

VOWELS = frozenset("aeiou")
SIBILANTS = ("ses", "xes", "zes", "ches", "shes", "oes")  # "matches", "echoes": elsewhere the e is the stem's ("sites")


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Irregular forms with their lemma."""
    return dict(pair.split(" ", 1) for pair in load_classes()["irregular-form"])


def number_words() -> frozenset[str]:
    """Words that stand before what they count ("dozens of soldiers")."""
    return load_classes()["number-word"]


@lru_cache(maxsize=20_000)
def stems_of(form: str) -> tuple[str, ...]:
    """Lemmas that a lower-case form can be of, likeliest first; the form itself is always one."""
    found = [form]
    irregular = irregular_forms().get(form)
    if irregular:
        found.insert(0, irregular)
    if len(form) > 3:
        found += strip_s(form)
    if len(form) > 4:
        found += strip_suffix(form, "ed")
    if len(form) > 5:
        found += strip_suffix(form, "ing")
    return tuple(dict.fromkeys(found))


def strip_s(form: str) -> list[str]:
    """Lemmas of a form in -s."""
    if not form.endswith("s") or form.endswith("ss"):
        return []
    found = [form[:-1]]
    if form.endswith("ies"):
        found.append(form[:-3] + "y")
    if form.endswith(SIBILANTS):
        found.append(form[:-2])
    return found


def strip_suffix(form: str, suffix: str) -> list[str]:
    """Lemmas of a form in -ed or -ing: plain, with its e, with its y, with one consonant less."""
    if not form.endswith(suffix):
        return []
    stem = form[: -len(suffix)]
    found = [stem, stem + "e"]
    if stem.endswith("i"):
        found.append(stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        found.append(stem[:-1])
    return found


def is_inflected(form: str) -> bool:
    """True for a form that can only be a verb's or a plural: -s, -ed, or irregular."""
    return form.endswith("ed") or (form.endswith("s") and not form.endswith("ss")) or form in irregular_forms()
