"""What stands around a time expression: look-alikes, the tense of its verb, the word before it."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from onrecord.extract.times.datelines import read_header
from onrecord.extract.times.rules import word_values

MAX_CLIMB = 8  # no clause of news hangs deeper; a bound for hostile parses
NAMED_MONTHS = frozenset({"mar", "dec", "may", "march", "april", "june", "august", "jan"})
BEFORE_MONTH = frozenset(
    [
        "in",
        "since",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "of",
        "by",
        "until",
        "till",
        "during",
        "from",
        "through",
        "for",
        "before",
        "after",
        "every",
        "each",
    ]
)
NARROWED = re.compile(r",?\s{1,2}when\b")  # "the worst day since May 3, when a mine killed ten": of that day, not since
BACK = 8  # tokens: "since the start of the fighting in"
FURTHER_PREPS = frozenset({"in", "on", "when", "who", "which", "that", "by", "for", "after", "before", "than"})
FUTURE_AUX = frozenset({"will", "'ll", "’ll", "wo", "shall"})
PRESENT_BE = frozenset({"is", "are", "am", "'s", "'re"})
PAST_AUX = frozenset({"had", "was", "were", "did"})
OFTEN_NAMES = frozenset({"Daily", "Weekly", "Monthly", "Quarterly", "Now", "Current", "Future", "Recent"})


def is_look_alike(tokens: Span, rule: str, reading: dict[str, str]) -> bool:
    """True if the words are no time here: a month that is a name or a verb, a title of a newspaper."""
    first, last = tokens[0], tokens[-1]
    if rule == "time.month" and len(tokens) == 1:
        return is_no_month(first)
    if rule == "time.today" and first.text == "Today" and first.i:
        return first.nbor(-1).text == "USA"
    if rule in {"time.often", "time.vague"}:
        return is_no_adverb(first, last)
    if rule == "time.year":
        return is_count(last, reading)
    return False


def is_no_month(token: Token) -> bool:
    """True for a name or a verb that looks like a month."""
    if token.lower_ not in NAMED_MONTHS or token.text.endswith("."):
        return False
    before = token.nbor(-1) if token.i else None
    if before is not None and before.lower_ in BEFORE_MONTH:
        return False
    is_named = token.ent_type_ == "PERSON" or (before is not None and before.pos_ == "PROPN" and before.text[:1].isupper())
    return is_named or token.pos_ in {"AUX", "VERB"} or token.is_sent_start is True


def is_no_adverb(first: Token, last: Token) -> bool:
    """True for "Daily Star", "now" as a conjunction ("now that") and "future" as a part of a name."""
    if (first.text in OFTEN_NAMES and first.pos_ == "PROPN") or (first is last and first.pos_ == "NOUN"):
        return True
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    return after is not None and first.lower_ == "now" and after.lower_ == "that"


def is_count(token: Token, reading: dict[str, str]) -> bool:
    """True for a round number that counts a plural noun ("2000 rebels")."""
    if int(reading.get("year", "1")) % 100 or "mod" in reading:
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return after is not None and after.tag_ in {"NNS", "JJ"} and (token.i == 0 or token.nbor(-1).lower_ not in {"in", "since", "the"})


def read_context(tokens: Span, text: str, start: int, end: int) -> dict[str, str]:
    """What the words around add to a reading."""
    tense = find_tense(tokens.root)
    is_possessive = tokens.root.dep_ == "poss" and tense == "future"  # "will look at Monday's ruling"
    found = {"tense": "" if is_possessive else tense}
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    if before and not NARROWED.match(text, end):
        found["prep"] = "since" if before in {"in", "on"} and is_since(tokens) else before
    found |= read_header(text, start, end)
    return {key: value for key, value in found.items() if value}


def is_since(tokens: Span) -> bool:
    """True for "since the war broke out in 2011", "since independence in 1974"; "since they attacked on 3 May" dates the attack."""
    is_begun = False
    for token in reversed(tokens.doc[max(0, tokens.start - BACK) : max(0, tokens.start - 1)]):
        if token.is_punct or token.is_space or token.lower_ in FURTHER_PREPS:
            return False
        is_begun = is_begun or token.lemma_.lower() in word_values()["beginning"]
        if token.lower_ == "since":
            return is_begun
    return False


def find_tense(token: Token) -> str:
    """The tense of the clause that the time stands in: future, past, present, or nothing."""
    for _ in range(MAX_CLIMB):
        if token.pos_ in {"VERB", "AUX"} or token.lower_ in word_values()["prospective"]:
            tense = tense_of(token)
            if tense:
                return tense
        elif token.pos_ == "ADJ" and is_prospective(token):
            return "future"
        if token.head is token:
            break
        token = token.head
    return ""


def tense_of(verb: Token) -> str:
    """The tense of one verb; nothing where it takes that of its head."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & FUTURE_AUX or (is_prospective(verb.head) and "to" in helpers and verb.head is not verb):
        return "future"
    if "would" in helpers:
        return "" if "have" in helpers else "future"
    if is_prospective(verb) and verb.tag_ in {"VBN", "VBG", "VBZ", "VBP"} and not helpers & {"had"} and not is_purpose(verb):
        return "future"
    if ("to" in helpers and verb.head.lower_ in PRESENT_BE) or (verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in word_values()["opening"]):
        return "future"  # "is to meet on Monday", "the trial opens on Monday"
    if helpers & PAST_AUX or verb.tag_ == "VBD":
        return "past"
    if helpers & {"has", "have", "'ve"} and verb.tag_ == "VBN":
        return "perfect"
    if verb.tag_ in {"VBZ", "VBP"} or helpers & {"is", "are", "am", "'s", "'re"}:
        return "present"
    return "past" if verb.tag_ == "VBN" and "to" not in helpers else ""


def is_purpose(verb: Token) -> bool:
    """True for "a raid aimed at seizing the town on Monday", which says what the raid was for, not that it is to come."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and any(child.lower_ == "at" for child in verb.rights)


def is_prospective(token: Token) -> bool:
    """True for words that look ahead: plan, expect, due; not for who "is wanted for a killing on Friday"."""
    return token.lemma_.casefold() in word_values()["prospective"] and not (token.lower_ == "wanted" and token.tag_ == "VBN")
