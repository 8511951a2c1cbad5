"""Names told in a list: "the dead were identified as Omar Ali, 23, Sara Haddad, 45, and Huda Saleh"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.counts.parts import CLASSES, VICTIMS
from onrecord.extract.counts.sentences import sentence_end
from onrecord.model.mentions import FigureMention, VictimMention
from onrecord.model.text import Span
from onrecord.model.values import Harm

VERBS = frozenset({"identify", "name"})
PRONOUNS = frozenset(
    {
        "they",
        "two",
        "three",
        "four",
        "five",
        "six",
        "both",
        "all",
        "men",
        "women",
        "children",
        "boys",
        "girls",
        "man",
        "woman",
        "boy",
        "girl",
    }
)
SINGLES = frozenset({"victim", "deceased", "fatality"})
PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "bint", "abu", "de", "da", "del", "della", "van", "von", "der", "la", "le", "dos", "-", "–", "'", "’"}
)
MOST = 160  # tokens of one list
REACH = 2000  # characters between a figure and the names of its people
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a list: its first and last token (excluded), and the age behind it."""

    first: int
    last: int
    age: int | None


def find_listed(doc: Doc, figures: tuple[FigureMention, ...]) -> Iterator[VictimMention]:
    """Victims that are told by "identified as" or "named as"."""
    for token in doc:
        if token.lemma_ in VERBS and token.tag_ in {"VBN", "VBD"}:
            start = next((index + 1 for index in range(token.i + 1, min(token.i + 6, len(doc))) if doc[index].lower_ == "as"), None)
            harm = harm_of(token, figures) if start is not None else None
            if harm is not None and start is not None:
                yield from named(doc, token, start, harm)


def harm_of(verb: Token, figures: tuple[FigureMention, ...]) -> Harm | None:
    """What happened to those who are named: what their word says, else what the figure before says."""
    nouns = [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj", "dobj"}]
    if not nouns:
        return None
    noun = nouns[-1]
    words = [noun.lower_, *(child.lower_ for child in noun.children if child.dep_ in {"acl", "amod"})]
    if noun.lower_ in SINGLES:
        return (
            Harm.KILLED
            if not any(word in CLASSES for word in words[1:])
            else CLASSES[next(word for word in words[1:] if word in CLASSES)][0]
        )
    known = next((CLASSES[word][0] for word in words if word in CLASSES), None)
    if known is not None or noun.lower_ not in PRONOUNS | {VICTIMS}:
        return known
    before = [figure for figure in figures if verb.idx - REACH < figure.span.start < verb.idx and figure.count.high != 0]
    alike = [figure for figure in before if noun.lower_ in (figure.victims or "").lower().split()]  # "the boy": not the men told of since
    unknown = Harm.KILLED if noun.lower_ == VICTIMS else None
    return (alike or before)[-1].harm if before else unknown


def named(doc: Doc, verb: Token, start: int, harm: Harm) -> Iterator[VictimMention]:
    """The names of a list."""
    for name in read_names(doc, start, min(sentence_end(verb), start + MOST)):
        first, last = doc[name.first], doc[name.last - 1]
        span = Span(first.idx, last.idx + len(last))
        text = " ".join(doc[name.first : name.last].text.split())
        yield VictimMention(span=span, token=verb.i, harm=harm, rule="victim.listed", name=text, age=name.age)


def read_names(doc: Doc, position: int, end: int) -> Iterator[Name]:
    """Stretches of capitalised words, with the age behind each."""
    while position < end:
        if not doc[position].text[:1].isupper():
            position += 1
            continue
        last = position + 1
        while last < end and (doc[last].text[:1].isupper() or is_particle(doc, last, end)):
            last += 1
        age, after = read_age(doc, last, end)
        is_place = doc[position - 1].lower_ in {"of", "in", "from", "at", "near"}
        if not is_place and (last - position > 1 or age is not None):
            yield Name(position, last, age)
        position = max(after, last)


def is_particle(doc: Doc, position: int, end: int) -> bool:
    """True for "al-", "bin" and the like before the rest of a name."""
    following = position
    while following < min(end - 1, position + 3) and doc[following].lower_ in PARTICLES:
        following += 1
    return following > position and doc[following].text[:1].isupper()


def read_age(doc: Doc, position: int, end: int) -> tuple[int | None, int]:
    """An age behind a comma or in brackets."""
    index = position
    if index < end and doc[index].lower_ in {",", "("}:
        index += 1
    while index < end and doc[index].lower_ in {"aged", "age", "a", "an"}:
        index += 1
    if index < end and doc[index].text.isascii() and doc[index].text.isdigit() and int(doc[index].text[:4]) <= OLDEST:
        return int(doc[index].text[:4]), index + 1
    return None, position
