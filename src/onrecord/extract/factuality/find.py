"""Factuality of happenings, read on the way from their word up to the root of the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.extract.factuality.rules import Rule, rules_by_word
from onrecord.model.claims import Certainty, Factuality, Polarity
from onrecord.model.mentions import FactualityMention
from onrecord.model.text import Span
from onrecord.model.values import Realis

DEEPEST = 12
ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
COMPLEMENTS = frozenset(
    {
        "ccomp",
        "xcomp",
        "dobj",
        "pcomp",
        "pobj",
        "acl",
        "nsubjpass",
        "oprd",
        "attr",
        "csubj",
        "dep",
        "prep",
        "appos",
        "nmod",
        "compound",
        "agent",
    }
)
RAISING = frozenset({"xcomp", "ccomp", "dobj", "nsubjpass", "oprd", "attr", "pcomp"})  # what a modal or "not" at the governor reaches
INDEPENDENT = frozenset({"relcl", "parataxis"})
LIGHT = frozenset(
    {
        "launch",
        "carry",
        "conduct",
        "stage",
        "mount",
        "commit",
        "make",
        "take",
        "have",
        "do",
        "give",
        "execute",
        "perform",
        "happen",
        "occur",
        "begin",
        "start",
        "open",
        "continue",
        "manage",
        "be",
        "cause",
        "hold",
        "lead",
        "suffer",
        "see",
        "report",
        "record",
        "use",
        "impose",
        "extend",
        "tighten",
        "renew",
        "come",
        "succeed",
    }
)
NOMINAL_STEPS = frozenset({"dobj", "nsubjpass", "prep", "agent", "nmod", "compound", "appos"})
TEMPORAL = frozenset({"after", "before", "since", "during", "following", "amid", "despite", "because", "until", "over", "in", "near"})
PARTITIVES = frozenset(
    {"wave", "series", "number", "campaign", "string", "spate", "round", "act", "kind", "sort", "type", "lot", "form", "dozen"}
)
ONGOING = frozenset({"stop", "halt", "avoid", "block", "disrupt", "hinder", "bar", "cancel"})
DEFINITE = frozenset({"the", "this", "these", "those", "its", "their", "his", "her"})
DENIAL_OBJECTS = frozenset(
    {"involvement", "role", "responsibility", "part", "hand", "claim", "report", "accusation", "allegation", "charge"}
)
REJECTING = frozenset({"reject", "dismiss"})
EXPRESSED = frozenset({"protest", "demonstrate"})  # "blocked the road to protest against": the one is the other
PAST = frozenset({"VBD", "VBN"})


class Step(NamedTuple):
    """A rule at work, with the words that set it off."""

    rule: Rule
    cue: Token


def find_factuality(doc: Doc, tokens: Iterable[int]) -> dict[int, FactualityMention]:
    """How sure the words are of each happening, by its token."""
    return {index: _judge(doc[index]) for index in sorted(set(tokens))}


def _judge(event: Token) -> FactualityMention:
    """Put together what stands on the way up, innermost first."""
    certainty, negative, realis = Certainty.CERTAIN, False, Realis.ACTUAL
    rule, cues = "factuality.plain", []
    seen: set[int] = set()
    for step in _steps(event):
        if step.cue.i in seen:
            continue
        seen.add(step.cue.i)
        certainty = max(certainty, step.rule.certainty, key=ORDER.index)
        negative ^= step.rule.flips
        realis = _next_realis(realis, step.rule.realis)
        rule = step.rule.id
        cues.append(Span(step.cue.idx, step.cue.idx + len(step.cue)))
    return FactualityMention(
        token=event.i, factuality=_factuality(certainty, negative=negative), realis=realis, rule=rule, cues=tuple(sorted(cues))
    )


def _next_realis(inner: Realis, outer: Realis) -> Realis:
    """What stands further out decides, but for what leaves it as it is."""
    if outer is Realis.ACTUAL or (inner is Realis.PLANNED and outer is Realis.HYPOTHETICAL):
        return inner
    return outer


def _factuality(certainty: Certainty, *, negative: bool) -> Factuality:
    if certainty is Certainty.UNKNOWN:
        return Factuality(certainty, Polarity.UNKNOWN)
    return Factuality(certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE)


def _steps(event: Token) -> Iterator[Step]:
    """All rules on the way from a happening to the root."""
    token, reached = event, True
    yield from _at_noun(event)
    for _ in range(DEEPEST):
        if reached:
            yield from _at_verb(token)
        head = token.head
        if head == token:
            yield from _question(token)
            return
        if token.dep_ == "conj":
            yield from _shared(token, head)
            if _has_own_subject(token):
                reached = False
            token = head
            continue
        if token.dep_ in INDEPENDENT:
            return
        if token.dep_ == "advcl":
            yield from _purpose(token)
            return
        if token.dep_ not in COMPLEMENTS and not _is_light_subject(token, head):
            return
        steps = tuple(_governed(token, head))
        yield from steps
        if not steps and _is_set_apart(token, head):
            return
        reached = _reaches(token, head)
        token = head


def _is_set_apart(token: Token, head: Token) -> bool:
    """True where a noun is only a thing that another verb or noun speaks of: "search the site of the shooting", "after the blast"."""
    if token.dep_ not in NOMINAL_STEPS:
        return False
    if head.pos_ in {"VERB", "AUX"}:
        return token.lower_ in TEMPORAL or head.lemma_.lower() not in LIGHT
    if head.pos_ in {"NOUN", "PROPN"}:
        return token.dep_ == "prep" and not (token.lower_ == "of" and head.lemma_.lower() in PARTITIVES)
    return False


def _get(place: str, word: str) -> Rule | None:
    return rules_by_word().get((place, word))


def _at_noun(event: Token) -> Iterator[Step]:
    """Adjectives and "no" at a noun."""
    if event.pos_ not in {"NOUN", "PROPN"} and event.tag_ != "VBG":
        return
    for child in event.children:
        place = "adjective" if child.dep_ == "amod" else "negation" if child.dep_ in {"det", "neg"} else ""
        rule = _get(place, child.lower_) if place else None
        if rule is not None:
            yield Step(rule, child)


def _at_verb(verb: Token) -> Iterator[Step]:
    """Modals, negation, adverbs and conjunctions at a verb."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" and child.tag_ == "VB" for child in verb.children)
    for child in verb.children:
        rule = _rule_at_verb(child, verb, perfect=perfect)
        if rule is not None:
            yield Step(rule, child)


def _rule_at_verb(child: Token, verb: Token, *, perfect: bool) -> Rule | None:
    lower, dep = child.lower_, child.dep_
    if dep == "aux":
        return (_get("perfect", lower) if perfect else None) or (_get("modal", lower) if child.tag_ == "MD" else None)
    if dep in {"neg", "preconj"}:
        return _get("negation", lower)
    if dep == "mark" or (dep == "advmod" and lower == "whether"):
        return _get("mark", lower)
    if dep == "advmod":
        return _get("adverb", lower) or (_get("negation", lower) if child.i < verb.i else None)
    if dep in {"nsubj", "nsubjpass"}:
        nobody = (
            child if child.lower_ in {"nobody", "none", "nothing"} else next((word for word in child.children if word.lower_ == "no"), None)
        )
        return _get("negation", nobody.lower_) if nobody is not None else None
    if dep == "dobj" and any(word.lower_ == "no" for word in child.children):
        return _get("negation", "no")
    return None


def _governed(token: Token, head: Token) -> Iterator[Step]:
    """What the governor makes of it: "planned to", "attempt to", "foiled an", "threat of"."""
    if head.pos_ in {"VERB", "AUX"}:
        rule = _verb_rule(token, head)
    elif head.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"acl", "prep", "compound", "ccomp", "appos"}:
        rule = _get("noun", head.lemma_.lower()) if _is_content_of_noun(token) else None
    elif head.pos_ == "ADJ" and token.dep_ in {"xcomp", "ccomp", "pcomp", "prep"}:
        rule = _get("governor", head.lower_)
    elif head.pos_ in {"ADP", "SCONJ"} and token.dep_ in {"pobj", "pcomp"}:
        rule = _get("preposition", head.head.lower_ if head.lower_ == "of" else head.lower_)
    else:
        rule = None
    if rule is not None:
        yield Step(rule, head)


def _verb_rule(token: Token, head: Token) -> Rule | None:
    lemma = head.lemma_.lower()
    if token.dep_ in {"prep", "agent"} and not (token.lower_ in {"from", "of", "to", "at", "on", "for"} and lemma not in LIGHT):
        return None
    if (
        token.dep_ == "dobj"
        and _get("verb", lemma)
        and lemma in {"set", "call", "tell", "mean", "direct", "consider", "offer", "move", "act", "look", "rush", "task"}
    ):
        return None
    if token.dep_ in {"prep", "dobj", "pobj", "nsubjpass"} and lemma in {
        "want",
        "try",
        "agree",
        "tell",
        "ask",
        "suggest",
        "believe",
        "think",
        "feel",
        "press",
        "push",
        "call",
        "question",
        "fight",
        "block",
    }:
        return None
    if (
        token.dep_ in {"ccomp", "xcomp"}
        and not _is_infinitive(token)
        and lemma in {"set", "call", "tell", "mean", "warn", "direct", "insist", "decide"}
        and token.tag_ != "VBG"
    ):
        return None
    if token.dep_ in {"dobj", "nsubjpass"} and lemma in ONGOING and any(child.lower_ in DEFINITE for child in token.children):
        return None
    is_past = (head.tag_ in PAST) and not any(child.lemma_ == "be" and head.tag_ == "VBG" for child in head.children)
    past = _get("verb-past", lemma) if is_past else None
    return past or _get("verb", lemma)


def _is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def _is_content_of_noun(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in {"of", "for", "to", "at", "against", "on"}
    if token.dep_ == "acl":
        return _is_infinitive(token) or any(child.dep_ == "mark" for child in token.children) or token.tag_ == "VBG"
    return True


def _is_light_subject(token: Token, head: Token) -> bool:
    """As in "The attack will take place": the verb only says that it happens."""
    return token.dep_ == "nsubj" and head.lemma_.lower() in {
        "take",
        "happen",
        "occur",
        "begin",
        "start",
        "come",
        "continue",
        "follow",
        "fail",
        "succeed",
    }


def _reaches(token: Token, head: Token) -> bool:
    """True if a modal or "not" at the governor bears on what it governs."""
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    if token.dep_ == "xcomp":
        return True
    if token.dep_ == "ccomp":
        return head.lemma_.lower() in {"believe", "think", "confirm", "know", "mean", "seem", "appear", "expect"}
    return token.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"} and head.lemma_.lower() in LIGHT


def _shared(token: Token, head: Token) -> Iterator[Step]:
    """Modals of the first verb hold for the next: "will attack and destroy"."""
    if _has_own_subject(token) or any(child.dep_ in {"aux", "auxpass"} for child in token.children):
        return
    for child in head.children:
        rule = _get("modal", child.lower_) if child.dep_ == "aux" and child.tag_ == "MD" and token.tag_ == "VB" else None
        if rule is not None:
            yield Step(rule, child)


def _has_own_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _purpose(clause: Token) -> Iterator[Step]:
    """As in "... in order to retake the town": planned, not done."""
    to = next((child for child in clause.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    rule = _get("verb", "plan")
    if to is not None and clause.tag_ == "VB" and rule is not None and clause.lemma_ not in EXPRESSED:
        yield Step(rule, to)


def _question(root: Token) -> Iterator[Step]:
    last = root.doc[root.sent.end - 1]
    while last.i > root.i and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    rule = _get("mark", "whether")
    if last.text == "?" and rule is not None:
        yield Step(rule, last)
