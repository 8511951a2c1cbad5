"""How many a noun phrase counts, and whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.counts.numbers import SCALES
from onrecord.extract.counts.people import is_named, kind_of
from onrecord.extract.counts.quantities import Quantity
from onrecord.model.values import Count
from onrecord.vocab.words import ordinals, word_set

ONE = Count(low=1, best=1, high=1)
NOBODY = Count(low=0, best=0, high=0)
SEVERAL = Count(low=2, best=None, high=None)
REACH = 14  # words between a number and its noun
MODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "AFX", "``", "''", "RB", "RBS", "VBN", "VBG", "VBD"})
INNER = frozenset({"compound", "amod", "nmod", "poss", "case", "punct", "advmod", "npadvmod", "nummod", "quantmod", "det", "conj"})
AGE_UNITS = frozenset({"year", "years", "month", "months", "week", "day"})
NUMBERED = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
MORE = frozenset({"more", "other", "others", "further", "additional"})
QUOTES = frozenset("\"'“”‘’`*") | {"``", "''"}
SINGULAR = frozenset({"he", "she", "him", "her", "himself", "herself", "i", "me", "myself"})
PLURAL = frozenset({"they", "them", "we", "us", "themselves"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
CONTAINERS = frozenset(
    {"group", "total", "number", "family", "crowd", "gang", "team", "handful", "majority", "life", "body", "corpse", "convoy"}
)
ROWS = frozenset({"row", "number", "group", "crowd", "series", "string"})
CONTAINERS |= ROWS
CONTAINERS |= {"death", "loss", "half", "rest", "household", "party", "crew", "batch", "series", "remains", "remain", "estimate"}
ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "another", "some", "any", "all", "each", "every"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})

At = Mapping[int, Quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: tokens from `first` to `last` (excluded), its head, what it counts and how many.

    `kind`: number, plural, person, pronoun. `quantity` is where its expression of number begins.
    """

    first: int
    last: int
    head: int
    kind: str
    count: Count
    victims: tuple[int, int] | None = None
    quantity: int | None = None
    is_definite: bool = False
    rule: str = "count.bare"


def measure(head: Token, at: At) -> Phrase | None:
    """How many the noun phrase with this head counts; None if it counts nobody."""
    if head.i in at:
        return measure_number(head, at)
    if is_other_one(head) or (head.lower_ in ordinals() and head.i and head.doc[head.i - 1].lower_ == "a"):
        return Phrase(first=head.i, last=head.i + 1, head=head.i, kind="person", count=ONE, rule="count.one")
    if is_person_by_age(head):
        return Phrase(first=head.i - 5, last=head.i + 1, head=head.i, kind="number", count=ONE, rule="count.one")
    if head.pos_ == "PRON" or head.tag_ in {"PRP", "WP", "WDT"}:
        return measure_pronoun(head)
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB", "NUM", "X", "INTJ", "ADV"}:
        return None
    start, first = walk_back(head, at)
    quantity = (at.get(first) if first < start else None) or counted_by(head, at)
    if quantity is not None:
        victims = (start, head.i + 1)
        return Phrase(
            first=quantity.start,
            last=head.i + 1,
            head=head.i,
            kind="number",
            count=quantity.count,
            victims=victims,
            quantity=quantity.start,
            rule=quantity.rule,
        )
    partitive = number_before_of(head.doc, first, at)
    if partitive is not None:
        return Phrase(
            first=partitive.start,
            last=head.i + 1,
            head=head.i,
            kind="number",
            count=partitive.count,
            victims=(start, head.i + 1),
            quantity=partitive.start,
            rule=partitive.rule,
        )
    inner = measure_ages(head) or measure_apposition(head, at) or measure_inner(head, at)
    if inner is not None:
        return replace(inner, first=min(first, inner.first))
    return measure_bare(head, start, first)


def is_other_one(head: Token) -> bool:
    """As in "another was hurt", "the other is still missing"."""
    return head.lower_ == "another" or (head.lower_ == "other" and head.i > 0 and head.nbor(-1).lower_ == "the")


def is_person_by_age(head: Token) -> bool:
    """As in "a 17-year-old", where no noun follows."""
    words = [token.lower_ for token in head.doc[max(0, head.i - 5) : head.i]]
    return head.lower_ == "old" and len(words) == 5 and words[0] in {"a", "an", "the", "another"} and words[3] in AGE_UNITS


def counted_by(head: Token, at: At) -> Quantity | None:
    """The number that the parse ties to a noun over words that are no plain modifiers ("12 off-duty officers")."""
    number = next((child for child in head.lefts if child.dep_ == "nummod" and child.i in at), None)
    return at[number.i] if number is not None else None


def measure_number(head: Token, at: At) -> Phrase:
    """A number that stands for people ("12 were killed", "dozens of people", "40 others")."""
    quantity, doc = at[head.i], head.doc
    found = Phrase(
        first=quantity.start,
        last=quantity.end,
        head=head.i,
        kind="number",
        count=quantity.count,
        quantity=quantity.start,
        rule=quantity.rule,
    )
    noun = following_noun(doc, quantity.end, at)
    if noun is None:
        return found
    start, _ = walk_back(noun, at)
    return replace(found, last=noun.i + 1, victims=(max(start, quantity.end), noun.i + 1), head=noun.i)


def number_before_of(doc: Doc, first: int, at: At) -> Quantity | None:
    """The number that counts a phrase behind "of" ("hundreds of lives", "two of the men")."""
    return at.get(first - 2) if first >= 2 and doc[first - 1].lower_ == "of" else None


def following_noun(doc: Doc, position: int, at: At) -> Token | None:
    """The noun that a number counts, behind it or behind "of"."""
    limit = min(len(doc), position + REACH)
    index = position
    while index < limit and doc[index].lower_ in QUOTES:
        index += 1
    if index < limit and doc[index].lower_ == "of":
        index += 1
    if index < limit and doc[index].lower_ in {"us", "them", "whom"}:
        return None
    while index < limit and index not in at:
        token = doc[index]
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS"} and token.dep_ not in {"compound", "nmod", "amod", "poss"}:
            return token
        if token.lower_ in {"more", "others"} and (index + 1 >= limit or doc[index + 1].pos_ not in {"NOUN", "ADJ", "PROPN"}):
            return token
        if token.tag_ not in MODIFIERS | {"DT", "PRP$"} or token.tag_ == "VBD":
            return None
        if token.tag_ in {"VBN", "VBG", "JJ"} and token.dep_ not in {"amod", "compound"}:
            return None
        index += 1
    return None


def walk_back(head: Token, at: At) -> tuple[int, int]:
    """Where the words of a noun phrase begin without its number or article, and with it."""
    doc, position = head.doc, head.i
    limit = max(0, head.i - REACH)
    while position > limit and not doc[position].is_sent_start:
        before = doc[position - 1]
        if before.tag_ in {"VBN", "VBD"} and before.i - 1 in at and position > limit + 1:
            return position, at[before.i - 1].start  # "21 identified members", which parsers read as a clause
        if before.i in at:
            start = at[before.i].start
            return position, start
        if before.tag_ in {"DT", "PRP$", "PDT", "WDT", "WP$"}:
            return position, before.i
        if before.tag_ == "CD" and before.dep_ in INNER:
            position -= 1  # taken out of the count ("a 12-year-old boy")
        elif before.lower_ in {"-", "–"} and position - 1 > limit and not before.whitespace_ and not doc[position - 2].whitespace_:
            position -= 2  # "an off-duty officer"
        elif is_joiner(before) and position - 2 > limit and is_modifier(doc[position - 2], head) and doc[position - 2].tag_ != "NNS":
            position -= 2
        elif is_modifier(before, head):
            position -= 1
        else:
            break
    return position, position


def is_joiner(token: Token) -> bool:
    """True between two modifiers of one noun ("Afghan and US soldiers")."""
    return token.lower_ in {"and", ",", "-", "–", "&"} and token.dep_ in {"cc", "punct"}


def is_modifier(token: Token, head: Token) -> bool:
    """True for a word of the noun phrase before its head."""
    if token.lower_ in MORE or token.lower_ in QUOTES:
        return True
    if token.tag_ not in MODIFIERS or token.dep_ not in INNER:
        return False
    top = token
    for _ in range(4):
        top = top.head
        if top.i == head.i:
            return True
    return False


def measure_ages(head: Token) -> Phrase | None:
    """As many people as ages are told ("the victims, aged 19 and 22")."""
    words = [token.lower_ for token in head.doc[head.i + 1 : head.i + 1 + REACH]]
    start = 1 if words[:1] == [","] else 0
    if head.tag_ != "NNS" or words[start : start + 1] not in (["aged"], ["ages"]):
        return None
    ages, end = 0, start + 1
    while end < len(words) and (words[end].isdigit() or words[end] in {",", "and"}):
        if words[end].isdigit():
            ages += 1
        elif not words[end - 1].isdigit() and words[end] == ",":
            break
        end += 1
    if ages < 2:
        return None
    count = Count(low=ages, best=ages, high=ages)
    return Phrase(first=head.i, last=head.i + 1, head=head.i, kind="number", count=count, victims=(head.i, head.i + 1), rule="count.ages")


def measure_apposition(head: Token, at: At) -> Phrase | None:
    """The number that a plural is explained by ("the victims, two sisters")."""
    if head.tag_ != "NNS" or head.i + 2 >= len(head.doc) or head.doc[head.i + 1].lower_ != "," or head.i + 2 not in at:
        return None
    noun = next((child for child in head.children if child.dep_ == "appos" and child.tag_ == "NNS" and child.i > head.i), None)
    return measure(noun, at) if noun is not None else None


def measure_inner(head: Token, at: At) -> Phrase | None:
    """What stands behind "of" where the head only holds it ("a family of five", "the bodies of three women")."""
    if head.lemma_.lower() not in CONTAINERS:
        return None
    for preposition in head.children:
        if preposition.lower_ == "of" and preposition.i > head.i:
            for noun in preposition.children:
                found = measure(noun, at) if noun.dep_ == "pobj" else None
                if found is not None and (
                    found.kind == "number" or head.lemma_.lower() in {"body", "corpse", "death", "life", "remains"} | ROWS
                ):
                    return replace(found, last=max(found.last, head.i + 1))
    return None


def measure_pronoun(head: Token) -> Phrase | None:
    """A pronoun for one or for several people."""
    word = head.lower_
    count = ONE if word in SINGULAR else SEVERAL if word in PLURAL else None
    if count is None:
        return None
    return Phrase(
        first=head.i,
        last=head.i + 1,
        head=head.i,
        kind="pronoun",
        count=count,
        victims=(head.i, head.i + 1),
        is_definite=True,
        rule="count.pronoun",
    )


def measure_bare(head: Token, start: int, first: int) -> Phrase | None:
    """A noun phrase without a number: a bare plural, or one person."""
    article = head.doc[first].lower_ if first < start else ""
    before = head.doc[first - 1].lower_ if first > 0 else ""
    if before in {"many", "much"} or head.doc[start].lower_ in {"many", "much"}:
        return None  # "how many people"
    if any(child.dep_ == "nummod" and child.lower_ in SCALES for child in head.lefts):
        return None  # "3 trillion people": a number that counts nobody
    if before == "of" and first > 1 and head.doc[first - 2].lemma_.lower() in word_set("words.about-victims"):
        return None  # "the number of casualties", "a list of fatalities"
    if before == "without" and head.lemma_.lower() in word_set("words.harm-nouns"):
        return Phrase(first=first - 1, last=head.i + 1, head=head.i, kind="number", count=NOBODY, rule="count.without")
    is_definite = article in DEFINITE or (first < start and head.doc[first].tag_ == "PRP$")
    shape = {"first": first, "last": head.i + 1, "head": head.i, "victims": (start, head.i + 1), "is_definite": is_definite}
    if head.lower_ in NUMBERED and article:
        exact = NUMBERED[head.lower_]
        return Phrase(kind="number", count=Count(low=exact, best=exact, high=exact), rule="count.a-couple", **shape)  # type: ignore[arg-type]
    if (
        head.tag_ in {"NNS", "NNPS"}
        or (kind_of(head) == "group" and article not in {"a", "an", "another", "one"})
        or article in {"these", "those"}
    ):
        return Phrase(kind="plural", count=SEVERAL, rule="count.plural", **shape)  # type: ignore[arg-type]
    if kind_of(head) == "group":
        return Phrase(kind="plural", count=SEVERAL, rule="count.group", **shape)  # type: ignore[arg-type]
    if head.tag_ not in {"NN", "NNP"}:
        return None
    rule = "count.name" if is_named(head) else "count.one"
    return Phrase(kind="person", count=ONE, rule=rule, **shape)  # type: ignore[arg-type]
