"""Whether a noun names people, by the lists and by what the parse says of it."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from spacy.tokens import Token

MOST_CHILDREN = 40
FOLDER = files("onrecord.vocab") / "data" / "en"
SINGULAR = ("man", "woman", "ist", "child", "teacher", "worker", "keeper", "leader", "seller", "driver", "officer")
ENDINGS = (*SINGULAR, *(f"{word}s" for word in SINGULAR), "men", "women", "children")
NOT_NAMES = frozenset(
    {"GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "PERCENT", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "ORDINAL"}
)


@lru_cache(maxsize=4)
def read_words(name: str) -> dict[str, str]:
    """The words of a list, with their kind where it has one."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["word"]: row.get("kind") or "" for row in rows}


def kind_of(token: Token) -> str | None:
    """`person` or `group` for a noun that names people, else None."""
    words = read_words("people.csv")
    kind = words.get(token.lemma_.lower()) or words.get(token.lower_)
    if kind is None and token.ent_type_ in {"PERSON", "NORP"} and token.tag_ not in {"NN", "NNS"}:
        return "person"
    if kind is None and token.pos_ in {"NOUN", "PROPN"} and token.lower_.endswith(ENDINGS):
        return "person"
    return "person" if kind is None and is_passer_by(token) else kind


def is_passer_by(token: Token) -> bool:
    """True for the last piece of "passer-by" and "passers-by"."""
    return token.lower_ == "by" and token.i > 1 and token.nbor(-2).lower_ in {"passer", "passers"}


def is_people(token: Token) -> bool:
    """True for a noun that names people, or a pronoun for them."""
    return kind_of(token) is not None


def behind_day(verb: Token) -> tuple[Token, ...]:
    """The people whom the parser does not take for an object behind a day without a preposition: "shot dead Monday two men"."""
    adverbial = [child for child in islice(verb.rights, MOST_CHILDREN) if child.dep_ == "npadvmod"]
    days = [child.i for child in adverbial if child.ent_type_ in {"DATE", "TIME"}]
    return tuple(child for child in adverbial if days and child.i > days[0] and is_people(child))[:1]


def is_never_harmed(token: Token) -> bool:
    """True for what is killed, hurt or dies only in a manner of speaking, for animals and for things."""
    return token.lemma_.lower() in read_words("not_people.csv")


def is_idea(token: Token) -> bool:
    """True for what can only be destroyed in a manner of speaking."""
    return read_words("not_people.csv").get(token.lemma_.lower()) == "idea"


def is_proper(token: Token) -> bool:
    """True for a proper name of any kind but a day, a sum or the like."""
    return token.pos_ == "PROPN" and token.ent_type_ not in NOT_NAMES - {"GPE", "LOC", "FAC", "PRODUCT", "LAW", "WORK_OF_ART"}


def is_named(token: Token) -> bool:
    """True for a proper name that may be a person's."""
    return token.pos_ == "PROPN" and token.ent_type_ not in NOT_NAMES and token.ent_type_ != "ORG"
