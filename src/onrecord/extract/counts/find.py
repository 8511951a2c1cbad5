"""Figures: expressions of number tied to the words that say how somebody was harmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Token

from onrecord.extract.actors.names import taken_in
from onrecord.extract.attribution.tellers import NO_TELLERS
from onrecord.extract.counts.arguments import heads_of
from onrecord.extract.counts.breakdowns import without_breakdown
from onrecord.extract.counts.comparisons import COMPARED, compared_figures
from onrecord.extract.counts.contexts import is_denied, is_real, is_total
from onrecord.extract.counts.cues import NO_DEEDS, Cue, find_cues
from onrecord.extract.counts.drafts import Draft, order
from onrecord.extract.counts.nobody import denied_of_any, harms_of_nobody, is_none_of, none_joined, unharmed
from onrecord.extract.counts.parts import add_parts
from onrecord.extract.counts.people import is_idea, is_named, is_never_harmed, is_people, is_proper
from onrecord.extract.counts.phrases import MORE, NOBODY, SEVERAL, At, Phrase, measure
from onrecord.extract.counts.pronouns import resolve_pronouns
from onrecord.extract.counts.quantities import find_quantities
from onrecord.extract.counts.retold import retold_figures
from onrecord.extract.counts.rules import HarmRule
from onrecord.extract.counts.shot import SHOT, drop_shot, is_shot
from onrecord.extract.counts.tolls import measure_number_of, measure_toll
from onrecord.extract.counts.updates import is_superseded, is_withdrawn
from onrecord.model.mentions import FigureMention
from onrecord.model.text import Span
from onrecord.model.values import Count, Harm
from onrecord.vocab.words import ordinals, word_set

HARMED = frozenset({"kill", "die", "perish", "injure", "wound", "hurt"})
CROWD = 10  # fewer who "fled" have run away
JOINABLE = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING})
MOST_CHILDREN = 30
TREATED = frozenset({"treat", "examine", "hospitalize", "hospitalise"})
CONDITIONS = frozenset({"injured.condition", "injured.listed"})
AMONG = frozenset({"among", "amongst", "on", "to", "for"})
UNCOUNTED = frozenset({"killed.loss-of-life"})
DESCRIBED = frozenset({Harm.DISPLACED, Harm.ARRESTED, Harm.CAPTURED, Harm.RELEASED, Harm.ABDUCTED, Harm.MISSING, Harm.DESTROYED})
KEPT_OPEN = frozenset({"count.plural", "count.group", "count.a-number-of", "count.many"})


def find_figures(
    doc: Doc,
    *,
    deeds: Mapping[int, HarmRule] = NO_DEEDS,
    tellers: Mapping[int, int] = NO_TELLERS,
    harmless: Sequence[Span] = (),
) -> tuple[FigureMention, ...]:
    """Figures in text order; `part_of` points into the same tuple.

    `deeds` are rules of words that are known for a deed; `tellers` are as `find_tellers` gives them: who tells a harm did not suffer it;
    `harmless` are words that only look like harm ("killed the bill").
    """
    at = {position: quantity for quantity in find_quantities(doc) for position in range(quantity.start, quantity.end)}
    cues = [cue for cue in find_cues(doc, deeds) if not any(span.start <= cue.token.idx < span.end for span in harmless)]
    drafts = [draft for cue in cues for draft in draft_figures(cue, at) if not tells(draft, tellers)]
    drafts = resolve_pronouns(join(drop_shot(unique(drafts))), at)
    told = add_parts(doc, drafts, at)
    return tuple(to_mentions(doc, order(unique([*told, *compared_figures(doc, told, at), *retold_figures(doc, told, at, cues)]))))


def tells(draft: Draft, tellers: Mapping[int, int]) -> bool:
    """True if the parser took who tells a harm for who suffered it: "injuring dozens, a guard and a nurse said"."""
    first, cue = draft.phrase.first, draft.cue
    return first in tellers and cue.i not in tellers and cue.i < first and tellers[first] <= cue.idx


def draft_figures(cue: Cue, at: At) -> Iterator[Draft]:
    """The figures of one harm word."""
    nobody = denied_of_any(cue) or none_joined(cue, at)
    if nobody is not None:
        yield from (draft_of(cue, harm, nobody) for harm in harms_of_nobody(cue))
    elif is_real(cue.token):
        yield from (draft_of(cue, harm, phrase) for phrase in phrases_of(cue, at) for harm in harms_of(cue, phrase))
    else:
        yield from (replace(draft_of(cue, Harm.INJURED, phrase), rule="injured.not-hurt") for phrase in unharmed(cue, phrases_of(cue, at)))


def draft_of(cue: Cue, harm: Harm, phrase: Phrase) -> Draft:
    """One figure of a harm word."""
    return Draft(cue=cue.token, harm=harm, phrase=phrase, rule=cue.rule.id, others=tuple(other.i for other in cue.others))


def harms_of(cue: Cue, phrase: Phrase) -> tuple[Harm, ...]:
    """The harms of a cue; a number of casualties is of the dead and the injured."""
    return harms_of_nobody(cue) if phrase.kind == "number" else cue.rule.harms


def phrases_of(cue: Cue, at: At) -> tuple[Phrase, ...]:
    """What a harm word counts, as far as it counts people (or things)."""
    if cue.rule.counts == "toll":
        found = measure_toll(cue.token, at)
        return (found,) if found else ()
    reached = measure_number_of(cue.token, at)
    if reached is not None:
        return (reached,)
    measured = [(head, measure(head, at)) for head in heads_of(cue, at) if is_alive(head, cue)]
    kept = [counted(cue, phrase) for head, phrase in measured if phrase is not None and is_counted(cue, phrase)]
    return merge_plurals(spread_bound(share_number(without_second_calling(cue.token.doc, without_breakdown(kept)))))


def is_alive(head: Token, cue: Cue) -> bool:
    """False for bodies where the rule tells of the living ("the bodies of three guards were taken to the hospital")."""
    return Harm.KILLED in cue.rule.harms or head.lemma_.lower() not in {"body", "corpse", "remains"}


def counted(cue: Cue, phrase: Phrase) -> Phrase:
    """The phrase with what its rule makes of it: nobody was "unharmed", "lives" and "loss of life" name nobody."""
    if phrase.victims and phrase.victims[0] <= cue.token.i < phrase.victims[1] - 1:
        phrase = replace(phrase, victims=(cue.token.i + 1, phrase.victims[1]))  # "30 wounded civilians"
    if cue.rule.none or (cue.rule.counts == "with" and is_none_of(cue.token)):
        victims = suffering(cue.token) if cue.rule.counts == "with" else phrase.victims
        return replace(phrase, count=NOBODY, kind="number", victims=victims)
    if cue.rule.counts in {"self", "event"} and phrase.head == cue.token.i:
        return replace(phrase, victims=suffering(cue.token))
    if cue.rule.id in CONDITIONS and phrase.kind == "person" and phrase.is_definite:
        return replace(phrase, kind="pronoun")  # "the victim is in critical condition": told of before, if anybody was
    if cue.rule.counts != "with" or (phrase.kind == "person" and is_inner(cue, phrase)):
        return phrase
    count = SEVERAL if phrase.kind != "number" else phrase.count
    return replace(phrase, count=count, kind="plural" if phrase.kind != "number" else "number", victims=suffering(cue.token))


def suffering(token: Token) -> tuple[int, int] | None:
    """Whose deaths or losses they are: "civilian casualties", "loss of life among the rebels"."""
    described = next((child for child in token.lefts if child.dep_ in {"amod", "compound"} and is_people(child)), None)
    if described is not None:
        return (described.left_edge.i, described.i + 1) if described.i - described.left_edge.i < 4 else (described.i, described.i + 1)
    verb = token.head if token.dep_ in {"dobj", "pobj", "nsubjpass"} else token
    for word in (token, verb):
        for preposition in islice(word.rights, MOST_CHILDREN):
            noun = next((child for child in preposition.children if child.dep_ == "pobj" and is_people(child)), None)
            if preposition.lower_ in AMONG and noun is not None:
                start = next((index for index in range(preposition.i + 1, noun.i) if noun.doc[index].tag_ not in {"DT", "PRP$"}), noun.i)
                return (start, noun.i + 1)
    return None


def is_counted(cue: Cue, phrase: Phrase) -> bool:
    """True if the phrase names what the rule counts."""
    rule, noun = cue.rule, cue.token.doc[phrase.head]
    if Harm.RELEASED in rule.harms and cue.token.dep_ == "conj" and cue.token.head.lemma_ in TREATED:
        return False  # "was treated and released"
    if (
        (rule.number and phrase.kind != "number" and not is_another(noun.doc[phrase.first], noun))
        or (rule.plain and not is_plain(phrase))
        or (rule.many and not is_crowd(cue, phrase))
    ):
        return False
    if rule.counts in {"self", "event"}:
        return is_counted_noun(cue, noun, phrase)
    if rule.counts == "with":
        return phrase.kind in {"number", "plural"} or rule.id in UNCOUNTED or is_inner(cue, phrase)
    if (
        (is_idea if rule.only == "things" else is_never_harmed)(noun)
        or (rule.counts != "state" and is_habit(cue.token, phrase))
        or is_mere_modifier(cue, phrase)
    ):
        return False
    if rule.only == "people-by-noun" and (noun.pos_ == "PROPN" or not is_people(noun)):
        return phrase.victims is None and phrase.kind == "number"
    if rule.only == "things":
        return phrase.kind != "pronoun" and not is_people(noun) and not is_named(noun) and phrase.victims is not None
    if phrase.victims is None or (phrase.kind == "number" and rule.only is None):
        return True
    if phrase.kind == "pronoun" or is_people(noun) or (phrase.kind == "number" and noun.lower_ in MORE):
        return True
    if rule.only == "people" and phrase.kind == "plural":
        return False
    return phrase.kind == "person" and (is_proper(noun) if rule.only is None else is_named(noun))


def is_inner(cue: Cue, phrase: Phrase) -> bool:
    """True for somebody whose life it is: "claimed the life of a boy"."""
    return phrase.kind == "person" and bool(cue.others) and phrase.head > cue.others[0].i and is_people(cue.token.doc[phrase.head])


def is_another(first: Token, noun: Token) -> bool:
    """True for one more of people who were counted before: "another man", "a second victim"."""
    return first.lower_ == "another" or any(child.dep_ == "amod" and child.lower_ in ordinals() for child in noun.lefts)


def is_plain(phrase: Phrase) -> bool:
    """True if nothing stands between the number and its noun."""
    return phrase.victims is None or phrase.victims[1] - phrase.victims[0] == 1


def is_crowd(cue: Cue, phrase: Phrase) -> bool:
    """True for many people who are not said to be armed, held or guilty."""
    if (phrase.count.low or phrase.count.high or 0) < CROWD or cue.token.dep_ == "amod":
        return False
    return phrase.victims is None or cue.token.doc[phrase.head].lemma_.lower() in word_set("words.who-flee")


def is_counted_noun(cue: Cue, noun: Token, phrase: Phrase) -> bool:
    """True for a noun that counts by itself: with a number, or a bare plural that refers to nothing told before."""
    if cue.rule.counts == "event" and phrase.count.high == 0:
        return False  # "there were no executions"
    if phrase.head == cue.token.i and cue.token.dep_ == "pobj" and cue.token.head.head.lemma_ in HARMED:
        return False  # "four people were killed in three lynchings"
    if phrase.head == cue.token.i:
        return phrase.kind == "number" or (phrase.kind == "plural" and not phrase.is_definite and not is_habit(cue.token, phrase))
    if phrase.kind == "number" and phrase.victims is None:
        return True  # "the whereabouts of the other eleven"
    if cue.rule.only == "people" and not is_people(noun) and not is_named(noun):
        return False
    return (phrase.kind == "number" and not is_never_harmed(noun)) or is_people(noun) or (is_named(noun) and phrase.kind == "person")


def is_habit(token: Token, phrase: Phrase) -> bool:
    """True for what is told in the present without a number ("the mines that kill farmers")."""
    if phrase.kind != "plural":
        return False
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    while (
        verb.dep_ == "conj"
        and verb.head.tag_ == verb.tag_
        and not any(child.dep_ in {"aux", "auxpass", "nsubj"} for child in verb.children)
    ):
        verb = verb.head
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ in {"VBP", "VBZ"}:
        return not auxiliaries
    return verb.tag_ == "VBG" and bool(auxiliaries & {"is", "are", "'re", "be"}) and not auxiliaries & {"been"}


def is_mere_modifier(cue: Cue, phrase: Phrase) -> bool:
    """True for a participle before its noun that only describes it ("a displaced family", "the captured men")."""
    is_before = cue.token.dep_ == "amod" and cue.token.i < phrase.head
    return is_before and phrase.kind != "number" and (not DESCRIBED.isdisjoint(cue.rule.harms) or phrase.is_definite)


def without_second_calling(doc: Doc, phrases: list[Phrase]) -> list[Phrase]:
    """One person of two callings is one ("a poet and novelist"), two by kin, age or sex are two ("a father and son")."""
    found: list[Phrase] = []
    for phrase in phrases:
        before, first = found[-1] if found else None, doc[phrase.first]
        is_joined = before is not None and is_person(before) and is_person(phrase) and phrase.first == before.last + 1
        has_article = before is not None and doc[before.first].lower_ in {"a", "an", "the"}
        if is_joined and before is not None and doc[before.last].text == "," and has_article and is_name_behind(doc, phrase):
            found[-1] = before if before.victims is not None else replace(phrase, first=before.first)
            continue
        is_calling = first.tag_ == "NN" and first.lower_ not in word_set("words.people-by-kin-or-age")
        if not (is_joined and has_article and is_calling and phrase.victims and phrase.victims[0] == phrase.first):
            found.append(phrase)
    return found


def is_person(phrase: Phrase) -> bool:
    """True for one person without a numeral, and for "a 17-year-old"."""
    return phrase.kind == "person" or (phrase.count.high == 1 and phrase.rule == "count.one")


def is_name_behind(doc: Doc, phrase: Phrase) -> bool:
    """True for a name between commas, of the person told before: "a 17-year-old, Yousef Hamdan, ..."."""
    return (
        is_named(doc[phrase.head]) and doc[phrase.head].pos_ == "PROPN" and phrase.last < len(doc) and doc[phrase.last].text in {",", "."}
    )


def share_number(phrases: list[Phrase]) -> list[Phrase]:
    """A bare plural joined to a noun with a number shares it ("27 soldiers and officials")."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        is_shared = before is not None and before.kind == "number" and phrase.kind == "plural" and phrase.first == before.last + 1
        if before is not None and is_shared and before.victims is not None and phrase.victims is not None:
            found[-1] = replace(before, last=phrase.last, victims=(before.victims[0], phrase.last))
        else:
            found.append(phrase)
    return found


def spread_bound(phrases: list[Phrase]) -> list[Phrase]:
    """As in "At least" covers the numbers joined to its own ("at least 3 A and 3 B were killed")."""
    found: list[Phrase] = []
    is_open = False
    for phrase in phrases:
        is_open = is_open or phrase.rule in {"count.at-least", "count.no-fewer-than"}
        is_covered = is_open and found and phrase.rule == "count.number" and phrase.count.best is not None
        found.append(replace(phrase, count=Count(low=phrase.count.low, best=None, high=None)) if is_covered else phrase)
    return found


def merge_plurals(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """Bare plurals joined to each other are one figure ("women and children")."""
    if len(phrases) < 2 or any(phrase.kind != "plural" for phrase in phrases):
        return tuple(phrases)
    first, last = phrases[0], phrases[-1]
    start = first.victims[0] if first.victims else first.first
    return (replace(first, last=last.last, victims=(start, last.last)),)


def unique(drafts: Iterable[Draft]) -> list[Draft]:
    """One figure for each harm and phrase; who were "shot and wounded" did not die of it."""
    found: dict[tuple[Harm, int], Draft] = {}
    for draft in drafts:
        key = (draft.harm, draft.phrase.quantity if draft.phrase.quantity is not None else draft.phrase.head)
        told = found.setdefault(key, draft)
        if told.rule in SHOT and draft.rule not in SHOT:
            found[key] = replace(told, rule=draft.rule)
    return list(found.values())


def join(drafts: list[Draft]) -> list[Draft]:
    """One number for several harms leaves open how many suffered each."""
    sharing: dict[int, set[Harm]] = {}
    for draft in drafts:
        if draft.harm in JOINABLE:
            sharing.setdefault(draft.phrase.first, set()).add(draft.harm)
    return [loosen(draft) if len(sharing.get(draft.phrase.first, ())) > 1 and draft.harm in JOINABLE else draft for draft in drafts]


def loosen(draft: Draft) -> Draft:
    """The figure with its lower bound taken away, where it is more than one person."""
    phrase = draft.phrase
    if phrase.count.high in {0, 1} or phrase.rule in KEPT_OPEN:
        return replace(draft, is_joint=True)
    count = Count(low=None, best=None, high=phrase.count.high, approx=phrase.count.approx)
    return replace(draft, phrase=replace(phrase, count=count), is_joint=True)


def to_mentions(doc: Doc, drafts: list[Draft]) -> Iterator[FigureMention]:
    """Mentions in text order, parts pointing at their wholes."""
    number = {(draft.harm, draft.phrase.first): index for index, draft in enumerate(drafts)}
    has_dead = any(draft.harm is Harm.KILLED and draft.phrase.count.high != 0 for draft in drafts)
    for draft in drafts:
        victims = without_state(doc, None if is_bare(draft) else draft.phrase.victims)
        span = char_span(doc, *victims) if victims and victims[0] < victims[1] else None
        yield FigureMention(
            span=quote_of(doc, draft),
            token=draft.cue.i,
            harm=draft.harm,
            count=draft.phrase.count,
            rule=draft.rule,
            victims=doc[victims[0] : victims[1]].text if victims and span else None,
            victims_span=span,
            victims_token=victims_head(draft.phrase, victims) if victims and span else None,
            polarity="denied" if is_denied(draft.cue) or is_withdrawn(draft.cue) else "asserted",
            part_of=number.get((draft.whole.harm, draft.whole.phrase.first)) if draft.whole is not None else None,
            is_total=draft.rule == COMPARED
            or (draft.whole is None and draft.phrase.count.high != 1 and is_total((draft.anew or draft).cue)),
            is_joint=draft.is_joint or (has_dead and is_shot(draft)),  # the dead were shot as well
            is_superseded=is_superseded(doc, draft.phrase.first),
            follows=number.get((draft.after.harm, draft.after.phrase.first)) if draft.after is not None else None,
            retells=number.get((draft.anew.harm, draft.anew.phrase.first)) if draft.anew is not None else None,
        )


def is_bare(draft: Draft) -> bool:
    """True for a number whose noun is the number or the harm word itself: "25 hurt" are nobody in particular."""
    victims = draft.phrase.victims
    if victims is None or victims[1] - victims[0] != 1 or draft.phrase.kind != "number":
        return False
    return (victims[0] == draft.cue.i and draft.rule == "injured.wound") or victims[0] == draft.phrase.quantity


def without_state(doc: Doc, victims: tuple[int, int] | None) -> tuple[int, int] | None:
    """Whom a phrase counts, without what they become: "took nine [soldiers] prisoner"."""
    is_taken = victims is not None and victims[1] - victims[0] > 1 and taken_in(doc[victims[1] - 1]).i < victims[1] - 1
    return (victims[0], victims[1] - 1) if victims is not None and is_taken else victims


def victims_head(phrase: Phrase, victims: tuple[int, int]) -> int:
    """The head of the words for whom a phrase counts."""
    first, last = victims
    return phrase.head if first <= phrase.head < last else last - 1


def quote_of(doc: Doc, draft: Draft) -> Span:
    """The shortest words that hold the number, whom it counts and the harm word."""
    phrase = draft.phrase
    ends = [phrase.first, phrase.last - 1]
    if draft.whole is None or (draft.marker is None and draft.whole.harm is not draft.harm):
        ends += [draft.cue.i, *draft.others]
    elif draft.marker is not None:
        ends.append(draft.marker)
    return char_span(doc, min(ends), max(ends) + 1)


def char_span(doc: Doc, first: int, last: int) -> Span:
    """Characters of the tokens from one to another (excluded)."""
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
