"""Find weapons, vehicles and instruments."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.means.rules import Means, means_by_head
from onrecord.extract.triggers.rules import stems_of
from onrecord.model.mentions import MeansMention
from onrecord.model.text import Span

DASHES = frozenset({"-", "–", "‑"})
NEARBY = 6  # tokens before and behind in which the verb stands that makes a lorry a weapon
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X", "NUM"})


def find_means(doc: Doc) -> tuple[MeansMention, ...]:
    """Means in text order; of wordings that overlap, the longest."""
    heads = means_by_head().keys()
    forms = {form for form in {token.lower_ for token in doc} if not heads.isdisjoint(stems_of(form))}
    found: list[MeansMention] = []
    for token in doc:
        if token.lower_ not in forms:
            continue
        mention = find_at(token)
        if mention is None:
            continue
        if found and found[-1].span.overlaps(mention.span):
            found.pop()
        found.append(mention)
    return tuple(found)


def find_at(token: Token) -> MeansMention | None:
    """The means whose head is a token."""
    wordings = means_by_head()
    for stem in stems_of(token.lower_):
        for wording in wordings.get(stem, ()):
            first = match_before(token, wording.before)
            if first is not None and token.pos_ in NOMINAL and is_meant(token, first, wording.means):
                return to_mention(token, first, wording.means)
    return None


def to_mention(token: Token, first: Token, means: Means) -> MeansMention:
    """A mention from its first word to its head."""
    span = Span(first.idx, token.idx + len(token.text))
    return MeansMention(span=span, token=token.i, name=token.doc[first.i : token.i + 1].text, category=means.category, rule=means.id)


def match_before(token: Token, words: tuple[str, ...]) -> Token | None:
    """The first token of the words that stand before a head, dashes passed over; None if they do not."""
    doc, position = token.doc, token.i
    for word in reversed(words):
        position -= 1
        if position >= 0 and doc[position].text in DASHES:
            position -= 1
        if position < 0 or (doc[position].lower_ != word and word not in stems_of(doc[position].lower_)):
            return None
    return doc[position]


def is_meant(token: Token, first: Token, means: Means) -> bool:
    """True if no word before makes it something else, and the verb that it needs is near."""
    doc = token.doc
    if token.pos_ == "VERB" and token.tag_ != "NN":
        return False
    if first.i > 0 and not means.unless.isdisjoint(stems_of(doc[first.i - 1].lower_)):
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and not means.unless.isdisjoint(stems_of(following.lower_)):
        return False
    if not means.only_after:
        return True
    around = doc[max(0, token.i - NEARBY) : token.i + NEARBY]
    return any(other.pos_ in {"VERB", "NOUN"} and not means.only_after.isdisjoint(stems_of(other.lower_)) for other in around)
