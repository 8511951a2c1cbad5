"""Lists of people read word by word, where the parser loses a member: "killed a colonel, his driver and two bodyguards and injured six"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.counts.people import is_named, is_never_harmed, is_people
from onrecord.extract.counts.phrases import ARTICLES, MODIFIERS, QUOTES, At
from onrecord.extract.counts.sentences import sentence_end

MOST = 25  # members of one list
LONGEST = 16  # tokens of one member
BRACKET = 14  # tokens of a remark in brackets
JOINTS = ("as well as", "along with", "together with", "alongside", "plus", "and", "&")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OTHERWISE = frozenset({"wounded", "injured", "missing", "hurt", "arrested", "detained", "captured"})
OPENING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase read by tags alone: its first token, its head and where it ends (excluded)."""

    first: int
    head: int
    end: int


def read_chunk(doc: Doc, position: int, end: int, at: At) -> Chunk | None:
    """The noun phrase that begins at a token; None if none does."""
    first, limit = position, min(end, position + LONGEST)
    if position >= limit:
        return None
    position = skip_opening(doc, position, limit, at)
    if position == first and doc[position].tag_ in {"VBG", "VBN"}:
        return None  # "and injuring 12 others"
    head = None
    while position < limit and is_inside(doc[position]):
        if head is not None and doc[position].pos_ == "PROPN" and doc[head].tag_ in {"NN", "NNS"}:
            break  # "his wife Huda Saleh"
        if doc[position].tag_ in {"NN", "NNS", "NNP", "NNPS"}:
            head = position
        position += 1
    return None if head is None else Chunk(first, head, head + 1)


def skip_opening(doc: Doc, position: int, end: int, at: At) -> int:
    """Behind the number ("two of his") and the article that a noun phrase begins with."""
    if position in at:
        position = at[position].end
        if position < end and doc[position].lower_ == "of":
            position += 1
    if position < end and (doc[position].lower_ in ARTICLES or doc[position].tag_ == "PRP$"):
        position += 1
    return position


def is_inside(token: Token) -> bool:
    """True for a word of a noun phrase, ages included ("a 12-year-old boy")."""
    return token.tag_ in MODIFIERS - {"VBD"} or token.lower_ in QUOTES or token.lower_ in {"-", "–"} or token.like_num


def list_behind(first: Token, known: tuple[Token, ...], at: At, *, is_subject: bool = False) -> tuple[Token, ...]:
    """Heads of the members of a list behind its first one, those of the parse where it knows them."""
    chunks = read_list(first.doc, first, at, is_subject=is_subject)
    return tuple(next((head for head in known if chunk.first <= head.i < chunk.end), first.doc[chunk.head]) for chunk in chunks)


def read_list(doc: Doc, first: Token, at: At, *, is_subject: bool = False) -> Iterator[Chunk]:
    """The members behind the first one of a list of people, with the names right behind them.

    A name behind a noun for one person, or such a noun behind a name, is the same person ("a teacher, Omar Ali, and two pupils");
    a member with a verb of its own begins another clause, unless the list itself is the subject of that verb (`is_subject`).
    """
    position, end, before = first.i + 1, sentence_end(first), first
    for _ in range(MOST):
        following = skip_remarks(doc, position, end)
        joint = read_joint(doc, following, end)
        if joint is None:
            return
        word, start = joint
        if word == "," and before.i in at:
            return  # "17, two hospital workers among them"
        chunk = read_chunk(doc, start, end, at)
        if (
            chunk is None
            or not is_member(doc, chunk, before)
            or is_otherwise_harmed(doc, chunk)
            or (not is_subject and begins_clause(doc, chunk, end))
        ):
            return
        position = skip_remarks(doc, chunk.end, end)
        if word != "," or doc[chunk.first].tag_ == "PRP$" or not is_same_person(before, doc[chunk.head]):
            yield Chunk(chunk.first, chunk.head, position)
        before = doc[chunk.head]


def is_otherwise_harmed(doc: Doc, chunk: Chunk) -> bool:
    """True for "40 wounded people" in a list of the dead."""
    return any(token.lower_ in OTHERWISE for token in doc[chunk.first : chunk.end])


def skip_remarks(doc: Doc, position: int, end: int) -> int:
    """Behind brackets, ages and a name right behind its noun ("his wife Huda Saleh (34)", "Omar, 12,")."""
    while position < end:
        token = doc[position]
        if token.lower_ in OPENING:
            close = next(
                (index for index in range(position, min(end, position + BRACKET)) if doc[index].lower_ == OPENING[token.lower_]), None
            )
            if close is None:
                return position
            position = close + 1
        elif token.lower_ == "," and is_age(doc, position + 1, end):
            position += 2 if doc[position + 1].like_num else 3
        elif token.pos_ == "PROPN":
            position += 1
        elif token.lower_ == "of" and (behind := behind_office(doc, position + 1, end)) is not None:
            position = behind
        else:
            return position
    return position


def behind_office(doc: Doc, position: int, end: int) -> int | None:
    """Behind what somebody is the head or a member of ("the mayor of [Huanta], his wife and two guards"), unless that is people."""
    start = position + 1 if position < end and doc[position].lower_ in ARTICLES else position
    stop = start
    while stop < end and doc[stop].tag_ in MODIFIERS - {"VBD", "VBN", "VBG"}:
        stop += 1
    return stop if stop > start and (doc[stop - 1].pos_ == "PROPN" or not is_people(doc[stop - 1])) else None


def is_age(doc: Doc, position: int, end: int) -> bool:
    """True for a number behind a comma that counts nobody ("Omar, 12,", "Omar, aged 12")."""
    if position + 1 >= end:
        return False
    if doc[position].lower_ in {"aged", "age"} and doc[position + 1].like_num:
        return True
    return doc[position].like_num and doc[position + 1].lower_ in {",", ".", ";", ")", "and", "were", "was"}


def read_joint(doc: Doc, position: int, end: int) -> tuple[str, int] | None:
    """What joins a member to the one before it, and where the member begins."""
    word = ""
    if position < end and doc[position].lower_ == ",":
        word, position = ",", position + 1
    for joint in JOINTS:
        words = joint.split()
        if [token.lower_ for token in doc[position : min(end, position + len(words))]] == words:
            return joint, position + len(words)
    return (word, position) if word else None


def is_member(doc: Doc, chunk: Chunk, before: Token) -> bool:
    """True for a noun that names people, and for a name; "Afghan and foreign troops" names no Afghan."""
    noun = doc[chunk.head]
    if noun.ent_type_ == "NORP" and noun.tag_ == "NNP":
        return False
    is_long = noun.ent_type_ == "ORG" and chunk.head > chunk.first and noun.pos_ == "PROPN"  # parsers take some people for bodies
    is_name = (is_named(noun) and (noun.ent_type_ == "PERSON" or is_named(before))) or (is_long and is_named(before))
    return (is_people(noun) or is_name) and not is_never_harmed(noun)


def begins_clause(doc: Doc, chunk: Chunk, end: int) -> bool:
    """True if a verb of its own follows: the phrase begins another clause ("and two women were hurt")."""
    following = skip_remarks(doc, chunk.end, end)
    if following >= end:
        return False
    token = doc[following]
    return (
        token.tag_ in FINITE or token.pos_ == "AUX" or (token.tag_ == "VBN" and not token.is_punct) or token.lower_ in {"who", "'s", "’s"}
    )


def is_same_person(before: Token, noun: Token) -> bool:
    """True for a name behind a noun for one person, or such a noun behind a name."""
    return before.tag_ in {"NN", "NNP"} and noun.tag_ in {"NN", "NNP"} and (before.pos_ == "PROPN") != (noun.pos_ == "PROPN")
