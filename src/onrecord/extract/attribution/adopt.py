"""Quotations whose reporting verb the parser missed: the words right after or before the marks tell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.draft import Draft
from onrecord.extract.attribution.extents import Extent, noun_phrase, trim, verb_group
from onrecord.extract.attribution.quotes import Quote
from onrecord.extract.attribution.rules import Rule, load_lexicon
from onrecord.extract.attribution.speech import find_owners

REACH = 25  # tokens between a quotation and its verb: "a member of the council, Ann Lee, told the agency"
NEAR = 6  # tokens between a verb and the colon after it
STOPS = frozenset({".", "!", "?", ";", '"', "“", "”"})
IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "quoth": "say",
    "cried": "cry",
    "replied": "reply",
    "read": "read",
    "swore": "swear",
}


@lru_cache(maxsize=1)
def speaking_forms() -> dict[str, Rule]:
    """The rule of each form of a verb that brings direct speech."""
    found: dict[str, Rule] = {}
    for lemma, rules in load_lexicon().verbs.items():
        rule = next((rule for rule in rules if "quote" in rule.takes), None)
        if rule is not None and " " not in lemma:
            stem = lemma.removesuffix("e")
            found |= {lemma: rule, f"{lemma}s": rule, f"{stem}ed": rule}
    return found | {form: found[lemma] for form, lemma in IRREGULAR.items() if lemma in found}


def adopt_quotes(doc: Doc, drafts: tuple[Draft, ...], quotes: tuple[Quote, ...]) -> Iterator[Draft]:
    """A draft for each quotation that has none and stands beside a form of a reporting verb."""
    taken = {draft.head for draft in drafts}
    owned = find_owners(drafts, quotes)
    for quote in quotes:
        if quote.is_speech and quote.start not in owned:
            verb = _verb_after(doc, quote, taken) or _verb_before(doc, quote, taken)
            if verb is not None:
                yield _adopted(doc, verb, quote)


def _verb_after(doc: Doc, quote: Quote, taken: set[int]) -> Token | None:
    if doc[quote.end - 2].text not in {",", "?", "!", "-", "—", "…", "..."}:
        return None
    for token in doc[quote.end : quote.end + REACH]:
        if token.text in STOPS or (token.is_space and "\n" in token.text):
            return None
        if token.lower_ in speaking_forms() and token.pos_ != "NOUN":
            return token if token.i not in taken else None
    return None


def _verb_before(doc: Doc, quote: Quote, taken: set[int]) -> Token | None:
    colon = quote.start - 1
    while colon > 0 and doc[colon].is_space:
        colon -= 1
    if colon < 1 or doc[colon].text != ":":
        return None
    for token in reversed(doc[max(colon - NEAR, 0) : colon]):
        if token.text in STOPS or token.is_space:
            return None
        if token.lower_ in speaking_forms() and token.pos_ != "NOUN":
            return token if token.i not in taken else None
    return None


def _adopted(doc: Doc, verb: Token, quote: Quote) -> Draft:
    source = _beside(doc, verb, quote)
    return Draft(
        rule=speaking_forms()[verb.lower_],
        head=verb.i,
        cue=verb_group(verb) if verb.pos_ == "VERB" else (verb.i, verb.i + 1),
        content=((quote.start, quote.end),),
        speaker=doc[source[0] : source[1]].root.i if source is not None else None,
        source=source,
        shape="adopted",
    )


def _beside(doc: Doc, verb: Token, quote: Quote) -> Extent | None:
    """The words between quotation and verb, or the noun phrase behind the verb."""
    if quote.end <= verb.i:
        between = trim(doc, (quote.end, verb.i))
        if between is not None:
            return between
    elif verb.i > verb.sent.start and not doc[verb.i - 1].is_space:
        before = trim(doc, (max(verb.sent.start, verb.i - REACH), verb.i))
        if before is not None:
            return before
    following = next((token for token in doc[verb.i + 1 : verb.i + 8] if token.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    if following is None or any(token.text in STOPS for token in doc[verb.i : following.i]):
        return None
    head = following.head if following.dep_ == "compound" and following.head.i > verb.i else following
    start, end = noun_phrase(head)
    return max(start, verb.i + 1), max(end, head.i + 1)
