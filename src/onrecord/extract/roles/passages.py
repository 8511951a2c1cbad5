"""The day that a passage tells of: a deed told in the past tense goes on from the sentence before ("They attacked on Monday. Two men were arrested")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.attribution.rules import load_lexicon
from onrecord.extract.roles.anchors import Anchor
from onrecord.extract.roles.dates import hold_time
from onrecord.extract.roles.near import MAX_CLIMB, SUBJECTS, Ground
from onrecord.extract.roles.openings import is_presupposed
from onrecord.model.mentions import TimeMention
from onrecord.model.values import Harm
from onrecord.vocab.words import word_set

HEADS = frozenset({"dateline", "headline"})
DAYLESS = frozenset({"duration", "set", "often", "ref", "span"})
AHEAD = 2  # sentences
BEHIND = 6  # tokens
FARTHEST = 3  # sentences back; chosen on our own reports and on development sets: more gave no better days
PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "'d", "’d", "having"})
HELPERS = frozenset({"aux", "auxpass"})
PRESENT_PERFECT = frozenset({"have", "has", "'ve", "’ve"})
PAST_PERFECT = PERFECT - PRESENT_PERFECT - {"have", "having"}
PRESENT = frozenset({"VBZ", "VBP"})
VERBS = frozenset({"VERB", "AUX"})
HOURS = frozenset({"hour", "minute", "second"})
OUTCOMES = frozenset({Harm.ARRESTED, Harm.RELEASED})
APART = frozenset({"after", "before", "since", "until", "till", "if", "unless", "once"})


def find_passage_times(
    anchors: Sequence[Anchor], times: Sequence[TimeMention], ground: Ground, *, cues: frozenset[int]
) -> Mapping[int, tuple[int, ...]]:
    """For each anchor that goes on with a tale, the times of the nearest sentence before it that dates something.

    What a report opens with has the day that the next sentences give, if no other deed has it: "Two men were shot dead in Gao. It happened on Monday".
    In a log or a live report all that an entry tells as news is of the day of the entry ("13:52 A strike has hit a car").
    """
    dated = times_by_sentence(times, ground, cues)
    entries = find_entries(times, ground)
    counted = {ground.sentences[time.token] for time in times if is_counted_in_days(time)}
    first = min(dated, default=0)
    found = {}
    for number, anchor in enumerate(anchors):
        sentence = ground.sentences[anchor.token]
        is_sequel = goes_on(anchor, ground.doc) or is_done(anchor, ground.doc) or is_right_after(anchor, ground.doc)
        told = times_before(sentence, dated) if is_sequel and sentence not in counted else ()
        if first - AHEAD <= sentence < first:
            told = tuple(time for time in dated[first] if hold_time(times[time].token, ground, cues).owner is None)
        elif not told and is_news(ground.doc[anchor.token if anchor.via is None else anchor.via]):
            told = times_before(sentence + 1, entries)
        if told:
            found[number] = told
    return found


def find_entries(times: Sequence[TimeMention], ground: Ground) -> dict[int, tuple[int, ...]]:
    """The time of day that opens an entry of a log, by its sentence."""
    entries = [(number, time.token) for number, time in enumerate(times) if ("entry", "1") in time.reading]
    return {ground.sentences[first_word(ground.doc[token])]: (number,) for number, token in entries}


def first_word(token: Token) -> int:
    """The first word behind the time of day that opens an entry: a dash may have made two sentences of it."""
    return next((word.i for word in token.doc[token.i + 1 : token.i + BEHIND] if word.is_alpha), token.i)


def times_by_sentence(times: Sequence[TimeMention], ground: Ground, cues: frozenset[int]) -> dict[int, tuple[int, ...]]:
    """Times that date what is told, not the telling, nor what is only planned or lies further back."""
    found: dict[int, tuple[int, ...]] = {}
    for number, time in enumerate(times):
        held = hold_time(time.token, ground, cues)
        if held.is_of_words or not fixes_day(time) or is_background(held.owner, ground) or is_further_back(ground.doc[time.token]):
            continue
        sentence = ground.sentences[time.token]
        found[sentence] = (*found.get(sentence, ()), number)
    return found


def is_background(owner: int | None, ground: Ground) -> bool:
    """True for what is only planned, and for what is taken for known: "in retaliation for raids last week"."""
    return owner is not None and (owner in ground.unreal or is_presupposed(ground.doc[ground.tokens[owner]]))


def fixes_day(time: TimeMention) -> bool:
    """False for times that say no day: "at noon", "for two days", "weekly"."""
    terms = dict(time.reading)
    if HEADS & terms.keys() or terms["kind"] in DAYLESS:
        return False
    return terms["kind"] not in {"clock", "part"} or not terms.keys().isdisjoint({"weekday", "day_name", "entry"})


def is_counted_in_days(time: TimeMention) -> bool:
    """True for "the following day", "two weeks later": what is told then is not of the day told before."""
    terms = dict(time.reading)
    unit = terms.get("unit") or terms.get("one") or terms.get("many")
    return terms["kind"] == "narrative" and terms.get("side") != "same" and unit not in {*HOURS, None}


def is_hours_off(time: TimeMention) -> bool:
    """True for "two hours later", "minutes earlier"."""
    terms = dict(time.reading)
    return terms["kind"] == "narrative" and (terms.get("unit") or terms.get("many")) in HOURS


def times_before(sentence: int, dated: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The times of the nearest sentence before one, within its passage."""
    for before in range(sentence - 1, max(-1, sentence - 1 - FARTHEST), -1):
        if before in dated:
            return dated[before]
    return ()


def goes_on(anchor: Anchor, doc: Doc) -> bool:
    """True for a verb in the plain past, in a clause of its own, that nothing sets apart from what was told."""
    token = doc[anchor.token if anchor.via is None else anchor.via]
    if token.pos_ != "VERB" or not is_plain_past(token):
        return False
    sentence = token.sent
    return not any(word.lower_ in word_set("words.elsewhen") for word in sentence)


def is_right_after(anchor: Anchor, doc: Doc) -> bool:
    """True for what came right after what was told before: "soon afterwards", "in the follow-up"."""
    return any(word.lower_ in word_set("words.right-after") for word in doc[anchor.token].sent)


def is_news(token: Token) -> bool:
    """False for what lay further back when it was told: in the pluperfect, or in a relative clause."""
    for _ in range(MAX_CLIMB):
        if token.dep_ == "relcl" or any(child.dep_ in HELPERS and child.lower_ in PAST_PERFECT for child in token.children):
            return False
        if token.pos_ in VERBS or token.head.i == token.i:
            return True
        token = token.head
    return True


def is_done(anchor: Anchor, doc: Doc) -> bool:
    """True for what came of a deed, told in the perfect or present: "two men have been arrested", "is in custody", "had by Friday been freed", "has since sealed it off"."""
    token = first_joined(doc[anchor.token if anchor.via is None else anchor.via])
    helpers = [child for child in token.children if child.dep_ in HELPERS]
    words = {child.lower_ for child in helpers}
    is_perfect = bool(words & PRESENT_PERFECT)
    if any(child.lower_ == "since" and child.dep_ == "advmod" for child in token.children):
        return is_perfect
    is_outcome = anchor.harm in OUTCOMES or anchor.kind.acled_sub_event == "Arrests"
    is_by_then = "had" in words and (is_reported(token) or any(child.dep_ == "prep" and child.lower_ == "by" for child in token.lefts))
    return is_outcome and (is_perfect or is_by_then or (token.pos_ in VERBS and token.tag_ in PRESENT and not helpers))


def is_reported(verb: Token) -> bool:
    """True for what somebody said in the past: in "said that two men had been held" the pluperfect stands for the perfect."""
    return verb.dep_ == "ccomp" and verb.head.tag_ == "VBD" and verb.head.lemma_ in load_lexicon().verbs


def is_plain_past(token: Token) -> bool:
    """True for "fired", "were arrested", "arrested and taken away", "leaving two dead"; not for "had been killed", nor behind "who" or "after"."""
    for _ in range(MAX_CLIMB):
        if token.dep_ == "relcl" or any(child.dep_ in {"mark", "prep"} and child.lower_ in APART for child in token.lefts):
            return False
        helpers = {child.lower_ for child in token.children if child.dep_ in HELPERS}
        if helpers & PERFECT:
            return False
        if token.tag_ == "VBD" or helpers & {"was", "were"}:
            return not PERFECT & {child.lower_ for child in first_joined(token).children if child.dep_ in HELPERS}
        if token.dep_ == "pcomp" and token.head.lower_ in {"before", "after"}:
            token = token.head  # "gave first aid before detaining them"
        elif helpers or token.dep_ not in {"conj", "advcl", "xcomp"}:
            return False
        token = token.head
    return False


def first_joined(verb: Token) -> Token:
    """The first of verbs joined under one subject, which bears their helper: "have since surrounded and sealed off"."""
    for _ in range(MAX_CLIMB):
        if verb.dep_ != "conj" or verb.head.pos_ != "VERB" or any(child.dep_ in HELPERS or child.dep_ in SUBJECTS for child in verb.lefts):
            return verb
        verb = verb.head
    return verb


def is_further_back(token: Token) -> bool:
    """True for a time in a clause of the pluperfect or in a relative clause: background, not the tale."""
    for _ in range(MAX_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            return token.dep_ == "relcl" or any(child.dep_ in HELPERS and child.lower_ in PERFECT for child in token.children)
        if token.head.i == token.i:
            return False
        token = token.head
    return False
