"""Attributions without a reporting verb: "according to X", "X's claim that", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.asides import around
from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import child_of, extent_of, noun_phrase, subtract, trim
from onrecord.extract.attribution.nouns import find_noun
from onrecord.extract.attribution.predicates import find_predicate
from onrecord.extract.attribution.rules import Lexicon, Rule


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
    for phrase, rule in candidates:
        end = token.i + len(phrase)
        if tuple(word.lower_ for word in doc[token.i : end]) != phrase:
            continue
        speaker = child_of(doc[end - 1], "pobj") or child_of(token, "dobj", "pobj")
        if speaker is None or speaker.i < end or _is_measure(speaker):
            continue
        start, stop = noun_phrase(speaker)
        source = (max(start, end), stop)
        content = around(doc, token, ((token.i, source[1]),))
        if content:
            return Draft(
                rule=rule, head=token.i, cue=(token.i, end), speaker=speaker.i, source=source, content=content, shape="preposition"
            )
    return None


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
