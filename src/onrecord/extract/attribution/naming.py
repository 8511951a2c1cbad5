"""The name of a source: short, and resolved within the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from spacy.tokens import Doc, Token

from onrecord.extract.actors.coreference import resolve
from onrecord.extract.actors.names import name_of
from onrecord.extract.actors.rules import load_name_words
from onrecord.extract.attribution.extents import Extent, child_of
from onrecord.model.mentions import ActorMention
from onrecord.vocab.words import word_set

SINGULAR_PERSONS = frozenset({"he", "she"})
FIRST_PERSONS = frozenset({"i", "we", "me", "us", "you"})
RELATIVES = frozenset({"who", "which", "that", "this", "those", "these", "what", "whoever", "it", "they"})
LONGEST_ACRONYM = 3
SEARCHED = 4000  # tokens from the start: who holds an office is told early
PEOPLE = "actors.people-of"  # "a Norwegian, Nils Berg": he has that name
MEMORY = 200  # tokens: a speaker further back is no longer "he"
BODIES = frozenset({"it", "they"})
NEAR = 4  # tokens from a name to ", HOST"
INTRODUCED = 8  # tokens from "our" to the name of "our correspondent in Dakar, Mary Hale"
EDGES = " .,;:-–—'\"“”‘’"

Named = tuple[str | None, int | None]


class Namer:
    """Names the sources of one report, in text order: "he" is the person who spoke last."""

    def __init__(self, doc: Doc, actors: tuple[ActorMention, ...]) -> None:
        self._doc = doc
        self._actors = actors
        self._by_token = {actor.token: index for index, actor in enumerate(actors)}
        self._holders: dict[str, str] = {}
        self._publishers: dict[str, bool] = {}  # by the label of a transcript
        self._last: tuple[int, Named] | None = None  # person
        self._told: list[tuple[int, Named]] = []  # all who spoke, in text order

    def name(self, token: int, extent: Extent) -> Named:
        """Short full name of the source whose phrase a token heads, and its actor mention's index."""
        head = self._doc[token]
        if head.lower_ in FIRST_PERSONS or (head.is_upper and self._is_publisher(head)):
            return None, None
        if head.lower_ in SINGULAR_PERSONS and self._last is not None and token - self._last[0] < MEMORY:
            named = self._last[1]
        else:
            named = self._settled(head, extent, self._named(head, extent))
        if named[0] is not None:
            self._told.append((token, named))
            if self._is_person(head, named):
                self._last = token, named
        return named

    def _is_publisher(self, label: Token) -> bool:
        """True of the host of a transcript and of "our correspondent": what they tell is told by the text itself."""
        if label.text not in self._publishers:
            self._publishers[label.text] = _is_host(label) or _is_our_own(label)
        return self._publishers[label.text]

    def _settled(self, head: Token, extent: Extent, named: Named) -> Named:
        """Who spoke before, for "it", "the statement", "the department" and "one of the sources"."""
        name, _ = named
        if head.lower_ in BODIES:
            is_known = any(told[0] == name for told in self._near(head))
            return named if is_known else self._before(head, lambda told: not self._is_someone(told), named)
        is_bare = name is not None and " " not in name and name.islower()
        if name is None or not is_bare or not any(token.lower_ == "the" for token in self._doc[extent[0] : extent[1]]):
            return named
        if head.lemma_.lower() in word_set("words.carriers"):
            return self._before(head, bool, named)
        return self._before(head, lambda told: str(told[0]).endswith(f" {name}"), named)

    def _before(self, head: Token, fits: Callable[[Named], bool], otherwise: Named) -> Named:
        """The last one who spoke and fits."""
        return next((told for told in self._near(head) if fits(told)), otherwise)

    def _near(self, head: Token) -> Iterator[Named]:
        """Who spoke not long before, the last one first."""
        return (told for _, told in takewhile(lambda spoken: head.i - spoken[0] < MEMORY, reversed(self._told)))

    def _is_someone(self, named: Named) -> bool:
        return named[1] is not None and self._actors[named[1]].is_person

    def name_others(self, token: int, extent: Extent) -> tuple[str, ...]:
        """Names of those who are joined to the source: "police and a doctor"."""
        joined = (
            other
            for other in self._doc[token].conjuncts
            if extent[0] <= other.i < extent[1] and other.i > token and other.ent_type_ not in {"GPE", "LOC"}
        )
        found = (self._named(other, (max(other.left_edge.i, extent[0]), min(other.right_edge.i + 1, extent[1])))[0] for other in joined)
        return tuple(name for name in found if name is not None)

    def _named(self, head: Token, extent: Extent) -> Named:
        """By who gives it, by the person in apposition, by the actor mention, or by the words alone."""
        giver = _given_by(head)
        if giver is not None and giver.i < extent[1]:
            return self._named(giver, (giver.left_edge.i, extent[1]))
        person = _name_beside(head, extent)
        index = self._by_token.get(head.i if person is None else person.i)
        first = self._doc[extent[0]].idx
        if index is not None and self._actors[index].span.start >= first:
            own, index = self._actors[index], resolve(index, self._actors)
            full = self._actors[index].name
            is_kept = own.rule != PEOPLE and _is_another_name(own.name, full)
            return self._full(head, _clean(own.name if is_kept else full)), index
        if head.lower_ in RELATIVES or head.lower_ in SINGULAR_PERSONS:
            return None, None
        if head.is_upper and len(head) > LONGEST_ACRONYM:
            return _in_title_case(head) or head.text, None
        span, name_words = name_of(self._doc, head.i if person is None else person.i)
        is_outside = span.start < first  # the parser read over the mark of a headline
        name = _clean(self._doc[extent[0] : extent[1]].text if is_outside else name_words)
        return self._full(head, name), None

    def _full(self, head: Token, name: str | None) -> str | None:
        """The person who holds an office, where the report names both together."""
        if name is None or head.pos_ != "PROPN" or head.ent_type_ == "PERSON":
            return name
        if name not in self._holders:
            self._holders[name] = _holder_of(head, name) or name
        return self._holders[name]

    def _is_person(self, head: Token, named: Named) -> bool:
        if named[1] is not None:
            actor = self._actors[named[1]]
            return actor.is_person or (actor.kind == "Civilians" and not actor.is_plural)
        return head.ent_type_ == "PERSON" or (head.lower_ in SINGULAR_PERSONS and self._last is not None)


def _is_host(label: Token) -> bool:
    """True of the labels "ANCHOR:" and, from "MARY HALE, HOST:" on, "HALE:"."""
    if label.lower_ in word_set("words.hosts"):
        return True
    doc = label.doc
    places = (token.i + 1 for token in doc[: min(label.i, SEARCHED)] if token.lower_ == label.lower_)
    return any(
        word.lower_ in word_set("words.hosts") and word.nbor().text == ":"
        for place in places
        for word in doc[place : min(place + NEAR, len(doc) - 1)]
    )


def _is_our_own(label: Token) -> bool:
    """True of "HALE:" where the text has "our correspondent, Mary Hale"."""
    doc, form = label.doc, label.text.title()
    places = (token for token in doc[: min(label.i, SEARCHED)] if token.text == form)
    return any(word.lower_ == "our" for token in places for word in doc[max(token.i - INTRODUCED, token.sent.start) : token.i])


def _holder_of(head: Token, office: str) -> str | None:
    """As in "Ann Lee" of "the Foreign Secretary", where the report has "Foreign Secretary Ann Lee"."""
    doc, words = head.doc, office.split()
    for token in doc[: min(head.i, SEARCHED)]:
        if token.text != words[-1] or token.i + 2 > len(doc) or doc[token.i + 1].ent_type_ != "PERSON":
            continue
        if [other.text for other in doc[max(token.i + 1 - len(words), 0) : token.i + 1]] == words:
            end = token.i + 1
            while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].is_title:
                end += 1
            return doc[token.i + 1 : end].text or None
    return None


def _in_title_case(label: Token) -> str | None:
    """As in "Mary Hale" of a transcript's "HALE:", as the report names her first."""
    doc, form = label.doc, label.text.title()
    for token in doc[: min(label.i, SEARCHED)]:
        if token.text == form:
            start = token.i
            while start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].is_title and doc[start - 1].sent == token.sent:
                start -= 1
            return doc[start : token.i + 1].text
    return None


def _is_another_name(own: str, full: str) -> bool:
    """True of a capital that speaks for its state ("Baku" where the report has "Azerbaijan"): it stays as the text has it."""
    shared = set(own.lower().split()) & set(full.lower().split())
    return own.istitle() and full.istitle() and " " not in own and not shared


def _given_by(head: Token) -> Token | None:
    """Who gives "a count kept by Sahel Watch" and "a statement from the ministry"."""
    if head.lemma_.lower() not in word_set("words.carriers") | word_set("words.counts"):
        return None
    clause = child_of(head, "acl")
    owners = (head, clause) if clause is not None and clause.lemma_ in word_set("words.keeping") else (head,)
    givers = (child for owner in owners for child in owner.children if child.lower_ in {"by", "from"} and child.i > head.i)
    return next((giver for by in givers if (giver := child_of(by, "pobj")) is not None), None)


def _clean(name: str) -> str | None:
    return name.strip(EDGES) or None


def _name_beside(head: Token, extent: Extent) -> Token | None:
    """The name of "a spokesman for the army, Omar Hadi" and "the news site Harbour Today"; None if the head is a name itself."""
    of = child_of(head, "prep")
    holder = child_of(of, "pobj") if of is not None and of.lower_ == "of" and head.lower_ in load_name_words().titles else None
    if holder is not None and holder.ent_type_ == "PERSON":
        return holder  # "Superintendent of Police Ravi Rao"
    if head.pos_ in {"PROPN", "PRON"}:
        return None
    beside = [token for token in head.doc[extent[0] : extent[1]] if token.dep_ == "appos" and head.is_ancestor(token)]
    person = next((token for token in beside if token.ent_type_ == "PERSON"), None)
    return person or next((token for token in beside if token.head == head and token.pos_ == "PROPN"), None)
