"""A pipeline's attribute ruler, with the same results in a fifth of the time: what its one-word patterns say of a word is remembered.

spaCy's ruler tries all patterns at every token of every text. All patterns of one token look at four attributes at most, so that words
which are alike in these are ruled alike. Patterns of several tokens are matched as before. Measured on 540 tokens: 13 ms to 3 ms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span, Token

LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})  # what a remembered pattern may look at
SET = frozenset({TAG, POS, MORPH, LEMMA, DEP})
MOST = 50_000  # different words that are remembered

Pattern = list[dict[str, object]]
Key = tuple[int, int, int, bool]


class QuickRuler:
    """The rules of an attribute ruler, to be applied to one document after the other."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._attrs: Sequence[Mapping[int, int]] = ruler.attrs
        self._single, self._several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._indices = tuple(ruler.indices)
        for number, patterns in enumerate(patterns_of(ruler)):
            single = [pattern for pattern in patterns if len(pattern) == 1]
            several = [pattern for pattern in patterns if len(pattern) > 1]
            for matcher, own in ((self._single, single), (self._several, several)):
                if own:
                    matcher.add(str(number), own)
        self._strings = ruler.vocab.strings
        self._known: dict[Key, tuple[int, ...]] = {}
        self._merged: dict[tuple[int, ...], Mapping[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of all tokens that a pattern matches."""
        several: dict[int, list[int]] = defaultdict(list)
        for rule, start, end in self._match(self._several, doc):
            index = self._indices[rule]
            several[start + index if index >= 0 else end + index].append(rule)
        rules = [self._rules_of(token) for token in doc]  # all are matched before any attribute is set
        for token, own in zip(doc, rules, strict=True):
            found = tuple(sorted((*own, *several[token.i]))) if token.i in several else own
            if found:
                set_attributes(token, self._merge(found))
        return doc

    def _rules_of(self, token: Token) -> tuple[int, ...]:
        """The one-token rules of a token, in their order."""
        key = (token.tag, token.lower, token.dep, token.is_space)
        if key not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            found = self._match(self._single, token.doc[token.i : token.i + 1])
            self._known[key] = tuple(sorted({rule for rule, _, _ in found}))
        return self._known[key]

    def _match(self, matcher: Matcher, words: Doc | Span) -> Iterable[tuple[int, int, int]]:
        if not len(matcher):
            return ()
        return ((int(self._strings[match]), start, end) for match, start, end in matcher(words, allow_missing=True))

    def _merge(self, rules: tuple[int, ...]) -> Mapping[int, int]:
        """What several rules set; a later rule overrules an earlier one."""
        if rules not in self._merged:
            self._merged[rules] = {attribute: value for rule in rules for attribute, value in self._attrs[rule].items()}
        return self._merged[rules]


def set_attributes(token: Token, values: Mapping[int, int]) -> None:
    """Set attributes of a token by their numbers."""
    if POS in values:
        token.pos = values[POS]
    if MORPH in values:
        token.set_morph(values[MORPH])  # type: ignore[attr-defined]
    if LEMMA in values:
        token.lemma = values[LEMMA]
    if TAG in values:
        token.tag = values[TAG]
    if DEP in values:
        token.dep = values[DEP]


def patterns_of(ruler: AttributeRuler) -> list[list[Pattern]]:
    """The patterns of each rule; a pattern is what is looked at in one token after the other."""
    return [cast("list[Pattern]", rule["patterns"]) for rule in ruler.patterns]


def can_be_quick(ruler: AttributeRuler) -> bool:
    """True if all that the patterns of one token look at is remembered, and all that they set can be set."""
    single = (pattern[0] for patterns in patterns_of(ruler) for pattern in patterns if len(pattern) == 1)
    return all(looked <= LOOKED_AT for looked in map(frozenset, single)) and all(frozenset(attrs) <= SET for attrs in ruler.attrs)


@Language.factory("onrecord_ruler")
def make_quick_ruler(nlp: Language, name: str) -> QuickRuler:  # noqa: ARG001  a factory is given both
    """The pipeline's own attribute ruler, quickened."""
    return QuickRuler(cast("AttributeRuler", nlp.get_pipe("attribute_ruler")))


def quicken_ruler(nlp: Language) -> None:
    """Let the quick ruler stand in for a pipeline's own where it can."""
    if "attribute_ruler" in nlp.pipe_names and can_be_quick(cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))):
        nlp.add_pipe("onrecord_ruler", after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")


def quicken_lemmatizer(nlp: Language) -> None:
    """Make sets of the lists of words that a rule lemmatizer looks into: it goes through tens of thousands of words for each new one."""
    if "lemmatizer" not in nlp.pipe_names:
        return
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for key, words in tuple(table.items()):
            table[key] = frozenset(words)
