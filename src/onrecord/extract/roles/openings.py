"""Words that set a sentence or clause apart from what was told before ("Elsewhere", "Hours later"), or point back at it ("in that raid", "there")."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from onrecord.extract.roles.grammar import children
from onrecord.vocab.words import word_set

INCIDENTS = frozenset({"incident", "incidents", "case", "event", "episode"})  # "attack" and its like say themselves that they are another
SEPARATE = frozenset({"separate", "another", "different", "unrelated", "similar"})
OPENING = 6  # tokens that may open a sentence
MAX_CLIMB = 12
SINCE = 7  # tokens between "since" and "when"


def find_apart(doc: Doc) -> frozenset[int]:
    """Numbers of the sentences that open with words that set them apart."""
    return frozenset(number for number, sentence in enumerate(doc.sents) if opens_apart(sentence))


def opens_apart(sentence: Span) -> bool:
    """True for "Elsewhere, …", "Hours later, …", "On the same evening …", "In a separate attack, …"."""
    words = [token.lower_ for token in sentence[:OPENING] if token.is_alpha]
    if not words:
        return False
    if words[0] in word_set("words.elsewhere") or (words[0] in {"in", "at", "during"} and INCIDENTS & set(words) and SEPARATE & set(words)):
        return True
    units = [position for position, word in enumerate(words) if word in word_set("words.unit-of-time")]
    return bool(units) and bool(word_set("words.at-another-time") & set(words[: units[0] + 2]))


def is_since_when(token: Token) -> bool:
    """True for what happened at a time that a superlative reaches back to: "the deadliest raid since May, when 20 people were killed"."""
    start = token.left_edge.i
    if token.doc[start].lower_ != "when":
        return False
    return any(other.lower_ in {"since", "after"} for other in token.doc[max(0, start - SINCE) : start])


def is_main(token: Token) -> bool:
    """True for what its sentence is about: not in a relative clause, nor behind "after", "since" or "in retaliation for"."""
    for _ in range(MAX_CLIMB):
        if token.dep_ in {"relcl", "acl", "advcl"} or (token.dep_ == "prep" and token.lower_ in word_set("words.background")):
            return False
        if token.head.i == token.i:
            return True
        token = token.head
    return True


def is_given(token: Token, *, is_known: bool) -> bool:
    """True for a noun that is known already and not told anew: as what a clause is about or what somebody confirms ("the blast happened")."""
    return is_presupposed(token) or (is_known and not is_told_of(token))


def is_presupposed(token: Token) -> bool:
    """True for what its words take to have happened, whoever speaks: "in retaliation for air strikes which killed nine", "condemned a raid"."""
    for _ in range(MAX_CLIMB):
        head, lemma = token.head, token.head.lemma_.lower()
        if token.dep_ in {"prep", "relcl"} and lemma in word_set("words.reprisal"):
            return True
        if lemma in word_set("words.judging") and (token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "prep" and token.lower_ == "for")):
            return True
        if token.dep_ == "prep" and lemma in word_set("words.responsibility") and head.head.lemma_.lower() in {"deny", "reject"}:
            return True
        if head.i == token.i or token.dep_ in {"ccomp", "advcl"}:
            return False
        token = head
    return False


def is_told_of(noun: Token) -> bool:
    """True for the subject of a clause, and for what is confirmed."""
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return noun.head.lemma_ != "be"
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in word_set("words.confirming")


def points_back(token: Token) -> bool:
    """True for "this attack", "killed in that incident", "was hurt there", "two cooks also died"."""
    if any(child.lower_ in word_set("words.this") for child in children(token, "det")):
        return True
    if any(child.lower_ == "there" for child in children(token, "advmod")):
        return True
    if any(word.lower_ == "that" for child in children(token, "npadvmod") for word in children(child, "det")):
        return True  # "that night"
    if is_said_also(token):
        return True
    nouns = (noun for child in children(token, "prep") if child.lower_ in {"in", "during"} for noun in children(child, "pobj"))
    return any(noun.lemma_ in word_set("words.incident") and any(child.dep_ == "det" for child in noun.lefts) for noun in nouns)


def is_said_also(token: Token) -> bool:
    """True for what somebody suffered beside others: "also died", "were also hurt"; who also hit somebody did so again."""
    return any(child.lower_ == "also" for child in children(token, "advmod")) and not children(token, "dobj", "prep")
