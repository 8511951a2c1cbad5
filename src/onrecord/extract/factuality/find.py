"""Factuality of happenings, read on the way from their word up to the root of the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.extract.factuality.governors import DEFINITE, LIGHT, governed
from onrecord.extract.factuality.rules import Rule, rule_of
from onrecord.model.claims import Certainty, Factuality, Polarity
from onrecord.model.mentions import FactualityMention
from onrecord.model.text import Span
from onrecord.model.values import Realis
from onrecord.vocab.words import ordinals

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
NOMINAL_STEPS = frozenset({"dobj", "nsubjpass", "prep", "agent", "nmod", "compound", "appos"})
TEMPORAL = frozenset({"after", "before", "since", "during", "following", "amid", "despite", "because", "until", "over", "in", "near"})
PARTITIVES = frozenset(
    {
        "wave",
        "series",
        "number",
        "campaign",
        "string",
        "spate",
        "round",
        "act",
        "kind",
        "sort",
        "type",
        "lot",
        "form",
        "dozen",
        "day",
        "week",
        "month",
    }
)
EXPRESSED = frozenset({"protest", "demonstrate"})  # "blocked the road to protest against": the one is the other
PLANS = frozenset({"factuality.plan", "factuality.intent"})
MOCK = "factuality.mock"  # nothing further out makes it real
SUPPOSING = frozenset({"would", "could", "might", "may", "can"})  # "an attack would cost lives"
ONE_OF_SEVERAL = frozenset({"only", "last", "next", *ordinals()})
ANYBODY = frozenset({"those", "anyone", "anybody", "whoever", "everyone", "people"})  # "those who kidnap children"


class Step(NamedTuple):
    """A rule at work, with the words that set it off."""

    rule: Rule
    cue: Token


def find_factuality(doc: Doc, tokens: Iterable[int]) -> dict[int, FactualityMention]:
    """How sure the words are of each happening, by its token."""
    return {index: _judge(doc[index]) for index in sorted(set(tokens))}


def _judge(event: Token) -> FactualityMention:
    """Put together what stands on the way up, innermost first."""
    return _read_steps(event, _with_caught(event, list(_steps(event))))


def _read_steps(event: Token, steps: Sequence[Step]) -> FactualityMention:
    certainty, negative, realis = Certainty.CERTAIN, False, Realis.ACTUAL
    rule, cues = "factuality.plain", []
    seen: set[int] = set()
    for step in steps:
        if step.cue.i in seen or (step.rule.only and event.lemma_.lower() not in step.rule.only):
            continue
        seen.add(step.cue.i)
        certainty = max(certainty, step.rule.certainty, key=ORDER.index)
        negative ^= step.rule.flips
        realis = realis if rule == MOCK else _next_realis(realis, step.rule.realis)
        if rule == MOCK:
            continue
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


def _with_caught(event: Token, steps: Sequence[Step]) -> Sequence[Step]:
    """What was planned by people who were arrested or tried for it has failed (codebook, `realis`)."""
    if not any(step.rule.id in PLANS for step in steps):
        return steps
    cue = next((token for token in event.ancestors if rule_of("caught", token.lemma_.lower())), None)
    rule = rule_of("caught", cue.lemma_.lower()) if cue is not None else None
    if rule is None or cue is None:
        return steps
    return [*(step for step in steps if step.cue != cue), Step(rule, cue)]


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
            yield from _of_anybody(token)
            return
        if token.dep_ == "advcl":
            yield from _purpose(token)
            return
        if token.dep_ not in COMPLEMENTS and not _is_light_subject(token, head) and not _is_supposed(token, head):
            return
        rule = governed(token, head)
        if rule is not None:
            yield Step(rule, head)
        elif (aim := _aim(token, head)) is not None:
            yield aim
            return
        elif _is_set_apart(token, head):
            return
        reached = _reaches(token, head)
        token = head


def _is_set_apart(token: Token, head: Token) -> bool:
    """True where a noun is only a thing that another verb or noun speaks of: "search the site of the shooting", "after the blast"."""
    if token.dep_ not in NOMINAL_STEPS:
        return False
    if head.pos_ in {"VERB", "AUX"}:
        return not _is_manner(token) and (token.lower_ in TEMPORAL or head.lemma_.lower() not in LIGHT)
    if head.pos_ in {"NOUN", "PROPN"}:
        return token.dep_ == "prep" and not (token.lower_ == "of" and head.lemma_.lower() in PARTITIVES)
    return False


def _is_manner(token: Token) -> bool:
    """True for how the deed of a verb is done: "vowed to avenge him by killing officials"."""
    return token.dep_ == "prep" and token.lower_ == "by" and any(child.dep_ == "pcomp" for child in token.children)


def _is_supposed(token: Token, head: Token) -> bool:
    """True for a deed that is nobody's yet, as what would or could come of it is told: "an attack would cost lives"."""
    if token.dep_ != "nsubj" or any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in token.children):
        return False
    return any(child.dep_ == "aux" and child.lower_ in SUPPOSING for child in head.children)


def _at_noun(event: Token) -> Iterator[Step]:
    """Adjectives and "no" at a noun."""
    if event.pos_ not in {"NOUN", "PROPN"} and event.tag_ != "VBG":
        return
    for child in event.children:
        place = "adjective" if child.dep_ == "amod" else "negation" if child.dep_ in {"det", "neg"} else ""
        rule = rule_of(place, child.lower_) if place else None
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
        if child.dep_ == "nsubj":
            yield from _strayed(child)


def _strayed(subject: Token) -> Iterator[Step]:
    """A modal that the parser gave to a noun between it and its verb: "the army [will at all costs] hold the town"."""
    for word in subject.lefts:
        rule = rule_of("modal", word.lower_) if word.dep_ == "aux" and word.tag_ == "MD" else None
        if rule is not None:
            yield Step(rule, word)


def _rule_at_verb(child: Token, verb: Token, *, perfect: bool) -> Rule | None:
    lower, dep = child.lower_, child.dep_
    if dep == "aux":
        return (rule_of("perfect", lower) if perfect else None) or (rule_of("modal", lower) if child.tag_ == "MD" else None)
    if dep in {"neg", "preconj"}:
        return rule_of("negation", lower)
    if dep == "mark" or (dep == "advmod" and lower == "whether"):
        return rule_of("mark", lower)
    if dep == "advmod":
        return rule_of("adverb", lower) or (rule_of("negation", lower) if child.i < verb.i else None)
    if dep in {"nsubj", "nsubjpass"}:
        nobody = (
            child if child.lower_ in {"nobody", "none", "nothing"} else next((word for word in child.children if word.lower_ == "no"), None)
        )
        return rule_of("negation", nobody.lower_) if nobody is not None else None
    if dep == "dobj" and any(word.lower_ == "no" for word in child.children):
        return rule_of("negation", "no")
    return None


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
    if _is_manner(token) or _is_supposed(token, head):
        return True
    if token.dep_ in {"pcomp", "pobj"} and head.pos_ == "ADP" and _is_manner(head):
        return True
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
        rule = rule_of("modal", child.lower_) if child.dep_ == "aux" and child.tag_ == "MD" and token.tag_ == "VB" else None
        if rule is not None:
            yield Step(rule, child)


def _has_own_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _purpose(clause: Token) -> Iterator[Step]:
    """As in "... in order to retake the town": planned, not done."""
    to = next((child for child in clause.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    rule = rule_of("purpose", "to")
    if to is not None and clause.tag_ == "VB" and rule is not None and clause.lemma_ not in EXPRESSED:
        yield Step(rule, to)


def _aim(clause: Token, noun: Token) -> Step | None:
    """What a noun is for: "an offensive to retake the town"; not "the last town to be retaken", "the men to have done it"."""
    rule = rule_of("purpose", "to")
    to = next((child for child in clause.lefts if child.dep_ == "aux" and child.lower_ == "to"), None)
    is_one_of_several = any(child.tag_ in {"JJS", "RBS"} or child.lower_ in ONE_OF_SEVERAL for child in noun.lefts)
    if clause.dep_ != "acl" or clause.tag_ != "VB" or to is None or rule is None or is_one_of_several:
        return None
    return Step(rule, to)


def _of_anybody(clause: Token) -> Iterator[Step]:
    """What is said of all who do it, in the present, has not happened: "punish those who kidnap children"."""
    rule = rule_of("mark", "whether")
    if clause.dep_ == "relcl" and clause.head.lower_ in ANYBODY and clause.tag_ in {"VBP", "VBZ"} and rule is not None:
        yield Step(rule, clause.head)


def _question(root: Token) -> Iterator[Step]:
    last = root.doc[root.sent.end - 1]
    while last.i > root.i and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    rule = rule_of("mark", "whether")
    if last.text == "?" and rule is not None:
        yield Step(rule, last)
