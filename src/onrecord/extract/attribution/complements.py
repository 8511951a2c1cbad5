"""What a reporting verb takes as its content beside a clause: a noun phrase, an infinitive, a preposition, the subject of a passive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.asides import segment_of
from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, child_of, extent_of, noun_phrase, subtract, trim
from onrecord.extract.attribution.rules import Rule
from onrecord.extract.attribution.speakers import agent_of

CLAUSES = frozenset({"ccomp", "xcomp"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def find_complement(draft: Draft, verb: Token) -> Draft | None:
    """Infinitives, gerunds, noun phrases and prepositional phrases."""
    takes, doc = draft.rule.takes, verb.doc
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if child.dep_ == "xcomp" and (("infinitive" in takes and child.tag_ == "VB") or ("gerund" in takes and child.tag_ == "VBG")):
            return _filled(draft, doc, _from_object(verb, child, takes))
        if child.dep_ in {"prep", "dative"} and child.lower_ in takes:
            return _filled(replace(draft, cue=_with_preposition(draft.cue, child)), doc, (child.i + 1, child.right_edge.i + 1))
        if child.dep_ in {"advcl", "ccomp", "xcomp"} and "for" in takes and (mark := child.left_edge).lower_ == "for" and mark.i > verb.i:
            return _filled(replace(draft, cue=_with_preposition(draft.cue, mark)), doc, (mark.i + 1, child.right_edge.i + 1))
        if child.dep_ == "advcl" and child.left_edge.lower_ in takes:
            return _filled(draft, doc, extent_of(child))
    thing = _object_of(verb, draft.rule)
    if thing is not None and thing.i < verb.i and thing.tag_ in {"WDT", "WP"} and "rest" in takes:
        return _verdict_on(draft, verb, thing)
    if thing is None or thing.i < verb.i or draft.rule.addressee:
        return None
    if "rest" in takes:
        return _filled(draft, doc, (thing.left_edge.i, _complement_end(verb, thing)))
    return _filled(draft, doc, (thing.left_edge.i, _before_relative(thing))) if "object" in takes else None


def _verdict_on(draft: Draft, verb: Token, pronoun: Token) -> Draft | None:
    """As in "which residents described as an ambush" and "what she called an ambush"."""
    behind = next((child for child in verb.rights if child.dep_ in {"oprd", "acomp", "attr"} or child.lower_ == "as"), None)
    verdict = trim(verb.doc, extent_of(behind)) if behind is not None else None
    return replace(draft, content=((pronoun.i, pronoun.i + 1), verdict), shape="complement") if verdict is not None else None


def _object_of(verb: Token, rule: Rule) -> Token | None:
    """The object, of a certain kind where the rule asks for one: "dismissed as 'pure fantasy' the claim that"."""
    if not rule.objects:
        return child_of(verb, "dobj", "oprd")
    stop = segment_of(verb)[1]
    return next((token for token in verb.doc[verb.i + 1 : stop] if token.lemma_ in rule.objects and verb.is_ancestor(token)), None)


def _before_relative(thing: Token) -> int:
    """Where a noun phrase ends before a clause that tells something else: "claimed the raid, which killed two"."""
    end = thing.right_edge.i + 1
    for token in thing.subtree:
        if token.dep_ == "relcl" and token.left_edge.i > thing.i:
            end = min(end, token.left_edge.i)
    return max(end, thing.i + 1)


def _filled(draft: Draft, doc: Doc, extent: Extent) -> Draft | None:
    kept = trim(doc, extent)
    return replace(draft, content=(kept,), shape="complement") if kept else None


def _from_object(verb: Token, clause: Token, takes: frozenset[str]) -> Extent:
    thing = child_of(verb, "dobj")
    start = clause.left_edge.i
    if thing is not None and "rest" in takes and verb.i < thing.i < start:
        start = thing.left_edge.i
    return start, clause.right_edge.i + 1


def _with_preposition(cue: Extent, preposition: Token) -> Extent:
    return (cue[0], preposition.i + 1) if preposition.i == cue[1] else cue


def _complement_end(verb: Token, thing: Token) -> int:
    ends = [
        child.right_edge.i for child in verb.children if child.i > thing.i and child.dep_ in {"prep", "xcomp", "oprd", "ccomp", "acomp"}
    ]
    return max([thing.right_edge.i, *ends]) + 1


def find_passive(draft: Draft, verb: Token) -> Draft | None:
    """As in "is believed to have fled", "was blamed on", "was told that", "an attack claimed by X"."""
    doc = verb.doc
    clause = next((child for child in verb.children if child.dep_ in CLAUSES and child.i > verb.i), None)
    subject = child_of(verb, "nsubjpass")
    if draft.rule.objects and (subject or verb.head).lemma_ not in draft.rule.objects:
        return None
    theme = _theme(verb, subject)
    if clause is not None and (clause.dep_ == "ccomp" or theme is None or is_finite(clause)):
        return _filled(draft, doc, extent_of(clause))
    preposition = next((child for child in _behind(verb) if child.lower_ in {"for", "of", "on", "as", "with"}), None)
    if preposition is not None and draft.source is not None and draft.source[0] < preposition.i < draft.source[1]:
        draft = replace(draft, source=(draft.source[0], preposition.i))
    tail = clause if clause is not None else preposition
    if theme is None or (tail is None and not _is_whole(draft, verb)):
        return None
    if verb.lemma_ == "call" and clause is None:
        return None
    pieces = [theme] if tail is None else [theme, extent_of(tail)]
    holes = tuple(hole for hole in (draft.cue, draft.source) if hole is not None)
    content = tuple(kept for piece in pieces for part in subtract(piece, holes) if (kept := trim(doc, part)))
    return replace(draft, content=tuple(sorted(content)), shape="passive") if content else None


def _behind(verb: Token) -> Iterator[Token]:
    """Prepositions behind a passive verb, and the one that brings a deed behind who speaks ("accused by residents of burning homes")."""
    yield from (child for child in verb.children if child.dep_ == "prep" and child.i > verb.i)
    agent = agent_of(verb)
    if agent is not None:
        yield from (child for child in agent.children if child.dep_ == "prep" and child_of(child, "pcomp") is not None)


def _is_whole(draft: Draft, verb: Token) -> bool:
    """True of "was confirmed" and "was denied by X", not of "the deaths reported so far": the subject alone is the content."""
    is_whole = bool(draft.rule.takes & {"object", "rest"})
    return is_whole and (draft.source is not None or (draft.rule.stance == "state" and verb.dep_ not in {"acl", "relcl"}))


def _theme(verb: Token, subject: Token | None) -> Extent | None:
    """What is spoken of in the passive: the subject, or the noun that a participle stands behind."""
    if subject is not None:
        if verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"}:
            start, _ = noun_phrase(verb.head)
            return start, verb.left_edge.i
        start, end = noun_phrase(subject)
        return (start, end) if end <= verb.i else (start, subject.i + 1)
    if verb.dep_ == "acl":
        start, _ = noun_phrase(verb.head)
        return (start, verb.i) if start < verb.i else None
    return None


def find_raised(draft: Draft, verb: Token) -> Draft | None:
    """As in "X appeared to be ...": nobody is named."""
    clause = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp", "oprd", "acomp"} and child.i > verb.i), None)
    if clause is None or (verb.lemma_ in {"look", "sound"} and clause.dep_ not in {"acomp", "oprd"}):
        return None
    subject = child_of(verb, "nsubj")
    pieces = [extent_of(clause)]
    if subject is not None and subject.lower_ not in {"it", "there", "who", "which", "that"}:
        start, end = noun_phrase(subject)
        pieces.insert(0, (start, min(end, draft.cue[0])))
    content = tuple(kept for piece in pieces if piece[0] < piece[1] and (kept := trim(verb.doc, piece)))
    bare = replace(draft, speaker=None, source=None, shape="raised")
    return replace(bare, content=tuple(sorted(content))) if content else None


def is_finite(verb: Token) -> bool:
    """True of a verb that stands in a tense, itself or by its auxiliary."""
    return verb.tag_ in FINITE or any(child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE for child in verb.children)
