"""Which readings of a reporting word are attributions of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent
from onrecord.extract.attribution.quotes import Quote

SPEECH_PARTNERS = frozenset({"i", "we", "you", "us", "me", "one"})
NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})
NAMING = frozenset({"for", "on"})
COULD = frozenset({"should", "could", "can", "may", "must", "might"})
LOST = frozenset({"life", "victim", "soul", "casualty"})
LONGEST_LOSS = 8  # words of "the lives of at least nine men"
GOING_ON = frozenset({"go", "continue", "proceed"})


def sift(doc: Doc, drafts: Iterable[Draft], quotes: tuple[Quote, ...]) -> Iterator[Draft]:
    """Leave out what is attributed within a quotation (PolNeAR: it is a part of what is said), and what somebody only could say."""
    found = _without_light_verbs(tuple(drafts))
    spoken = _cover(doc, ((quote.start, quote.end) for quote in quotes if quote.is_speech))
    told = _cover(doc, _told(found))
    for draft in found:
        if spoken[draft.head] or (told[draft.head] and not _holds_in_speech(doc, draft)):
            continue
        if (
            not _is_unsaid(doc[draft.head], draft)
            and not _is_bare_infinitive(doc[draft.head], draft)
            and not _is_nobody(doc, draft)
            and not _is_loss(doc, draft)
        ):
            yield draft


def _without_light_verbs(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """In "repeated his threat to" the noun attributes, not the verb; in "said in a statement that" the verb, not the noun."""
    light = {index for draft in drafts if draft.shape == "noun" for index in range(draft.cue[0], draft.head)}
    said = {draft.content[0] for draft in drafts if draft.shape != "noun"}
    return tuple(
        draft
        for draft in drafts
        if draft.head not in light and not (draft.shape == "noun" and not draft.source and draft.content[0] in said)
    )


def _cover(doc: Doc, extents: Iterable[Extent]) -> bytearray:
    """One for each token in one of the extents."""
    covered = bytearray(len(doc))
    for start, end in extents:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _told(drafts: Iterable[Draft]) -> Iterator[Extent]:
    """The contents of those that tell something; what is denied others tell ("rejected reports that")."""
    for draft in drafts:
        if draft.rule.strong and draft.speaker is not None and draft.rule.stance != "deny":
            yield from draft.content


def _holds_in_speech(doc: Doc, draft: Draft) -> bool:
    return draft.rule.strong and (draft.speaker is None or doc[draft.speaker].lower_ not in SPEECH_PARTNERS)


def _is_unsaid(head: Token, draft: Draft) -> bool:
    """As in "should say that", "a policy of attacking them", "blamed for saying so": what is due or named is no telling."""
    if head.dep_ == "pcomp" and head.tag_ == "VBG":
        return draft.speaker is None or head.head.lower_ in NAMING
    verb = head.head if draft.shape == "predicate" and head.pos_ == "ADJ" else head
    first = verb.head if verb.dep_ == "conj" and not any(child.dep_ == "aux" for child in verb.children) else verb
    if first is not verb and any(child.lower_ == "neither" for child in first.children):
        return True  # "neither confirmed nor denied"
    return any(child.dep_ == "aux" and child.lower_ in COULD for child in (*verb.children, *first.children))


def _is_bare_infinitive(head: Token, draft: Draft) -> bool:
    """As in "to say that": nobody has said it, unless he "went on to say"."""
    if head.tag_ != "VB" or draft.shape == "before":
        return False
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in head.children)
    return to and not (head.dep_ == "xcomp" and head.head.lemma_ in GOING_ON)


def _is_nobody(doc: Doc, draft: Draft) -> bool:
    """As in "No group claimed": nobody speaks."""
    if draft.speaker is None:
        return False
    speaker = doc[draft.speaker]
    return speaker.lower_ in NOBODY or any(child.lower_ in NOBODY for child in speaker.children if child.dep_ in {"det", "neg"})


def _is_loss(doc: Doc, draft: Draft) -> bool:
    """As in "The flood claimed hundreds of lives": nobody speaks either."""
    if doc[draft.head].lemma_.lower() != "claim":
        return False
    start, end = draft.content[0]
    first = doc[start : min(end, start + LONGEST_LOSS)]
    return draft.shape != "before" and first[0].lower_ != "that" and any(token.lemma_.lower() in LOST for token in first)
