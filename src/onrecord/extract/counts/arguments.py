"""Whom a harm word counts: the heads of the noun phrases that its grammar points at."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.counts.chunks import list_behind
from onrecord.extract.counts.conjuncts import (
    HARMED,
    LEAVING,
    NOUNS,
    OBJECTS,
    SUBJECTS,
    children,
    found_before,
    joined_after,
    joined_before,
    joined_nouns,
    left_with,
    lost_conjunct,
    spread,
)
from onrecord.extract.counts.cues import Cue
from onrecord.extract.counts.people import behind_day, is_people
from onrecord.extract.counts.phrases import QUOTES, RELATIVES, At
from onrecord.extract.counts.sentences import sentence_end, sentence_start

CLIMB = 6
SMALL_CLAUSE = frozenset({"acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "advmod", "conj", "appos"})
DEPICTIVE = frozenset({"advcl", "advmod"})  # "survived the attack unscathed" is said of who survived
NEGLIGIBLE = frozenset(
    {"also", "still", "reportedly", "confirmed", "feared", "believed", "presumed", "seriously", "critically", "severely"}
)
NEGLIGIBLE |= {"badly", "slightly", "allegedly", "lightly", "left", "shot", "found", "mortally", "fatally", "gravely"}
MOST_PLACES = 12
DYING = frozenset({"die", "succumb", "perish"})
INCLUDED = 25  # tokens of a list behind "including"
PARTITIVE = frozenset({"them", "whom"})  # "killed 32 people, many of them women and children"


def heads_of(cue: Cue, at: At) -> tuple[Token, ...]:
    """Heads of what a harm word counts, coordinated ones included; none if nothing is found."""
    found = own_heads(cue, at)
    if found and found[0].i < cue.token.i and cue.rule.counts in {"object", "subject", "state"}:
        found = tuple(head for head in found if head.i < cue.token.i)
    found = (*left_with(found[0], cue.token), *found) if found else ()
    found = with_list(found, cue, at)
    accompanying = companions(cue, at) if found and cue.rule.counts in {"object", "subject"} else ()
    return tuple(dict.fromkeys((*found, *accompanying, *by_place(found, at))))


def by_place(heads: tuple[Token, ...], at: At) -> list[Token]:
    """Numbers with a place each: "killed 23 people in Kurya, 9 in Keita and 4 in Badarawa"."""
    found: list[Token] = []
    for head in heads[:1]:
        listed = [head.head if head.dep_ == "nummod" else head]
        while listed and len(found) < MOST_PLACES:
            numbers = [child for child in listed.pop().rights if child.dep_ in {"appos", "conj"} and child.i in at and child.tag_ == "CD"]
            numbers = [number for number in numbers if number.i + 1 < len(number.doc) and number.nbor(1).lower_ in {"in", "at", "near"}]
            found += numbers
            listed += numbers
    return found


def with_list(found: tuple[Token, ...], cue: Cue, at: At) -> tuple[Token, ...]:
    """The heads behind a harm word as its list has them, read word by word: parsers lose members, and take in those of the next clause."""
    if not found or found[0].i < cue.token.i or cue.rule.counts not in {"object", "event", "self"}:
        return found
    is_subject = cue.token.dep_ in SUBJECTS
    own = tuple(head for head in found if is_subject or not is_of_next_clause(head)) or found[:1]
    own = tuple(head for head in own if not any(word.lower_ in PARTITIVE for word in head.doc[own[0].i : head.i]))
    return tuple(sorted({*own, *list_behind(own[0], own, at, is_subject=is_subject)}, key=lambda head: head.i))


def is_of_next_clause(head: Token) -> bool:
    """True for what the parser joins to a list though a verb of its own follows ("killed two men and three women were hurt")."""
    following = head.nbor(1) if head.i + 1 < len(head.doc) else None
    return following is not None and following.lower_ in {"was", "were", "is", "are", "has", "have", "had"}


def own_heads(cue: Cue, at: At) -> tuple[Token, ...]:
    """Heads in the slot that the rule names."""
    token = cue.token
    match cue.rule.counts:
        case "object":
            behind = number_behind(cue.others[-1], at) if cue.others and not is_passive(token) else None
            return spread((behind,)) if behind is not None else objects(token, at)  # "hacked to death nine herders"
        case "subject":
            return spread(subjects(token))
        case "state":
            return states(token, at)
        case "self":
            return selves(token, at)
        case "event":
            return spread(event_objects(token)) or ((token,) if token.tag_ == "NNS" else ())
        case "with":
            return cue.others[:1]
        case _:
            return ()


def companions(cue: Cue, at: At) -> tuple[Token, ...]:
    """As in "Along with their three children", "together with his wife", "alongside two guards"; not those alongside whom somebody killed."""
    found: list[Token] = []
    token = cue.token
    is_doer = cue.rule.counts == "object"
    for child in children(token, ("prep", "advmod", "dobj", "nsubjpass") if is_doer else ("prep", "advmod", "nsubj", "nsubjpass")):
        found += [noun for one in (child, *children(child, ("prep",))) if is_alongside(one) for noun in children(one, ("pobj",))]
    known = spread(found)
    return tuple(dict.fromkeys((*known, *(head for noun in found for head in list_behind(noun, known, at)))))


def is_alongside(token: Token) -> bool:
    """True for a preposition of those who shared somebody's lot."""
    return token.lower_ == "alongside" or (token.lower_ == "with" and token.doc[token.i - 1].lower_ in {"along", "together"})


def objects(token: Token, at: At) -> tuple[Token, ...]:
    """Whom a verb is done to: object of the active, subject of the passive, noun of a participle."""
    behind = number_behind(token, at)
    if behind is not None and not is_passive(token):
        return (*spread((behind,)), *joined_nouns(behind, token))
    if token.pos_ == "ADJ" and not is_passive(token):
        return states(token, at)
    if token.lemma_ == "let" and not is_passive(token):
        return spread(noun for verb in children(token, ("ccomp",)) for noun in children(verb, SUBJECTS))
    found = children(token, OBJECTS) or behind_day(token)
    if found and not is_passive(token):
        return spread(resolve(noun, token) for noun in found)
    if (
        (token.tag_ in {"VBN", "VBD", "JJ", "NNP", "NN"} or token.lower_ == "hurt")
        and (before := number_before(token, at)) is not None
        and not is_passive(token)
    ):
        return joined_before(before, token)
    if token.tag_ in {"VBN", "JJ"} and token.dep_ in {"acl", "amod"} and not is_passive(token):
        return (token.head,) if token.head.pos_ in NOUNS else ()
    if is_passive(token) or token.tag_ in {"VBN", "VBD"}:
        shared = shared_object(token) if not is_passive(token) else ()
        return spread(shared or subjects(token))
    return spread(shared_object(token))


def is_passive(token: Token) -> bool:
    """True with a passive's subject or auxiliary, also where it is joined to one right before it ("killed and injured")."""
    if children(token, ("nsubjpass", "auxpass", "agent")):
        return True
    is_joined = token.dep_ == "conj" and token.tag_ == "VBN" and 0 < token.i - token.head.i <= 3 and token.head.tag_ == "VBN"
    return is_joined and not children(token, SUBJECTS) and bool(children(token.head, ("nsubjpass", "auxpass")))


def number_behind(token: Token, at: At) -> Token | None:
    """The number that follows a verb at once ("killing at least 12")."""
    position, doc = token.i + 1, token.doc
    end = sentence_end(token)
    while position < end and doc[position].lower_ in QUOTES:
        position += 1
    quantity = at.get(position) if position < end else None
    return None if quantity is None else doc[quantity.end - 1]


def number_before(token: Token, at: At) -> Token | None:
    """The number, or its noun, that stands right before a participle or adjective ("12 people dead", "40 wounded")."""
    doc, position, start = token.doc, token.i - 1, sentence_start(token)
    while position > start:
        if doc[position].lower_ in {"and", "or"} and doc[position - 1].lower_ in HARMED:
            position -= 2
        elif doc[position].lower_ in NEGLIGIBLE or doc[position].lower_ in QUOTES:
            position -= 1
        else:
            break
    if position < start:
        return None
    before = doc[position]
    if before.i in at:
        return before
    if before.pos_ in {"NOUN", "PROPN"} and any(child.i in at for child in before.lefts):
        return before
    if before.tag_ == "JJ" and before.lower_.endswith(("th", "nd", "rd")) and position > start and doc[position - 1].lower_ == "a":
        return before  # "a fourth wounded"
    is_more = before.lower_ in {"more", "others", "other"} and position > start and doc[position - 1].i in at
    if before.lower_ in {"the", "those"} and position > start + 1 and doc[position - 1].lower_ == "of" and doc[position - 2].i in at:
        return None if doc[position - 2].head.lemma_ in DYING else doc[position - 2]  # "two of the wounded died"
    return doc[position - 1] if is_more else None


def resolve(noun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, else the word itself."""
    if noun.lower_ not in RELATIVES:
        return noun
    clause = verb
    for _ in range(CLIMB):
        if clause.dep_ in {"relcl", "acl"}:
            return clause.head
        if clause.dep_ not in {"conj", "xcomp", "ccomp", "oprd", "acomp"}:
            break
        clause = clause.head
    return noun


def shared_object(token: Token) -> tuple[Token, ...]:
    """The object of a verb joined to this one ("killed and wounded dozens")."""
    for other in joined_after(token)[:3]:
        if token.i < other.i <= token.i + 4 and not children(other, SUBJECTS):
            return children(other, OBJECTS)
    return ()


def subjects(token: Token) -> tuple[Token, ...]:
    """The subject of a verb, taken from the verb that shares its own where it has none ("he fled after being shot")."""
    verb = token
    beside = subject_beside(token)
    if beside is not None:
        return (beside,)
    for _ in range(CLIMB):
        found = children(verb, SUBJECTS) or tuple(
            noun for clause in children(verb, ("csubjpass", "csubj")) for noun in children(clause, SUBJECTS)
        )
        if found and found[0].lower_ not in RELATIVES and (whole := whole_before(found[0], verb)) is not None:
            return (whole,)
        if found:
            return (*lost_conjunct(verb, found[0]), *(resolve(behind_dateline(noun, verb), verb) for noun in found))
        if verb.dep_ in {"relcl", "acl"}:
            return (verb.head,) if verb.head.pos_ in NOUNS else ()
        if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "xcomp"} and verb.head.lemma_ in LEAVING and (seen := found_before(verb)):
            return seen
        is_participle = (verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "advcl"}) or (verb.tag_ == "VBN" and verb.dep_ == "pcomp")
        if (verb.dep_ not in {"conj", "xcomp", "oprd", "ccomp", "acomp"} and not is_participle) or verb.head.i == verb.i:
            return ()
        verb = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return ()


def subject_beside(verb: Token) -> Token | None:
    """The noun before the auxiliary of a verb that the parser leaves without a subject ("and three women were hurt")."""
    auxiliaries = children(verb, ("aux", "auxpass"))
    if not auxiliaries or children(verb, (*SUBJECTS, "csubjpass", "expl")):
        return None
    position = auxiliaries[0].i - 1
    while position > sentence_start(verb) and (verb.doc[position].tag_ in {"RB", "RBR"} or verb.doc[position].is_punct):
        position -= 1
    return top_people(verb.doc[position], verb) if position >= 0 else None


def whole_before(noun: Token, verb: Token) -> Token | None:
    """Of whom a subject is told to be some: the noun before "including" ("ten men, including a boy and a girl were killed")."""
    doc = noun.doc
    if noun.tag_ == "NN" and any(child.lower_ in {"was", "is", "has"} for child in children(verb, ("aux", "auxpass"))):
        return None  # "..., including two boys, and one girl was hurt"
    for position in range(noun.i - 1, max(sentence_start(noun), noun.i - INCLUDED), -1):
        if doc[position].tag_ in {"VBD", "VBZ", "VBP", "MD"} or doc[position].text == ";":
            return None
        if doc[position].lower_ == "including" and position > sentence_start(noun) + 1:
            return top_people(doc[position - 1 - doc[position - 1].is_punct], verb)
    return None


def top_people(word: Token, verb: Token) -> Token | None:
    """The highest noun for people, or number, that a word hangs on below its verb ("two members of the crew", "ten men, including a boy")."""
    found = None
    for _ in range(CLIMB):
        if word.tag_ in {"NN", "NNS", "NNP", "NNPS", "CD"} and is_people_or_number(word):
            found = word
        if word.dep_ == "conj" and word.head.dep_ in OBJECTS and word.head.head.lower_ != "including":
            break  # "killed two men and three women were hurt"
        if word.head.i in {word.i, verb.i} or (word.head.pos_ in {"VERB", "AUX"} and word.head.lower_ != "including"):
            break
        word = word.head
    return found


def is_people_or_number(token: Token) -> bool:
    """True for a noun that names people, and for a number."""
    return token.tag_ == "CD" or is_people(token)


def behind_dateline(noun: Token, verb: Token) -> Token:
    """The subject where the parser takes the dateline for it ("LEEDS (AP) – Two teenagers were hurt")."""
    if noun.pos_ != "PROPN" or not noun.is_sent_start:
        return noun
    dash = next((token.i for token in noun.doc[noun.i + 1 : min(verb.i, noun.i + 12)] if token.lower_ in {"–", "—", "--"}), None)
    inside = [child for child in noun.rights if dash is not None and dash < child.i < verb.i and child.pos_ in NOUNS]
    return inside[0] if inside else noun


def states(token: Token, at: At) -> tuple[Token, ...]:
    """Of whom an adjective is said."""
    before = number_before(token, at)
    if before is not None:
        return joined_before(before, token)
    if token.dep_ in {"amod", "acl", "nmod"} and token.head.i != token.i:
        return (token.head,)
    if token.i - 1 in at:
        return (token,)
    beside = subject_beside(token)
    if beside is not None:
        return (beside,)
    verb = token
    for _ in range(CLIMB):
        own = children(verb, SUBJECTS)
        if own:
            return spread(resolve(noun, verb) for noun in own)
        if verb.dep_ not in SMALL_CLAUSE or verb.head.i == verb.i:
            return ()
        is_aside = verb.dep_ in DEPICTIVE and verb is token
        verb = verb.head
        if verb.pos_ in {"VERB", "AUX"}:
            found = children(verb, OBJECTS) if not is_passive(verb) and not is_aside else ()
            return spread(found or subjects(verb))
        if verb.dep_ in {"amod", "acl"}:
            return (verb.head,)
    return ()


def selves(token: Token, at: At) -> tuple[Token, ...]:
    """The noun itself where it has a number ("12 deaths"), else whose it is ("the deaths of two nurses")."""
    has_number = any(child.i in at for child in token.lefts) or token.i - 1 in at
    return (token,) if has_number else spread(event_objects(token)) or (token,)


def times_behind(token: Token) -> Iterator[Token]:
    """The day right behind an event noun, which parsers give the "of" to ("the killing on Monday of three guards")."""
    for word in token.doc[token.i + 1 : token.i + 5]:
        if word.ent_type_ in {"DATE", "TIME"} and word.dep_ in {"pobj", "npadvmod"}:
            yield word


def event_objects(token: Token) -> tuple[Token, ...]:
    """Whom an event noun is done to ("the killing of 48 soldiers", "the mayor's arrest")."""
    above = (*token.children, *(child for day in times_behind(token) for child in day.children))
    ofs = [of for child in above if child.lower_ == "of" for of in (child, *children(child, ("conj",))) if of.lower_ == "of"]
    found = tuple(noun for of in ofs for noun in children(of, ("pobj",)))
    return found or tuple(noun for noun in children(token, ("poss",)) if noun.pos_ != "PRON")
