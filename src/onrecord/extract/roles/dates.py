"""Which time belongs to which deed: beside the grammar that places and means follow, what is true of times alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.extract.attribution.rules import load_lexicon
from onrecord.extract.roles.near import (
    MAX_CLIMB,
    SUBJECTS,
    Ground,
    Hold,
    Tied,
    anchor_before,
    climb,
    hold_by_grammar,
    is_before_speaker,
    tie_mentions,
)
from onrecord.extract.times.rules import word_values
from onrecord.model.mentions import AttributionMention, TimeMention
from onrecord.vocab.words import word_set

PHRASE_HEADS = frozenset({"ADP", "SCONJ"})
MODIFIERS = frozenset({"poss", "compound", "nmod", "nummod", "amod"})
DETERMINERS = frozenset({"DT", "PRP$", "POS"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
PARTICIPLES = frozenset({"VBG", "VBN"})
PERIODS = frozenset({"week", "month", "year"})
DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
MAX_PHRASE = 12
MEANWHILE = frozenset({"as", "when", "while"})


def tie_times(times: Sequence[TimeMention], ground: Ground, attributions: Sequence[AttributionMention], *, cues: frozenset[int]) -> Tied:
    """Give each time to the deed that it dates, and to those that may share it."""
    tied = tie_mentions(times, ground, attributions, cues=cues, hold=hold_time)
    return without_joined(times, ground, share_inner(times, ground, tied))


def without_joined(times: Sequence[TimeMention], ground: Ground, tied: Tied) -> Tied:
    """Of a deed with two times leave out that of a verb joined to it, which is no deed: "burned the mill last week and came back on Sunday"."""
    held = {}
    for owner, numbers in tied.held.items():
        own = tuple(number for number in numbers if not is_of_joined(times[number].token, owner, ground))
        held[owner] = own or numbers
    return Tied(held, tied.nearby)


def is_of_joined(start: int, owner: int, ground: Ground) -> bool:
    """True if a verb in the past that is joined to the deed stands between a time and the deed."""
    token = ground.doc[start]
    for _ in range(MAX_CLIMB):
        if ground.owners.get(token.i) == owner or token.head.i == token.i:
            return False
        if token.dep_ == "conj" and token.tag_ == "VBD":
            return True
        token = token.head
    return False


def hold_time(start: int, ground: Ground, cues: frozenset[int]) -> Hold:
    """The deed that a time dates.

    "Said on Monday" dates the words, "last month's election" the election; "late on Monday, officials said" stands behind what it dates.
    """
    token = ground.doc[start]
    if (above := above_beginning(token)) is not None:
        return hold_by_grammar(above.i, ground, cues)
    if is_of_other_noun(token, ground) or is_behind_reporting(token, ground, cues) or is_of_claim(token, ground):
        return Hold(is_of_words=True)
    found = hold_by_grammar(start, ground, cues)
    cue = climb(start, ground, cues)[1] if found.is_of_words else None
    if cue is None:
        return found
    if is_fronted_period(token):
        return Hold()
    owner = anchor_before(start, ground) if is_before_speaker(start, cue) else reported_anchor(start, cue, ground)
    return Hold(owner, is_of_words=owner is None)


def above_beginning(time: Token) -> Token | None:
    """The verb that a clause such as "since the war began in 2011" bounds: the year is the beginning of what it tells, not the war's."""
    token = time
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            return None
        is_begun = token.lemma_.lower() in word_values()["beginning"]
        if is_begun and token.dep_ == "advcl" and any(child.lower_ == "since" for child in token.lefts):
            return token.head
        if is_begun and token.dep_ == "pobj" and token.head.lower_ == "since":
            return token.head.head
        token = token.head
    return None


def is_fronted_period(token: Token) -> bool:
    """True for a period that opens a sentence and dates the deed as well as the words.

    "Last week, the army said it had retaken the town"; "In the week of 2-8 May, the mission recorded nine attacks"; "Between 2 and 8 May, ...".
    """
    phrase = token
    while phrase.head.i < phrase.i and phrase.dep_ in {"pobj", "prep", "nmod", "appos"}:
        phrase = phrase.head
    first = phrase.left_edge
    if first.i > first.sent.start and any(word.is_alpha or word.is_digit for word in first.doc[first.sent.start : first.i]):
        return False
    words = list(phrase.subtree)[:MAX_PHRASE]
    is_period = any(word.lemma_.lower() in PERIODS for word in words) or token.lower_ in word_values()["month"]
    days = [number for word in words for number in DAY.findall(word.text)]
    return is_period and len(set(days)) != 1


def is_of_other_noun(token: Token, ground: Ground) -> bool:
    """True for a time that says which thing is meant, if the thing is no deed: "last month's election", "the 2014 accord"."""
    if token.dep_ not in MODIFIERS or token.head.pos_ not in NOUNS or token.head.i < token.i or token.head.i in ground.owners:
        return False
    before = token.left_edge.i - 1
    return token.dep_ == "poss" or (before >= 0 and ground.doc[before].tag_ in DETERMINERS)


def is_behind_reporting(token: Token, ground: Ground, cues: frozenset[int]) -> bool:
    """True right behind a reporting verb: "said on Monday", "told reporters late on Monday that"."""
    position = before_phrase(token)
    if position < 0 or ground.sentences[position] != ground.sentences[token.i]:
        return False
    before = ground.doc[position]
    return position not in ground.owners and (position in cues or is_reporting(before))


def before_phrase(token: Token) -> int:
    """Where the word before a phrase of time stands; -1 at the beginning."""
    phrase = token.head if token.dep_ == "pobj" and token.head.pos_ in PHRASE_HEADS and token.head.i < token.i else token
    return phrase.left_edge.i - 1


def is_reporting(token: Token) -> bool:
    """True for a verb that tells, in the active: its content is a clause or a quotation; "was found on Monday" tells nothing."""
    rules = load_lexicon().verbs.get(token.lemma_, ()) if token.tag_ in FINITE else ()
    return any(rule.stance == "state" and "clause" in rule.takes for rule in rules)


def reported_anchor(start: int, cue: Token, ground: Ground) -> int | None:
    """The deed of "on Monday two men were reported killed": who is harmed is the subject of the verb that tells it."""
    if start > cue.i or not any(child.dep_ == "nsubjpass" for child in cue.lefts):
        return None
    return next((ground.owners[child.i] for child in cue.rights if child.i in ground.owners), None)


def is_of_claim(token: Token, ground: Ground) -> bool:
    """True for the day of words told as a thing: "their claim, made on Monday, that"."""
    verb = next((word for word in (token.head, token.head.head) if word.pos_ == "VERB"), None)
    if verb is None or verb.i in ground.owners or verb.lemma_ not in word_set("words.light-telling"):
        return False
    around = (verb.head, *verb.children, *(verb.head.children if verb.dep_ == "advcl" else ()))
    return any(word.lemma_ in load_lexicon().nouns for word in around if word.pos_ in NOUNS)


def share_inner(times: Sequence[TimeMention], ground: Ground, tied: Tied) -> Tied:
    """Let a deed without a time share that of a participle in it, or of a verb joined to it: "fired on students blocking a road on Monday"."""
    spoken = {number for owner, numbers in tied.held.items() for number in numbers if is_day_of_speech(times[number].token, owner, ground)}
    nearby = {
        anchor: [number for number in numbers if number not in spoken and not is_day_of_sequel(times[number].token, anchor, ground)]
        for anchor, numbers in tied.nearby.items()
    }
    for inner, numbers in tied.held.items():
        outer = outer_anchor(ground.doc[ground.tokens[inner]], ground)
        if outer is None or outer in tied.held or outer in tied.nearby:
            continue
        nearby[outer] = [*nearby.get(outer, ()), *(number for number in numbers if times[number].token > ground.tokens[inner])]
    return Tied(tied.held, {anchor: tuple(numbers) for anchor, numbers in nearby.items() if numbers})


def is_day_of_speech(start: int, owner: int, ground: Ground) -> bool:
    """True right behind a verb of speech that is a happening itself: "warned on Monday that the city will be shelled"."""
    verb = ground.doc[ground.tokens[owner]]
    return verb.pos_ == "VERB" and verb.lemma_ in load_lexicon().verbs and before_phrase(ground.doc[start]) == verb.i


def is_day_of_sequel(start: int, anchor: int, ground: Ground) -> bool:
    """True for the day of what was done about a deed: "on Friday a court sentenced three men for the killing", "mourned a nurse who was shot"."""
    verb = dated_verb(ground.doc[start])
    if verb is None or verb.lemma_.lower() not in word_set("words.sequel") or ground.tokens[anchor] in range(verb.i, start):
        return False  # behind the deed it may be the deed's: "indicted four men over a shoot-out in May"
    token, is_apart = ground.doc[ground.tokens[anchor]], False
    for _ in range(MAX_CLIMB):
        if token.i == verb.i:
            return is_apart
        if token.head.i == token.i:
            return False
        if token.dep_ in {"conj", "advcl", "ccomp"} and not is_apart:
            return False
        is_apart = is_apart or token.dep_ in {"relcl", "acl"} or (token.dep_ == "pobj" and is_about(token.head, verb))
        is_apart = is_apart or (token.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in word_set("words.judging"))
        token = token.head
    return False


def dated_verb(time: Token) -> Token | None:
    """The verb that a phrase of time hangs on."""
    head = time.head.head if time.dep_ == "pobj" else time.head
    return head if head.pos_ in VERBS else None


def is_about(preposition: Token, verb: Token) -> bool:
    """True for what a sequel is about: "for the killing", "in connection with the raid", "charges in the murder"; not "in the raid" itself."""
    nouns = (preposition.head, *(child for child in preposition.head.children if child.dep_ == "dobj"))
    is_of_case = preposition.lower_ in {"in", "of"} and any(noun.lemma_.lower() in word_set("words.case-at-law") for noun in nouns)
    return is_of_case or (preposition.lower_ in word_set("words.about") and preposition.head.i >= verb.i)


def outer_anchor(token: Token, ground: Ground) -> int | None:
    """The anchor before an inner deed, and above it, that goes on at the same time."""
    if not (is_simultaneous(token) or is_joined(token) or is_meanwhile(token)):
        return None
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.i in ground.owners:
            return ground.owners[token.i]
    return None


def is_simultaneous(token: Token) -> bool:
    """True for a participle or a progressive form that hangs on a noun: what it tells is under way when the deed is done."""
    if token.dep_ not in {"acl", "relcl"} or token.tag_ not in PARTICIPLES:
        return False
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    return token.tag_ == "VBG" if helpers else True


def is_meanwhile(token: Token) -> bool:
    """True for a clause that tells what went on at the time: "held ten men as they searched the town on Monday"."""
    return token.dep_ == "advcl" and any(child.dep_ in {"mark", "advmod"} and child.lower_ in MEANWHILE for child in token.lefts)


def is_joined(token: Token) -> bool:
    """True for the last of verbs joined under one subject: "arrested two men and seized a lorry on Monday"."""
    return (
        token.dep_ == "conj"
        and token.pos_ == "VERB"
        and not any(child.dep_ in SUBJECTS or child.dep_ == "conj" for child in token.children)
    )
