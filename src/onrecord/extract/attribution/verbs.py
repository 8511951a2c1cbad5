"""Attributions that hang on a verb: "X said that ...", "..., X said", "X accused Y of ...", "is believed to ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.asides import TELLING, aside_of, outside, segment_of
from onrecord.extract.attribution.complements import FINITE, find_complement, find_passive, find_raised, is_finite
from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, child_of, is_passive, trim, verb_group
from onrecord.extract.attribution.quotes import Quote
from onrecord.extract.attribution.rules import Lexicon, Rule
from onrecord.extract.attribution.speakers import head_of, speaker_extent, speaker_of, stretch_before
from onrecord.extract.attribution.statements import find_statement

CLAUSES = frozenset({"ccomp", "xcomp"})
TOLD = frozenset({"ccomp", "xcomp", "dobj"})
ADJUNCT_END = frozenset({".", "!", "?", ";"})
ADVERBIAL = frozenset({"when", "after", "before", "because", "since", "until", "where", "although"})
CITING = frozenset({"citing", "quoting"})
LONGEST_ADJUNCT = 16  # tokens of "in a statement on Monday" and "citing two nurses and a guard"


def find_verb_drafts(doc: Doc, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Iterator[Draft]:
    """One draft for each reporting verb that has a content."""
    opens = {quote.start: quote for quote in quotes}
    closes = {quote.end: quote for quote in quotes}
    for token in doc:
        if token.dep_ == "amod" or not (token.pos_ in {"VERB", "AUX"} or _is_aside_noun(token)):
            continue
        rules = _rules_of(token, lexicon)
        if rules:
            draft = _read(token, rules, opens, closes)
            if draft is not None:
                yield draft


def _is_aside_noun(token: Token) -> bool:
    """True of the verb of "as Riga alleges" where the tagger took it for a noun."""
    return token.dep_ == "advcl" and token.tag_ == "NNS" and token.left_edge.lower_ == "as" and child_of(token, "nsubj") is not None


def _rules_of(verb: Token, lexicon: Lexicon) -> tuple[Rule, ...]:
    particle = child_of(verb, "prt")
    lemma = verb.lemma_.lower()
    if particle is not None:
        phrase = lexicon.verbs.get(f"{lemma} {particle.lower_}")
        if phrase:
            return phrase
    return lexicon.verbs.get(lemma, ())


def _read(verb: Token, rules: tuple[Rule, ...], opens: dict[int, Quote], closes: dict[int, Quote]) -> Draft | None:
    cue = verb_group(verb)
    speaker = speaker_of(verb)
    source = speaker_extent(speaker, verb) if speaker is not None else None
    stretch = stretch_before(verb)
    if stretch is not None and is_misread(verb, speaker, stretch):
        source, speaker = stretch, head_of(verb.doc, stretch)
    for rule in rules:
        draft = Draft(rule=rule, head=verb.i, cue=cue, speaker=speaker.i if speaker is not None else None, source=source)
        found = _with_content(draft, verb, opens, closes)
        if found is not None and (not rule.verdicts or _has_verdict(verb, found)):
            return found
    return None


def _has_verdict(verb: Token, draft: Draft) -> bool:
    """True of "called the report a fabrication", where a word of judgement follows the object."""
    return any(token.lemma_.lower() in draft.rule.verdicts for token in verb.doc[draft.content[0][0] : segment_of(verb)[1]])


def is_misread(verb: Token, speaker: Token | None, stretch: Extent) -> bool:
    """True where a verb that ends its sentence has no subject, takes that of the verb before it, or only the end of the words before it."""
    if speaker is None:
        return True
    if speaker.i < stretch[0]:
        return verb.dep_ in {"conj", "advcl"}
    first = verb.doc[stretch[0]]
    return (
        first.i < speaker.left_edge.i and first.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"} and first.ent_type_ not in {"DATE", "TIME"}
    )


def _with_content(draft: Draft, verb: Token, opens: dict[int, Quote], closes: dict[int, Quote]) -> Draft | None:
    rule = draft.rule
    if rule.impersonal:
        return find_raised(draft, verb)
    aside = aside_of(verb) if "clause" in rule.takes and rule.stance in TELLING else None
    if aside is not None and (content := outside(verb, aside)):
        return replace(draft, content=content, shape="aside")
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl" and child_of(verb, "nsubj") is None):
        return find_passive(draft, verb)
    if "quote" in rule.takes or "clause" in rule.takes:
        found = _before(draft, verb, closes) or _after(draft, verb, opens)
        if found is not None:
            return found
    return find_complement(draft, verb)


def _group(draft: Draft) -> Extent:
    """Cue and source, where they stand side by side."""
    start, end = draft.cue
    if draft.source is not None:
        gap = range(draft.source[1], start) if draft.source[0] < start else range(end, draft.source[0])
        if len(gap) <= 1:
            start, end = min(start, draft.source[0]), max(end, draft.source[1])
    return start, end


def _before(draft: Draft, verb: Token, closes: dict[int, Quote]) -> Draft | None:
    """Content first: "..., X said", and around: "The convoy, X said, had left"."""
    doc, (start, end) = verb.doc, _group(draft)
    if draft.source is None or verb.tag_ == "VBG" or (verb.dep_ in {"relcl", "acl"} and not _ends_sentence(verb, end)):
        return None
    quote = closes.get(start) or (closes.get(start - 1) if start and doc[start - 1].text in {",", "-", "—", "–"} else None)
    if quote is not None and _is_apart(verb, quote):
        quote = None
    if quote is None and not (start > verb.sent.start and doc[start - 1].text in {",", "?", "!", "—", "–", "-", "--"}):
        return None
    if quote is None and _has_clause_after(verb, end):
        return None
    begin = segment_of(verb)[0] if quote is None else min(quote.start, doc[quote.start].sent.start)
    if quote is None and begin >= start - 1:
        return None
    if quote is not None and begin < quote.start and any(token.i == draft.cue[0] for token in doc[begin : quote.start]):
        begin = quote.start
    left = trim(doc, (begin, start))
    right = _resumed(doc, verb, _adjunct_end(verb, end))
    if left is None or (quote is None and not _has_verb(doc, left) and not (right and _has_verb(doc, right))):
        return None
    return replace(draft, content=(left, right) if right else (left,), shape="before")


def _is_apart(verb: Token, quote: Quote) -> bool:
    """True of a quotation that ends with its sentence, where the verb's own goes on to tell: '"We ran." The mayor said that two had died.'."""
    last = verb.doc[quote.end - 2] if quote.end - quote.start > 1 else None
    return last is not None and last.text == "." and any(child.i > verb.i and child.dep_ in TOLD for child in verb.children)


def _has_clause_after(verb: Token, end: int) -> bool:
    """True of ", who said ..." and "On Monday, X said that ...": a clause follows that is none of time or reason."""
    stop = segment_of(verb)[1]
    clauses = (child for child in verb.children if child.dep_ in CLAUSES and end <= child.i < stop and child.left_edge.i >= verb.i)
    return any(clause.left_edge.lower_ not in ADVERBIAL for clause in clauses)


def _ends_sentence(verb: Token, end: int) -> bool:
    """True if nothing but a mark or a day follows: "..., Chief Moran said on Friday." is no relative clause."""
    subject, stop = child_of(verb, "nsubj"), _adjunct_end(verb, end)
    if subject is None or subject.tag_ in {"WDT", "WP"}:
        return False
    return stop >= verb.sent.end or verb.doc[stop].text in ADJUNCT_END or verb.doc[stop].is_space


def _has_verb(doc: Doc, extent: Extent) -> bool:
    return any(token.tag_ in FINITE for token in doc[extent[0] : extent[1]])


def _adjunct_end(verb: Token, end: int) -> int:
    """Where "said on Monday" or "told reporters" ends."""
    for child in verb.children:
        if child.i >= end and child.left_edge.i == end and child.dep_ in {"prep", "npadvmod", "dobj", "dative", "advmod"}:
            end = child.right_edge.i + 1
    return end


def _resumed(doc: Doc, verb: Token, end: int) -> Extent | None:
    """The rest of a content that source and cue interrupt."""
    stop = segment_of(verb)[1]
    if end >= stop or doc[end].text not in {",", "—", "–", "--"} or end + 1 >= stop:
        return None
    follower = doc[end + 1]
    inside = (
        follower.lower_ in ADVERBIAL
        or follower.is_ancestor(verb)
        or not verb.is_ancestor(follower)
        or any(
            child.dep_ == "ccomp" and child.left_edge.i < verb.i and (child.i > end or child.right_edge.i > end) for child in verb.children
        )
    )
    return trim(doc, (end + 1, stop)) if inside else None


def _after(draft: Draft, verb: Token, opens: dict[int, Quote]) -> Draft | None:
    """Content second: "X said (that) ...", "X told Y that ...", "X said: '...'"."""
    doc = verb.doc
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is None and "infinitive" not in draft.rule.takes and "quote" in draft.rule.takes:
        clause = next(
            (child for child in verb.children if child.dep_ in {"xcomp", "advcl"} and is_finite(child) and child.i > verb.i), None
        )
    start = _group(draft)[1] if draft.source is not None and draft.source[0] > verb.i else draft.cue[1]
    if clause is not None:
        begin = max(next((mark.i for mark in clause.lefts if mark.dep_ == "mark" and mark.lower_ == "that"), clause.left_edge.i), start)
        extent = trim(doc, (begin, min(_clause_end(verb, clause), segment_of(verb)[1])))
        return replace(draft, content=(*_relative_before(draft, verb), extent)) if extent else None
    if "quote" not in draft.rule.takes:
        return None
    quote = _quote_after(doc, start, opens)
    if quote is not None:
        return replace(draft, content=((quote.start, quote.end),), shape="quote")
    statement = find_statement(doc, start)
    if statement is not None:
        return replace(draft, content=(statement,), shape="statement")
    return _unparsed(draft, verb, start)


def _clause_end(verb: Token, clause: Token) -> int:
    """Where what is said ends: "the convoy, which officials say was shelled, carried flour" goes on with the convoy."""
    end = clause.right_edge.i + 1
    if verb.dep_ != "relcl" or verb.left_edge.nbor(-1).text != ",":
        return end
    return next((word.i for word in verb.doc[clause.i + 1 : end] if word.tag_ in FINITE | {"VBN"} and word.nbor(-1).text == ","), end)


def _relative_before(draft: Draft, verb: Token) -> tuple[Extent, ...]:
    """The pronoun of "which officials say was shelled": a part of what is said."""
    first = verb.left_edge
    is_gap = verb.dep_ == "relcl" and first.tag_ in {"WDT", "WP"} and draft.source is not None and first.i + 1 == draft.source[0]
    return ((first.i, first.i + 1),) if is_gap else ()


def _quote_after(doc: Doc, start: int, opens: dict[int, Quote]) -> Quote | None:
    """The quotation that begins after the verb, with no other verb between."""
    for index in range(start, min(start + 25, len(doc))):
        if index in opens and doc[index - 1].lower_ == "as":
            return None  # "dismissed as 'invention' reports that": the words are a verdict
        if index in opens:
            return opens[index] if opens[index].is_speech or index - start < 2 else None
        token = doc[index]
        if token.tag_ in FINITE or token.text in ADJUNCT_END or (token.is_space and doc[index - 1].text != ":"):
            return None
    return None


def _unparsed(draft: Draft, verb: Token, start: int) -> Draft | None:
    """A clause that the parser did not see: what follows "said (that)" with a finite verb in it."""
    doc, start = verb.doc, _that_behind(verb, start)
    is_that = start < len(doc) and doc[start].lower_ == "that"
    if draft.source is None or draft.source[0] > verb.i or not (is_that or (draft.rule.strong and child_of(verb, "dobj") is not None)):
        return None
    extent = trim(doc, (start, _next_speech(verb)))
    if extent is None or not any(token.tag_ in FINITE for token in doc[extent[0] : extent[1]]):
        return None
    return replace(draft, content=(extent,), shape="unparsed")


def _next_speech(verb: Token) -> int:
    """Where the same speaker says something else ("denied striking homes [and said] that"), or the sentence ends."""
    other = next((child for child in verb.rights if child.dep_ == "conj" and child_of(child, "ccomp") is not None), None)
    if other is None:
        return verb.sent.end
    start = other.left_edge.i
    return start - 1 if verb.doc[start - 1].dep_ == "cc" else start


def _that_behind(verb: Token, start: int) -> int:
    """Where "that" stands behind a verb and an adjunct: "reported, citing a nurse, that", "said in a statement that"; else where it began."""
    for word in verb.doc[start : min(verb.sent.end, start + LONGEST_ADJUNCT)] if verb.lower_ not in CITING else ():
        if word.lower_ == "that" and (word.tag_ == "IN" or word.dep_ == "mark"):
            return word.i
        if word.tag_ in FINITE or word.text in ADJUNCT_END or word.is_quote or (word.tag_ == "VBG" and word.lower_ not in CITING):
            break
    return start
