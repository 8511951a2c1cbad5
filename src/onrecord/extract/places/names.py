"""Capitalised sequences: the stretches of a text that may hold a place's name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.places.rules import place_rules

HYPHENS = frozenset("-‐‑–")
FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "ADV"})
LOOSE = frozenset(  # particles that join two names without a hyphen; "to" and "on" do so only in "Stratford-on-Avon"
    [
        "al",
        "el",
        "de",
        "del",
        "la",
        "las",
        "los",
        "le",
        "du",
        "des",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "ez",
        "ul",
        "van",
        "von",
        "den",
        "bin",
        "ibn",
        "es",
        "ash",
        "ed",
    ],
)
LEADING = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ed", "es"})
NUMBERED = frozenset({"highway", "route", "interstate", "road", "checkpoint", "district", "sector", "zone", "camp", "avenue"})
NUMBER_WORDS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
LINKED = {
    "of": frozenset(
        [
            "gulf",
            "strait",
            "straits",
            "bay",
            "sea",
            "republic",
            "kingdom",
            "isle",
            "horn",
            "cape",
            "coast",
            "state",
            "city",
            "federation",
            "union",
        ]
    ),
    "and": frozenset(["bosnia", "antigua", "trinidad", "jammu", "kitts", "turks", "tyne", "papua"]),
}
LONGEST = 12  # tokens; a headline in capitals goes on and on


def find_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised sequences with their hyphens and particles ("Deir ez-Zor"), in text order."""
    index, size = 0, len(doc)
    while index < size:
        if not starts_name(doc, index):
            index += 1
            continue
        end = index + 1 if is_name_word(doc[index]) else index + 3
        while end < size and end - index < LONGEST:
            longer = extend(doc, end)
            if longer is None:
                break
            end = longer
        yield index, end
        index = end


def starts_name(doc: Doc, index: int) -> bool:
    """True at a name's first word, or at the article of "al-Bab"."""
    if is_name_word(doc[index]):
        return True
    return doc[index].text in LEADING and is_hyphen(doc, index + 1) and is_name_word(doc[index + 2])


def is_hyphen(doc: Doc, index: int) -> bool:
    """True for a hyphen inside a word."""
    inside = 0 < index < len(doc) - 1 and doc[index].text in HYPHENS
    return inside and not doc[index - 1].whitespace_ and not doc[index].whitespace_


def is_name_word(token: Token) -> bool:
    """True for a capitalised word that can be part of a name."""
    text = token.text
    if not text[0].isupper() or "$" in text or text.lower() in place_rules().never:
        return False
    if token.is_stop and not (text.isupper() and len(text) > 1):
        return False
    return not (token.is_sent_start and token.pos_ in FUNCTION and not token.ent_type_)


def extend(doc: Doc, end: int) -> int | None:
    """The end of a sequence with its next part, None if it ends here."""
    token = doc[end]
    if token.is_sent_start:
        return None
    if is_name_word(token):
        return end + 1
    if is_hyphen(doc, end):
        return after_hyphen(doc, end + 1)
    if is_linked(doc, end):
        return end + (3 if doc[end + 1].lower_ == "the" else 2)
    if token.text in LOOSE and end + 1 < len(doc):
        ahead = end + 2 if is_hyphen(doc, end + 1) else end + 1
        return ahead + 1 if ahead < len(doc) and is_name_word(doc[ahead]) else None
    if len(token) > 2 and token.text[1] in "'’" and token.text[0] in "dl" and token.text[2].isupper():
        return end + 1
    if doc[end - 1].lower_ in NUMBERED and (token.like_num or token.lower_ in NUMBER_WORDS):
        return end + 1
    return None


def is_linked(doc: Doc, index: int) -> bool:
    """True at the "of" of "Gulf of Aden" and at the "and" of "Bosnia and Herzegovina"."""
    word, before = doc[index].lower_, doc[index - 1].lower_
    if word not in {"of", "and"} or before not in LINKED[word]:
        return False
    ahead = index + 2 if index + 1 < len(doc) and doc[index + 1].lower_ == "the" else index + 1
    return ahead < len(doc) and is_name_word(doc[ahead])


def after_hyphen(doc: Doc, index: int) -> int | None:
    """The end behind a hyphen's second part, None if that is no part of a name ("Sinai-based")."""
    if is_name_word(doc[index]) or doc[index].text[0].isupper():
        return index + 1
    if doc[index].text in place_rules().particles:
        ahead = index + 2 if is_hyphen(doc, index + 1) else index + 1
        return ahead + 1 if ahead < len(doc) and is_name_word(doc[ahead]) else None
    return None
