"""Attributions by what somebody is: "The envoy was confident that ...", "is critical of ...", "It is clear that ..."."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, child_of, trim, verb_group
from onrecord.extract.attribution.rules import Rule
from onrecord.extract.attribution.speakers import speaker_extent

COPULAS = frozenset({"be", "seem", "feel", "remain", "become", "grow", "get", "appear", "sound"})
IMPERSONAL = frozenset({"it", "there", "this", "that", "what", "which"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})


def find_predicate(word: Token, rule: Rule) -> Draft | None:
    """The draft of an adjective, or of a participle used as one, that takes a clause, an infinitive or a preposition."""
    verb = _copula_of(word)
    found = _content(word, verb, rule) if verb is not None else None
    if verb is None or found is None:
        return None
    cue_end, extent = found
    content = trim(word.doc, extent)
    subject = child_of(verb, "nsubj", "nsubjpass")
    if content is None or (subject is not None and content[0] <= subject.i):
        return None
    draft = Draft(rule=rule, head=word.i, cue=(_start(verb), cue_end), content=(content,), shape="predicate")
    if subject is None or subject.lower_ in IMPERSONAL:
        return draft if subject is None or subject.lower_ == "it" else None
    named = verb.head if verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"} else subject
    return Draft(
        rule=rule, head=word.i, cue=draft.cue, content=(content,), speaker=named.i, source=speaker_extent(named, verb), shape="predicate"
    )


def _copula_of(word: Token) -> Token | None:
    """The verb that makes an adjective a predicate; a participle is its own."""
    if word.pos_ == "VERB":
        return word if word.tag_ == "VBN" and child_of(word, "auxpass") is not None and child_of(word, "agent") is None else None
    is_predicate = word.dep_ in {"acomp", "oprd"} and word.head.i < word.i  # "Unsure of its fate, they are ..." is not read so
    return word.head if is_predicate and word.head.lemma_.lower() in COPULAS else None


def _start(verb: Token) -> int:
    return verb_group(verb)[0]


def _content(word: Token, verb: Token, rule: Rule) -> tuple[int, Extent] | None:
    """Where the cue ends, and what it is about."""
    for child in (*word.rights, *(child for child in verb.rights if child.i > word.i)):
        begin, end = child.left_edge.i, child.right_edge.i + 1
        if child.dep_ == "prep" and child.lower_ in rule.takes:
            return child.i + 1, (child.i + 1, end)
        if child.dep_ in CLAUSES and begin > word.i and child.pos_ in {"VERB", "AUX"}:
            kind = "infinitive" if child.tag_ == "VB" and any(aux.lower_ == "to" for aux in child.children) else "clause"
            is_said = kind in rule.takes and (child.dep_ != "advcl" or word.doc[begin].lower_ in {"that", "to", "if", "whether"})
            return (word.i + 1, (begin, end)) if is_said else None
    return None
