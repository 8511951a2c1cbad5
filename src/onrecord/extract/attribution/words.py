"""Attributions without a reporting verb: "according to X", "X's claim that", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.asides import around, segment_of
from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, child_of, extent_of, noun_phrase, subtract, trim
from onrecord.extract.attribution.nouns import find_noun
from onrecord.extract.attribution.predicates import find_predicate
from onrecord.extract.attribution.rules import Lexicon, Rule
from onrecord.vocab.words import word_set

CITING = "attribution.citing"


def find_word_drafts(doc: Doc, lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts of prepositions, nouns, adjectives and adverbs."""
    firsts: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for phrase, rule in lexicon.prepositions:
        firsts.setdefault(phrase[0], []).append((phrase, rule))
    for token in doc:
        lower = token.lower_
        draft = None
        if lower in firsts:
            draft = _preposition(token, firsts[lower])
        elif lower in lexicon.adverbs:
            draft = _adverb(token, lexicon.adverbs[lower])
        elif lower in lexicon.adjectives:
            draft = find_predicate(token, lexicon.adjectives[lower])
        elif token.pos_ == "NOUN" and token.lemma_ in lexicon.nouns:
            draft = find_noun(token, lexicon.nouns[token.lemma_])
        if draft is not None:
            yield draft


def _preposition(token: Token, candidates: list[tuple[tuple[str, ...], Rule]]) -> Draft | None:
    doc = token.doc
    if child_of(token, "aux") is not None:
        return None  # "was citing"
    for phrase, rule in candidates:
        end = token.i + len(phrase)
        if tuple(word.lower_ for word in doc[token.i : end]) != phrase:
            continue
        speaker = child_of(doc[end - 1], "pobj") or child_of(token, "dobj", "pobj")
        if rule.objects:
            return _by_count(token, speaker, rule)
        if speaker is None or speaker.i < end or _is_measure(speaker) or (rule.id == CITING and not _is_cited(speaker)):
            continue
        start, stop = noun_phrase(speaker)
        source, content = _passed_on(token, (max(start, end), stop))
        content = content or around(doc, token, ((token.i, source[1]),))
        if content:
            return Draft(
                rule=rule, head=token.i, cue=(token.i, end), speaker=speaker.i, source=source, content=content, shape="preposition"
            )
    return None


def _by_count(token: Token, measure: Token | None, rule: Rule) -> Draft | None:
    """As in "by the army's count" and "by the count of the priest": what stands before it is said."""
    if measure is None or measure.lemma_ not in rule.objects:
        return None
    of = child_of(measure, "prep")
    speaker = child_of(measure, "poss") or (child_of(of, "pobj") if of is not None and of.lower_ == "of" else None)
    content = trim(token.doc, (_clause_start(token), token.i))
    if speaker is None or content is None:
        return None
    cue = (token.i, measure.i + 1) if speaker.i > measure.i else (token.i, token.i + 1)
    return Draft(rule=rule, head=token.i, cue=cue, speaker=speaker.i, source=noun_phrase(speaker), content=(content,), shape="preposition")


def _clause_start(token: Token) -> int:
    """Where the words between commas begin before a phrase, not those between it and its own comma."""
    start, first = token.i, segment_of(token)[0]
    while start - 1 > first and (start == token.i or token.doc[start - 1].text != ","):
        start -= 1
    return start if start > first and token.doc[start - 1].text == "," else first


def _passed_on(token: Token, source: Extent) -> tuple[Extent, tuple[Extent, ...]]:
    """Who is cited, and what "Harbour Radio reported, citing a nurse, that ..." says: the nurse said it to those who report it."""
    verb, doc = token.head, token.doc
    if token.lower_ not in {"citing", "quoting"} or verb.pos_ != "VERB":
        return source, ()
    that = next((word.i for word in doc[token.i : token.sent.end] if word.lower_ == "that" and word.nbor(-1).text == ","), None)
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and not child.is_ancestor(token)), None)
    if that is not None:
        start, stop = that, token.sent.end
        source = source[0], min(source[1], that - 1)
    elif clause is not None:
        start, stop = extent_of(clause)
    else:
        return source, ()
    kept = trim(doc, (start + (doc[start].lower_ == "that"), stop))
    return source, (kept,) if kept is not None else ()


def _is_cited(speaker: Token) -> bool:
    """True of "citing a nurse" and "citing the figures", not of "citing the risk": somebody's words or records are cited."""
    return any(one.pos_ == "PROPN" or one.lemma_.lower() in word_set("words.cited") for one in (speaker, *speaker.conjuncts))


def _is_measure(noun: Token) -> bool:
    """True of "according to rank"."""
    return noun.tag_ == "NN" and noun.n_lefts + noun.n_rights == 0


def _adverb(token: Token, rule: Rule) -> Draft | None:
    clause = token.head
    if clause == token:
        return None
    pieces = (trim(token.doc, piece) for piece in subtract(extent_of(clause), ((token.i, token.i + 1),)))
    content = tuple(piece for piece in pieces if piece is not None)
    return Draft(rule=rule, head=token.i, cue=(token.i, token.i + 1), content=content, shape="adverb") if content else None
