"""Figures that are parts of others ("including two children", "two of whom", "among the dead were three nurses")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.counts.arguments import DYING
from onrecord.extract.counts.beside import before, last_of, rank_of, told_beside
from onrecord.extract.counts.breakdowns import find_breakdowns, without_breakdown
from onrecord.extract.counts.conjuncts import SUBJECTS, children, spread
from onrecord.extract.counts.drafts import Draft, order
from onrecord.extract.counts.people import is_named, is_never_harmed, is_people
from onrecord.extract.counts.phrases import SEVERAL, At, Phrase, following_noun, measure, walk_back
from onrecord.extract.counts.sentences import sentence_end, sentence_start
from onrecord.extract.counts.shot import SHOT
from onrecord.model.values import Harm
from onrecord.vocab.words import word_set

REACH = 45  # tokens between a whole and its part
MOST = 25  # members of one list
THEM = frozenset({"them", "whom", "those", "these", "which"})
MAJORITY = frozenset({"most", "majority", "half", "all", "mostly", "mainly", "some", "many"})
VAGUE = frozenset({"count.many", "count.several", "count.a-few", "count.none", "count.a-number-of"})
DEAD = dict.fromkeys(("dead", "killed", "deceased", "slain", "fatalities", "bodies", "deaths"), (Harm.KILLED,))
BEING = frozenset({"are", "were", "is", "was", "said", "believed", "thought", "reported", "reportedly", "also", "known", "to", "be"})
OF_THE_WOUNDED = 4  # tokens behind a number: "two of the 14 wounded"
WHEREABOUTS = "missing.whereabouts"
VICTIMS = "victims"  # of what the report told last
HURT = dict.fromkeys(("wounded", "injured", "hurt"), (Harm.INJURED,))
HELD = dict.fromkeys(("arrested", "detained", "detainees", "arrestees"), (Harm.ARRESTED,))
TAKEN = dict.fromkeys(("abducted", "kidnapped", "hostages"), (Harm.ABDUCTED,))
TOLD_OF = frozenset({"under", "over", "aged", "younger", "older", "identified", "named", "described"})
OTHER = {
    "casualties": (Harm.KILLED, Harm.INJURED),
    "captured": (Harm.CAPTURED,),
    "missing": (Harm.MISSING,),
    "released": (Harm.RELEASED,),
    "freed": (Harm.RELEASED,),
}
CLASSES: dict[str, tuple[Harm, ...]] = {**DEAD, **HURT, **HELD, **TAKEN, **OTHER}


def add_parts(doc: Doc, drafts: list[Draft], at: At) -> list[Draft]:
    """The figures with those that are told as parts of them; one that is told both ways is a part."""
    known = with_held(order(drafts))
    by_head = {(draft.harm, draft.phrase.head): index for index, draft in enumerate(known)}
    parts: list[Draft] = []
    for token in doc:
        for part in parts_at(token, known, at):
            index = by_head.get((part.harm, part.phrase.head))
            if index is None:
                parts.append(part)
            elif is_behind(known[index], part):
                known[index] = replace(known[index], whole=part.whole, marker=part.marker, is_part=True)
    parts += find_breakdowns(doc, known, at)
    return [*known, *parts, *parts_of_parts(doc, parts, at)]


def with_held(drafts: list[Draft]) -> list[Draft]:
    """Those told as some of others by what they are: of the captives, of the wounded, the third of three."""
    wholes = (held_before(draft, drafts) or nth_of(draft, drafts) or wounded_before(draft, drafts) for draft in drafts)
    parts = [replace(draft, whole=whole, is_part=True) if whole else draft for draft, whole in zip(drafts, wholes, strict=True)]
    return [replace(draft, after=told) if (told := told_beside(draft, drafts)) else draft for draft in parts]


def wounded_before(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The last figure of the wounded, if some of them died: "two of the wounded have died"."""
    phrase = draft.phrase
    if draft.harm is not Harm.KILLED or draft.cue.lemma_ not in DYING:
        return None
    words = [word.lower_ for word in draft.cue.doc[phrase.first : phrase.last + OF_THE_WOUNDED]]
    if "of" in words and not HURT.keys().isdisjoint(words):
        return last_of(drafts, Harm.INJURED, phrase.first)
    told = next(iter(before(drafts, phrase.first)), None) if words[1:3] in (["of", "them"], ["of", "whom"]) else None
    is_of_hurt = told is not None and told.harm is Harm.INJURED and told.rule not in SHOT and not told.is_part
    return told if is_of_hurt else None


def nth_of(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The last figure of the same harm that counts somebody told by his number: "a third victim" behind "three people"."""
    rank = rank_of(draft) if draft.cue.doc[draft.phrase.head].lower_ not in word_set("words.doers-among-dead") else 1
    whole = last_of(drafts, draft.harm, draft.phrase.first) if rank > 1 else None
    return whole if whole is not None and rank <= (whole.phrase.count.low or 0) else None


def held_before(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The last figure of people who were taken, if it is no smaller."""
    if draft.rule != WHEREABOUTS:
        return None
    taken = (other for other in before(drafts, draft.phrase.first) if other.harm in {Harm.ARRESTED, Harm.ABDUCTED, Harm.CAPTURED})
    whole = next(taken, None)
    return whole if whole is not None and (whole.phrase.count.low or 0) >= (draft.phrase.count.low or 0) else None


def parts_of_parts(doc: Doc, parts: list[Draft], at: At) -> Iterator[Draft]:
    """As in "Six farmers, including two women", where the six are a part themselves."""
    for part in parts:
        following = next((token for token in doc[part.phrase.last : part.phrase.last + 2] if token.lower_ == "including"), None)
        if part.rule == "part.line" and following is not None:
            yield from members_of(part, following, listed(following), at, "part.including")


def members_of(whole: Draft, token: Token, heads: tuple[Token, ...], at: At, rule: str) -> Iterator[Draft]:
    """Those of a list who are people, as parts of a whole."""
    phrases = [phrase for head in heads if (phrase := measure(head, at)) is not None and is_member(head, phrase)]
    for phrase in merge(without_breakdown(phrases)):
        yield Draft(cue=whole.cue, harm=whole.harm, phrase=phrase, rule=rule, whole=whole, marker=token.i, is_part=True)


def is_behind(draft: Draft, part: Draft) -> bool:
    """True if a figure that was found by itself is the part of an earlier one."""
    return draft is not part.whole and draft.whole is None and part.whole is not None and part.whole.phrase.first < draft.phrase.first


def parts_at(token: Token, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """The parts that a word tells of."""
    word = token.lower_
    if word == "including":
        yield from parts_of_last(token, listed(token), drafts, at, "part.including")
    elif word == "among":
        yield from parts_among(token, drafts, at)
    elif token.lemma_ == "include" and token.pos_ == "VERB":
        yield from parts_of_class(token, subject_class(token, drafts), behind(token), drafts, at)
    elif word == "of" and token.i + 1 < len(token.doc):
        yield from parts_of_them(token, drafts, at)


def listed(token: Token) -> tuple[Token, ...]:
    """Heads of the list behind "including"; of what stands behind "those of" too."""
    heads = children(token, ("pobj", "dobj", "pcomp", "npadvmod"))
    if not heads:
        heads = next_noun(token)
    return tuple(inner for head in heads for inner in unfold(head))[:MOST]


def next_noun(token: Token) -> tuple[Token, ...]:
    """The head of the noun phrase that begins right behind a word."""
    doc = token.doc
    for position in range(token.i + 1, min(token.i + 10, sentence_end(token))):
        if position + 1 < len(doc) and doc[position + 1].lower_ in {"-", "old"}:
            continue  # "a 16-year-old pupil"
        if doc[position].pos_ in {"NOUN", "PROPN"} and doc[position].dep_ not in {"compound", "nmod", "amod", "poss"}:
            return (doc[position],)
        if doc[position].pos_ in {"VERB", "AUX"} or doc[position].lower_ == ".":
            return ()
    return ()


def unfold(head: Token) -> Iterator[Token]:
    """A head with its conjuncts and the members of a list that the parser takes for appositions."""
    if head.lower_ in THEM:
        for of in head.children:
            if of.lower_ == "of":
                yield from (inner for noun in of.children if noun.dep_ == "pobj" for inner in unfold(noun))
        return
    found = [head]
    for member in found:
        if len(found) < MOST:
            found += [
                child
                for child in member.children
                if child.dep_ in {"conj", "appos"} and child.i > member.i and child not in found and child.pos_ in {"NOUN", "PROPN", "NUM"}
            ]
    yield from (member for member in found if member is head or member.dep_ != "appos" or found[0].pos_ != "NOUN" or member.pos_ == "PROPN")


def parts_of_last(token: Token, heads: tuple[Token, ...], drafts: list[Draft], at: At, rule: str) -> Iterator[Draft]:
    """Parts of the figure that was told last before a word of the same sentence."""
    whole = nearest(drafts, token)
    if whole is not None:
        yield from members_of(whole, token, heads, at, rule)


def merge(phrases: list[Phrase]) -> list[Phrase]:
    """Bare plurals joined to each other are one figure."""
    if len(phrases) < 2 or any(phrase.kind != "plural" for phrase in phrases):
        return phrases
    first, last = phrases[0], phrases[-1]
    start = first.victims[0] if first.victims else first.first
    return [replace(first, last=last.last, victims=(start, last.last))]


def is_member(head: Token, phrase: Phrase) -> bool:
    """True if the phrase names people."""
    noun = head.doc[phrase.head]
    if is_never_harmed(noun):
        return False
    return phrase.kind == "number" or is_people(noun) or (is_named(noun) and phrase.kind == "person")


def nearest(drafts: list[Draft], token: Token) -> Draft | None:
    """The figure told last before a word of its sentence; one that is a part itself is none."""
    start = sentence_start(token)
    for draft in before(drafts, token.i):
        if draft.phrase.first < token.i - 2 * REACH:
            break
        is_before = draft.phrase.last <= token.i and token.i - draft.phrase.last < REACH
        if is_before and draft.phrase.last > start and not draft.is_part and draft.phrase.count.high not in {0, 1}:
            return draft
    return None


def parts_among(token: Token, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """As in "Among them three children", "among the dead were two nurses", "women were among the wounded"."""
    doc, position = token.doc, token.i + 1
    while position < sentence_end(token) and doc[position].lower_ in {"the", "those", "all"} and position + 1 < sentence_end(token):
        if doc[position].lower_ == "those" and doc[position + 1].lower_ not in CLASSES:
            break
        position += 1
    if position >= sentence_end(token):
        return
    word = doc[position].lower_
    if word in THEM and word not in {"those", "these"}:
        heads = next_noun(doc[position]) or tuple(doc[index] for index in (position + 1,) if index in at) or among_subject(token)
        yield from parts_of_last(token, tuple(inner for head in heads for inner in unfold(head)), drafts, at, "part.among-them")
        return
    harms = classes_from(doc, position, drafts)
    if harms:
        yield from parts_of_class(token, harms, among_subject(token), drafts, at)


def classes_from(doc: Doc, position: int, drafts: list[Draft]) -> tuple[Harm, ...]:
    """The harms that "the dead and wounded" names; "the victims" are those of the figure of several told last."""
    if doc[position].lower_ == VICTIMS:
        told = before(drafts, doc[position].i)
        return tuple(draft.harm for draft in [draft for draft in told if draft.phrase.count.high not in {0, 1}][:1] or told[:1])
    found: list[Harm] = []
    for token in doc[position : position + 4]:
        if token.lower_ in CLASSES:
            found += CLASSES[token.lower_]
        elif token.lower_ not in {"and", "or", ",", "the"}:
            break
    return tuple(dict.fromkeys(found))


def among_subject(token: Token) -> tuple[Token, ...]:
    """Who is among them: the subject of "be", before it or behind it."""
    verb = token.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return ()
    found = children(verb, ("nsubj", "attr", "nsubjpass"))
    kept = tuple(noun for noun in found if noun.lower_ not in {"that", "who", "which", "there"} and noun.lower_ not in CLASSES)
    if not kept and verb.dep_ == "relcl":
        kept = (verb.head,)
    return spread(kept)


def subject_class(verb: Token, drafts: list[Draft]) -> tuple[Harm, ...]:
    """The harms of a subject such as "the dead", "the victims", "those killed"."""
    for noun in children(verb, SUBJECTS):
        if noun.lower_ == VICTIMS:
            return classes_from(verb.doc, noun.i, drafts)
        words = [noun.lower_, *(child.lower_ for child in noun.children if child.dep_ in {"acl", "amod", "conj"})]
        found = tuple(harm for word in words if word in CLASSES for harm in CLASSES[word])
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def behind(verb: Token) -> tuple[Token, ...]:
    """The objects of "include"."""
    heads = children(verb, ("dobj", "attr")) or next_noun(verb)
    return tuple(inner for head in heads for inner in unfold(head))[:MOST]


def parts_of_class(token: Token, harms: tuple[Harm, ...], heads: tuple[Token, ...], drafts: list[Draft], at: At) -> Iterator[Draft]:
    """Parts of the last figure of a harm told anywhere before; figures of their own where there is none."""
    phrases = [phrase for head in heads if (phrase := measure(head, at)) is not None and is_member(head, phrase)]
    for harm in harms:
        for phrase in merge(without_breakdown(phrases)):
            whole = last_of(drafts, harm, min(token.i, phrase.first))
            if phrase.last < len(token.doc) and token.doc[phrase.last].lower_ in CLASSES:
                continue  # "among the casualties were 30 wounded": a figure by itself
            yield Draft(cue=token, harm=harm, phrase=phrase, rule="part.class", whole=whole, marker=token.i, is_part=True)


def parts_of_them(token: Token, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """As in "Two of whom", "many of them women", "eleven of the injured"."""
    doc, before = token.doc, token.i - 1
    if before < 0 or not (before in at or doc[before].lower_ in MAJORITY) or doc[before].head.lemma_ in DYING:
        return
    word = doc[token.i + 1].lower_
    if word in {"them", "whom"}:
        yield from part_described(token, drafts, at)
        return
    position = token.i + 1
    while position < min(token.i + 5, len(doc)) and (doc[position].lower_ in {"the", "those", "initially", "people"} or position in at):
        position += 1
    harms = classes_from(doc, position, drafts) if position > token.i + 1 and position < len(doc) else ()
    if before in at and harms and at[before].rule not in VAGUE:
        yield from parts_of_class(token, harms, (doc[before],), drafts, at)


def part_described(token: Token, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """As in "Most of them children": a part of the figure before, said to be something."""
    quantity = at.get(token.i - 1)
    doc, whole = token.doc, nearest(drafts, token.doc[quantity.start if quantity else token.i - 1])
    noun = following_noun(doc, behind_be(doc, token.i + 2), at)
    if whole is None or ((token.i - 1) not in at and doc[token.i - 1].lower_ not in {"most", "majority", "many"}):
        return
    is_described = noun is not None and is_people(noun)
    is_told = (token.i - 1) in at and token.i + 2 < len(doc) and doc[token.i + 2].lower_ in TOLD_OF
    if not is_described and not is_told and not is_among_class(doc, token.i + 2):
        return
    first = quantity.start if quantity else token.i - 1
    victims = (walk_back(noun, at)[0], noun.i + 1) if noun is not None and is_described else None
    phrase = Phrase(
        first=first,
        last=noun.i + 1 if noun is not None and is_described else token.i + 2,
        head=noun.i if noun is not None and is_described else token.i - 1,
        kind="number",
        count=quantity.count if quantity else SEVERAL,
        victims=victims,
        quantity=first,
    )
    yield Draft(cue=whole.cue, harm=whole.harm, phrase=phrase, rule="part.of-them", whole=whole, marker=first, is_part=True)


def behind_be(doc: Doc, position: int) -> int:
    """Behind "are said to be" and the like."""
    while position < len(doc) - 1 and doc[position].lower_ in BEING:
        position += 1
    return position


def is_among_class(doc: Doc, position: int) -> bool:
    """True if "were among the dead" follows."""
    words = [token.lower_ for token in doc[position : position + 5]]
    return "among" in words and any(word in CLASSES for word in words)
