"""The words of a text that say how somebody was harmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Doc, Token

from onrecord.extract.counts.people import is_people
from onrecord.extract.counts.rules import HarmRule, harm_rules
from onrecord.extract.counts.sentences import sentence_end

NO_DEEDS: Mapping[int, HarmRule] = MappingProxyType({})
WINDOW = 9  # words in which a rule's other words must follow


@dataclass(frozen=True, slots=True)
class Cue:
    """A harm word in a text, its rule, and the other words that the rule asks for."""

    token: Token
    rule: HarmRule
    others: tuple[Token, ...] = ()


def find_cues(doc: Doc, deeds: Mapping[int, HarmRule] = NO_DEEDS) -> tuple[Cue, ...]:
    """Harm words; a word that another rule uses up ("shot dead") is none of its own. `deeds` are rules of words known for a deed."""
    found = list(match_rules(doc))
    used = {other.i for cue in found for other in cue.others}
    known = {cue.token.i for cue in found}
    own = (cue for cue in found if cue.token.i not in used)
    return (*own, *(Cue(doc[token], rule) for token, rule in deeds.items() if token not in known))


def match_rules(doc: Doc) -> Iterator[Cue]:
    """Every word that fits a rule; of several rules those that ask for more words come first, and only the first is taken."""
    rules = harm_rules()
    for token in doc:
        candidates = rules.get(token.lemma_.lower()) or rules.get(token.lower_)
        if candidates is None:
            continue
        both = dict.fromkeys((*candidates, *rules.get(token.lower_, ())))
        for rule in both:
            others = find_others(token, rule)
            if others is not None and fits(token, rule):
                yield Cue(token, rule, others)
                break


def find_others(token: Token, rule: HarmRule) -> tuple[Token, ...] | None:
    """One word of each group that must follow; None if one is missing."""
    doc, position, found = token.doc, token.i + 1, []
    if rule.unless and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in rule.unless and not is_where(doc[token.i + 1], token):
        return None
    if rule.before and (token.i == 0 or doc[token.i - 1].lower_ not in rule.before):
        return None
    found += [doc[token.i - 1]] if rule.before else []
    limit = min(len(doc), token.i + 1 + WINDOW, sentence_end(token))
    for group in rule.together:
        hit = next((other for other in doc[position:limit] if other.lower_ in group), None)
        if (
            hit is None
            or not belongs(hit, token)
            or is_of(token, hit)
            or (rule.counts == "with" and hit.dep_ == "dobj" and hit.head.i != token.i)
        ):
            return None  # "take steps to save lives"
        found.append(hit)
        position = hit.i + 1
    return tuple(found)


def is_where(word: Token, token: Token) -> bool:
    """True for the preposition of a place or a time behind a passive: "was shot at a party", not "was shot at"."""
    return is_passive_verb(token) and any(noun.dep_ == "pobj" and not is_people(noun) for noun in word.rights)


def is_of(token: Token, hit: Token) -> bool:
    """True for a word that describes the other: "the shooting death of" is no "shot to death"."""
    return token.dep_ in {"amod", "compound"} and token.head.i == hit.i


def belongs(other: Token, token: Token) -> bool:
    """True if the word hangs on the cue in the parse or the cue on it, or if it stands right behind or is said of it."""
    if other.i - token.i <= 2 or token.head.i == other.i or (token.dep_ == "nsubj" and other.head.i == token.head.i):
        return True
    for _ in range(4):
        if other.head.i == token.i:
            return True
        other = other.head
    return False


def fits(token: Token, rule: HarmRule) -> bool:
    """True if the word's part of speech is one that the rule's grammar can read."""
    is_noun = token.pos_ in {"NOUN", "PROPN"}
    match rule.counts:
        case "self" | "event" | "toll":
            return is_noun or (
                rule.counts == "event" and token.tag_ == "VBG" and token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"} and has_of(token)
            )
        case "state":
            return (token.tag_ not in {"VBD", "VBZ", "VBP", "VB", "VBG"} or token.lower_ == "missing") and not is_passive_verb(token)
        case "subject":
            return token.pos_ in {"VERB", "AUX"}
        case "with":
            return token.pos_ in {"VERB", "AUX", "NOUN"}
        case _:
            return not is_noun or (token.tag_ in {"NNS", "NNP"} and not is_counted(token)) or token.lower_ == "hurt"


def is_counted(token: Token) -> bool:
    """True for a plural behind a number: "48 murders" are no verb."""
    return token.tag_ == "NNS" and any(child.dep_ == "nummod" for child in token.lefts)


def is_passive_verb(token: Token) -> bool:
    """True with a passive's subject or auxiliary."""
    return token.tag_ == "VBN" and any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in token.children)


def has_of(token: Token) -> bool:
    """True with an "of" of its own."""
    return any(child.lower_ == "of" for child in token.children)
