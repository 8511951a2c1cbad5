"""People named or singled out as harmed: name, age, sex, status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.extract.actors.names import name_of
from onrecord.extract.attribution.tellers import NO_TELLERS
from onrecord.extract.counts.numbers import TENS, read_number
from onrecord.extract.counts.people import read_words
from onrecord.extract.victims.listed import find_listed
from onrecord.model.mentions import FigureMention, VictimMention
from onrecord.model.text import Span
from onrecord.model.values import Harm
from onrecord.vocab.victims import victim_words

NEAR = 48  # characters in which an age stands
AGE_BEFORE = re.compile(r"(\d{1,3})[-–\s]years?[-–\s]old\b[^,.;]*$")
AGE_AFTER = re.compile(
    r"^\s?[,(]?\s?(?:who was )?(?:an? )?(?:aged? )?(\d{1,3})(?=[-–\s]years?[-–\s]old|\s?[,.;)]|\syears of age|\sand\b|$)"
)
AGE_WORDS = re.compile(r"^(?:[\w-]+[-–\s])??(?:years?|months?|days?)[-–\s]olds?\s", re.IGNORECASE)
WRITTEN = re.compile(r"(?:([a-z]{3,9})[-–])?([a-z]{3,9})[-–\s]years?[-–\s]old\b", re.IGNORECASE)
AGE_REST = re.compile(r"(?:[\w-]*years?[-–\s])?olds? ", re.IGNORECASE)
NAMED = frozenset({"name", "call", "identify"})
OLDEST = 120
TITLES = {"mr": "male", "mr.": "male", "mrs": "female", "mrs.": "female", "ms": "female", "ms.": "female", "miss": "female"}


def find_victims(doc: Doc, figures: tuple[FigureMention, ...], *, tellers: Mapping[int, int] = NO_TELLERS) -> tuple[VictimMention, ...]:
    """Victims in text order; a person who is only counted ("one person") is none, nor is one of `tellers`, who are quoted behind it."""
    singles = [figure for figure in figures if is_single(figure)]
    text = doc.text if singles else ""  # each call joins all tokens
    found = [victim for figure in singles for victim in describe(doc, text, figure, tellers)]
    found += find_listed(doc, figures)
    return tuple(sorted(unique(found), key=lambda victim: (victim.span.start, victim.span.end, victim.harm)))


def is_single(figure: FigureMention) -> bool:
    """True for a figure of exactly one person."""
    return (
        figure.count.high == 1 and figure.victims_token is not None and figure.harm is not Harm.DESTROYED and figure.polarity == "asserted"
    )


def unique(victims: list[VictimMention]) -> Iterator[VictimMention]:
    """One victim for each place and harm."""
    seen: set[tuple[int, Harm]] = set()
    for victim in victims:
        key = (victim.span.end, victim.harm)
        if key not in seen:
            seen.add(key)
            yield victim


def describe(doc: Doc, text: str, figure: FigureMention, tellers: Mapping[int, int]) -> Iterator[VictimMention]:
    """The person whom a figure counts, if the words say more than that it is one."""
    head = doc[figure.victims_token or 0]
    span = figure.victims_span
    if head.pos_ == "PRON" or span is None:
        return
    named, described = split_roles(head)
    named = named if named is not None and (head.i in tellers or named.i not in tellers) else None
    name_span, name = without_age(*name_of(doc, named.i)) if named is not None else (None, None)
    status = status_of(doc, described) if described is not None else title_of(doc, name_span)
    victim = VictimMention(
        span=span if name_span is None else span.cover(name_span),
        token=figure.token,
        harm=figure.harm,
        rule=f"victim.{'named' if name else 'singled-out'}",
        name=name,
        age=age_of(text, span, name_span),
        sex=sex_of(head, described),
        status=status,
    )
    if victim.name or victim.age is not None or victim.sex or victim.status:
        yield victim


def without_age(span: Span, name: str) -> tuple[Span, str]:
    """A name without the rest of an age before it ("old Huda Saleh" of "12-year-old Huda Saleh")."""
    found = AGE_REST.match(name)
    return (Span(span.start + found.end(), span.end), name[found.end() :]) if found and found.end() < len(name) else (span, name)


def split_roles(head: Token) -> tuple[Token | None, Token | None]:
    """The word that names the person, and the noun that describes them ("Ali Hassan, a journalist"; "a journalist, Ali Hassan")."""
    others = [child for child in head.children if child.dep_ == "appos" and child.pos_ in {"NOUN", "PROPN"}]
    if is_name(head):
        return head, next((child for child in others if child.pos_ == "NOUN"), None)
    return next((child for child in (*others, *called(head)) if is_name(child)), None), head


def called(head: Token) -> list[Token]:
    """The name behind "named" or "identified as" ("a girl named Huda Saleh")."""
    verbs = [child for child in head.children if child.dep_ == "acl" and child.lemma_ in NAMED]
    behind = [word for verb in verbs for child in verb.rights for word in ((child, *child.rights) if child.lower_ == "as" else (child,))]
    return [word for word in behind if word.dep_ in {"oprd", "dobj", "attr", "pobj", "appos"}]


def is_name(token: Token) -> bool:
    """True for a capitalised proper noun that is no place, day or people."""
    if token.lower_ in read_words("people.csv"):
        return False  # "Program Director"
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in {"NORP", "DATE", "MONEY", "PERCENT", "EVENT"}


def status_of(doc: Doc, noun: Token) -> str | None:
    """The noun with its modifiers, as in the text, if it tells more than sex or age."""
    word = victim_words().get(noun.lemma_.lower())
    if word is not None and not word.is_status:
        return None
    if noun.pos_ == "PROPN":
        return None
    text = name_of(doc, noun.i)[1]
    return AGE_WORDS.sub("", re.sub(r"^[\d-]+[-–\s](?=years?|months?)", "", text)).strip() or None


def title_of(doc: Doc, name: Span | None) -> str | None:
    """What stands before a name in small letters ("police officer Omar Ali")."""
    if name is None:
        return None
    words: list[Token] = []
    found = doc.char_span(name.start, name.end)
    token = doc[found.start] if found is not None else None
    while token is not None and token.i > 0:
        token = doc[token.i - 1]
        if token.pos_ not in {"NOUN", "ADJ"} or not token.text.islower() or token.is_sent_start or (token.tag_ == "JJ" and not words):
            break
        words.insert(0, token)
    while words and (words[0].lower_ == "old" or words[0].lower_ in {"year", "late"}):
        words.pop(0)
    if not words or status_is_empty(words[-1]):
        return None
    return doc[words[0].i : words[-1].i + 1].text


def status_is_empty(noun: Token) -> bool:
    """True for a noun that tells no status."""
    word = victim_words().get(noun.lemma_.lower())
    return word is not None and not word.is_status


def age_of(text: str, span: Span, name: Span | None) -> int | None:
    """The age in years that stands before, in or behind the words for a person."""
    for place in (span, *((name,) if name else ())):
        before = AGE_BEFORE.search(text[max(0, place.start - 24) : place.end])
        after = AGE_AFTER.search(text[place.end : place.end + NEAR])
        found = before or after
        if found and int(found[1]) <= OLDEST:
            return int(found[1])
    written = WRITTEN.search(text[max(0, span.start - 24) : span.end])
    if written is None:
        return None
    number = (
        read_number(f"{written[1] or ''} - {written[2]}".lower().split(), 0) if written[1] in TENS else read_number([written[2].lower()], 0)
    )
    return number[0] if number else None


def sex_of(head: Token, described: Token | None) -> str | None:
    """The sex that the nouns or a title tell."""
    for noun in (described, head):
        word = victim_words().get(noun.lemma_.lower()) if noun is not None else None
        if word is not None and word.sex:
            return word.sex
    titles = [TITLES[child.lower_] for child in head.lefts if child.lower_ in TITLES]
    kin = [victim_words()[child.lower_].sex for child in head.lefts if child.lower_ in victim_words() and child.dep_ == "compound"]
    return next(iter([*titles, *kin]), None)
