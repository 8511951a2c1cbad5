"""Which triggers of one sentence the grammar makes one happening: "a blast killed 12", "wounded when a shell hit"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.roles.near import SETTINGS, subject_of_event
from onrecord.vocab.deeds import are_alike, can_be_one

MAX_ARCS = 6
MAX_EXTRAPOSED = 15  # words between a noun and its relative clause
SHARING = frozenset({"conj", "advcl", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
HARMS = frozenset({"harm", "aftermath"})
OPEN_ARCS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "advcl",
        "acl",
        "relcl",
        "prep",
        "pobj",
        "pcomp",
        "agent",
        "xcomp",
        "conj",
        "oprd",
        "appos",
        "dep",
        "amod",
        "compound",
        "ccomp",
        "attr",
        "dative",
        "acomp",
        "advmod",
        "npadvmod",
        "nmod",
        "parataxis",
    }
)
# PLOVER's verbal types (its quad classes 1 and 3): words about a deed are not the deed.
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
GIVING = frozenset({"AID", "COOPERATE", "SANCTION", "MOBILIZE"})  # no part of an assault
# Words that set a second deed apart from the one that they introduce.
APART = frozenset(
    {
        "where",
        "since",
        "retaliation",
        "revenge",
        "response",
        "reprisal",
        "support",
        "before",
        "despite",
        "unlike",
        "like",
        "connection",
        "than",
        "against",
    }
)
ANSWERS = frozenset({"retaliation", "revenge", "reprisal", "reprisals", "response", "retribution", "vengeance", "answer"})
ANSWERING = frozenset({"for", "to"})
GATHERING = "Peaceful protest"
DURING = frozenset({"during", "in", "at", "when", "as", "while"})
LATER = frozenset({"after", "following", "days", "weeks", "hours", "later"})
SEQUENCE = frozenset({"as", "while", "whereas", "after", "following", "days", "weeks", "hours", "later"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a tie looks at in a trigger: where it stands, what it tells, and whether it is told as real."""

    token: int
    via: int | None
    family: str
    deed: str | None
    plover: str | None
    is_real: bool
    is_known: bool = False  # a definite noun: "after the blast" goes on with it
    ordinal: int | None = None  # which deed of several it is
    is_alone: bool = False  # a figure of another period, or one of many


def find_ties(doc: Doc, spots: Sequence[Spot], *, cues: frozenset[int]) -> list[tuple[int, ...]]:
    """For each spot the numbers of those that it is one happening with; `cues` are tokens of reporting verbs."""
    plain: list[list[int]] = [[] for _ in spots]
    after: list[tuple[int, int]] = []  # pairs with a word of sequence between them
    by_token: dict[int, list[int]] = {}
    for number, spot in enumerate(spots):
        for token in (spot.token, spot.via):
            if token is not None:
                by_token.setdefault(token, []).append(number)
    for number, spot in enumerate(spots):
        for start in (spot.token, spot.via):
            found = first_above(doc, start, by_token, number, cues) if start is not None else None
            if found is not None and is_of_gathering(spot, spots[found[0]], found[1]):
                found = above_gathering(doc, spots[found[0]].token, by_token, found, cues)
            if found is None or not is_one(spot, spots[found[0]], found[1]):
                continue
            if words_between(found[1]) & LATER:
                after.append((number, found[0]))
            else:
                plain[number].append(found[0])
                plain[found[0]].append(number)
    return [tuple(dict.fromkeys(numbers)) for numbers in with_sequences(spots, plain, after)]


def is_of_gathering(one: Spot, other: Spot, path: tuple[Token, ...]) -> bool:
    """True for harm told in a clause on a gathering: "a bomb at a rally that killed nine"."""
    return other.deed == GATHERING and one.family in HARMS and path[0].dep_ == "relcl"


def above_gathering(
    doc: Doc, gathering: int, by_token: dict[int, list[int]], found: tuple[int, tuple[Token, ...]], cues: frozenset[int]
) -> tuple[int, tuple[Token, ...]]:
    """What stands above the gathering, with the path to it; the gathering itself where nothing does."""
    above = first_above(doc, gathering, by_token, found[0], cues)
    return found if above is None else (above[0], (*found[1], *above[1]))


def with_sequences(spots: Sequence[Spot], plain: list[list[int]], after: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Add the ties over "after": harm that has a cause of its own is not of the deed before it ("killed 11 in a raid after the attack")."""
    ties = [list(numbers) for numbers in plain]
    for pair in after:
        is_caused = [any(spots[other].family not in HARMS for other in plain[number]) for number in pair if spots[number].family in HARMS]
        if not any(is_caused):
            ties[pair[0]].append(pair[1])
            ties[pair[1]].append(pair[0])
    return ties


def words_between(path: tuple[Token, ...]) -> set[str]:
    """The words of a path, and the conjunctions, prepositions and adverbs in front of them."""
    words = {token.lower_ for token in path}
    return words | {child.lower_ for token in path for child in token.lefts if child.dep_ in {"mark", "prep", "advmod"}}


def first_above(
    doc: Doc, start: int, by_token: dict[int, list[int]], own: int, cues: frozenset[int]
) -> tuple[int, tuple[Token, ...]] | None:
    """The nearest other spot above a token, with the path to it; a reporting verb ends the way."""
    token, path = doc[start], []
    for _ in range(MAX_ARCS):
        if token.dep_ not in OPEN_ARCS or token.head.i == token.i:
            return None
        path.append(token)
        token = head_of(token, by_token)
        others = [number for number in by_token.get(token.i, ()) if number != own]
        if others:
            return others[0], tuple(path)
        subject = subject_of_event(token) if token.pos_ == "VERB" else -1
        if others := [number for number in by_token.get(subject, ()) if number != own]:
            return others[0], tuple(path)  # "the attack happened when a shell hit"
        if token.i in cues:
            return None
    return None


def head_of(token: Token, by_token: Mapping[int, Sequence[int]]) -> Token:
    """The word that a token hangs on; for what has its subject from another word, that subject if it is a trigger.

    What a noun is said to be is that noun ("the bombing was an attack that"), and a verb without a subject has that of the verb it hangs on
    ("the attack took place at a market and killed 15", "the blast came at noon, killing two"). A relative clause that was hung on a word before the last
    trigger noun is that noun's, if no verb stands between ("called it an answer to shelling in the hills last week that left nine dead"); so is one
    hung on a name of time or place behind that noun ("raids on Gao last week in which nine died").
    """
    if (token.dep_ == "attr" and token.head.lemma_ == "be") or (
        token.dep_ in SHARING and token.head.i not in by_token and not any(child.dep_ in SUBJECTS for child in token.lefts)
    ):
        return next((child for child in token.head.lefts if child.dep_ == "nsubj" and child.i in by_token), token.head)
    if token.dep_ != "relcl":
        return token.head
    doc, start = token.doc, token.left_edge.i
    lowest = start - MAX_EXTRAPOSED if token.head.ent_type_ in SETTINGS else token.head.i
    for position in range(start - 1, max(lowest, start - MAX_EXTRAPOSED, -1), -1):
        if doc[position].pos_ in VERBS:
            break
        if position in by_token and doc[position].pos_ in NOUNS:
            return doc[position]
    return token.head


def is_one(one: Spot, other: Spot, path: tuple[Token, ...]) -> bool:
    """True if the path from one up to the other lets both be one happening: harm joins its cause; two deeds only without a word between that parts them."""
    if one.is_alone or is_answered(path) or (one.ordinal and other.ordinal and one.ordinal != other.ordinal):
        return False
    words = words_between(path)
    if is_aim(path, other):
        return can_be_one(one.deed, other.deed)
    if (
        words & APART
        or any(is_earlier_act(token, other) for token in path)
        or one.is_real != other.is_real
        or not can_be_one(one.deed, other.deed)
    ):
        return False
    if one.plover != other.plover and {one.plover, other.plover} & (VERBAL | GIVING):
        return False
    if {one.plover, other.plover} == {"ASSAULT", "PROTEST"} and not (words & DURING and {one.family, other.family} & HARMS):
        return path[0].dep_ == "acl" and path[0].tag_ == "VBG"  # an attack at a rally is no rally, but one on "people protesting" is of it
    if one.family in HARMS and other.family in HARMS:
        return not words & SEQUENCE  # "killed two, after an assault left three dead" has two causes
    if one.family in HARMS or other.family in HARMS:
        return True
    if words & SEQUENCE and not (one.is_known or other.is_known or is_part(one, other, words)):
        return False
    return is_same_act(one, other, path) or not any(token.dep_ == "conj" and token.pos_ == "VERB" for token in path)


def is_earlier_act(verb: Token, other: Spot) -> bool:
    """True for what somebody had done before: "shot dead two men who had robbed a bank"; "a blast that had killed two" is one."""
    if verb.dep_ != "relcl" or verb.head.i in {other.token, other.via}:
        return False
    return {"nsubj", "aux"} <= {child.dep_ for child in verb.lefts} and any(child.lower_ == "had" for child in verb.lefts)


def is_answered(path: tuple[Token, ...]) -> bool:
    """True for what a deed answers: "in retaliation for the raid", "a response to the killing of"."""
    return path[-1].lower_ in ANSWERING and path[-1].head.lower_ in ANSWERS


def is_same_act(one: Spot, other: Spot, path: tuple[Token, ...]) -> bool:
    """True for one deed told by two verbs of one subject: "arrested a commander and detained three rebels"."""
    return len(path) == 1 and one.deed is not None and one.deed == other.deed and not any(child.dep_ in SUBJECTS for child in path[0].lefts)


def is_aim(path: tuple[Token, ...], other: Spot) -> bool:
    """True for what a deed is meant to reach: "an offensive to retake the town", "launched a raid to free the hostages"."""
    verb = path[0]
    if len(path) > 1 or verb.tag_ != "VB" or not any(child.lower_ == "to" for child in verb.lefts):
        return False
    return verb.dep_ == "acl" or (verb.dep_ == "advcl" and other.via == verb.head.i)


def is_part(one: Spot, other: Spot, words: set[str]) -> bool:
    """True for two different deeds of one assault, one after the other: "seized the town after a siege"."""
    return (
        one.deed is not None and other.deed is not None and not are_alike(one.deed, other.deed) and not words & {"as", "while", "whereas"}
    )
