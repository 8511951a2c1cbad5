"""What the word that governs a happening makes of it: "planned to", "attempt to", "foiled an", "threat of"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.factuality.rules import Rule, rule_of
from onrecord.vocab.words import word_set

LIGHT = frozenset(
    {
        "launch",
        "carry",
        "conduct",
        "stage",
        "mount",
        "commit",
        "make",
        "take",
        "have",
        "do",
        "give",
        "execute",
        "perform",
        "happen",
        "occur",
        "begin",
        "start",
        "open",
        "continue",
        "manage",
        "be",
        "cause",
        "hold",
        "lead",
        "suffer",
        "see",
        "report",
        "record",
        "use",
        "impose",
        "extend",
        "tighten",
        "renew",
        "come",
        "succeed",
    }
)
ONGOING = frozenset({"stop", "halt", "avoid", "block", "disrupt", "hinder", "bar", "cancel"})
DEFINITE = frozenset({"the", "this", "these", "those", "its", "their", "his", "her"})
ASKING = frozenset({"call", "ask", "press", "push"})  # "called for the release"; who "called the attack barbaric" tells of it
PAST = frozenset({"VBD", "VBN"})


def governed(token: Token, head: Token) -> Rule | None:
    """The rule of the governor, if it has one."""
    if head.pos_ in {"VERB", "AUX"}:
        return _verb_rule(token, head)
    if head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"acl", "prep", "compound", "ccomp", "appos"}:
        return rule_of("noun", head.lemma_.lower()) if _is_content_of_noun(token) and not _is_unit(head) else None
    if head.pos_ == "ADJ" and token.dep_ in {"xcomp", "ccomp", "pcomp", "prep"}:
        return rule_of("governor", head.lower_)
    if head.pos_ in {"ADP", "SCONJ"} and token.dep_ in {"pobj", "pcomp"}:
        return rule_of("preposition", head.head.lower_ if head.lower_ == "of" else head.lower_)
    return None


def _verb_rule(token: Token, head: Token) -> Rule | None:
    lemma = head.lemma_.lower()
    if token.dep_ == "ccomp" and _is_parted(token, head):
        return None
    if token.dep_ in {"prep", "agent"} and not (token.lower_ in {"from", "of", "to", "at", "on", "for"} and lemma not in LIGHT):
        return None
    if (
        token.dep_ == "dobj"
        and rule_of("verb", lemma)
        and lemma in {"set", "call", "tell", "mean", "direct", "consider", "offer", "move", "act", "look", "rush", "task"}
    ):
        return None
    if (
        token.dep_ in {"prep", "dobj", "pobj", "nsubjpass"}
        and not (token.lower_ == "for" and lemma in ASKING)
        and lemma
        in {
            "want",
            "try",
            "agree",
            "tell",
            "ask",
            "suggest",
            "believe",
            "think",
            "feel",
            "press",
            "push",
            "call",
            "question",
            "fight",
            "block",
        }
    ):
        return None
    if (
        token.dep_ in {"ccomp", "xcomp"}
        and not _is_infinitive(token)
        and lemma in {"set", "call", "tell", "mean", "warn", "direct", "insist", "decide"}
        and token.tag_ != "VBG"
    ):
        return None
    if token.dep_ in {"dobj", "nsubjpass"} and lemma in ONGOING and any(child.lower_ in DEFINITE for child in token.children):
        return None
    is_past = (head.tag_ in PAST) and not any(child.lemma_ == "be" and head.tag_ == "VBG" for child in head.children)
    past = rule_of("verb-past", lemma) if is_past else None
    return past or rule_of("verb", lemma)


def _is_unit(noun: Token) -> bool:
    """True for what deeds are counted in: "112 cases of rape" are no case that may arise."""
    return noun.lower_ in word_set("words.case") and any(child.dep_ in {"nummod", "det"} for child in noun.lefts)


def _is_parted(token: Token, head: Token) -> bool:
    """True for a clause before a semicolon, which the parser puts under the next one: "They left the camp; others moved in"."""
    return token.i < head.i and any(child.text == ";" for child in head.lefts)


def _is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def _is_content_of_noun(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in {"of", "for", "to", "at", "against", "on"}
    if token.dep_ == "acl":
        return _is_infinitive(token) or any(child.dep_ == "mark" for child in token.children) or token.tag_ == "VBG"
    return True
