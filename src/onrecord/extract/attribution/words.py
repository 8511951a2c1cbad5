"""Attributions without a reporting verb: "according to X", "X's claim that", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, child_of, extent_of, noun_phrase, subtract, trim
from onrecord.extract.attribution.rules import Lexicon, Rule

GIVERS = frozenset({"by", "from", "of"})
VERBAL = frozenset({"VERB", "AUX"})


def find_word_drafts(doc: Doc, lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts of prepositions, nouns and adverbs."""
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
        elif token.pos_ == "NOUN" and token.lemma_ in lexicon.nouns:
            draft = _noun(token, lexicon.nouns[token.lemma_])
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
        content = _around(doc, token, (token.i, source[1]))
        if content:
            return Draft(
                rule=rule, head=token.i, cue=(token.i, end), speaker=speaker.i, source=source, content=content, shape="preposition"
            )
    return None


def _is_measure(noun: Token) -> bool:
    """True of "according to rank"."""
    return noun.tag_ == "NN" and noun.n_lefts + noun.n_rights == 0


def _around(doc: Doc, token: Token, hole: Extent) -> tuple[Extent, ...]:
    """The sentence without the phrase that attributes it."""
    sentence = token.sent
    extent = (sentence.start, sentence.end)
    pieces = (trim(doc, piece) for piece in subtract(extent, (hole,)))
    return tuple(piece for piece in pieces if piece is not None and any(word.is_alpha for word in doc[piece[0] : piece[1]]))


def _adverb(token: Token, rule: Rule) -> Draft | None:
    clause = token.head
    if clause == token:
        return None
    pieces = (trim(token.doc, piece) for piece in subtract(extent_of(clause), ((token.i, token.i + 1),)))
    content = tuple(piece for piece in pieces if piece is not None)
    return Draft(rule=rule, head=token.i, cue=(token.i, token.i + 1), content=content, shape="adverb") if content else None


def _noun(token: Token, rule: Rule) -> Draft | None:
    clause = next((child for child in token.children if child.i > token.i and _is_content(child, rule)), None)
    if clause is None:
        return None
    speaker = _giver(token)
    content = trim(token.doc, extent_of(clause))
    if content is None:
        return None
    source = noun_phrase(speaker) if speaker is not None else None
    if source is not None and source[1] > content[0]:
        source = (source[0], content[0]) if source[0] < content[0] else None
    return Draft(
        rule=rule,
        head=token.i,
        cue=(token.i, token.i + 1),
        speaker=speaker.i if speaker is not None else None,
        source=source,
        content=(content,),
        shape="noun",
    )


def _is_content(child: Token, rule: Rule) -> bool:
    if child.dep_ not in {"acl", "ccomp", "relcl"} or child.pos_ not in VERBAL:
        return False
    if any(word.lower_ == "that" and (word.dep_ == "mark" or word.tag_ == "IN") for word in child.children):
        return True
    return "infinitive" in rule.takes and any(word.lower_ == "to" and word.dep_ == "aux" for word in child.children)


def _giver(noun: Token) -> Token | None:
    """X of "X's claim" and "a statement by X"."""
    owner = child_of(noun, "poss")
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in GIVERS:
            return child_of(child, "pobj")
    return None
