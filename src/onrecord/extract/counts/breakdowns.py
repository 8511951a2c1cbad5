"""Parts told right behind their whole: "14 people (nine women and five children)", "three of them were soldiers", "one seriously"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.counts.chunks import read_chunk
from onrecord.extract.counts.drafts import Draft
from onrecord.extract.counts.people import is_people
from onrecord.extract.counts.phrases import At, Phrase, measure
from onrecord.model.values import Harm

OPENERS = frozenset({"(", ":", "-", "–", "—", "--", ",", "["})
BETWEEN = frozenset({",", "and", "&", ";", "as", "well", "plus", "the", "other", "-", "–", "were"})
SERIOUSLY = frozenset({"seriously", "critically", "severely", "badly", "gravely"})
GRAVE = frozenset({"critical", "serious", "grave"})  # "three of them in critical condition"
FATALLY = frozenset({"fatally", "mortally"})
BULLETS = frozenset({"•", "-", "*", "–", "—", "·", "▪", "●", "◦", "‣"})
MOST = 12
NEAR = 120  # tokens between a figure and the sentence that says who they were


def find_breakdowns(doc: Doc, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """Parts that add up to no more than their whole."""
    taken = {draft.phrase.quantity for draft in drafts if draft.phrase.quantity is not None}
    yield from find_bullets(doc, drafts, at)
    for whole in drafts:
        if not whole.is_part and whole.phrase.count.high != 0:
            yield from listed_behind(doc, whole, at, taken)
            yield from told_by_adverb(doc, whole, at)
    for quantity in {quantity.start: quantity for quantity in at.values()}.values():
        if quantity.start not in taken and quantity.is_exact:
            yield from told_by_be(doc[quantity.end - 1], drafts, at)


def listed_behind(doc: Doc, whole: Draft, at: At, taken: set[int]) -> Iterator[Draft]:
    """The members of a list of numbers that begins right behind the whole."""
    start = max(whole.phrase.last, whole.cue.i + 1) if whole.cue.i < whole.phrase.last + 2 else whole.phrase.last
    if start + 1 < len(doc) and doc[start].lower_ == "of" and doc[start + 1].lower_ in {"them", "whom"}:
        start += 2
    if start >= len(doc) or doc[start].lower_ not in OPENERS:
        return
    members = list(read_members(doc, start + 1, at))
    total = sum(phrase.count.low or 0 for phrase in members)
    limit = whole.phrase.count.high or whole.phrase.count.low
    is_list = len(members) > 1 and total == limit
    if not members or limit is None or total > limit or (doc[start].lower_ in {",", "-", "–", "—", "--"} and not is_list):
        return
    for phrase in members:
        if phrase.quantity not in taken:
            yield Draft(cue=whole.cue, harm=whole.harm, phrase=phrase, rule="part.list", whole=whole, is_part=True)


def read_members(doc: Doc, position: int, at: At) -> Iterator[Phrase]:
    """Numbered or single people one behind the other."""
    for _ in range(MOST):
        phrase = member_at(doc, position, at)
        if phrase is None or phrase.victims is None or not is_people(doc[phrase.head]):
            return
        yield phrase
        position = behind_age(doc, phrase.last)
        while position < len(doc) and doc[position].lower_ in BETWEEN:
            position += 1


def behind_age(doc: Doc, position: int) -> int:
    """Behind "of 58", "aged 12" and ", 34,"."""
    if position + 1 < len(doc) and doc[position].lower_ in {"of", "aged", ","} and doc[position + 1].like_num:
        following = position + 2
        if doc[position].lower_ != "," or (following < len(doc) and doc[following].lower_ in {",", "and", "."}):
            return following
    return position


def member_at(doc: Doc, position: int, at: At) -> Phrase | None:
    """A number with its noun, or one person with an article, that begins at a token."""
    if position >= len(doc):
        return None
    if position in at:
        return measure(doc[at[position].end - 1], at)
    chunk = read_chunk(doc, position, len(doc), at) if doc[position].lower_ in {"a", "an", "another"} else None
    return measure(doc[chunk.head], at) if chunk is not None else None


def told_by_adverb(doc: Doc, whole: Draft, at: At) -> Iterator[Draft]:
    """As in "Two were injured, one seriously": the number behind a comma, with how badly."""
    start = max(whole.phrase.last, whole.cue.i + 1)
    for position in range(start, min(start + 8, len(doc) - 1)):
        quantity = at.get(position)
        if quantity is None or position == whole.phrase.quantity:
            continue
        if doc[position - 1].lower_ not in {",", "and", "–", "-"}:
            return  # "killing seven and injuring 16, two of them critically"
        words = [token.lower_ for token in doc[quantity.end : quantity.end + 5]]
        adverb = next((word for word in words if word in SERIOUSLY or word in FATALLY or word in GRAVE), None)
        between = {"of", "them", "whom", "more", "in", "a"} if adverb in GRAVE else {"of", "them", "whom", "more"}
        is_close = adverb is not None and set(words[: words.index(adverb)]) <= between and (adverb not in GRAVE or "in" in words)
        if not is_close or doc[quantity.end + words.index(adverb or "") + 1].lower_ in {"wounded", "injured", "hurt", "ill"}:
            return
        harm = Harm.KILLED if adverb in FATALLY else whole.harm
        phrase = Phrase(
            first=position, last=quantity.end, head=quantity.end - 1, kind="number", count=quantity.count, quantity=quantity.start
        )
        yield Draft(
            cue=doc[quantity.end + words.index(adverb or "")], harm=harm, phrase=phrase, rule="part.how-badly", whole=whole, is_part=True
        )
        return


def word_behind(token: Token) -> Token | None:
    """The next word, if there is one."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def told_by_be(token: Token, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """As in "Three of them were soldiers": a number that is the subject of "be", with people as what they are."""
    following = word_behind(token)  # parsers join "one was a cook" to what stands before it
    verb = following if following is not None and following.lemma_ == "be" else token.head
    if verb.lemma_ != "be" or (verb == token.head and token.dep_ != "nsubj"):
        return
    described = next((child for child in (*verb.children, *verb.doc[verb.i + 1 : verb.i + 2]) if is_told_behind(child, verb)), None)
    number = measure(token, at)
    whole = told_before(drafts, token.i) if described is not None else None
    if described is None or number is None or number.victims is not None or whole is None:
        return
    members = replace(number, victims=(described.i, described.i + 1), last=described.i + 1, head=described.i)
    yield Draft(cue=whole.cue, harm=whole.harm, phrase=members, rule="part.were", whole=whole, is_part=True)


def is_told_behind(noun: Token, verb: Token) -> bool:
    """True for people that a "be" makes its subject; a noun right behind it may hang elsewhere ("two were guards and one was a cook")."""
    return noun.i > verb.i and is_people(noun) and (noun.dep_ == "attr" or (noun.i == verb.i + 1 and noun.tag_ == "NNS"))


def find_bullets(doc: Doc, drafts: list[Draft], at: At) -> Iterator[Draft]:
    """The lines of a list that tells who they were ("They are as follows:", then "• Six farmers")."""
    taken = {draft.phrase.first for draft in drafts}
    whole: Draft | None = None
    for token in doc[:-1]:
        if token.lower_ not in BULLETS or not begins_line(token):
            continue
        if token.i > 1 and ":" in doc[max(0, token.i - 3) : token.i].text:
            whole = told_before(drafts, token.i)
        quantity = at.get(token.i + 1)
        phrase = measure(doc[quantity.end - 1], at) if quantity is not None else None
        is_plain = phrase is not None and phrase.victims is not None and is_people(doc[phrase.head]) and phrase.first not in taken
        if whole is None or phrase is None or not is_plain:
            continue
        line = Draft(cue=whole.cue, harm=whole.harm, phrase=phrase, rule="part.line", whole=whole, is_part=True)
        yield line
        yield from listed_behind(doc, line, at, set())


def begins_line(token: Token) -> bool:
    """True for the first word of a line."""
    return token.i == 0 or "\n" in token.nbor(-1).text


def told_before(drafts: list[Draft], position: int) -> Draft | None:
    """The last figure before a word, not far from it, that is no part itself."""
    at = bisect_left(drafts, position, key=lambda draft: draft.phrase.first)
    near = (draft for draft in reversed(drafts[max(0, at - MOST) : at]) if position < draft.phrase.last + NEAR)
    return next((draft for draft in near if not draft.is_part and draft.phrase.count.high != 0), None)


def without_breakdown(phrases: list[Phrase]) -> list[Phrase]:
    """The first of a list whose other numbers add up to its own: they tell who it was ("three civilians, two women and a child")."""
    rest = [phrase.count.high for phrase in phrases[1:]]
    is_sum = len(rest) > 1 and None not in rest and sum(high or 0 for high in rest) == phrases[0].count.high
    return phrases[:1] if is_sum and phrases[0].count.best is not None else phrases
